/* Words, cut as jieba does: the most probable way through the dictionary, ties to the longer word.
   In: a folded text, the dictionary's words that can begin at each of its characters, and how frequent the
   characters are. Out: the words of the text. */

import {rowIn} from './spread.mjs';

/**
 * @typedef {[length: number, count: number]} Word  its characters, and how often it occurs
 * @typedef {{ask: (name: string) => Promise<any>, fold: (text: string) => string}} Reader
 */

/**
 * The words of two characters or more that begin a text, from the list of all that begin with its first two.
 * @param {string} list  what follows these two in each, and its count, all divided by blanks
 * @param {string} rest  what follows them in the text
 * @returns {Word[]}
 */
export const wordsAt = (list, rest) =>
  (list.match(/[^ ]* \d+/g) || [])
    .map(word => word.split(' '))
    .filter(([tail]) => rest.startsWith(tail))
    .map(([tail, count]) => [2 + [...tail].length, Number(count)]);

/**
 * The most probable way from each character to the end: the logarithm of its probability, and the length of its
 * first word.
 * @param {string[]} chars @param {Word[][]} words @param {Record<string, number>} counts @param {number} total
 */
const bestWays = (chars, words, counts, total) => {
  /** @type {[number, number][]} */
  const ways = [];
  const logTotal = Math.log(total);
  ways[chars.length] = [0, 0];
  for (let at = chars.length - 1; at >= 0; at--) {
    ways[at] = [-Infinity, 0];
    for (const [length, count] of [[1, counts[chars[at]] || 1], ...words[at]]) {
      const score = Math.log(count) - logTotal + ways[at + length][0],
        [best, longest] = ways[at];
      if (score > best || (score === best && length > longest)) ways[at] = [score, length];
    }
  }
  return ways;
};

/**
 * The words of a text; signs are none.
 * @param {string[]} chars @param {Word[][]} words  those that begin at each character
 * @param {Record<string, number>} counts @param {number} total  of single characters; of all words
 */
export const cutWords = (chars, words, counts, total) => {
  const ways = bestWays(chars, words, counts, total);
  /** @type {string[]} */
  const found = [];
  for (let at = 0, end = 0; at < chars.length; at = end) {
    end += ways[at][1];
    const word = chars.slice(at, end).join('');
    if (/^[a-z0-9]$/.test(word) && /^[a-z0-9]+$/.test(found.at(-1) || '')) found.push(found.pop() + word);
    else found.push(word);
  }
  return found.filter(word => /[\p{L}\p{N}]/u.test(word));
};

/** The dictionary's words that begin a text. @param {string[]} chars @param {number} files @param {Reader} index */
const wordsFrom = async ([first, second, ...others], files, index) => {
  if (!second) return [];
  const list = await rowIn(index.ask, 'w', files, first + second);
  return wordsAt(list || '', others.join(''));
};

/** The words of a text, by the words of the archive. @param {string} text @param {Reader} index */
export const segment = async (text, index) => {
  const chars = [...index.fold(text)];
  const {counts, total, files} = await index.ask('c/chars');
  const words = await Promise.all(chars.map((_, at) => wordsFrom(chars.slice(at), files, index)));
  return cutWords(chars, words, counts, total);
};
