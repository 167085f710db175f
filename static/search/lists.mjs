/* Which files of a level hold the lists of a string, the same as in search/browser/level.py and address.py.
   In: a level as the manifest describes it, a string. Out: the pieces of the string, each with its files; the list
   of a token in the text of a file. Strings are cut by UTF-16 units, as JavaScript counts. */

/**
 * @typedef {{folder: string, first: number, count: number, lists: number, threes: number, singles: number,
 *   pack: number, apart: Map<string, number>, dead: Set<number>}} Level  `first`: the number of its first article;
 *   `lists`, `threes` and `singles`: its files of pairs, of threes and of single units; `apart`: pairs that are taken
 *   apart → the number of files with their whole lists; `dead`: numbers of articles that have changed or gone
 * @typedef {{at: number, token: string, names: string[]}} Piece  of a string: where it begins, what stands before its
 *   list in the files of these names; '' if they hold nothing but its list
 */

/**
 * The one of `count` files for up to three units.
 * @param {number} count @param {number} first @param {number} [second] @param {number} [third]
 */
export const fileOf = (count, first, second = 0, third = 0) => {
  let mixed = Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(third, 0xc2b2ae3d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x9e3779b1);
  return Math.floor((((mixed ^ (mixed >>> 13)) >>> 0) * count) / 2 ** 32);
};

/**
 * The piece that begins at a unit: a pair, or three units whose pair is taken apart.
 * @param {Level} level @param {string} string @param {number} at @returns {Piece}
 */
const pieceAt = ({folder, lists, threes, apart}, string, at) => {
  const pair = string.slice(at, at + 2),
    token = string.slice(at, at + 3),
    [first, second, third] = token.split('').map(unit => unit.charCodeAt(0)),
    pieces = apart.get(pair);
  if (!pieces) return {at, token: pair, names: [`${folder}/i/${fileOf(lists, first, second)}`]};
  if (third) return {at, token, names: [`${folder}/t/${fileOf(threes, first, second, third)}`]};
  const name = `${folder}/x/${(first * 2 ** 16 + second).toString(16)}-`;
  return {at, token: '', names: Array.from({length: pieces}, (_, number) => name + number)};
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
      cost = ways[at].cost + piece.names.length;
    for (let end = at + 1; end <= at + (piece.token.length || 2); end++)
      if (!ways[end] || cost < ways[end].cost) ways[end] = {cost, pieces: [...ways[at].pieces, piece]};
  }
  return ways[string.length].pieces;
};

/** The list of a token in the text of a file, '' if there is none. @param {string} text @param {string} token */
export const listIn = (text, token) => {
  const at = text.indexOf(' ' + token);
  return at < 0 ? '' : text.slice(at + 1 + token.length).split(' ', 1)[0];
};
