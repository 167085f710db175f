/* Postings lists as the index writes them; see search/browser/postings.py.
   In: the value of a token. Out: numbers, or articles with the positions where the token stands. */

/** @typedef {Map<number, number[]>} Positions  article → positions, both ascending */

export const HEADING_AT = 2 ** 20; // positions from here on are the heading's
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
    shift = 0;
  for (let at = 0; at < digits.length; at++) {
    const value = VALUES[digits.charCodeAt(at)];
    number |= (value & 31) << shift;
    shift += 5;
    if (value < 32) {
      found.push(number);
      number = shift = 0;
    }
  }
  return found;
};

/** What is written as steps, each from the one before. @param {number[]} steps */
export const addUp = steps => {
  let sum = 0;
  return steps.map(step => (sum += step));
};

/** The list of a token of two or three characters. @param {string} digits @returns {Positions} */
export const readPositions = digits => {
  const numbers = decode(digits);
  /** @type {Positions} */
  const found = new Map();
  for (let at = 0, article = 0; at < numbers.length;) {
    const step = numbers[at++],
      count = step % 2 ? numbers[at++] : 1;
    found.set((article += step >> 1), addUp(numbers.slice(at, (at += count))));
  }
  return found;
};

/** The list of a single character. @param {string} digits @returns {Positions} */
export const readArticles = digits => new Map(addUp(decode(digits)).map(article => [article, []]));

/** A pair's lists by the character that follows it, as its value holds them together. @param {string} [value] */
const partsOf = (value = '') =>
  value
    .split(' ')
    .slice(1)
    .map(part => {
      const [next] = part;
      return [next, part.slice(next.length)];
    });

/**
 * Where a pair stands with the character `next` behind it, by the shard that holds it.
 * @param {Record<string, string>} values @param {string} pair @param {string} next @returns {Positions}
 */
export const positionsBefore = (values, pair, next) =>
  readPositions(values[pair + next] || partsOf(values[pair]).find(part => part[0] === next)?.[1] || '');

/**
 * Where a pair stands with anything behind it, by all shards that may hold it.
 * @param {Record<string, string>[]} shards @param {string} pair @returns {Positions}
 */
export const positionsOfPair = (shards, pair) => {
  /** @type {Positions} */
  const found = new Map();
  const lists = shards.flatMap(values => [
    ...partsOf(values[pair]).map(part => part[1]),
    ...Object.keys(values)
      .filter(token => token.startsWith(pair) && token !== pair)
      .map(token => values[token])
  ]);
  for (const [article, starts] of lists.flatMap(digits => [...readPositions(digits)])) {
    found.set(
      article,
      [...(found.get(article) || []), ...starts].sort((a, b) => a - b)
    );
  }
  return found;
};

/**
 * Where several tokens stand in a row, each so far behind the first as `offsets` tells.
 * @param {Positions[]} lists @param {number[]} offsets @returns {Positions}
 */
export const inARow = (lists, offsets) =>
  lists.reduce((found, list, nth) => {
    /** @type {Positions} */
    const left = new Map();
    for (const [article, starts] of found) {
      const here = new Set(list.get(article)),
        kept = starts.filter(start => here.has(start + offsets[nth]));
      if (kept.length) left.set(article, kept);
    }
    return left;
  });
