/* The index of a site, read from the disk instead of through `<script>` elements, and searching in it as the page
   does. */

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {chooseTree, findTree, foldText} from '../../../static/search/find.mjs';
import {ask, openIndex, receiver} from '../../../static/search/index.mjs';
import {answers} from '../../../static/search/answer.mjs';
import {relaxTree} from '../../../static/search/relax.mjs';
import {segment} from '../../../static/search/segment.mjs';

/** @param {string} folder */
export const openSite = folder =>
  openIndex(async name => {
    const [path] = (name + '.js').split('.js'); // without what passes a browser's cache
    const script = await readFile(join(folder, 'search', path + '.js'), 'utf8');
    new Function('beibei', script)(receiver);
  });

/** @param {string} text */
export const cut = text => segment(text, {ask, fold: foldText});

/** What the search page finds. @param {string} query */
export const findQuery = async query => {
  const {tree, notes} = await chooseTree(query, tree => relaxTree(tree, cut), answers.countTree);
  return {tree, notes, hits: tree ? await findTree(tree) : new Map()};
};
