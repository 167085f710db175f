/* A word in the articles of one archive. In: the word, and how to search. Out: how often it stands there, by days. */

/**
 * @import {Times} from './answer.mjs'
 * @import {Hits} from './rank.mjs'
 */

/**
 * How often a word stands in the articles of an archive, by their dates.
 * @param {string} word @param {(name: string) => Promise<any>} ask  what a file of the index tells
 * @param {(query: string) => Promise<{hits: Hits}>} find @returns {Promise<Times>}
 */
export const countTimes = async (word, ask, find) => {
  const {hits} = await find(`"${word}"`);
  const [days, lengths] = await Promise.all([ask('c/date'), ask('c/lengths')]);
  return {days: [...hits].map(([article, {positions}]) => [days[article] || '', positions.length]), lengths};
};
