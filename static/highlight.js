/* An article opened from a search: marks what was sought (#q=…) and scrolls to it. */
(() => {
  'use strict';
  const {src, dataset} = document.currentScript;
  const text = document.querySelector('.article-text');
  const words = (new URLSearchParams(location.hash.slice(1)).get('q') || '').split(' ').filter(Boolean);
  if (!words.length || !text) return;
  const pairs = [...dataset.variants || ''];    // characters printed here, each before the one it is matched as
  const variants = new Map(pairs.flatMap((char, at) => at % 2 ? [] : [[char, pairs[at + 1]]]));

  const textNodes = block => {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT), nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  };
  /* Where in `string` the words stand: start and end, the last place first. */
  const find = string => {
    const {folded, places} = beibeiFold(string, variants), found = [];
    for (const word of words.map(w => beibeiFold(w, variants).folded).filter(Boolean)) {
      for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
        const last = places[at + word.length - 1];
        found.push([places[at], last + (string.codePointAt(last) > 0xFFFF ? 2 : 1)]);
      }
    }
    return found.sort((a, b) => b[0] - a[0]);
  };
  const mark = (nodes, [start, end]) => {
    const range = document.createRange();
    let at = 0;
    for (const node of nodes) {
      if (start >= at && start < at + node.length) range.setStart(node, start - at);
      if (end > at && end <= at + node.length) range.setEnd(node, end - at);
      at += node.length;
    }
    try {
      range.surroundContents(document.createElement('mark'));
    } catch (error) { /* crosses a link's border: left unmarked */ }
  };
  const show = () => {
    for (const block of document.querySelectorAll('.article-head h1, .article-text p, .article-text h2, .article-text li')) {
      if (block.querySelector('p')) continue;    // its paragraphs come by themselves
      const string = textNodes(block).map(node => node.data).join('');
      for (const span of find(string)) mark(textNodes(block), span);
    }
    (text.querySelector('mark') || document.querySelector('.article-head mark'))?.scrollIntoView({block: 'center'});
  };
  /* Few readers come from a search: the others do not load what only this needs. */
  const script = document.createElement('script');
  script.src = src.replace('highlight.js', 'fold.js');
  script.addEventListener('load', show);
  document.head.append(script);
})();
