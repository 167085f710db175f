/* An article opened from a search: marks what was sought (#q=…) and scrolls to it. Published as the classic script
   highlight.js, together with all that it imports. */

import {spansOf} from './search/fold.mjs';

/** @import {Span} from './search/fold.mjs' */

const BLOCKS = '.article-head h1, .article-text p, .article-text h2, .article-text li';

/** @param {Element} block */
const textNodes = block => {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT),
    nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  return nodes;
};

/** @param {Text[]} nodes @param {Span} span  in the text of all of them */
const markSpan = (nodes, [start, end]) => {
  const range = document.createRange();
  let at = 0;
  for (const node of nodes) {
    if (start >= at && start < at + node.length) range.setStart(node, start - at);
    if (end > at && end <= at + node.length) range.setEnd(node, end - at);
    at += node.length;
  }
  try {
    range.surroundContents(document.createElement('mark'));
  } catch {
    /* crosses a link's border: left unmarked */
  }
};

/** @param {string[]} words @param {Map<string, string>} variants */
const markWords = (words, variants) => {
  for (const block of document.querySelectorAll(BLOCKS)) {
    if (block.querySelector('p')) continue; // its paragraphs come by themselves
    const text = textNodes(block)
      .map(node => node.data)
      .join('');
    for (const span of spansOf(text, words, variants).reverse()) markSpan(textNodes(block), span);
  }
  const marks = [
    ...document.querySelectorAll('.article-text mark'),
    ...document.querySelectorAll('.article-head mark')
  ];
  marks[0]?.scrollIntoView({block: 'center'});
};

const sought = (new URLSearchParams(location.hash.slice(1)).get('q') || '').split(' ').filter(Boolean);
/** Characters that are printed here, each before the one it is matched as. */
const pairs = [...(document.currentScript?.dataset.variants || '')];
if (sought.length)
  markWords(sought, new Map(pairs.flatMap((char, at) => (at % 2 ? [] : [[char, pairs[at + 1]]]))));
