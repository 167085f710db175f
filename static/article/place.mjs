/* The passage that the page's address names is marked, and scrolled to; if it is gone, the page says so. */

import {findPassage, fromFragment} from './passage.mjs';
import {markSpan, readWords, spanOfElement} from './words.mjs';

const ANCHOR = /^#p-[a-z2-7]+(-\d+)?$/;

/** @param {Element} root */
const unmark = root => {
  for (const mark of root.querySelectorAll('mark.linked')) mark.replaceWith(...mark.childNodes);
  root.normalize();
  document.querySelector('.lost-passage')?.remove();
};

/** @param {Element} root @param {string} message @param {string} quote */
const sayLost = (root, message, quote) => {
  const note = document.createElement('p');
  note.className = 'lost-passage';
  note.setAttribute('role', 'status');
  note.textContent = message + quote;
  root.before(note);
  note.scrollIntoView({block: 'center'});
};

/** @param {HTMLElement} root  the article's text @param {string} message  for a passage that is gone */
export const markPassage = (root, message) => {
  unmark(root);
  const quote = fromFragment(location.hash);
  if (ANCHOR.test(location.hash) && !document.querySelector(location.hash)) sayLost(root, message, '¶');
  if (!quote) return;
  const words = readWords(root),
    anchor = quote.anchor && document.getElementById(quote.anchor),
    paragraph = anchor && root.contains(anchor) ? spanOfElement(words, anchor) : null,
    span = findPassage(words.text, quote, paragraph);
  if (!span) return sayLost(root, message, quote.end ? `${quote.text}…${quote.end}` : quote.text);
  const marks = markSpan(words, span);
  for (const mark of marks) mark.className = 'linked';
  marks[0].tabIndex = -1; // whoever reads by keyboard or ear goes on from here
  marks[0].focus({preventScroll: true});
  marks[0].scrollIntoView({block: 'center'});
};
