/* The search. In: a query, or its tree. Out: the articles of the index that fit, with their scores. */

import {dateForms, isWithin} from './dates.mjs';
import {fold} from './fold.mjs';
import {articleCount, ask, levels, variants, youngTexts} from './index.mjs';
import {coverOf, fileOf, listIn} from './lists.mjs';
import {
  inARow,
  isInHeading,
  joinLists,
  readParts,
  readPositions,
  scanTexts,
  toArticles
} from './postings.mjs';
import {parseQuery} from './query.mjs';
import {findByAll, findByAny, scoreLists} from './rank.mjs';
import {positiveTexts, relaxTree} from './tree.mjs';

/**
 * @import {Facet} from './facets.mjs'
 * @import {Level, Piece} from './lists.mjs'
 * @import {Positions} from './postings.mjs'
 * @import {Note} from './query.mjs'
 * @import {Hits} from './rank.mjs'
 * @import {DateRange, Text, Tree} from './tree.mjs'
 * @typedef {{tree: Tree | null, notes: Note[], hits: Hits}} Found  the tree that found them
 */

/** @param {string} text */
export const foldText = text => fold(text, variants);

/** Articles that a field or a date finds. @param {number[]} articles @returns {Positions} */
const placeless = articles => new Map(articles.map(article => [article, []]));

export const allArticles = async () =>
  (await ask('c/date')).flatMap((day, article) => (day === null ? [] : [article]));

/** Where a piece of a string stands, by part. @param {Piece} piece */
const findPiece = async ({token, names}) => {
  const texts = await Promise.all(names.map(name => ask(/** @type {`${string}/i/`} */ (name))));
  return joinLists(texts.map(text => readPositions(token ? listIn(text, token) : text)));
};

/** The parts of a level with a folded string. @param {Level} level @param {string} string @returns {Promise<Positions>} */
const findInLevel = async (level, string) => {
  if (string.length < 2) {
    const file = fileOf(level.singles, string.charCodeAt(0));
    return readParts(listIn(await ask(`${level.folder}/c/${file}`), string));
  }
  const pieces = coverOf(level, string);
  return inARow(
    await Promise.all(pieces.map(findPiece)),
    pieces.map(({at}) => at)
  );
};

/** Where a folded string stands. @param {string} string @returns {Promise<Positions>} */
const findString = async string => {
  const found = await Promise.all(
    levels.map(async level => toArticles(await findInLevel(level, string), level.first, level.dead))
  );
  const first = levels.reduce((sum, {count}) => sum + count, 0);
  return joinLists([...found, toArticles(scanTexts(youngTexts, string), first)]);
};

/** The same, with its dates in either notation. @param {string} text @returns {Promise<Positions>} */
const findForms = async text => joinLists(await Promise.all(dateForms(text).map(findString)));

/** @param {string} text @returns {Promise<Positions>} */
const findInHeading = async text => {
  const found = [...(await findForms(text))].map(([article, positions]) => [
    article,
    positions.filter(isInHeading)
  ]);
  return new Map(/** @type {[number, number[]][]} */ (found).filter(([, positions]) => positions.length));
};

/**
 * The articles with an entry of whose id or names one contains `text`.
 * @param {Facet | 'byline'} facet @param {string} text
 */
const findEntries = async (facet, text) => {
  const entries = await ask(`c/${facet}`);
  const fits = (/** @type {string} */ form) => foldText(form).includes(text);
  return entries.flatMap(entry => ([entry.id, ...entry.names].some(fits) ? entry.articles : []));
};

/** @param {string} id */
const findId = async id => {
  const article = (await ask('c/id')).indexOf(id);
  return article < 0 ? [] : [article];
};

/** @param {Text} text */
const findText = async ({text, field}) => {
  const folded = foldText(text);
  if (!field) return findForms(folded);
  if (field === 'heading') return findInHeading(folded);
  return placeless(await (field === 'id' ? findId(folded) : findEntries(field, folded)));
};

/** @param {DateRange} range */
const findDates = async ({first, last}) =>
  placeless(
    (await ask('c/date')).flatMap((day, article) => (day && isWithin(day, first, last) ? [article] : []))
  );

/** @param {Tree[]} trees */
const findEach = trees => Promise.all(trees.map(findTree));

/** @param {Tree[]} clauses */
const findClauses = async clauses => {
  const [wanted, unwanted] = await Promise.all([
    findEach(clauses.filter(clause => !('not' in clause))),
    findEach(clauses.flatMap(clause => ('not' in clause ? [clause.not] : [])))
  ]);
  return findByAll(wanted, unwanted, wanted.length ? [] : await allArticles());
};

/** What a tree finds. @param {Tree} tree @returns {Promise<Hits>} */
const findTree = async tree => {
  if ('and' in tree) return findClauses(tree.and);
  if ('not' in tree) return findClauses([tree]);
  if ('or' in tree) return findByAny(await findEach(tree.or));
  return scoreLists(await ('text' in tree ? findText(tree) : findDates(tree)), articleCount);
};

/** What a query finds as it is typed, without a second choice. @param {string} query @returns {Promise<Found>} */
export const findExact = async query => {
  await ask('manifest');
  const {tree, notes} = parseQuery(query);
  return {tree, notes, hits: tree ? await findTree(tree) : new Map()};
};

/**
 * What a query finds: exactly; if nothing, in the other script; if nothing, the relaxed query, and a note says so.
 * @param {string} query @param {(text: string) => Promise<string[]>} cut  a text into words @returns {Promise<Found>}
 */
export const findQuery = async (query, cut) => {
  let {tree, notes, hits} = await findExact(query);
  if (tree && !hits.size) {
    await ask('c/variants');
    hits = await findTree(tree);
  }
  if (tree && !hits.size) {
    tree = await relaxTree(tree, cut);
    hits = await findTree(tree);
    if (hits.size) notes.push({code: 'relaxed', value: ''});
  }
  return {tree, notes, hits};
};

/** The strings that stand in what is found, as they may be printed. @param {Tree | null} tree */
export const soughtStrings = tree => [
  ...new Set(
    (tree ? positiveTexts(tree) : [])
      .filter(({field}) => !field || field === 'heading')
      .flatMap(({text}) => dateForms(foldText(text)))
  )
];
