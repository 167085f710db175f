/* The way from hit to hit: the address of an article that a search has found names the search and its hits, so that
   the article's pager goes on among them. */

const NEAR = 50; // hits in an address, those around the article

/**
 * The fragment of the address of one hit.
 * @param {string} search  the fragment of the search page: q, sort, what was chosen
 * @param {string[]} ids  of the hits @param {number} at  the place of this one @param {number} total  of all hits
 * @param {string[]} sought  the strings to mark
 */
export const wayTo = (search, ids, at, total, sought) => {
  const given = new URLSearchParams(search);
  const start = Math.max(0, Math.min(at - NEAR / 2, ids.length - NEAR));
  const way = new URLSearchParams(sought.length ? {q: sought.join(' ')} : {});
  way.set('in', 'search');
  for (const [key, value] of given) way.append(key === 'q' ? 'query' : key, value);
  way.set('hits', ids.slice(start, start + NEAR).join('.'));
  if (start) way.set('first', `${start + 1}`);
  way.set('total', `${total}`);
  return `${way}`;
};
