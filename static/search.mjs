/* The search page: what is typed and chosen goes in, hits and facets come out. The address holds both, so that a
   search can be linked to. The index comes as classic scripts that call `beibei`, so that it works from file:// as
   well. This module is published as the classic script search.js, together with all that it imports. */

import {isWithin, readDate} from './search/dates.mjs';
import {element, linkTo, part, root, say} from './search/dom.mjs';
import {narrowBy} from './search/facets.mjs';
import {allArticles, findExact, findQuery, foldText, soughtStrings} from './search/find.mjs';
import {spansOf} from './search/fold.mjs';
import {
  FACETS,
  ask,
  askColumns,
  askDocuments,
  isRenewed,
  openIndex,
  receiver,
  variants
} from './search/index.mjs';
import {parseQuery} from './search/query.mjs';
import {byScore} from './search/rank.mjs';
import {snippetOf} from './search/snippet.mjs';
import {positiveTexts} from './search/tree.mjs';
import {wayTo} from './search/way.mjs';

/**
 * @import {Choice} from './search/facets.mjs'
 * @import {Card} from './search/cards.mjs'
 * @import {Document} from './search/index.mjs'
 * @import {Note} from './search/query.mjs'
 * @import {Tree} from './search/tree.mjs'
 * @import {Offer} from './around.mjs'
 */

const PAGE = 10; // hits, and so many more at a time
const FIRST = 5; // hits that are shown before the others have come
const PEOPLE = 4; // of a hit
const PAUSE = 150; // milliseconds without a key, until a search begins
const LINES = 4; // words whose trends are shown

const input = /** @type {HTMLInputElement} */ (part('q'));
const order = /** @type {HTMLSelectElement} */ (part('order'));
const from = /** @type {HTMLInputElement} */ (part('from'));
const to = /** @type {HTMLInputElement} */ (part('to'));
const narrow = /** @type {HTMLDetailsElement} */ (part('narrow'));
const trend = /** @type {HTMLDetailsElement} */ (part('trend'));
const status = part('status');
const notes = part('notes');
const cards = part('cards');
const list = part('hits');
const facets = part('facets');
const chart = part('chart');
const more = part('more');
const start = part('start');
const saved = part('saved');
const linkOfSearch = /** @type {HTMLAnchorElement} */ (part('address'));

/** @param {string} name @returns {Promise<void>} */
const runScript = name =>
  new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = ['around', 'beside'].includes(name) ? say(name) : name + '.js';
    script.onload = () => done();
    script.onerror = () => fail(new Error(name));
    document.head.append(script);
  });
openIndex(runScript);

// ---- what is sought, in the page and in its address ---------------------------------------------

const state = {
  query: '',
  from: '', // partial dates
  to: '',
  sort: 'relevance',
  shown: PAGE,
  chosen: /** @type {Choice[]} */ ([])
};
const isEmpty = () => !state.query && !state.from && !state.to && !state.chosen.length;

const save = () => {
  const hash = new URLSearchParams();
  if (state.query) hash.set('q', state.query);
  if (state.from) hash.set('from', state.from);
  if (state.to) hash.set('to', state.to);
  if (state.sort !== 'relevance') hash.set('sort', state.sort);
  for (const [facet, value] of state.chosen) hash.append(facet, value);
  history.replaceState(null, '', '#' + hash);
};

const restore = () => {
  const hash = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
  input.value = state.query = hash.get('q') || '';
  from.value = state.from = hash.get('from') || '';
  to.value = state.to = hash.get('to') || '';
  order.value = state.sort = hash.get('sort') || 'relevance';
  state.chosen = /** @type {Choice[]} */ (
    ['date', ...FACETS].flatMap(facet => hash.getAll(facet).map(value => [facet, value]))
  );
};

/** Search again. @param {Partial<typeof state>} changes */
const change = changes => {
  Object.assign(state, {shown: PAGE}, changes);
  save();
  show();
};

// ---- hits ---------------------------------------------------------------------------------------

/** A text with the strings in it marked. @param {string} text @param {string[]} sought */
const marked = (text, sought) => {
  const nodes = [];
  let last = 0;
  for (const [start, end] of spansOf(text, sought, variants)) {
    nodes.push(text.slice(last, start), element('mark', '', text.slice(start, end)));
    last = end;
  }
  return [...nodes, text.slice(last)];
};

/** @param {Document} document @param {string[]} sought */
const hitItem = ([id, title, titleFrom, date, people, topics, text], sought) => {
  const link = element('a', '', ...marked(title, sought)),
    head = element('h2', '', link);
  link.href = `../articles/${id}.html` + (sought.length ? '#q=' + encodeURIComponent(sought.join(' ')) : '');
  if (titleFrom !== 'headline') head.append(' ', element('span', 'supplied', say(titleFrom)));
  return element(
    'li',
    '',
    head,
    element('p', 'snippet', ...marked(snippetOf(text, sought, variants), sought)),
    element('p', 'meta', [date, ...people.slice(0, PEOPLE), ...topics].filter(Boolean).join(' · '))
  );
};

/** From each hit that is shown one can go on to the next. @param {Document[]} hits @param {number} total @param {string[]} sought */
const leadOn = (hits, total, sought) => {
  const ids = hits.map(([id]) => id);
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll('li > h2 > a'));
  links.forEach((link, at) => {
    link.hash = wayTo(location.hash.slice(1), ids, at, total, sought);
  });
};

// ---- notes, and what else could be sought --------------------------------------------------------

/** @param {Offer} offer */
const offerItem = ({text, count}) => {
  const number = element('span', 'count', `${count}`);
  if (!count) return element('li', '', text, ' ', number);
  return element('li', '', linkTo('#' + new URLSearchParams({q: text}), text), ' ', number);
};

/** @param {string} key @param {Offer[]} offers */
const offered = (key, offers) =>
  offers.length ? [element('li', '', say(key)), ...offers.map(offerItem)] : [];

/** The names of what was found by pinyin or a former id. @param {Card[]} found @returns {Offer[]} */
const namesIn = found =>
  found.flatMap(({kind, row: [text, count]}) =>
    FACETS.includes(/** @type {any} */ (kind)) ? [{text, count}] : []
  );

/** The strings of a query that may be misspelled. @param {Tree | null} tree */
const textsOf = tree => [...new Set((tree ? positiveTexts(tree) : []).map(({text}) => text))];

/** @param {string} text */
const cut = async text => (await ask('around')).segment(text, {ask, fold: foldText});

/** What is near a query that finds nothing as it was typed. @param {() => boolean} isOld */
const lookAround = async isOld => {
  const {lookAround} = await ask('around');
  const {nearest, words} = await lookAround(state.query, textsOf(parseQuery(state.query).tree), {
    ask,
    count: Number(say('spellings')),
    cut,
    fold: foldText,
    find: async query => (await findExact(query)).hits.size
  });
  if (isOld()) return;
  notes.append(...offered('nearest', nearest), ...offered('words', words));
  if (![...nearest, ...words].some(({count}) => count)) notes.append(element('li', '', say('no-word')));
};

/** The cards of what the query names. @returns {Promise<Card[]>} */
const findCards = async () => {
  const count = Number(say('cards'));
  if (!count) return [];
  const [{findCards}] = await Promise.all([ask('beside'), ask('manifest')]);
  return findCards(state.query, {
    ask,
    count,
    parseQuery,
    readDate,
    isWithin,
    fold: foldText
  });
};

// ---- a search -----------------------------------------------------------------------------------

/** The articles as they are shown: sorted, and narrowed to what was chosen. @param {number[]} articles */
const arrange = async articles => {
  const [first, last] = [readDate(state.from) || '', readDate(state.to) || ''];
  if (state.sort === 'date' || first || last) {
    const days = await ask('c/date');
    if (state.sort === 'date') articles.sort((a, b) => `${days[b]}`.localeCompare(`${days[a]}`) || a - b);
    if (first || last)
      articles = articles.filter(article => days[article] && isWithin(`${days[article]}`, first, last));
  }
  return state.chosen.length ? narrowBy(articles, state.chosen, ...(await askColumns())) : articles;
};

/** @param {() => boolean} isOld @param {number[]} articles */
const countFacets = async (isOld, articles) => {
  if (!narrow.open) return;
  const [{showFacets}, known] = await Promise.all([ask('beside'), askColumns()]);
  const {chosen} = state;
  if (!isOld()) showFacets(facets, articles, known, {chosen, choose: chosen => change({chosen})});
};

/** @param {Tree | null} tree */
const drawTrend = async tree => {
  if (!trend.open) return;
  const words = textsOf(tree).filter(text => [...text].length > 1);
  await (
    await ask('around')
  ).showTrend(
    chart,
    words.slice(0, LINES),
    async word =>
      new Map([...(await findExact(`"${word}"`)).hits].map(([article, {positions}]) => [article, positions])),
    ask
  );
};

/** @param {Note[]} said  a date that is none is left out, and this says so */
const checkDates = said => {
  for (const {value} of [from, to]) if (value && !readDate(value)) said.push({code: 'wrong-date', value});
};

let searches = 0;
/** What is to be done when a part of the page is opened. */
let opened = {narrow: async () => {}, trend: async () => {}};
/**
 * The card and the first hits as soon as they have come, then the others, then the facets.
 * @param {() => boolean} isOld  another search has begun
 */
const showFound = async isOld => {
  const known = variants.size,
    named = findCards();
  const {tree, notes: said, hits} = await findQuery(state.query, cut);
  const sought = soughtStrings(tree);
  const isOpen = !state.query && (state.from || state.to || state.chosen.length);
  const articles = await arrange(tree ? byScore(hits) : isOpen ? await allArticles() : []);
  const shown = articles.slice(0, state.shown);
  const all = askDocuments(shown);
  const first = await askDocuments(state.shown > PAGE ? shown : shown.slice(0, FIRST));
  let found = await named;
  if (!found.length && variants.size > known) found = await findCards(); // it may be in the other script
  checkDates(said);
  if (isOld()) return;
  if (found.length) (await ask('beside')).showCards(cards, found);
  else cards.replaceChildren();
  status.textContent = articles.length ? say('found', articles.length) : say('nothing', state.query);
  notes.replaceChildren(...said.map(({code, value}) => element('li', '', say(code, value))));
  list.replaceChildren(...first.map(hit => hitItem(hit, sought)));
  const others = (await all).slice(first.length);
  if (isOld()) return;
  list.append(...others.map(hit => hitItem(hit, sought)));
  leadOn([...first, ...others], articles.length, sought);
  more.hidden = articles.length <= state.shown;
  opened = {narrow: () => countFacets(isOld, articles), trend: () => drawTrend(tree)};
  trend.hidden = !textsOf(tree).some(text => [...text].length > 1) || !articles.length;
  if (!articles.length) notes.append(...offered('names', namesIn(found)));
  const isLost = tree && !found.length && (!hits.size || said.some(({code}) => code === 'relaxed'));
  await Promise.all([opened.narrow(), opened.trend(), isLost && lookAround(isOld)]);
};

const show = async () => {
  const mine = ++searches,
    isOld = () => mine !== searches;
  start.hidden = !isEmpty();
  narrow.hidden = saved.hidden = isEmpty();
  linkOfSearch.href = location.href;
  if (isEmpty()) {
    for (const shown of [list, facets, notes, cards]) shown.replaceChildren();
    more.hidden = trend.hidden = true;
    status.textContent = say('hint');
    return;
  }
  await showFound(isOld)
    .catch(async error => {
      if (!(await isRenewed())) throw error;
      return showFound(isOld);
    })
    .catch(error => {
      if (!isOld()) status.textContent = say('broken', error.message);
    });
};

// ---- what the reader does -----------------------------------------------------------------------

let timer = 0;
input.oninput = () => {
  clearTimeout(timer);
  timer = setTimeout(() => change({query: input.value.trim(), chosen: []}), PAUSE);
};
/** @type {HTMLFormElement} */ (input.form).onsubmit = event => {
  event.preventDefault();
  clearTimeout(timer);
  change({query: input.value.trim(), from: from.value.trim(), to: to.value.trim()});
};
from.onchange = to.onchange = () => change({from: from.value.trim(), to: to.value.trim()});
narrow.ontoggle = () => opened.narrow();
trend.ontoggle = () => opened.trend();
order.onchange = () => change({sort: order.value, shown: state.shown});
more.onclick = () => change({shown: state.shown + PAGE});
window.onhashchange = () => {
  restore();
  show();
};

/**
 * What a key leads to: / to the box, an arrow to the hit above or below.
 * @param {string} key @returns {HTMLElement | undefined}
 */
const targetOf = key => {
  const focused = document.activeElement;
  const links = /** @type {HTMLElement[]} */ ([...list.querySelectorAll('h2 a')]);
  const at = links.findIndex(link => link === focused);
  if (key === 'ArrowDown') return links[at + 1] || links[at];
  if (key === 'ArrowUp' && at >= 0) return links[at - 1] || input;
  if (key === '/' && focused !== input) return input;
};
document.addEventListener('keydown', event => {
  const target = targetOf(event.key);
  if (!target) return;
  event.preventDefault();
  target.focus();
});

/** The ids of some articles. @param {number[]} articles */
const idsOf = async articles => (await askDocuments(articles)).map(([id]) => id);

/* Called by the files of the index; `ranked` and `search` are for tests and scripts. */
Object.assign(window, {
  beibei: {
    ...receiver,
    /** The ids of what a query finds, best first. @param {string} query */
    ranked: async (query, most = Infinity) =>
      idsOf(byScore((await findQuery(query, cut)).hits).slice(0, most)),
    /** The same without a second choice, sorted. @param {string} query */
    search: async query => (await idsOf([...(await findExact(query)).hits.keys()])).sort()
  }
});

root.hidden = false;
narrow.open = matchMedia('(min-width: 60rem)').matches;
restore();
if (isEmpty()) input.focus(); // the attribute autofocus does nothing in what was hidden
show();
ask('manifest').catch(() => {}); // a search will say so
