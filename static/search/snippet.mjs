/* What is shown of a text.
   In: the text and the strings that were sought. Out: a piece of it round the first of them. */

import {spansOf} from './fold.mjs';

/** @import {Variants} from './fold.mjs' */

const LENGTH = 110; // characters
const BEFORE = 24; // of them, before what was sought

/**
 * A piece of a text, with '…' where the article goes on.
 * @param {string} text @param {string[]} strings @param {Variants} variants
 */
export const snippetOf = (text, strings, variants) => {
  const [[sought] = [0]] = spansOf(text, strings, variants);
  const start = Math.max(text.lastIndexOf('\n', sought) + 1, sought - BEFORE),
    end = start + LENGTH;
  const isCut = start && text[start - 1] !== '\n',
    whole = text.slice(start, end).replace(/\p{Cs}/gu, ''); // without halves of characters
  return (isCut ? '…' : '') + whole.replace(/\n/g, ' ') + (end < text.length ? '…' : '');
};
