/* Postings lists as the index writes them; see search/browser/lists.py.
   In: the digits of a list. Out: numbers; the places where something stands. An article has two parts: its text, of
   twice its number, and its heading. */

/** @typedef {Map<number, number[]>} Positions  article (or part) → positions, ascending */

export const HEADING_AT = 2 ** 32; // positions from here on are the heading's
/** @param {number} position */
export const isInHeading = position => position >= HEADING_AT;

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const VALUES = new Uint8Array(128); // of a digit, by its code
[...DIGITS].forEach((digit, value) => {
  VALUES[digit.charCodeAt(0)] = value;
});

/** Base-64 digits, five bits each, the low ones first; the sixth tells that more follow. @param {string} digits */
export const decode = digits => {
  const found = [];
  let number = 0,
    unit = 1;
  for (let at = 0; at < digits.length; at++) {
    const value = VALUES[digits.charCodeAt(at)];
    number += (value & 31) * unit;
    unit *= 32;
    if (value < 32) {
      found.push(number);
      number = 0;
      unit = 1;
    }
  }
  return found;
};

/** What is written as steps, each from the one before. @param {number[]} steps */
export const addUp = steps => {
  let sum = 0;
  return steps.map(step => (sum += step));
};

/** The places of a pair, or of three units, by part. @param {string} digits @returns {Positions} */
export const readPositions = digits => {
  const numbers = decode(digits);
  /** @type {Positions} */
  const found = new Map();
  for (let at = 0, part = 0; at < numbers.length;) {
    const step = numbers[at++],
      count = step % 2 ? numbers[at++] : 1;
    found.set((part += step >> 1), addUp(numbers.slice(at, (at += count))));
  }
  return found;
};

/** The parts with a single unit. @param {string} digits @returns {Positions} */
export const readParts = digits => new Map(addUp(decode(digits)).map(part => [part, placesOfUnit(part)]));

/** Where a single unit stands is not told, only whether it does so in the heading. @param {number} part */
const placesOfUnit = part => (part % 2 ? [0] : []);

/**
 * Where several tokens stand in a row, each so far behind the first as `offsets` tells.
 * @param {Positions[]} lists @param {number[]} offsets @returns {Positions}
 */
export const inARow = (lists, offsets) => {
  const [rarest, ...others] = lists
    .map((list, nth) => ({list, offset: offsets[nth]}))
    .sort((a, b) => a.list.size - b.list.size);
  /** @type {Positions} */
  const found = new Map();
  for (const [part, places] of rarest.list) {
    let starts = places.map(place => place - rarest.offset);
    for (const {list, offset} of others) {
      const here = new Set(list.get(part));
      starts = starts.filter(start => here.has(start + offset));
    }
    if (starts.length) found.set(part, starts);
  }
  return found;
};

/** @param {Positions} found @param {number} key @param {number[]} places */
const add = (found, key, places) => {
  const known = found.get(key);
  found.set(key, known ? [...known, ...places].sort((a, b) => a - b) : places);
};

/** Several lists as one. @param {Positions[]} lists */
export const joinLists = lists => {
  /** @type {Positions} */
  const found = new Map();
  for (const list of lists) list.forEach((places, part) => add(found, part, places));
  return found;
};

/**
 * Where a string stands in texts that are scanned.
 * @param {string[]} texts  parts: each article's text and heading by turns
 * @param {string} string @returns {Positions}
 */
export const scanTexts = (texts, string) => {
  /** @type {Positions} */
  const found = new Map();
  texts.forEach((text, part) => {
    const places = [];
    for (let at = text.indexOf(string); at >= 0; at = text.indexOf(string, at + 1)) places.push(at);
    if (places.length) found.set(part, string.length > 1 ? places : placesOfUnit(part));
  });
  return found;
};

/**
 * The articles of these parts, with the positions in their headings behind those in their texts.
 * @param {Positions} parts @param {number} first  the number of the first article
 * @param {Set<number>} [dead]  counted from it
 */
export const toArticles = (parts, first, dead) => {
  /** @type {Positions} */
  const found = new Map();
  parts.forEach((places, part) => {
    const shifted = part % 2 ? places.map(place => place + HEADING_AT) : places;
    if (!dead?.has(part >> 1)) add(found, first + (part >> 1), shifted);
  });
  return found;
};
