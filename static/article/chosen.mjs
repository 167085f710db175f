/* The passage that a reader has chosen, by selecting it or by the ¶ of its paragraph: its words and its address. */

import {inQuotationMarks, isUnique, quoteOf, toDirective, toFragment} from './passage.mjs';
import {readWords, selectedSpan, spanOfElement} from './words.mjs';

/** @typedef {{text: string, paragraphs: Element[], fragment: string}} Passage */

/** The selected passage, if the selection lies in the article's text.
 * @param {Element} root  the article's text @param {Range} range @returns {Passage | null} */
export const selectedPassage = (root, range) => {
  const words = readWords(root),
    span = selectedSpan(words, range);
  if (!span) return null;
  const touched = [...root.querySelectorAll('p[id^="p-"]')]
      .map(paragraph => ({paragraph, span: spanOfElement(words, paragraph)}))
      .filter(({span: [start, end]}) => start < span[1] && end > span[0]),
    first = touched[0],
    text = words.text.slice(...span),
    quote = quoteOf(text, first?.paragraph.id || '', first ? Math.max(span[0] - first.span[0], 0) : 0),
    leadsThere = 'fragmentDirective' in document && isUnique(document.body.textContent || '', quote);
  return {
    text,
    paragraphs: touched.map(({paragraph}) => paragraph),
    fragment: toFragment(quote) + (leadsThere ? toDirective(quote) : '')
  };
};

/** @param {Element} root @param {Element} paragraph @returns {Passage} */
export const wholeParagraph = (root, paragraph) => {
  const words = readWords(root),
    text = words.text.slice(...spanOfElement(words, paragraph)).trim();
  return {text, paragraphs: [paragraph], fragment: paragraph.id};
};

/** The numbers of its paragraphs, as their ¶ are called. @param {Passage} passage */
const placeOf = ({paragraphs}) => {
  const numbers = paragraphs.map(paragraph => paragraph.querySelector('.here')?.getAttribute('aria-label')),
    place = [...new Set([numbers[0], numbers[numbers.length - 1]])].filter(Boolean).join('–');
  if (!place) return '';
  return document.documentElement.lang.startsWith('zh') ? `（${place}）` : ` (${place})`;
};

/** The address of the article without a fragment, if the site says where it stands. */
const canonical = () =>
  /** @type {HTMLLinkElement | null} */ (document.querySelector('link[rel="canonical"]'))?.href;

/** @param {Passage} passage */
export const addressOf = ({fragment}) => `${canonical() || location.href.split('#')[0]}#${fragment}`;

/** The address for a reference: of the paragraph, as the words are quoted beside it; of a file on somebody's disk
 * only the path in the site. @param {Passage} passage */
const addressInPrint = passage => {
  const address = addressOf(passage),
    [first] = passage.paragraphs,
    page = address.split('#')[0];
  const site = page.startsWith('file:') ? page.split('/').slice(-2).join('/') : page;
  return first ? `${site}#${first.id}` : site;
};

/** The passage in quotation marks, its place, and the reference to the article, with the paragraph's address.
 * @param {Passage} passage @param {string} reference @param {string} language  of the text */
export const cite = (passage, reference, language) => {
  const article = canonical() || '',
    address = addressInPrint(passage),
    quoted = inQuotationMarks(passage.text.replace(/\s*\n\s*/g, '\n'), language);
  const isThere = article && reference.includes(article),
    full = isThere ? reference.replace(article, () => address) : `${reference} ${address}`;
  return `${quoted}${placeOf(passage)}\n${full}`;
};
