/* Calls the browser's modules for the tests in Python.
   In: the folder of a site as the only argument, and lines of JSON: [name of a function below, [arguments, …]].
   Out: for each line one of JSON: [value, …]. */

import {createInterface} from 'node:readline';
import {
  findPassage,
  fromFragment,
  inQuotationMarks,
  quoteOf,
  toFragment
} from '../../../static/article/passage.mjs';
import {dateForms, readDate, wordsOfDate} from '../../../static/search/dates.mjs';
import {findExact} from '../../../static/search/find.mjs';
import {foldWithPlaces} from '../../../static/search/fold.mjs';
import {coverOf, fileOf, listIn} from '../../../static/search/lists.mjs';
import {
  HEADING_AT,
  decode,
  inARow,
  isInHeading,
  joinLists,
  readParts,
  readPositions
} from '../../../static/search/postings.mjs';
import {FIELDS, parseQuery} from '../../../static/search/query.mjs';
import {ask, isRenewed} from '../../../static/search/index.mjs';
import {byScore, findByAll, findByAny, scoreLists} from '../../../static/search/rank.mjs';
import {keysNear, rankSpellings} from '../../../static/search/spelling.mjs';
import {placeOf} from '../../../static/search/spread.mjs';
import {cut, findQuery, openSite} from './site.mjs';

/**
 * The articles of some clauses, best first.
 * @param {[article: number, text: number[], heading: number[]][][]} clauses @param {string} join @param {number} count
 */
const rank = (clauses, join, count) => {
  const found = clauses.map(rows => {
    /** @type {[number, number[]][]} */
    const lists = rows.map(([article, text, heading]) => [
      article,
      [...text, ...heading.map(place => HEADING_AT + place)]
    ]);
    return scoreLists(new Map(lists), count);
  });
  return byScore(join === 'all' ? findByAll(found, [], []) : findByAny(found));
};

/**
 * What is found in another site; afterwards the own one is open again.
 * @param {string} folder @param {string[]} sought
 * @param {(string: string, ids: string[]) => Promise<unknown>} find
 */
const findIn = async (folder, sought, find) => {
  openSite(folder);
  await isRenewed();
  const ids = await ask('c/id'),
    found = await Promise.all(sought.map(string => find(string, ids)));
  openSite(process.argv[2]);
  await isRenewed();
  return found;
};

/** @type {Record<string, (...given: any[]) => unknown>} */
const functions = {
  placeOf,
  rank,
  keysNear: (typed, sounds) => keysNear(typed, new Map(Object.entries(sounds))),
  rankSpellings: (typed, words, sounds) =>
    rankSpellings(typed, Object.entries(words), new Map(Object.entries(sounds))),
  parseQuery,
  readDate,
  wordsOfDate,
  dateForms,
  decode,
  fileOf,
  coverOf: (apart, string) =>
    coverOf(
      {
        folder: 'f',
        first: 0,
        count: 9,
        lists: 7,
        threes: 5,
        singles: 1,
        pack: 1,
        apart: new Map(apart),
        dead: new Set()
      },
      string
    ),
  readList: (text, token) => [...readPositions(listIn(text, token))],
  joinLists: texts => [...joinLists(texts.map(readPositions))],
  readUnit: (text, unit) => [...readParts(listIn(text, unit))],
  placesIn: (folder, strings) =>
    findIn(folder, strings, async (string, ids) =>
      [...(await findExact(`"${string}"`)).hits].map(([article, {positions}]) => [
        ids[article],
        [positions.filter(isInHeading).length, positions.filter(place => !isInHeading(place)).length]
      ])
    ),
  rankedIn: (folder, queries) =>
    findIn(folder, queries, async (query, ids) =>
      byScore((await findExact(query)).hits).map(article => ids[article])
    ),
  fields: () => Object.fromEntries(FIELDS),
  foldWithPlaces: (text, variants) => foldWithPlaces(text, new Map(Object.entries(variants))),
  fragmentOf: (text, anchor, offset) => toFragment(quoteOf(text, anchor, offset)),
  findPassage: (text, fragment, paragraph) => {
    const quote = fromFragment(fragment);
    return quote && findPassage(text, quote, paragraph);
  },
  inQuotationMarks,
  inARow: (lists, offsets) => [
    ...inARow(
      lists.map((/** @type {[number, number[]][]} */ list) => new Map(list)),
      offsets
    )
  ],
  segment: async text => {
    await ask('manifest');
    return cut(text);
  },
  findExact: async query => [...(await findExact(query)).hits.keys()],
  findQuery: async query => [...(await findQuery(query)).hits.keys()]
};

openSite(process.argv[2]);
for await (const line of createInterface({input: process.stdin})) {
  const [name, calls] = JSON.parse(line);
  console.log(
    JSON.stringify(
      await Promise.all(calls.map((/** @type {unknown[]} */ given) => functions[name](...given)))
    )
  );
}
