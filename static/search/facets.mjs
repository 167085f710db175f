/* What narrows the hits. In: articles, what is known of each, what the reader has chosen. Out: fewer articles. */

/**
 * @typedef {(string | null)[]} Days  of each article: '' for an undated one, null where there is none of that number
 * @typedef {{id: string, names: string[], articles: number[]}} Entry  the preferred name first
 * @typedef {'topics' | 'people' | 'places' | 'bodies'} Facet
 * @typedef {Record<Facet, Entry[]>} Columns
 * @typedef {[facet: Facet | 'date' | 'archive', value: string]} Choice  the preferred name of entries; the beginning of
 *   a date; one of several archives
 */

/** @param {Choice} choice @param {Days} days @param {Columns} columns */
const articlesOf = ([facet, value], days, columns) =>
  new Set(
    facet === 'date'
      ? days.flatMap((day, article) => (day?.startsWith(value) ? [article] : []))
      : columns[/** @type {Facet} */ (facet)]?.flatMap(({names, articles}) =>
          names[0] === value ? articles : []
        )
  );

/** @param {number[]} articles @param {Choice[]} choices @param {Days} days @param {Columns} columns */
export const narrowBy = (articles, choices, days, columns) =>
  choices
    .map(choice => articlesOf(choice, days, columns))
    .reduce((left, held) => left.filter(article => held.has(article)), articles);
