/* How well articles fit a query. In: for each clause where its articles hold it. Out: the articles that hold all or
   any of them, with a score. */

import {isInHeading} from './postings.mjs';

/**
 * @import {Positions} from './postings.mjs'
 * @typedef {{score: number, positions: number[], first: number}} Hit  `first`: of all positions; Infinity if none
 * @typedef {Map<number, Hit>} Hits  article → how it fits
 */

const NEARNESS = 100; // what two words side by side add
const NEAR = 20; // characters between them, where they add half of it
const HEADING = 3; // what a word in the heading adds

/**
 * Rare strings weigh more, and so do those that occur often or in the heading.
 * @param {number[]} positions @param {number} found @param {number} articles  that hold it, and in all
 */
const weigh = (positions, found, articles) =>
  (Math.log(1 + articles / (found + 1)) + 0.1) *
  (1 + 0.3 * Math.log(1 + positions.length) + (positions.some(isInHeading) ? HEADING : 0));

/** @param {Positions} lists @param {number} articles  in all @returns {Hits} */
export const scoreLists = (lists, articles) =>
  new Map(
    [...lists].map(([article, positions]) => [
      article,
      {score: weigh(positions, lists.size, articles), positions, first: positions[0] ?? Infinity}
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

/** @param {number[][]} lists */
const nearness = lists =>
  lists.slice(1).reduce((sum, list, at) => sum + NEARNESS / (1 + gapBetween(lists[at], list) / NEAR), 0);

/** An article that several clauses find. @param {Hit[]} hits @returns {Hit} */
const mergeHits = hits => {
  const lists = hits.map(hit => hit.positions).filter(positions => positions.length);
  return {
    score: hits.reduce((sum, hit) => sum + hit.score, 0) + nearness(lists),
    positions: lists[0] || [],
    first: Math.min(...hits.map(hit => hit.first))
  };
};

/**
 * The articles that every one of `wanted` finds (`all`, if there is none) and none of `unwanted`.
 * @param {Hits[]} wanted @param {Hits[]} unwanted @param {number[]} all @returns {Hits}
 */
export const findByAll = (wanted, unwanted, all) => {
  const sorted = [...wanted].sort((a, b) => a.size - b.size);
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

/** The articles, best first. @param {Hits} hits @returns {number[]} */
export const byScore = hits =>
  [...hits].sort(([a, one], [b, two]) => two.score - one.score || a - b).map(([article]) => article);
