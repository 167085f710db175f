/* How many articles the entries of a facet have, and how many each time.
   In: articles, what is known of each; what the reader has chosen. Out: what is counted, of everything; what of it is
   shown. */

/**
 * @import {Choice, Columns, Days, Entry} from './facets.mjs'
 * @typedef {[what: string, articles: number]} Count
 * @typedef {Record<string, Count[]>} Counted  by facet: names of its entries; by `date`: days, '' for undated articles
 */

const SHOWN = 8; // entries of a facet

/** Those with the same name as one. @param {Count[]} counts @returns {Count[]} */
export const addCounts = counts => {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [what, number] of counts) sums.set(what, (sums.get(what) || 0) + number);
  return [...sums];
};

/**
 * The entries that some of these articles bear; those of one name as one.
 * @param {Entry[]} entries @param {number[]} articles
 */
const countEntries = (entries, articles) => {
  const left = new Set(articles);
  /** @type {Map<string, Set<number>>} */
  const borne = new Map();
  for (const {names, articles: held} of entries)
    for (const article of held)
      if (left.has(article)) borne.set(names[0], (borne.get(names[0]) || new Set()).add(article));
  return [...borne].map(([name, held]) => /** @type {Count} */ ([name, held.size]));
};

/**
 * All that articles are counted by.
 * @param {number[]} articles @param {Days} days @param {Columns} columns @returns {Counted}
 */
export const countAll = (articles, days, columns) => ({
  date: addCounts(articles.map(article => [days[article] || '', 1])),
  ...Object.fromEntries(
    Object.entries(columns).map(([facet, entries]) => [facet, countEntries(entries, articles)])
  )
});

/** The names that most articles bear, with the number of these. @param {Count[]} counts */
export const mostFrequent = counts =>
  [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, SHOWN);

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
 * @param {Count[]} counts  of days @param {Choice[]} choices @returns {Map<string, number>}
 */
export const countTime = (counts, choices) => {
  const dated = counts.filter(([day]) => day).sort(([a], [b]) => (a < b ? -1 : 1)),
    length = precisionOf(dated.map(([day]) => day)),
    shown = new Map(addCounts(dated.map(([day, number]) => [day.slice(0, length), number])));
  for (const [facet, value] of choices)
    if (facet === 'date' && !shown.has(value))
      shown.set(
        value,
        dated.reduce((sum, [, number]) => sum + number, 0)
      );
  return shown;
};
