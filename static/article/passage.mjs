/* A passage of an article as an address tells it, found again in a text that may have been edited since; how it is
   quoted. Pure: strings in, strings and spans out.

   #p-w7qcck                            a paragraph, by its anchor
   #at=p-w7qcck:12&text=…               a few words, which began at the 12th character of that paragraph
   #at=p-w7qcck:12:90&text=…&end=…      90 characters from there: how they begin and end */

/** @import {Span} from '../search/fold.mjs' */
/** @typedef {{anchor: string, offset: number, length: number, text: string, end: string}} Quote */

const WHOLE = 24, // units that are quoted in full
  PART = 10; // units of the beginning and of the end of what is longer
const LEAST = 4; // letters that half a quote must have to be looked for

/** Runs of Latin letters and digits, and every other character. @param {string} text @returns {string[]} */
const units = text => text.match(/[\p{Script=Latin}\d]+|[^]/gu) || [];

/** @param {string} text  that is selected @param {string} anchor  of its first paragraph
 * @param {number} offset  of the text in that paragraph @returns {Quote} */
export const quoteOf = (text, anchor, offset) => {
  const lines = text
    .split('\n')
    .map(units)
    .filter(line => line.join('').trim());
  const first = lines[0] || [],
    last = lines[lines.length - 1] || [];
  const isShort = lines.length === 1 && first.length <= WHOLE;
  return {
    anchor,
    offset,
    length: text.length,
    text: first.slice(0, isShort ? WHOLE : PART).join(''),
    end: isShort ? '' : last.slice(-PART).join('')
  };
};

/** @param {Quote} quote */
export const toFragment = ({anchor, offset, length, text, end}) =>
  `at=${anchor}:${offset}${end && `:${length}`}&text=${encodeURIComponent(text)}` +
  (end && `&end=${encodeURIComponent(end)}`);

/** What a browser that knows text fragments marks by itself. @param {Quote} quote */
export const toDirective = ({text, end}) => {
  /** @param {string} part */
  const encoded = part => encodeURIComponent(part).replace(/-/g, '%2D');
  return `:~:text=${encoded(text)}${end && `,${encoded(end)}`}`;
};

/** @param {string} fragment  with or without its # @returns {Quote | null} */
export const fromFragment = fragment => {
  const values = new URLSearchParams(fragment.replace(/^#/, '').split(':~:')[0]),
    [anchor, offset, length] = (values.get('at') || '').split(':'),
    text = values.get('text') || '',
    end = values.get('end') || '';
  return text ? {anchor, offset: Number(offset) || 0, length: Number(length) || 0, text, end} : null;
};

/** The letters and digits of a text, width and case folded, and where each comes from. @param {string} text */
const lettersOf = text => {
  const places = [];
  let letters = '',
    at = 0;
  for (const char of text) {
    for (const unit of char.normalize('NFKC').toLowerCase())
      if (/[\p{L}\p{N}]/u.test(unit)) {
        for (let n = 0; n < unit.length; n++) places.push([at, at + char.length]);
        letters += unit;
      }
    at += char.length;
  }
  return {letters, places};
};

/** Where the letters of `sought` stand in `text`. @param {ReturnType<typeof lettersOf>} text @param {string} sought
 * @returns {Span[]} */
const occurrences = ({letters, places}, sought) => {
  const wanted = lettersOf(sought).letters,
    found = [];
  if (wanted)
    for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1))
      found.push(/** @type {Span} */ ([places[at][0], places[at + wanted.length - 1][1]]));
  return found;
};

/** The one of `spans` that begins nearest to a place. @param {Span[]} spans @param {number} place */
const nearest = (spans, place) =>
  [...spans].sort((a, b) => Math.abs(a[0] - place) - Math.abs(b[0] - place))[0];

/** The one of `spans` inside `paragraph`, if any is, that begins nearest to `offset` in it; else the first.
 * @param {Span[]} spans @param {Span | null} paragraph @param {number} offset */
const choose = (spans, paragraph, offset) => {
  if (!paragraph) return spans[0];
  const [first, last] = paragraph;
  return (
    nearest(
      spans.filter(([start]) => start >= first && start < last),
      first + offset
    ) || spans[0]
  );
};

/** The strings by which to look for a quote, the best first: an edit may have touched half of it.
 * @param {string} text */
const attempts = text => {
  const parts = units(text),
    half = parts.length >> 1,
    halves = [parts.slice(0, half), parts.slice(half)].map(part => part.join(''));
  return [text, ...halves.filter(part => lettersOf(part).letters.length >= LEAST)];
};

/** Where the passage stands: in its paragraph, if that is there and holds it, else in the article. Null: nowhere.
 * @param {string} text  of the article @param {Quote} quote @param {Span | null} paragraph  its span in the text
 * @returns {Span | null} */
export const findPassage = (text, quote, paragraph) => {
  const read = lettersOf(text);
  /** @param {string} part @returns {Span | undefined} */
  const find = part =>
    attempts(part)
      .map(sought => choose(occurrences(read, sought), paragraph, quote.offset))
      .find(Boolean);
  const start = find(quote.text);
  if (!quote.end) return start || null;
  if (!start) return find(quote.end) || null;
  const expected = start[0] + quote.length - quote.end.length;
  const ends = attempts(quote.end).map(sought =>
    nearest(
      occurrences(read, sought).filter(([, end]) => end > start[1]),
      expected
    )
  );
  return [start[0], (ends.find(Boolean) || start)[1]];
};

/** Whether a text holds the beginning of a quote once: a text fragment then leads to it.
 * @param {string} text @param {Quote} quote */
export const isUnique = (text, quote) => occurrences(lettersOf(text), quote.text).length === 1;

/** Quotation marks by the language of the text: outer ones, and inner ones for what it quotes itself. */
const MARKS = {hant: ['「」', '『』'], other: ['“”', '‘’']};

/** @param {string} text @param {string} language */
export const inQuotationMarks = (text, language) => {
  const [outer, inner] = MARKS[/^zh-(hant|tw|hk|mo)\b/i.test(language) ? 'hant' : 'other'];
  return outer[0] + [...text].map(char => inner[outer.indexOf(char)] ?? char).join('') + outer[1];
};
