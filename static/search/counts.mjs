/* How many articles the entries of a facet have, and how many each time.
   In: articles, what is known of each, what the reader has chosen. Out: entries or times with the number of their
   articles. */

/** @import {Choice, Days, Entry} from './facets.mjs' */

const SHOWN = 8; // entries of a facet

/**
 * The names of the entries that most of these articles bear, with the number of them.
 * @param {Entry[]} entries @param {number[]} articles @returns {[name: string, count: number][]}
 */
export const countEntries = (entries, articles) => {
  const left = new Set(articles);
  /** @param {Entry} entry @returns {[string, number]} */
  const count = entry => [entry.names[0], entry.articles.filter(article => left.has(article)).length];
  return entries
    .map(count)
    .filter(row => row[1])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, SHOWN);
};

/**
 * How much of a date is counted by: the year, the month within few years, the day within a month.
 * @param {string[]} days
 */
const precisionOf = days => {
  /** @param {number} length */
  const distinct = length => new Set(days.map(day => day.slice(0, length))).size;
  return distinct(4) > 3 ? 4 : distinct(7) > 1 || days.some(day => day.length < 10) ? 7 : 10;
};

/**
 * The articles by time; a time that was chosen stays.
 * @param {Days} days @param {number[]} articles @param {Choice[]} choices @returns {Map<string, number>}
 */
export const countTime = (days, articles, choices) => {
  const dated = articles.map(article => days[article] || '').filter(Boolean),
    length = precisionOf(dated);
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const day of dated.map(day => day.slice(0, length)).sort())
    counts.set(day, (counts.get(day) || 0) + 1);
  for (const [facet, value] of choices)
    if (facet === 'date' && !counts.has(value)) counts.set(value, dated.length);
  return counts;
};
