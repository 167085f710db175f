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
import {positiveTexts} from './tree.mjs';

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
const findAsFolded = async ({text, field}) => {
  const folded = foldText(text);
  if (!field) return findForms(folded);
  if (field === 'heading') return findInHeading(folded);
  return placeless(await (field === 'id' ? findId(folded) : findEntries(field, folded)));
};

/** What a string finds; if nothing, in the other script. @param {Text} text */
const findText = async text => {
  const found = await findAsFolded(text);
  if (found.size) return found;
  await ask('c/variants');
  return findAsFolded(text);
};

/** @param {DateRange} range */
const findDates = async ({first, last}) =>
  placeless(
    (await ask('c/date')).flatMap((day, article) => (day && isWithin(day, first, last) ? [article] : []))
  );

/** @param {Tree[]} trees @param {number} articles */
const findEach = (trees, articles) => Promise.all(trees.map(tree => findPart(tree, articles)));

/** @param {Tree[]} clauses @param {number} articles */
const findClauses = async (clauses, articles) => {
  const positive = clauses.filter(clause => !('not' in clause)),
    negative = clauses.flatMap(clause => ('not' in clause ? [clause.not] : []));
  const [wanted, unwanted] = await Promise.all([findEach(positive, articles), findEach(negative, articles)]);
  const sizes = wanted.map((hits, at) => positive[at].found ?? hits.size);
  return findByAll(wanted, unwanted, wanted.length ? [] : await allArticles(), sizes);
};

/** @param {Tree} tree @param {number} articles @returns {Promise<Hits>} */
const findPart = async (tree, articles) => {
  if ('and' in tree) return findClauses(tree.and, articles);
  if ('not' in tree) return findClauses([tree], articles);
  if ('or' in tree) return findByAny(await findEach(tree.or, articles));
  return scoreLists(await ('text' in tree ? findText(tree) : findDates(tree)), articles, tree.found);
};

/**
 * What a tree finds, scored as one of so many articles; those of this archive, if it is not told.
 * @param {Tree} tree @param {number} [articles] @returns {Promise<Hits>}
 */
export const findTree = async (tree, articles) => {
  await ask('manifest');
  return findPart(tree, articles || articleCount);
};

/** What a query finds as it is typed, without a second choice. @param {string} query @returns {Promise<Found>} */
export const findExact = async query => {
  const {tree, notes} = parseQuery(query);
  return {tree, notes, hits: tree ? await findTree(tree) : new Map()};
};

/**
 * The tree of a query, or if it finds nothing the relaxed one, and a note says so; how many articles it finds.
 * @param {string} query @param {(tree: Tree) => Promise<Tree>} relax
 * @param {(tree: Tree) => Promise<number>} count  the articles that a tree finds
 * @returns {Promise<{tree: Tree | null, notes: Note[], count: number}>}
 */
export const chooseTree = async (query, relax, count) => {
  const {tree, notes} = parseQuery(query),
    exact = tree ? await count(tree) : 0;
  if (!tree || exact) return {tree, notes, count: exact};
  const relaxed = await relax(tree),
    wide = await count(relaxed);
  if (wide) notes.push({code: 'relaxed', value: ''});
  return {tree: relaxed, notes, count: wide};
};

/** The strings that stand in what is found, as they may be printed. @param {Tree | null} tree */
export const soughtStrings = tree => [
  ...new Set(
    (tree ? positiveTexts(tree) : [])
      .filter(({field}) => !field || field === 'heading')
      .flatMap(({text}) => dateForms(foldText(text)))
  )
];
