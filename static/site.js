/* Keys for every page: ← and → go to the page before and after, / goes to the search.
   In: the address of the search page, as data of this script. */
(() => {
  'use strict';
  const search = /** @type {HTMLScriptElement} */ (document.currentScript).dataset.search || '';

  /** @param {'prev' | 'next'} rel */
  const turn = rel =>
    /** @type {HTMLElement | null} */ (document.querySelector(`.pager a[rel="${rel}"]`))?.click();

  const goToSearch = () => {
    const box = /** @type {HTMLElement | null} */ (document.querySelector('.search-box input'));
    if (box) box.focus();
    else location.href = search;
  };

  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
    if (
      /** @type {Element} */ (event.target).closest(
        'input, textarea, select, [contenteditable], .scroll, pre'
      )
    )
      return;
    if (event.key === 'ArrowLeft') turn('prev');
    else if (event.key === 'ArrowRight') turn('next');
    else if (event.key === '/' && !document.getElementById('search')) {
      event.preventDefault();
      goToSearch();
    }
  });
})();
