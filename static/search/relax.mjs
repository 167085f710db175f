/* The relaxed form of a query that finds nothing. In: its tree, and how texts are cut into words. Out: another tree. */

import {clausesOf, join} from './tree.mjs';

/** @import {Tree} from './tree.mjs' */

/**
 * The tree with every string that is sought anywhere replaced by its words, all of which must be there. Fields,
 * what is excluded, what is an alternative to a date, and strings in which no word is known, only single characters,
 * stay as they are.
 * @param {Tree} tree @param {(text: string) => Promise<string[]>} cut @returns {Promise<Tree>}
 */
export const relaxTree = async (tree, cut) => {
  if ('text' in tree) {
    const words = tree.field ? [] : await cut(tree.text),
      isUnknown = words.length > 1 && words.every(word => [...word].length === 1),
      clauses = isUnknown ? [] : [...new Set(words)].map(text => ({text}));
    return join('and', clauses) || tree;
  }
  if ('or' in tree && tree.or.some(clause => 'first' in clause)) return tree;
  const relaxed = await Promise.all((clausesOf(tree) || []).map(clause => relaxTree(clause, cut)));
  return join('and' in tree ? 'and' : 'or', relaxed) || tree;
};
