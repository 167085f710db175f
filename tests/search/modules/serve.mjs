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
import {findExact, findQuery, foldText} from '../../../static/search/find.mjs';
import {foldWithPlaces} from '../../../static/search/fold.mjs';
import {
  HEADING_AT,
  inARow,
  decode,
  positionsBefore,
  positionsOfPair,
  readArticles,
  readPositions
} from '../../../static/search/postings.mjs';
import {FIELDS, parseQuery} from '../../../static/search/query.mjs';
import {ask, askShards} from '../../../static/search/index.mjs';
import {byScore, findByAll, findByAny, scoreLists} from '../../../static/search/rank.mjs';
import {segment} from '../../../static/search/segment.mjs';
import {nextBits, pairBits, shardsOf} from '../../../static/search/shards.mjs';
import {keysNear, rankSpellings} from '../../../static/search/spelling.mjs';
import {placeOf} from '../../../static/search/spread.mjs';
import {openSite} from './site.mjs';

/** @param {string} text */
const cut = text => segment(text, {ask, askShards, fold: foldText});

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
  shardsOf,
  pairBits,
  nextBits,
  fields: () => Object.fromEntries(FIELDS),
  foldWithPlaces: (text, variants) => foldWithPlaces(text, new Map(Object.entries(variants))),
  fragmentOf: (text, anchor, offset) => toFragment(quoteOf(text, anchor, offset)),
  findPassage: (text, fragment, paragraph) => {
    const quote = fromFragment(fragment);
    return quote && findPassage(text, quote, paragraph);
  },
  inQuotationMarks,
  readArticles: digits => [...readArticles(digits).keys()],
  readPositions: digits => [...readPositions(digits)],
  positionsBefore: (values, pair, next) => [...positionsBefore(values, pair, next)],
  positionsOfPair: (shards, pair) => [...positionsOfPair(shards, pair)],
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
  findQuery: async query => [...(await findQuery(query, cut)).hits.keys()]
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
