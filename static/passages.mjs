/* Passages of an article: the one that the address names is marked, and so are the words of the search that led here;
   others can be linked to and cited. Published as the classic script passages.js, together with all that it imports.
   In, as data of this script: the words of its buttons; the id of the paragraph whose ¶ asked for this script; the
   variant characters that the text prints. */

import {offerPassages} from './article/bar.mjs';
import {markPassage} from './article/place.mjs';
import {markSought} from './article/sought.mjs';

const words = document.currentScript?.dataset || {},
  root = /** @type {HTMLElement} */ (document.getElementById('text')),
  sought = new URLSearchParams(location.hash.slice(1)).get('q');

if (sought) markSought(sought, words.variants || '');
markPassage(root, words.lost || '');
addEventListener('hashchange', () => markPassage(root, words.lost || ''));
offerPassages(root, words, document.getElementById(words.paragraph || ''));
