/* An article opened from a search: marks what was sought (#q=…) and scrolls to it. */
(() => {
  'use strict';
  const sought = (new URLSearchParams(location.hash.slice(1)).get('q') || '').split(' ').filter(Boolean);
  const text = document.querySelector('.article-text');
  if (!sought.length || !text) return;
  const fold = char => char.normalize('NFKC').toLowerCase().replace(/\s/g, '');
  let first = null;
  for (const block of document.querySelectorAll('.article-head h1, .article-text p, .article-text h2, .article-text li')) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    let folded = '';
    const places = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      [...node.data].reduce((at, char) => {
        for (const piece of fold(char)) { folded += piece; places.push([node, at, at + char.length]); }
        return at + char.length;
      }, 0);
    }
    const found = [];
    for (const string of sought) {
      for (let at = folded.indexOf(string); at >= 0; at = folded.indexOf(string, at + string.length)) found.push([at, at + string.length - 1]);
    }
    for (const [from, to] of found.sort((a, b) => b[0] - a[0])) {
      const range = document.createRange();
      range.setStart(places[from][0], places[from][1]);
      range.setEnd(places[to][0], places[to][2]);
      try {
        const mark = document.createElement('mark');
        range.surroundContents(mark);
        first = mark.closest('.article-text') ? mark : first ?? mark;
      } catch (error) { /* crosses a link's border: left unmarked */ }
    }
  }
  const target = document.querySelector('.article-text mark') || first;
  if (target) target.scrollIntoView({block: 'center'});
})();
