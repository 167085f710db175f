/* The relaxed form of a query that finds nothing. In: its tree, and how texts are cut into words. Out: another tree. */

import {clausesOf, join} from './tree.mjs';

/** @import {Tree} from './tree.mjs' */

/**
 * The tree with every string that is sought anywhere replaced by its words, all of which must be there. Fields,
 * what is excluded and what is an alternative to a date stay as they are.
 * @param {Tree} tree @param {(text: string) => Promise<string[]>} cut @returns {Promise<Tree>}
 */
export const relaxTree = async (tree, cut) => {
  if ('text' in tree) {
    return tree.field
      ? tree
      : join(
          'and',
          [...new Set(await cut(tree.text))].map(text => ({text}))
        ) || tree;
  }
  if ('or' in tree && tree.or.some(clause => 'first' in clause)) return tree;
  const relaxed = await Promise.all((clausesOf(tree) || []).map(clause => relaxTree(clause, cut)));
  return join('and' in tree ? 'and' : 'or', relaxed) || tree;
};
