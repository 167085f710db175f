/* Keys for every page: ← and → go to the page before and after, / goes to the search. */
(() => {
  'use strict';
  const search = document.currentScript.dataset.search;
  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (event.target.closest('input, textarea, select, [contenteditable], .scroll, pre')) return;
    const to = rel => document.querySelector(`.pager a[rel="${rel}"]`)?.click();
    if (event.key === 'ArrowLeft') to('prev');
    else if (event.key === 'ArrowRight') to('next');
    else if (event.key === '/' && !document.getElementById('search')) {
      event.preventDefault();
      const box = document.querySelector('.search-box input');
      if (box) box.focus(); else location.href = search;
    }
  });
})();
