/* Dates in a query, the same as in domain/dates.py and search/date_forms.py.
   In: what was typed. Out: a partial date as the index writes it; a text with its dates in both notations. */

const SIGNS = '〇一二三四五六七八九';
const PARTIAL = /^([1-9][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/;

/** @param {string} digit @param {string} month @param {string} day */
const datePattern = (digit, month, day) =>
  new RegExp(`(?<!${digit})(?:${digit}{4}年(?:${month}月(?:${day}[日号])?)?|${month}月${day}[日号])`, 'g');
const ONES = `[${SIGNS.slice(1)}]`;
const SPOKEN = datePattern(`[${SIGNS}]`, `(?:十[一二]?|${ONES})`, `(?:三十一?|二?十${ONES}?|${ONES})`);
const WRITTEN = datePattern('[0-9]', '(?:0?[1-9]|1[0-2])', '(?:0?[1-9]|[12][0-9]|3[01])');
const NUMBER = /[^年月日号]+/g; // of a date

/** @param {number} year @param {number} month */
const daysOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

/**
 * A year, month or day as the index writes it: '2020-4' → '2020-04'; '' for nothing, null for what is no date.
 * @param {string} typed @returns {string | null}
 */
export const partialDate = typed => {
  const [, year, month, day] = PARTIAL.exec(typed.trim()) || [];
  if (!year) return typed ? null : '';
  if ((month && (+month < 1 || +month > 12)) || (day && (+day < 1 || +day > daysOf(+year, +month))))
    return null;
  return [year, month, day]
    .filter(Boolean)
    .map(part => part.padStart(2, '0'))
    .join('-');
};

/** 二十八 → 28, 二〇二〇 → 2020. @param {string} signs */
const toDigits = signs => {
  if (signs.length === 4) return [...signs].map(sign => SIGNS.indexOf(sign)).join('');
  const [ones, tens] = signs.split('十').reverse(); // 十 alone has both, but nothing in them
  return `${(tens === undefined ? 0 : SIGNS.indexOf(tens) || 1) * 10 + SIGNS.indexOf(ones)}`;
};

/** 28 → 二十八, 2020 → 二〇二〇. @param {string} digits */
const toSigns = digits => {
  if (digits.length === 4) return [...digits].map(digit => SIGNS[+digit]).join('');
  const [ones, tens = 0] = [...digits].reverse().map(Number);
  return (tens > 1 ? SIGNS[tens] : '') + (tens ? '十' : '') + (ones ? SIGNS[ones] : '');
};

/**
 * A folded text, and the same with its dates in the other notation, if it has any.
 * @param {string} text @returns {string[]}
 */
export const dateForms = text => [
  ...new Set([
    text,
    text.replace(SPOKEN, date => date.replace(NUMBER, toDigits)),
    text.replace(WRITTEN, date => date.replace(NUMBER, toSigns))
  ])
];
