/* What several archives that are searched together tell each other of a tree: how many articles its parts find.
   In: a tree. Out: how many its parts find here; the tree with what they find in all. */

import {clausesOf} from './tree.mjs';

/**
 * @import {Tree} from './tree.mjs'
 * @typedef {{articles: number, found: number[]}} Counts  of an archive or of several: all articles, and those that each
 *   part of a tree finds, in the order of `partsOf`
 */

/** A tree and all that is in it, each part before its own. @param {Tree} tree @returns {Tree[]} */
const partsOf = tree => [tree, ...('not' in tree ? [tree.not] : clausesOf(tree) || []).flatMap(partsOf)];

/**
 * @param {Tree} tree @param {number} articles  in this archive
 * @param {(part: Tree) => Promise<{size: number}>} find @returns {Promise<Counts>}
 */
export const countParts = async (tree, articles, find) => ({
  articles,
  found: await Promise.all(partsOf(tree).map(async part => (await find(part)).size))
});

/** A copy of a tree, its parts with their numbers. @param {Tree} tree @param {number[]} found @returns {Tree} */
export const withCounts = (tree, found) => {
  const copy = structuredClone(tree);
  partsOf(copy).forEach((part, at) => Object.assign(part, {found: found[at]}));
  return copy;
};
