/* The tree of a query: what an article must hold to be found; the same as in search/tree.py.
   In: trees. Out: another one, or its strings. */

/**
 * @typedef {'heading' | 'people' | 'topics' | 'places' | 'bodies' | 'byline' | 'id'} Field
 * @typedef {{text: string, field?: Field}} Text  a string to be found, anywhere or in that field
 * @typedef {{first: string, last: string}} DateRange  partial dates, both included; '' is open; a
 *   day of any year is --04-01 in both
 * @typedef {{not: Tree}} Not
 * @typedef {{and: Tree[]}} And
 * @typedef {{or: Tree[]}} Or
 * @typedef {(Text | DateRange | Not | And | Or) & {found?: number}} Tree  `found`: how many articles of several archives
 *   it finds, if these are searched together
 */

/** The clauses of an And or an Or. @param {Tree} tree @returns {Tree[] | undefined} */
export const clausesOf = tree => ('and' in tree ? tree.and : 'or' in tree ? tree.or : undefined);

/**
 * The clauses that could be read as one node: none of its own kind inside, none for a single clause.
 * @param {'and' | 'or'} kind @param {(Tree | null)[]} clauses @returns {Tree | null}
 */
export const join = (kind, clauses) => {
  const flat = clauses.flatMap(clause =>
    !clause ? [] : kind in clause ? clausesOf(clause) || [] : [clause]
  );
  if (flat.length < 2) return flat[0] || null;
  return kind === 'and' ? {and: flat} : {or: flat};
};

/**
 * The strings that an article must or may hold to be found, in the order of the query.
 * @param {Tree} tree @returns {Text[]}
 */
export const positiveTexts = tree =>
  'text' in tree ? [tree] : (clausesOf(tree) || []).flatMap(positiveTexts);
