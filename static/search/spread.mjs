/* Tables that are spread over several scripts, the same as in search/beside/tables.py.
   In: a key, and over how many scripts its table goes. Out: the one that holds it; its row. */

/** The hash of a key (FNV-1a) is its place. @param {string} key @param {number} count */
export const placeOf = (key, count) => {
  let value = 0x811c9dc5;
  for (const char of key) value = Math.imul(value ^ /** @type {number} */ (char.codePointAt(0)), 0x01000193);
  return ((value ^ (value >>> 16)) >>> 0) % count;
};

/**
 * The row of a key, if it has one: what is typed may be called like a property that every object has.
 * @param {(name: string) => Promise<any>} ask  what a file of the index tells
 * @param {string} folder  of the table @param {number} count  of its scripts @param {string} key
 */
export const rowIn = async (ask, folder, count, key) => {
  const table = await ask(`${folder}/${placeOf(key, count)}`);
  return Object.hasOwn(table, key) ? table[key] : undefined;
};
