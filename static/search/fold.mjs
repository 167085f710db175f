/* Text as it is matched, the same as in search/bigrams.py.
   In: a text, and the variant characters. Out: the text folded, and where each part of it comes from; where strings
   stand in it. */

/**
 * @typedef {ReadonlyMap<string, string>} Variants  a character as printed → the one it is matched as
 * @typedef {[start: number, end: number]} Span
 */

const DOTS = /[•‧∙⋅・]/g;
const INVISIBLE = /(?!\n)[\s\p{Cf}\p{Cc}]/gu;

/**
 * Width, case and middle dots folded, blanks and invisible characters dropped, variants replaced. A line break stays, so that
 * nothing is found across it. `places` holds, for each unit of `folded`, where in `text` its character begins, and
 * at last where the text ends.
 * @param {string} text @param {Variants} variants @returns {{folded: string, places: number[]}}
 */
export const foldWithPlaces = (text, variants) => {
  const places = [];
  let folded = '',
    at = 0;
  for (const char of text) {
    const kept = char.normalize('NFKC').toLowerCase().replace(INVISIBLE, '').replace(DOTS, '·');
    const piece = [...kept].map(c => variants.get(c) || c).join('');
    for (let unit = 0; unit < piece.length; unit++) places.push(at);
    folded += piece;
    at += char.length;
  }
  places.push(at);
  return {folded, places};
};

/** @param {string} text @param {Variants} variants */
export const fold = (text, variants) => foldWithPlaces(text, variants).folded;

/**
 * Where in `text` the strings stand, in its order; where two overlap, the longer.
 * @param {string} text @param {string[]} strings @param {Variants} variants @returns {Span[]}
 */
export const spansOf = (text, strings, variants) => {
  const {folded, places} = foldWithPlaces(text, variants);
  /** @type {Span[]} */
  const spans = [];
  const sought = strings.map(string => fold(string, variants)).filter(Boolean);
  for (const string of sought.sort((a, b) => b.length - a.length)) {
    for (let from = folded.indexOf(string); from >= 0; from = folded.indexOf(string, from + 1)) {
      const start = places[from],
        last = places[from + string.length - 1],
        end = last + [...text.slice(last, last + 2)][0].length;
      if (spans.every(span => end <= span[0] || start >= span[1])) spans.push([start, end]);
    }
  }
  return spans.sort((a, b) => a[0] - b[0]);
};
