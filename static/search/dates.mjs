/* Dates in a query, the same as in search/date_forms.py.
   In: what was typed. Out: a partial date as the index writes it; a text with its dates in both notations. */

const SIGNS = '〇一二三四五六七八九';
const TYPED = /^(?:\d{4}(?:年(?:\d\d?月(?:\d\d?[日号])?)?|([-/.])\d\d?(?:\1\d\d?)?)?|\d\d?月\d\d?[日号])$/;
const LEAP_YEAR = 2020;
const MONTH_LENGTH = '2020-04'.length;

/** @param {string} digit @param {string} month @param {string} day */
const datePattern = (digit, month, day) =>
  new RegExp(
    `(?<!${digit})(?:${digit}{4}年(?:${month}月(?:${day}[日号])?)?|${month}月(?:${day}[日号])?)`,
    'g'
  );
const ONES = `[${SIGNS.slice(1)}]`;
const SPOKEN = datePattern(`[零${SIGNS}]`, `(?:十[一二]?|${ONES})`, `(?:三十一?|二?十${ONES}?|${ONES})`);
const WRITTEN = datePattern('[0-9]', '(?:0?[1-9]|1[0-2])', '(?:0?[1-9]|[12][0-9]|3[01])');
const NUMBER = /[^年月日号]+/g; // of a date

/** @param {number} year @param {number} month */
const daysOf = (year, month) => new Date(Date.UTC(year, month, 0)).getUTCDate();

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

/** @param {string} text */
const inDigits = text => text.replace(SPOKEN, date => date.replace(/零/g, '〇').replace(NUMBER, toDigits));

/** @param {string} text */
const inSigns = text => text.replace(WRITTEN, date => date.replace(NUMBER, toSigns));

/**
 * A folded text, and the same with its dates in digits and in signs, if it has any.
 * @param {string} text @returns {string[]}
 */
export const dateForms = text => [...new Set([text, inDigits(text), inSigns(inDigits(text))])];

/**
 * A date as people type it, as a partial date; a day of any year as --04-01; null if it is no date.
 * @param {string} typed @returns {string | null}
 */
export const readDate = typed => {
  const text = inDigits(typed.trim().replace(/○/g, '〇'));
  if (!TYPED.test(text)) return null;
  const numbers = text.split(/\D+/).filter(Boolean),
    isYear = numbers[0].length === 4,
    [year, month = 1, day = 1] = (isYear ? numbers : [LEAP_YEAR, ...numbers]).map(Number);
  if (year < 1000 || month < 1 || month > 12 || day < 1 || day > daysOf(year, month)) return null;
  return (isYear ? '' : '--') + numbers.map(number => number.padStart(2, '0')).join('-');
};

/**
 * What a word of a query that is a month or a day finds beside itself: the date as it is printed, and as a partial
 * date; null for any other word.
 * @param {string} typed @returns {[printed: string, date: string] | null}
 */
export const wordsOfDate = typed => {
  const date = readDate(typed) || '',
    [year, month, day] = date.split('-').map(Number);
  if (date.length < MONTH_LENGTH) return null;
  return [typed.includes('月') ? typed : `${year}年${month}月${day ? `${day}日` : ''}`, date];
};

/**
 * Whether a date lies between the beginning of `first` and the end of `last`; an empty one is open, and a day of any
 * year is both.
 * @param {string} date @param {string} first @param {string} last
 */
export const isWithin = (date, first, last) =>
  first.startsWith('--')
    ? date.slice(4) === first.slice(1)
    : date >= first && (!last || date.slice(0, last.length) <= last);
