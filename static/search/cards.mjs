/* Cards: what the archive knows of what a query names.
   In: what was typed, and over how many scripts the table of cards goes. Out: the cards, the likeliest first. */

import {rowIn} from './spread.mjs';

/**
 * @import {Tree} from './tree.mjs'
 * @typedef {[office: string, first: string, last: string]} Office
 * @typedef {[name: string, count: number, first: string, last: string, offices: Office[], others: string]} Row
 * @typedef {{kind: string, id: string, row: Row}} Card  of a facet, of `dates` or of `issues`
 * @typedef {{ask: (name: string) => Promise<any>, count: number, parseQuery: (query: string) => {tree: Tree | null},
 *   fold: (text: string) => string, readDate: (text: string) => string | null,
 *   isWithin: (date: string, first: string, last: string) => boolean}} Index  `count`: scripts of the table
 */

const MOST = 6; // cards

/** @param {string} key @param {Index} index */
const rowOf = (key, {ask, count}) => rowIn(ask, 'k', count, key);

/**
 * The days or months that a date names, with the number of their articles.
 * @param {string} date @param {Index} index @returns {Promise<Card[]>}
 */
const findDays = async (date, {ask, isWithin}) => {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const day of await ask('c/date')) {
    const held = day && isWithin(day, date, date) ? (date.startsWith('--') ? day : date) : '';
    if (held) counts.set(held, (counts.get(held) || 0) + 1);
  }
  return [...counts].map(([id, count]) => ({kind: 'dates', id, row: [id, count, '', '', [], '']}));
};

/**
 * The cards of what a query as a whole names: an entry by any name, its id or pinyin; a day or a month.
 * @param {string} query @param {Index} index @returns {Promise<Card[]>}
 */
export const findCards = async (query, index) => {
  const {tree} = index.parseQuery(query);
  const {text, field} = tree && 'text' in tree ? tree : {text: query, field: ''};
  const date = tree && 'first' in tree && tree.first === tree.last ? tree.first : index.readDate(text);
  const key = date || index.fold(text).replace(/["“”']/g, '');
  const [days, refs] = await Promise.all([date ? findDays(date, index) : [], key ? rowOf(key, index) : []]);
  /** @type {[string, string][]} */
  const named = (refs || []).map((/** @type {string} */ ref) => ref.slice(1).split('/'));
  const fitting = named.filter(([kind]) => !field || field === kind).slice(0, MOST);
  return [
    ...days.slice(0, MOST),
    ...(await Promise.all(
      fitting.map(async ([kind, id]) => ({kind, id, row: await rowOf(`=${kind}/${id}`, index)}))
    ))
  ];
};
