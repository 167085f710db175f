/* Keys for every page: ← and → go to the page before and after, / goes to the search. Links from a list to its
   articles carry the list in their address (#in=…), a short one with all its articles, and where an address does,
   reading.js keeps to that list.
   In: the address of the search page, as data of this script. */
(() => {
  'use strict';
  const self = /** @type {HTMLScriptElement} */ (document.currentScript);
  const search = self.dataset.search || '';

  const listed = /** @type {NodeListOf<HTMLAnchorElement>} */ (
    document.querySelectorAll('a[data-in], [data-in] a.first, [data-in] .card > :first-child > a')
  );
  for (const link of listed) {
    const {in: list = '', name = '', hits} = /** @type {HTMLElement} */ (link.closest('[data-in]')).dataset;
    link.hash = hits ? `${new URLSearchParams({in: list, name, hits})}` : `in=${list}`;
  }
  if (/[#&]in=/.test(location.hash)) {
    const script = document.createElement('script');
    script.src = self.src.replace('site.js', 'reading.js');
    document.head.append(script);
  }

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
    else if (event.key === '/') {
      event.preventDefault();
      goToSearch();
    }
  });
})();
