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
import {dateForms, partialDate} from '../../../static/search/dates.mjs';
import {findExact, findQuery, segment} from '../../../static/search/find.mjs';
import {foldWithPlaces} from '../../../static/search/fold.mjs';
import {
  inARow,
  decode,
  positionsBefore,
  positionsOfPair,
  readArticles,
  readPositions
} from '../../../static/search/postings.mjs';
import {FIELDS, parseQuery} from '../../../static/search/query.mjs';
import {ask} from '../../../static/search/index.mjs';
import {nextBits, pairBits, shardsOf} from '../../../static/search/shards.mjs';
import {openSite} from './site.mjs';

/** @type {Record<string, (...given: any[]) => unknown>} */
const functions = {
  parseQuery,
  partialDate,
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
    return segment(text);
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
