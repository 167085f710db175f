/* The index of a site, read from the disk instead of through `<script>` elements. */

import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {openIndex, receiver} from '../../../static/search/index.mjs';

/** @param {string} folder */
export const openSite = folder =>
  openIndex(async name => {
    const [path] = (name + '.js').split('.js'); // without what passes a browser's cache
    const script = await readFile(join(folder, 'search', path + '.js'), 'utf8');
    new Function('beibei', script)(receiver);
  });
