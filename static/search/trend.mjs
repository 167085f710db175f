/* A word over time. In: how often it stands in articles of which days, how much was printed when.
   Out: how often it stands in each period, and in ten thousand characters; the line of that. */

/**
 * @import {Times} from './answer.mjs'
 */

/** @typedef {{period: string, chars: number, count: number, share: number}} Period  `share`: of 10,000 characters */

const MOST_MONTHS = 48; // longer spans are counted by the year
const UNIT = 10000;
const YEAR = 4; // characters of a year
const MONTHS = 12;

/** The number of a month or, of a year, its first. @param {string} period */
const monthOf = period => 12 * +period.slice(0, 4) + (+period.slice(5, 7) || 1) - 1;

/** How much of a date is counted by: the year, or the month within few years. @param {string[]} periods */
const precisionOf = periods => {
  const months = periods.map(monthOf);
  return Math.max(...months) - Math.min(...months) < MOST_MONTHS ? 7 : YEAR;
};

/** @param {[string, number][]} numbers @param {number} length */
const sumBy = (numbers, length) => {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const [date, number] of numbers) {
    const period = date.slice(0, length);
    if (period.length === length) sums.set(period, (sums.get(period) || 0) + number);
  }
  return sums;
};

/**
 * The periods in which something was printed, in order even if several archives tell of them. Articles without a
 * date, or with one less precise, do not count.
 * @param {Times} times @returns {Period[]}
 */
export const trendOf = ({days, lengths}) => {
  const length = precisionOf(Object.keys(lengths)),
    counts = sumBy(days, length);
  return [...sumBy(Object.entries(lengths), length)]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([period, chars]) => {
      const count = counts.get(period) || 0;
      return {period, chars, count, share: (UNIT * count) / chars};
    });
};

/**
 * Where the values stand in a box: over time from left to right, the highest of all on top.
 * @param {Period[]} periods @param {(period: Period) => number} value @param {number} most
 * @param {number} width @param {number} height @returns {[x: number, y: number][]}
 */
export const pointsOf = (periods, value, most, width, height) => {
  const months = periods.map(({period}) => monthOf(period)),
    first = months[0],
    span = months[months.length - 1] - first || 1;
  return periods.map((period, at) => [
    Math.round((width * (months[at] - first)) / span),
    Math.round(height * (1 - value(period) / (most || 1)))
  ]);
};

/**
 * Whether a period follows the one before it directly: between them, nothing is known to have been printed.
 * @param {Period[]} periods @param {number} at
 */
export const isNext = (periods, at) => {
  const [before, now] = [at - 1, at].map(index => periods[index]?.period || '');
  return Boolean(before) && monthOf(now) - monthOf(before) === (now.length > YEAR ? 1 : MONTHS);
};
