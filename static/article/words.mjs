/* The words of a part of the page as one string, and the way back: where a span of them stands, how it is marked. */

/** @import {Span} from '../search/fold.mjs' */
/** @typedef {{node: Text, start: number}} Piece  a text node, and where it begins in the string */
/** @typedef {{text: string, pieces: Piece[]}} Words */

const OTHERS = 'sup, .footnote, .jump, .passage'; // what is not the article's words

/** @param {Element} root @returns {Words} */
export const readWords = root => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Piece[]} */
  const pieces = [];
  let text = '';
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    if (node.parentElement?.closest(OTHERS)) continue;
    pieces.push({node, start: text.length});
    text += node.data;
  }
  return {text, pieces};
};

/** The span of the words that are selected, without blanks around them; null if there are none.
 * @param {Words} words @param {Range} range @returns {Span | null} */
export const selectedSpan = ({text, pieces}, range) => {
  const touched = pieces.filter(({node}) => range.intersectsNode(node));
  if (!touched.length) return null;
  const first = touched[0],
    last = touched[touched.length - 1];
  let start = first.start + (first.node === range.startContainer ? range.startOffset : 0),
    end = last.start + (last.node === range.endContainer ? range.endOffset : last.node.length);
  while (start < end && !text[start].trim()) start++;
  while (start < end && !text[end - 1].trim()) end--;
  return start < end ? [start, end] : null;
};

/** The span of the words in an element.
 * @param {Words} words @param {Element} element @returns {Span} */
export const spanOfElement = ({pieces}, element) => {
  const own = pieces.filter(({node}) => element.contains(node));
  const last = own[own.length - 1];
  return own.length ? [own[0].start, last.start + last.node.length] : [0, 0];
};

/** Puts a span into `mark` elements, one for each text node that it touches. Spans before it stay where they are.
 * @param {Words} words @param {Span} span @returns {HTMLElement[]} */
export const markSpan = ({pieces}, [start, end]) =>
  pieces.flatMap(({node, start: at}) => {
    const from = Math.max(start - at, 0),
      to = Math.min(end - at, node.length);
    if (from >= to || !node.data.slice(from, to).trim()) return [];
    if (to < node.length) node.splitText(to);
    const marked = from ? node.splitText(from) : node,
      mark = document.createElement('mark');
    marked.replaceWith(mark);
    mark.append(marked);
    return [mark];
  });
