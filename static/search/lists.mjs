/* Which files of a level hold the lists of a string, the same as in search/browser/level.py and address.py.
   In: a level as the manifest describes it, a string. Out: the pieces of the string, each with its files; the list
   of a token in the text of a file. Strings are cut by UTF-16 units, as JavaScript counts. */

/**
 * @typedef {{folder: string, first: number, count: number, lists: number, singles: number, pack: number,
 *   apart: Map<string, string>, dead: Set<number>}} Level  `first`: the number of its first article; `lists` and
 *   `singles`: its files of pairs and of single units; `apart`: pairs that have files of their own → the unit that each
 *   of these but the first begins with; `dead`: numbers of articles that have changed or gone
 * @typedef {{at: number, token: string, names: string[]}} Piece  of a string: where it begins, what stands before its
 *   list in the files of these names; '' if all their lists belong to it
 */

/** The one of `count` files for two units. @param {number} first @param {number} second @param {number} count */
export const fileOf = (first, second, count) => {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1);
  return Math.floor((((mixed ^ (mixed >>> 13)) >>> 0) * count) / 2 ** 32);
};

/**
 * The piece that begins at a unit: a pair, or three units whose pair is taken apart.
 * @param {Level} level @param {string} string @param {number} at @returns {Piece}
 */
const pieceAt = ({folder, lists, apart}, string, at) => {
  const pair = string.slice(at, at + 2),
    next = string[at + 2],
    [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)],
    firsts = apart.get(pair);
  if (firsts === undefined) return {at, token: pair, names: [`${folder}/i/${fileOf(first, second, lists)}`]};
  /** @param {number} number */
  const nameOf = number => `${folder}/x/${(first * 2 ** 16 + second).toString(16)}-${number}`;
  const begun = firsts.split('').filter(unit => !next || unit <= next).length;
  if (next) return {at, token: next, names: [nameOf(begun)]};
  return {at, token: '', names: Array.from({length: begun + 1}, (_, number) => nameOf(number))};
};

/**
 * The pieces that cover a string of two units or more, in as few files as possible.
 * @param {Level} level @param {string} string @returns {Piece[]}
 */
export const coverOf = (level, string) => {
  /** Those that cover what stands before each unit. @type {{cost: number, pieces: Piece[]}[]} */
  const ways = [{cost: 0, pieces: []}];
  for (let at = 0; at < string.length - 1; at++) {
    const piece = pieceAt(level, string, at),
      cost = ways[at].cost + piece.names.length,
      isThree = piece.token.length === 1;
    for (let end = at + 1; end <= at + (isThree ? 3 : 2); end++)
      if (!ways[end] || cost < ways[end].cost) ways[end] = {cost, pieces: [...ways[at].pieces, piece]};
  }
  return ways[string.length].pieces;
};

/** The list of a token in the text of a file, '' if there is none. @param {string} text @param {string} token */
export const listIn = (text, token) => {
  const at = text.indexOf(' ' + token);
  return at < 0 ? '' : text.slice(at + 1 + token.length).split(' ', 1)[0];
};

/** All lists in the text of a file of a pair that is taken apart. @param {string} text */
export const listsIn = text =>
  text
    .split(' ')
    .slice(1)
    .map(list => list.slice(1));
