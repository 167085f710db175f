/* What one archive answers to a search page: its own, and in a frame those of others (see ../answers.mjs).
   In and out: plain data, which can be sent from window to window. */

import {isWithin} from './dates.mjs';
import {narrowBy} from './facets.mjs';
import {allArticles, findTree, soughtStrings} from './find.mjs';
import {spansOf} from './fold.mjs';
import {ask, askColumns, askDocuments, variants} from './index.mjs';
import {byScore, rounded} from './rank.mjs';
import {snippetOf} from './snippet.mjs';

/**
 * @import {Counted} from './counts.mjs'
 * @import {Choice} from './facets.mjs'
 * @import {Counts} from './parts.mjs'
 * @import {Hits} from './rank.mjs'
 * @import {Tree} from './tree.mjs'
 * @typedef {{tree: Tree | null, articles?: number, from: string, to: string, sort: string, chosen: Choice[]}} Search
 *   `tree`: null if every article fits that was not left out; `articles`: how many several archives have together;
 *   `from` and `to`: partial dates, '' is open
 * @typedef {[article: number, score: number, day: string, archive?: number]} Row  an article, what it is sorted by, and,
 *   of several archives, which it is from
 * @typedef {{total: number, rows: Row[], silent?: string[]}} Ranked  how many were found, and the first of them;
 *   `silent`: archives that did not answer
 * @typedef {string[]} Marked  a text in pieces: every second one was sought
 * @typedef {{id: string, title: Marked, titleFrom: string, snippet: Marked, date: string, people: string[],
 *   topics: string[], archive?: string, base?: string}} Hit  as it is shown; of several archives with the name and the
 *   address of its own
 * @typedef {{days: [day: string, times: number][], lengths: Record<string, number>}} Times  of a word, by the articles'
 *   dates; characters printed by month or year
 * @typedef {{countTree: (tree: Tree) => Promise<number>, rank: (search: Search, most: number) => Promise<Ranked>,
 *   show: (search: Search, rows: Row[]) => Promise<Hit[]>, facets: (search: Search) => Promise<Counted>,
 *   times: (word: string) => Promise<Times>}} Library  what a search page asks: its own archive, or several together
 * @typedef {Omit<Library, 'countTree'> & {countParts: (tree: Tree) => Promise<Counts>}} Answers  what it asks of each of
 *   several (../others.mjs)
 */

/** What trees find, scored by this archive alone. @type {WeakMap<Tree, Hits>} */
const found = new WeakMap();

/** How many articles a tree finds. @param {Tree} tree */
const countTree = async tree => {
  const hits = await findTree(tree);
  found.set(tree, hits);
  return hits.size;
};

/** @param {Search} search */
const findHits = async ({tree, articles}) => tree && (found.get(tree) || (await findTree(tree, articles)));

/**
 * The articles that a search finds, as they are sorted, and what they are sorted by.
 * @param {Search} search @returns {Promise<{articles: number[], hits: Hits | null, days: (string | null)[]}>}
 */
export const listArticles = async search => {
  const {from, to, sort, chosen} = search,
    hits = await findHits(search),
    days = sort === 'date' || from || to ? await ask('c/date') : [];
  let articles = hits ? byScore(hits) : await allArticles();
  if (sort === 'date') articles.sort((a, b) => `${days[b]}`.localeCompare(`${days[a]}`) || a - b);
  if (from || to) articles = articles.filter(one => days[one] && isWithin(`${days[one]}`, from, to));
  if (chosen.length) articles = narrowBy(articles, chosen, ...(await askColumns()));
  return {articles, hits, days};
};

/** @param {Search} search @param {number} most  rows @returns {Promise<Ranked>} */
const rankArticles = async (search, most) => {
  const {articles, hits, days} = await listArticles(search);
  const rows = articles
    .slice(0, most)
    .map(
      article => /** @type {Row} */ ([article, rounded(hits?.get(article)?.score || 0), days[article] || ''])
    );
  return {total: articles.length, rows};
};

/** A text, cut where the strings in it begin and end. @param {string} text @param {string[]} sought @returns {Marked} */
const mark = (text, sought) => {
  const cuts = [0, ...spansOf(text, sought, variants).flat()];
  return cuts.map((from, at) => text.slice(from, cuts[at + 1]));
};

/** @param {Search} search @param {Row[]} rows @returns {Promise<Hit[]>} */
const showArticles = async ({tree}, rows) => {
  const sought = soughtStrings(tree),
    documents = await askDocuments(rows.map(([article]) => article));
  return documents.map(([id, title, titleFrom, date, people, topics, text]) => ({
    id,
    title: mark(title, sought),
    titleFrom,
    snippet: mark(snippetOf(text, sought, variants), sought),
    date,
    people,
    topics
  }));
};

export const answers = {countTree, rank: rankArticles, show: showArticles};
