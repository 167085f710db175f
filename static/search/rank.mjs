/* How well articles fit a query. In: for each clause where its articles hold it. Out: the articles that hold all or
   any of them, with a score: what every part of it means is said in search/whoosh/rank.py, its twin;
   tests/search/ranks.json has the cases for both. */

import {isInHeading} from './postings.mjs';

/**
 * @import {Positions} from './postings.mjs'
 * @typedef {{score: number, positions: number[], first: number}} Hit  `first`: of all positions; Infinity if none
 * @typedef {Map<number, Hit>} Hits  article → how it fits
 */

const TEXT = 500, // characters of an ordinary news item
  HEADING = 25;

/**
 * How rare the string is, how often it stands here, and whether in the heading.
 * @param {number[]} positions @param {number} found @param {number} articles  that hold it, and in all
 */
const weigh = (positions, found, articles) =>
  Math.log((articles + 1) / (found + 0.5)) +
  Math.log(positions.length || 1) +
  (positions.some(isInHeading) ? Math.log(TEXT / HEADING) : 0);

/**
 * @param {Positions} lists @param {number} articles  in all
 * @param {number} found  articles that hold the string, if there are more than these lists tell @returns {Hits}
 */
export const scoreLists = (lists, articles, found = lists.size) =>
  new Map(
    [...lists].map(([article, positions]) => [
      article,
      {score: weigh(positions, found, articles), positions, first: positions[0] ?? Infinity}
    ])
  );

/** Between the nearest of two sorted lists of positions. @param {number[]} some @param {number[]} others */
export const gapBetween = (some, others) => {
  let least = Infinity;
  for (let i = 0, j = 0; i < some.length && j < others.length;) {
    least = Math.min(least, Math.abs(some[i] - others[j]));
    if (some[i] < others[j]) i++;
    else j++;
  }
  return least;
};

/**
 * Two places strewn over a text are as near to each other as these with a probability of about 2 * gap / length.
 * @param {number[]} some @param {number[]} others
 */
const nearness = (some, others) => Math.log(1 + TEXT / (2 * Math.max(1, gapBetween(some, others))));

/** An article that several clauses find. @param {Hit[]} hits @returns {Hit} */
const mergeHits = hits => {
  const lists = hits.map(hit => hit.positions).filter(positions => positions.length),
    near = lists.slice(1).reduce((sum, list, at) => sum + nearness(lists[at], list), 0);
  return {
    score: hits.reduce((sum, hit) => sum + hit.score, 0) + near,
    positions: lists[0] || [],
    first: Math.min(...hits.map(hit => hit.first))
  };
};

/**
 * The articles that every one of `wanted` finds (`all`, if there is none) and none of `unwanted`.
 * @param {Hits[]} wanted @param {Hits[]} unwanted @param {number[]} all
 * @param {number[]} sizes  how many articles each of `wanted` finds, if there are more than these @returns {Hits}
 */
export const findByAll = (wanted, unwanted, all, sizes = wanted.map(hits => hits.size)) => {
  const sorted = [...wanted.keys()].sort((a, b) => sizes[a] - sizes[b]).map(at => wanted[at]);
  /** @type {Hits} */
  const found = new Map();
  for (const article of sorted.length ? sorted[0].keys() : all) {
    if (!sorted.every(hits => hits.has(article)) || unwanted.some(hits => hits.has(article))) continue;
    found.set(article, mergeHits(sorted.map(hits => /** @type {Hit} */ (hits.get(article)))));
  }
  return found;
};

/**
 * The articles that one of the clauses finds, each as the clause finds it that finds it best.
 * @param {Hits[]} clauses @returns {Hits}
 */
export const findByAny = clauses => {
  /** @type {Hits} */
  const found = new Map();
  for (const [article, hit] of clauses.flatMap(hits => [...hits])) {
    const known = found.get(article);
    if (!known || known.score < hit.score) found.set(article, hit);
  }
  return found;
};

/** Logarithms differ in their last bits from one machine to the next. @param {number} score */
export const rounded = score => Math.round(score * 1e9);

/** The articles, best first. @param {Hits} hits @returns {number[]} */
export const byScore = hits =>
  [...hits]
    .sort(([a, one], [b, two]) => rounded(two.score) - rounded(one.score) || a - b)
    .map(([article]) => article);
