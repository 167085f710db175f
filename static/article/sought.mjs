/* An article opened from a search: what was sought (#q=…) is marked, and scrolled to. */

import {spansOf} from '../search/fold.mjs';
import {markSpan, readWords} from './words.mjs';

const BLOCKS = '.article-head :is(h1, .kicker, .deck), .article-text :is(p, h2, li)';

/** @param {string} sought  words parted by blanks
 * @param {string} pairs  characters that are printed here, each before the one it is matched as */
export const markSought = (sought, pairs) => {
  const strings = sought.split(' ').filter(Boolean),
    chars = [...pairs],
    variants = new Map(chars.flatMap((char, at) => (at % 2 ? [] : [[char, chars[at + 1]]])));
  for (const block of document.querySelectorAll(BLOCKS)) {
    if (block.querySelector('p')) continue; // its paragraphs come by themselves
    const words = readWords(block);
    for (const span of spansOf(words.text, strings, variants).reverse()) markSpan(words, span);
  }
  const first = document.querySelector('.article-text mark') || document.querySelector('.article-head mark');
  first?.scrollIntoView({block: 'center'});
};
