/* The address of a token, and the shards that may hold it, the same as in search/browser/address.py and shards.py.
   In: the tree of the shards as the manifest writes it (preorder: 1 split, - split by the character that follows,
   0 a shard, _ nothing), one or two characters, the character behind them. Out: names of shards. */

const WIDTH = 21; // bits of a code point
const ROUNDS = [0x9e3779b1, 0x85ebca77, 0xc2b2ae3d];

/** @param {number} number */
const toBits = number => number.toString(2).padStart(WIDTH, '0');

/** The code point of the first character; 0 if there is none. @param {string} [char] */
const codeOf = char => (char ? /** @type {number} */ (char.codePointAt(0)) : 0);

/** The 42 bits of one or two characters: a Feistel network. @param {string} pair */
export const pairBits = ([first, second]) => {
  let left = codeOf(first),
    right = codeOf(second);
  for (const factor of ROUNDS) [left, right] = [right, left ^ (Math.imul(right, factor) >>> (32 - WIDTH))];
  return toBits(left) + toBits(right);
};

/** The 21 bits of the character that follows a pair. @param {string} char */
export const nextBits = char => toBits(Math.imul(codeOf(char), ROUNDS[0]) & (2 ** WIDTH - 1));

/** Where in the tree what begins at a node ends. @param {string} tree @param {number} at */
const endOf = (tree, at) => {
  for (let open = 1; open; at++) open += '1-'.includes(tree[at]) ? 1 : -1;
  return at;
};

/**
 * The node of a pair, with `next` behind it: its name, and where in the tree it begins.
 * @param {string} tree @param {string} pair @param {string} [next] @returns {[string, number]}
 */
const nodeOf = (tree, pair, next) => {
  let at = 0,
    name = '',
    way = pairBits(pair);
  for (let depth = 0; tree[at] === '1' || (tree[at] === '-' && next !== undefined); depth++) {
    if (tree[at] === '-') {
      way = nextBits(next || '');
      depth = 0;
      name += '-';
    }
    at = way[depth] === '1' ? endOf(tree, at + 1) : at + 1;
    name += way[depth];
  }
  return [name, at];
};

/**
 * The names of the shards that may hold a pair with the character `next` behind it ('' for none), or with any.
 * @param {string} tree @param {string} pair @param {string} [next] @returns {string[]}
 */
export const shardsOf = (tree, pair, next) => {
  const [node, start] = nodeOf(tree, pair, next),
    found = [],
    todo = [node];
  for (let at = start; todo.length; at++) {
    let name = /** @type {string} */ (todo.pop());
    if (tree[at] === '-') name += '-';
    if ('1-'.includes(tree[at])) todo.push(name + '1', name + '0');
    else if (tree[at] === '0') found.push(name);
  }
  return found;
};
