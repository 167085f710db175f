/* What narrows the hits, and counts what is left. In: articles, what is known of each, what the reader has chosen.
   Out: fewer articles; entries or times with the number of their articles. */

/**
 * @typedef {(string | null)[]} Days  of each article: '' for an undated one, null where there is none of that number
 * @typedef {{id: string, names: string[], articles: number[]}} Entry  the preferred name first
 * @typedef {'topics' | 'people' | 'places' | 'bodies'} Facet
 * @typedef {Record<Facet, Entry[]>} Columns
 * @typedef {[facet: Facet | 'date', value: string]} Choice  the preferred name of an entry; the beginning of a date
 */

const SHOWN = 8; // entries of a facet

/** @param {Choice} choice @param {Days} days @param {Columns} columns */
const articlesOf = ([facet, value], days, columns) =>
  facet === 'date'
    ? new Set(days.flatMap((day, article) => (day?.startsWith(value) ? [article] : [])))
    : new Set(columns[facet].find(entry => entry.names[0] === value)?.articles);

/** @param {number[]} articles @param {Choice[]} choices @param {Days} days @param {Columns} columns */
export const narrowBy = (articles, choices, days, columns) =>
  choices
    .map(choice => articlesOf(choice, days, columns))
    .reduce((left, held) => left.filter(article => held.has(article)), articles);

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
