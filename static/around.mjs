/* What the search page loads when it is needed: words and nearest spellings of what is not found, trends.
   Published as the classic script around.js, together with all that it imports. The page calls it with what it has
   found; it knows nothing of the index. */

import {element, say} from './search/dom.mjs';
import {offered} from './search/offers.mjs';
import {relaxTree} from './search/relax.mjs';
import {segment} from './search/segment.mjs';
import {keysNear, rankSpellings} from './search/spelling.mjs';
import {rowIn} from './search/spread.mjs';
import {countTimes} from './search/times.mjs';
import {positiveTexts} from './search/tree.mjs';
import {isNext, pointsOf, trendOf} from './search/trend.mjs';

/**
 * @import {Times} from './search/answer.mjs'
 * @import {Sounds, Weighed} from './search/spelling.mjs'
 * @import {Tree} from './search/tree.mjs'
 * @import {Period} from './search/trend.mjs'
 * @typedef {(name: string) => Promise<any>} Ask  what a file tells
 * @typedef {{word: string, periods: Period[]}} Trend
 */

// ---- nothing found: nearest spellings, and the words one by one ---------------------------------

/** @param {string} list  words and their weights, divided by blanks @returns {Weighed[]} */
const readWords = list =>
  (list.match(/\S+ \d+/g) || []).map(word => {
    const [written, weight] = word.split(' ');
    return [written, Number(weight)];
  });

/**
 * @param {Ask} ask @param {number} count  of the scripts with spellings
 * @returns {Promise<(typed: string) => Promise<string[]>>}  the nearest words of the archive
 */
const openSpellings = async (ask, count) => {
  /** @type {Sounds} */
  const sounds = new Map(
    Object.entries(await ask('c/sounds')).flatMap(([syllable, chars]) =>
      [.../** @type {string} */ (chars)].map(char => [char, syllable])
    )
  );
  return async typed => {
    const keys = keysNear(typed, sounds);
    const lists = await Promise.all(keys.map(async key => (await rowIn(ask, 's', count, key)) || ''));
    return rankSpellings(typed, lists.flatMap(readWords), sounds);
  };
};

const LONGEST = 12; // characters of a word that may be misspelled
const MOST_OFFERS = 5;

/** Words, with the single characters between them that the dictionary knows no word for put together.
 * @param {string[]} words */
const joinSingles = words => {
  /** @type {string[][]} */
  const groups = [];
  for (const word of words) {
    const last = groups[groups.length - 1];
    if (last && [...word].length === 1 && [...last[last.length - 1]].length === 1) last.push(word);
    else groups.push([word]);
  }
  return groups.map(group => group.join(''));
};

/**
 * What is near a query that finds nothing as it was typed.
 * @param {string} query
 * @param {{ask: Ask, fold: (text: string) => string,
 *   parseQuery: (query: string) => {tree: Tree | null}, count: (tree: Tree) => Promise<number>}} index
 * @returns {Promise<HTMLElement[]>}  the items of a list
 */
const lookAround = async (query, {ask, fold, parseQuery, count}) => {
  /** @param {string} text */
  const counted = async text => {
    const {tree} = parseQuery(text);
    return {text, count: tree ? await count(tree) : 0};
  };
  const {tree: sought} = parseQuery(query),
    texts = [...new Set((sought ? positiveTexts(sought) : []).map(({text}) => text))];
  const pieces = [
    ...new Set((await Promise.all(texts.map(text => segment(text, {ask, fold})))).flatMap(joinSingles))
  ];
  const strings = [...new Set([...texts, ...pieces])],
    counts = await Promise.all(strings.map(string => counted(`"${string}"`))),
    words = pieces.map(text => ({text, count: counts[strings.indexOf(text)].count}));
  const nearest = await openSpellings(ask, Number(say('spellings')));
  const misspelled = strings.filter((text, at) => !counts[at].count && [...text].length <= LONGEST);
  const queries = await Promise.all(
    misspelled.map(async word => (await nearest(fold(word))).map(other => query.replace(word, () => other)))
  );
  const offers = await Promise.all([...new Set(queries.flat())].filter(text => text !== query).map(counted));
  const near = offers.filter(offer => offer.count).slice(0, MOST_OFFERS),
    apart = words.length > 1 ? words : [],
    isNone = ![...near, ...apart].some(offer => offer.count);
  return [
    ...offered('nearest', near),
    ...offered('words', apart),
    ...(isNone ? [element('li', '', say('no-word'))] : [])
  ];
};

// ---- trends -------------------------------------------------------------------------------------

const SVG = 'http://www.w3.org/2000/svg';
const WIDEST = 720;
const HEIGHT = 150;
const MARGIN = {top: 18, right: 8, bottom: 20, left: 44};
const DIGITS = 2; // of a share

/** @param {string} name @param {Record<string, string | number>} attributes @param {...(Node | string)} children */
const drawn = (name, attributes, ...children) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, `${value}`);
  made.append(...children);
  return made;
};

/** @param {number} share */
const rounded = share => share.toFixed(DIGITS).replace(/\.?0+$/, '');

/** @typedef {{name: string, of: (period: Period) => number, show: (period: Period) => string}} Measure */
/** @type {Measure[]} */
const MEASURES = [
  {name: 'times', of: ({count}) => count, show: ({count}) => `${count}`},
  {name: 'share', of: ({share}) => share, show: ({share}) => rounded(share)}
];

/** @param {Trend} trend @param {number} nth @param {Measure} measure @param {number} most @param {number} width */
const lineOf = ({word, periods}, nth, measure, most, width) => {
  const points = pointsOf(periods, measure.of, most, width, HEIGHT);
  return drawn(
    'g',
    {class: `line-${nth}`, transform: `translate(${MARGIN.left} ${MARGIN.top})`},
    drawn('path', {d: points.map(([x, y], at) => `${isNext(periods, at) ? 'L' : 'M'}${x} ${y}`).join('')}),
    ...points.map(([cx, cy], at) =>
      drawn(
        'circle',
        {cx, cy, r: 3},
        drawn('title', {}, `${word} ${periods[at].period}: ${measure.show(periods[at])}`)
      )
    )
  );
};

/** @param {Trend[]} trends @param {Measure} measure @param {number} room */
const chartOf = (trends, measure, room) => {
  const width = Math.min(room, WIDEST) - MARGIN.left - MARGIN.right,
    bottom = MARGIN.top + HEIGHT,
    all = trends.flatMap(({periods}) => periods),
    highest = all.reduce((best, period) => (measure.of(period) > measure.of(best) ? period : best), all[0]),
    [{periods}] = trends;
  /** @param {number} x @param {number} y @param {string} anchor @param {string} text */
  const label = (x, y, anchor, text) => drawn('text', {x, y, 'text-anchor': anchor}, text);
  return drawn(
    'svg',
    {
      class: 'trend',
      width: width + MARGIN.left + MARGIN.right,
      height: bottom + MARGIN.bottom,
      role: 'img',
      'aria-label': say('most', say(measure.name), highest.period, measure.show(highest))
    },
    drawn('path', {class: 'axis', d: `M${MARGIN.left} ${MARGIN.top}V${bottom}h${width}`}),
    label(MARGIN.left - 6, MARGIN.top + 5, 'end', measure.show(highest)),
    label(MARGIN.left - 6, bottom, 'end', '0'),
    label(MARGIN.left, bottom + 15, 'start', periods[0].period),
    label(MARGIN.left + width, bottom + 15, 'end', periods[periods.length - 1].period),
    ...trends.map((trend, nth) => lineOf(trend, nth, measure, measure.of(highest), width))
  );
};

/** @param {Trend[]} trends */
const tableOf = trends => {
  /** @param {string} text @param {string} scope */
  const head = (text, scope) => {
    const cell = element('th', '', text);
    cell.scope = scope;
    return cell;
  };
  const names = trends.flatMap(({word}) => MEASURES.map(({name}) => `${word} ${say(name)}`));
  const rows = trends[0].periods.map(({period, chars}, at) =>
    element(
      'tr',
      '',
      head(period, 'row'),
      element('td', '', `${chars}`),
      ...trends.flatMap(({periods}) => MEASURES.map(({show}) => element('td', '', show(periods[at]))))
    )
  );
  return element(
    'table',
    'plain-table',
    element(
      'thead',
      '',
      element('tr', '', ...[say('period'), say('chars'), ...names].map(text => head(text, 'col')))
    ),
    element('tbody', '', ...rows)
  );
};

/** @param {string} name @param {boolean} isChosen @param {() => void} choose */
const choice = (name, isChosen, choose) => {
  const button = element('input', '');
  Object.assign(button, {type: 'radio', name: 'measure', checked: isChosen, onchange: choose});
  return element('label', '', button, ' ', say(name));
};

/**
 * @param {HTMLElement} box @param {string[]} words
 * @param {(word: string) => Promise<Times>} find  how often a word stands in articles of which days
 * @param {() => boolean} isOld  another search has begun
 */
const showTrend = async (box, words, find, isOld) => {
  const trends = await Promise.all(words.map(async word => ({word, periods: trendOf(await find(word))})));
  if (isOld()) return;
  if (!trends[0]?.periods.length) return box.replaceChildren(say('undated'));
  const chart = element('div', '');
  /** @param {Measure} measure */
  const draw = measure => chart.replaceChildren(chartOf(trends, measure, box.clientWidth));
  const table = element('div', 'scroll', tableOf(trends));
  Object.assign(table, {tabIndex: 0, role: 'region', ariaLabel: say('trend')});
  box.replaceChildren(
    element('p', 'measures', ...MEASURES.map((one, nth) => choice(one.name, !nth, () => draw(one)))),
    chart,
    element('ul', 'key', ...trends.map(({word}, nth) => element('li', `line-${nth}`, word))),
    table
  );
  draw(MEASURES[0]);
};

/** @param {Tree} tree @param {{ask: Ask, fold: (text: string) => string}} index */
const relax = (tree, index) => relaxTree(tree, text => segment(text, index));

const around = {countTimes, lookAround, relax, showTrend};
/** @typedef {typeof around} Around */
/** @type {any} */ (window).beibei.table('around', around);
