/* The files of the index; see search/browser/export.py.
   In: a function that runs a file. Out: what the files tell, each run when it is first asked for. A file is a classic
   script that calls a function of `receiver` with its content. */

import {HEADING_AT, addUp, decode} from './postings.mjs';
import {shardsOf} from './shards.mjs';

/**
 * @import {Around} from '../around.mjs'
 * @import {Beside} from '../beside.mjs'
 * @import {Columns, Days, Entry, Facet} from './facets.mjs'
 * @import {Hit, Hits} from './rank.mjs'
 * @typedef {Record<string, string>} Shard  token → what is held of it
 * @typedef {[id: string, title: string, titleFrom: string, date: string, people: string[], topics: string[],
 *   heading: string, text: string, before: number, after: number]} Document  what is shown of a hit: its text is one
 *   passage, with so many characters before and after that are its neighbours'
 * @typedef {{counts: Record<string, number>, total: number}} Frequencies  of single characters; of all words
 */
/**
 * What the file of this name tells.
 * @template {string} Name
 * @typedef {Name extends `d/${string}` ? Document : Name extends `${'i' | 'w'}/${string}` ? Shard
 *   : Name extends 'c/date' ? Days : Name extends 'c/id' ? string[]
 *   : Name extends 'c/chars' ? Frequencies : Name extends `c/${Facet | 'byline'}` ? Entry[]
 *   : Name extends 'beside' ? Beside : Name extends 'around' ? Around : any} Content
 */

/** @type {Facet[]} */
export const FACETS = ['topics', 'people', 'places', 'bodies'];
const PASSAGE = 400; // folded characters; see search/browser/documents.py

export let articleCount = 0;
/** Characters as printed → as matched; more come with the files. */
export const variants = new Map([['○', '〇']]);
const trees = {i: '', w: ''};
/** By the file that told it. @type {Map<string, any>} */
const told = new Map();
/** @type {Map<string, Promise<void>>} */
const running = new Map();
/** @type {(name: string) => Promise<void>} */
let runFile;

/**
 * To be called first.
 * @param {(name: string) => Promise<void>} run  runs the file of this name, without '.js'; rejects if there is none
 */
export const openIndex = run => {
  runFile = run;
};

/** @param {Record<string, string>} table */
const learn = table => Object.entries(table).forEach(([from, to]) => variants.set(from, to));

/** @param {[string, string, string, string]} row @returns {Entry} */
const toEntry = ([id, name, others, digits]) => ({
  id,
  names: [name, ...others.split('\n')],
  articles: addUp(decode(digits))
});

export const receiver = {
  /** @param {number} count @param {string} tree @param {Record<string, string>} printed */
  manifest: (count, tree, printed) => {
    articleCount = count;
    trees.i = tree;
    learn(printed);
  },
  /** @param {string} name @param {Shard} values */
  shard: (name, values) => told.set('i/' + name, values),
  /** @param {string} name @param {Shard} values */
  words: (name, values) => told.set('w/' + name, values),
  /** @param {string} name @param {Document} document */
  document: (name, document) => told.set('d/' + name, document),
  /** @param {string[]} days @param {string} digits */
  dates: (days, digits) =>
    told.set(
      'c/date',
      decode(digits).map(at => (at ? days[at - 1] : null))
    ),
  /** @param {string} facet @param {[string, string, string, string][]} rows */
  column: (facet, rows) => told.set('c/' + facet, rows.map(toEntry)),
  /** @param {Record<string, number>} counts @param {number} total @param {string} tree */
  chars: (counts, total, tree) => {
    told.set('c/chars', {counts, total});
    trees.w = tree;
  },
  /** @param {string[]} ids */
  ids: ids => told.set('c/id', ids),
  /** A file that is no part of the index. @param {string} name @param {unknown} content */
  table: (name, content) => told.set(name, content),
  variants: learn
};

/**
 * What a file tells; it runs once, unless it fails.
 * @template {string} Name @param {Name} name @returns {Promise<Content<Name>>}
 */
export const ask = async name => {
  const known = running.get(name) || runFile(name);
  running.set(name, known);
  await known.catch(error => {
    running.delete(name);
    throw error;
  });
  return told.get(name);
};

/** The dates, and the entries of all facets. @returns {Promise<[Days, Columns]>} */
export const askColumns = async () => {
  const [days, ...lists] = await Promise.all([ask('c/date'), ...FACETS.map(facet => ask(`c/${facet}`))]);
  return /** @type {any} */ ([days, Object.fromEntries(FACETS.map((facet, nth) => [facet, lists[nth]]))]);
};

/**
 * The shards that may hold a pair with the character `next` behind it, or with any.
 * @param {'i' | 'w'} folder @param {string} pair @param {string} [next]
 */
export const askShards = (folder, pair, next) =>
  Promise.all(shardsOf(trees[folder], pair, next).map(name => ask(`${folder}/${name}`)));

/** @param {Hit} [hit] */
const passageOf = hit => (hit && hit.first < HEADING_AT ? Math.floor(hit.first / PASSAGE) : 0);

/**
 * The documents of some articles, each with the passage of its text where something was found first.
 * @param {number[]} articles @param {Hits} [hits]
 */
export const askDocuments = (articles, hits) =>
  Promise.all(articles.map(article => ask(`d/${article}-${passageOf(hits?.get(article))}`)));
