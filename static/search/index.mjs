/* The files of the index; see search/browser/export.py.
   In: a function that runs a file. Out: what the files tell, each run when it is first asked for. A file is a classic
   script that calls a function of `receiver` with its content. */

import {addUp, decode} from './postings.mjs';

/**
 * @import {Around} from '../around.mjs'
 * @import {Beside} from '../beside.mjs'
 * @import {Others} from '../others.mjs'
 * @import {Columns, Days, Entry, Facet} from './facets.mjs'
 * @import {Level} from './lists.mjs'
 * @typedef {[id: string, title: string, titleFrom: string, date: string, people: string[], topics: string[],
 *   text: string]} Document  what is shown of a hit
 * @typedef {{counts: Record<string, number>, total: number, files: number}} Frequencies  of single characters; of all
 *   words; and the number of files with words
 * @typedef {[folder: string, count: number, lists: number, threes: number, singles: number,
 *   pack: number, apart: string[], dead: string]} Row  of the manifest: a level
 * @typedef {{edit: string, levels: Row[], young: [text: string, heading: string][], pack: number,
 *   variants: Record<string, string>}} Manifest
 */
/**
 * What the file of this name tells.
 * @template {string} Name
 * @typedef {Name extends `${string}/d/${string}` ? Document[] : Name extends `${string}/${'i' | 'x'}/${string}` ? string
 *   : Name extends 'c/date' ? Days : Name extends 'c/id' ? string[]
 *   : Name extends 'c/chars' ? Frequencies : Name extends `c/${Facet | 'byline'}` ? Entry[]
 *   : Name extends 'beside' ? Beside : Name extends 'around' ? Around
 *   : Name extends 'others' ? Others : any} Content
 */

/** @type {Facet[]} */
export const FACETS = ['topics', 'people', 'places', 'bodies'];
const COLUMNS = ['date', 'id', 'byline', ...FACETS].map(name => 'c/' + name);

export let articleCount = 0;
/** @type {Level[]} */
export let levels = [];
/** The texts and headings of the articles that have changed since, by turns. @type {string[]} */
export let youngTexts = [];
/** Characters as printed → as matched; more come with the files. */
export const variants = new Map([['○', '〇']]);
/** Where the columns lie, and what is shown of the young articles; how many of these are in a file. */
let edit = '',
  youngPack = 1;
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

/** Where the articles of the next level begin. */
const endOfLevels = () => levels.reduce((sum, {count}) => sum + count, 0);

/** @param {Row} row @returns {Level} */
const toLevel = ([folder, count, lists, threes, singles, pack, apart, dead]) => ({
  folder,
  first: endOfLevels(),
  count,
  lists,
  threes,
  singles,
  pack,
  apart: new Map(apart.flatMap((pairs, at) => (pairs.match(/[^]{2}/g) || []).map(pair => [pair, at + 1]))),
  dead: new Set(addUp(decode(dead)))
});

/** @param {[string, string, string, string]} row @returns {Entry} */
const toEntry = ([id, name, others, digits]) => ({
  id,
  names: [name, ...others.split('\n')],
  articles: addUp(decode(digits))
});

/** @param {string} name @param {unknown} content */
const tell = (name, content) => {
  told.set(name, content);
};

export const receiver = {
  /** @param {Manifest} manifest */
  manifest: manifest => {
    levels = [];
    for (const row of manifest.levels) levels.push(toLevel(row));
    ({edit, pack: youngPack} = manifest);
    youngTexts = manifest.young.flat();
    articleCount = levels.reduce((sum, {count, dead}) => sum + count - dead.size, manifest.young.length);
    learn(manifest.variants);
  },
  lists: tell,
  documents: tell,
  ids: tell,
  /** A file that is no part of the index. */
  table: tell,
  /** @param {string} name @param {string[]} days @param {string} digits */
  dates: (name, days, digits) =>
    tell(
      name,
      decode(digits).map(at => (at ? days[at - 1] : null))
    ),
  /** @param {string} name @param {[string, string, string, string][]} rows */
  column: (name, rows) => tell(name, rows.map(toEntry)),
  variants: learn
};

/** Columns lie in a folder that the manifest names. @param {string} name */
const pathOf = async name => {
  if (!COLUMNS.includes(name)) return name;
  await ask('manifest');
  return edit + name.slice(1);
};

/**
 * What a file tells; it runs once, unless it fails.
 * @template {string} Name @param {Name} name @returns {Promise<Content<Name>>}
 */
export const ask = async name => {
  const path = await pathOf(name),
    known = running.get(path) || runFile(path);
  running.set(path, known);
  await known.catch(error => {
    running.delete(path);
    throw error;
  });
  return told.get(path);
};

/** Whether there is another index than when the page was opened; its manifest is read past the browser's cache. */
export const isRenewed = async () => {
  const before = edit;
  await runFile(`manifest.js?${Date.now()}`);
  return edit !== before;
};

/** The dates, and the entries of all facets. @returns {Promise<[Days, Columns]>} */
export const askColumns = async () => {
  const [days, ...lists] = await Promise.all([ask('c/date'), ...FACETS.map(facet => ask(`c/${facet}`))]);
  return /** @type {any} */ ([days, Object.fromEntries(FACETS.map((facet, nth) => [facet, lists[nth]]))]);
};

/** @param {number} article */
const askDocument = async article => {
  const young = {folder: edit, first: endOfLevels(), count: Infinity, pack: youngPack};
  const held = [...levels, young].find(({first, count}) => article < first + count) || young,
    at = article - held.first;
  return (await ask(`${held.folder}/d/${Math.floor(at / held.pack)}`))[at % held.pack];
};

/** What is shown of some articles. @param {number[]} articles */
export const askDocuments = articles => Promise.all(articles.map(askDocument));
