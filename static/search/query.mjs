/* The query language: text → tree, the same as in search/syntax.py; the grammar is in docs/search.md.
   In: a query as typed. Out: its tree, and notes on what was left out. Every query has a meaning. */

import {readDate, wordsOfDate} from './dates.mjs';
import {join} from './tree.mjs';

/**
 * @import {Field, Tree} from './tree.mjs'
 * @typedef {{code: string, value: string}} Note
 * @typedef {(code: string, value?: string) => void} TakeNote
 * @typedef {{kind: string, text?: string}} Token  its kind is text, phrase, field, end, or the symbol itself
 * @typedef {Field | 'date' | null} Within  the field that applies to what is read
 */

/** Field names as typed → the field. @type {ReadonlyMap<string, Field | 'date'>} */
export const FIELDS = new Map(
  /** @type {[string, Field | 'date'][]} */ (
    Object.entries({
      title: 'heading',
      heading: 'heading',
      题: 'heading',
      标题: 'heading',
      person: 'people',
      people: 'people',
      人物: 'people',
      topic: 'topics',
      topics: 'topics',
      专题: 'topics',
      place: 'places',
      places: 'places',
      地点: 'places',
      org: 'bodies',
      bodies: 'bodies',
      机构: 'bodies',
      by: 'byline',
      byline: 'byline',
      作者: 'byline',
      date: 'date',
      日期: 'date',
      id: 'id'
    })
  )
);
const MAX_LENGTH = 1000; // characters
const MAX_DEPTH = 20; // brackets inside one another
const TOKEN =
  /"(?<phrase>[^"]*)(?:"|(?<unclosed>$))|(?<loose>-+)(?=[\s)]|$)|[()-]|(?<field>[^\s"():0-9-][^\s"():]*):|[^\s"()]+/g;
const SYMBOLS = ['AND', 'OR', 'NOT', '-', '(', ')'];
const OPERANDS = ['text', 'phrase', 'field', '(']; // what a clause begins with
const TERMS = [...OPERANDS, 'NOT', '-']; // what a negation begins with

/** Without what a printed text cannot hold, and in half width. @param {string} text */
const simplify = text =>
  text
    .replace(/\p{Cc}/gu, ' ')
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/[“”「」『』]/g, '"')
    .replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/** @param {string} phrase @param {boolean} isOpen @param {TakeNote} note @returns {Token} */
const phraseToken = (phrase, isOpen, note) => {
  const text = phrase.trim().replace(/\s+/g, ' ');
  if (isOpen) note('unclosed-quote');
  else if (!text) note('empty-phrase');
  return {kind: 'phrase', text};
};

/** @param {string} text @param {TakeNote} note @returns {Token[]} */
const tokensOf = (text, note) =>
  [...text.matchAll(TOKEN)].flatMap(({0: word, groups: {phrase, unclosed, loose, field} = {}}) => {
    if (phrase !== undefined) return [phraseToken(phrase, unclosed !== undefined, note)];
    if (field) return [{kind: 'field', text: field}];
    if (!loose) return [SYMBOLS.includes(word) ? {kind: word} : {kind: 'text', text: word}];
    note('dangling-operator', '-');
    return [];
  });

/**
 * As many brackets closed as opened, none deeper than MAX_DEPTH, and an end.
 * @param {Token[]} tokens @param {TakeNote} note
 */
const balance = (tokens, note) => {
  const found = [];
  let depth = 0;
  for (const token of tokens) {
    if (token.kind === '(' && ++depth > MAX_DEPTH) note('too-deep', `${MAX_DEPTH}`);
    else if (token.kind === ')' && !depth) note('unopened-bracket');
    else if (token.kind !== ')' || --depth < MAX_DEPTH) found.push(token);
  }
  if (depth) note('unclosed-bracket');
  return [...found, ...Array(Math.min(depth, MAX_DEPTH)).fill({kind: ')'}), {kind: 'end'}];
};

/** Two partial dates, of which one may be missing. @param {string} from @param {string} to @param {() => void} note */
export const inOrder = (from, to, note) => {
  if (!to || to >= from.slice(0, to.length)) return {from, to};
  note();
  return {from: to, to: from};
};

/**
 * A date, or two with '..' between, of which one may be missing; neither is then a day of any year.
 * @param {string} text @param {TakeNote} note
 */
const dateRange = (text, note) => {
  const [start, ...rest] = text.split('..'),
    [first, last] = [start, rest.length ? rest.join('..') : start].map(part => part.trim() && readDate(part));
  if (first === null || last === null || !(first || last) || (rest.length && (first + last).includes('--'))) {
    note('wrong-date', text);
    return null;
  }
  const {from, to} = inOrder(first, last, () => note('reversed-dates', text));
  return {first: from, last: to};
};

/**
 * Recursive descent, a function for each rule of the grammar; null where nothing is left.
 * @param {Token[]} tokens @param {TakeNote} note @returns {Tree | null}
 */
const readTree = (tokens, note) => {
  let at = 0;
  /** @param {...string} kinds */
  const next = (...kinds) => kinds.includes(tokens[at].kind);

  /** @param {string} text @param {Within} field @returns {Tree | null} */
  const leaf = (text, field) =>
    !text ? null : field === 'date' ? dateRange(text, note) : field ? {text, field} : {text};

  /** A word; one that is a month or a day also finds what is dated so. @param {string} text @returns {Tree | null} */
  const word = text => {
    const [printed, date] = wordsOfDate(text) || [];
    if (!printed || !date) return {text};
    return join('or', [...[...new Set([text, printed])].map(text => ({text})), {first: date, last: date}]);
  };

  /** word | phrase | "(" disjunction ")" @param {Within} field @returns {Tree | null} */
  const operand = field => {
    const {kind, text = ''} = tokens[at++];
    if (kind === 'text' && !field) return word(text);
    if (kind !== '(') return leaf(text, field);
    if (next(')')) note('empty-brackets');
    const inside = disjunction(field);
    at++;
    return inside;
  };

  /**
   * [ field ":" ] operand; the innermost field counts, and the name of an unknown one is a word.
   * @param {Within} field
   */
  const clause = field => {
    const words = [];
    let name = '';
    while (next('field')) {
      ({text: name = ''} = tokens[at++]);
      const known = FIELDS.get(name.toLowerCase());
      if (known) {
        field = known;
        continue;
      }
      note('unknown-field', name);
      words.push(leaf(name, field));
      name = '';
    }
    if (next(...OPERANDS)) words.push(operand(field));
    else if (name) note('empty-field', name);
    return join('and', words);
  };

  /** { "NOT" | "-" } clause; two of them cancel each other. @param {Within} field */
  const negation = field => {
    let negated = false;
    while (next('NOT', '-')) {
      const {kind} = tokens[at++];
      negated = !negated;
      if (!next(...TERMS)) {
        note('dangling-operator', kind);
        return null;
      }
    }
    const found = clause(field);
    if (!negated || !found) return found;
    return 'not' in found ? found.not : {not: found};
  };

  /** negation { [ "AND" ] negation } @param {Within} field */
  const conjunction = field => {
    const parts = [];
    while (!next('OR', ')', 'end')) {
      if (!next('AND')) {
        parts.push(negation(field));
        continue;
      }
      at++;
      if (!parts.length || !next(...TERMS)) note('dangling-operator', 'AND');
    }
    return join('and', parts);
  };

  /** conjunction { "OR" conjunction } @param {Within} field @returns {Tree | null} */
  const disjunction = field => {
    const parts = [];
    for (; ; at++) {
      const start = at;
      parts.push(conjunction(field));
      if (at === start && (next('OR') || parts.length > 1)) note('dangling-operator', 'OR');
      if (!next('OR')) return join('or', parts);
    }
  };

  return disjunction(null);
};

/**
 * The meaning of a query (a null tree if nothing of it could be read), and each note once. Never throws.
 * @param {string} query @returns {{tree: Tree | null, notes: Note[]}}
 */
export const parseQuery = query => {
  /** @type {Note[]} */
  const notes = [];
  /** @type {TakeNote} */
  const note = (code, value = '') => {
    if (!notes.some(known => known.code === code && known.value === value)) notes.push({code, value});
  };
  const typed = [...query],
    text = typed.slice(0, MAX_LENGTH).join('');
  if (typed.length > MAX_LENGTH) note('too-long', `${MAX_LENGTH}`);
  if (/\p{Cs}/u.test(text)) note('invalid-character');
  return {tree: readTree(balance(tokensOf(simplify(text), note), note), note), notes};
};
