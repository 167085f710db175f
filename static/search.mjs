/* The search page: what is typed and chosen goes in, hits and facets come out. The address holds both, so that a
   search can be linked to. The index comes as classic scripts that call `beibei`, so that it works from file:// as
   well. This module is published as the classic script search.js, together with all that it imports. */

import {answers, listArticles} from './search/answer.mjs';
import {isWithin, readDate} from './search/dates.mjs';
import {part, root, runScript, say} from './search/dom.mjs';
import {chooseTree, findExact, findTree, foldText, soughtStrings} from './search/find.mjs';
import {
  FACETS,
  articleCount,
  ask,
  askColumns,
  askDocuments,
  isRenewed,
  openIndex,
  receiver,
  variants
} from './search/index.mjs';
import {inOrder, parseQuery} from './search/query.mjs';
import {positiveTexts} from './search/tree.mjs';

/**
 * @import {Library, Ranked, Search} from './search/answer.mjs'
 * @import {Card} from './search/cards.mjs'
 * @import {Choice} from './search/facets.mjs'
 * @import {Note} from './search/query.mjs'
 * @import {Tree} from './search/tree.mjs'
 */

const PAGE = 10; // hits, and so many more at a time
const FIRST = 5; // hits that are shown before the others have come
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

openIndex(name => runScript(['around', 'beside', 'others'].includes(name) ? say(name) : name + '.js'));

/** @type {Library} */
const own = {
  ...answers,
  facets: async search => {
    const [{countAll}, known] = await Promise.all([ask('beside'), askColumns()]);
    return countAll((await listArticles(search)).articles, ...known);
  },
  times: async word => (await ask('around')).countTimes(word, ask, findExact)
};

/** @type {Promise<Library>} */
const library = root.dataset.archives
  ? ask('others').then(({joinArchives}) => joinArchives(own, {find: findTree, count: () => articleCount}))
  : Promise.resolve(own);

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

/**
 * What is typed changes the entry of the history, what is chosen makes one that Back leads to; of a date that is typed
 * its first form makes one.
 * @param {'' | 'choice' | 'dates'} [step]
 */
const save = (step = '') => {
  const hash = new URLSearchParams();
  if (state.query) hash.set('q', state.query);
  if (state.from) hash.set('from', state.from);
  if (state.to) hash.set('to', state.to);
  if (state.sort !== 'relevance') hash.set('sort', state.sort);
  for (const [facet, value] of state.chosen) hash.append(facet, value);
  const address = location.href.replace(/[?#].*/, '') + '#' + hash,
    isNew = step && address !== location.href && (step === 'choice' || history.state?.step !== step);
  history[isNew ? 'pushState' : 'replaceState']({step, shown: state.shown}, '', address);
};

const restore = () => {
  const hash = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
  input.value = state.query = hash.get('q') || '';
  from.value = state.from = hash.get('from') || '';
  to.value = state.to = hash.get('to') || '';
  order.value = state.sort = hash.get('sort') || 'relevance';
  state.shown = history.state?.shown || PAGE;
  state.chosen = /** @type {Choice[]} */ (
    ['date', 'archive', ...FACETS].flatMap(facet => hash.getAll(facet).map(value => [facet, value]))
  );
};

/**
 * Search again.
 * @param {Partial<typeof state>} changes @param {'' | 'choice' | 'dates'} step  see `save`
 * @param {number} [kept]  see `showFound`
 */
const change = (changes, step, kept) => {
  Object.assign(state, {shown: PAGE}, changes);
  save(step);
  show(kept);
};

// ---- notes, and what else could be sought --------------------------------------------------------

const index = {ask, fold: foldText, parseQuery, readDate, isWithin};

/** @param {Tree} tree */
const relax = async tree => (await ask('around')).relax(tree, index);

/** What is near a query that finds nothing as it was typed. @param {() => boolean} isOld */
const lookAround = async isOld => {
  const {lookAround} = await ask('around');
  const {countTree: count} = await library;
  const items = await lookAround(state.query, {...index, count});
  if (!isOld()) notes.append(...items);
};

/** The cards of what the query names. @returns {Promise<Card[]>} */
const findCards = async () => {
  const count = Number(say('cards'));
  if (!count) return [];
  const [{findCards}] = await Promise.all([ask('beside'), ask('manifest')]);
  return findCards(state.query, {...index, count});
};

// ---- a search -----------------------------------------------------------------------------------

/** @param {() => boolean} isOld @param {Search} search */
const countFacets = async (isOld, search) => {
  if (!narrow.open) return;
  const [{showFacets}, counted] = await Promise.all([ask('beside'), (await library).facets(search)]);
  const {chosen} = state;
  if (!isOld()) showFacets(facets, counted, {chosen, choose: chosen => change({chosen}, 'choice')});
};

/** @param {string[]} words @param {() => boolean} isOld */
const drawTrend = async (words, isOld) => {
  if (!trend.open) return;
  const [{showTrend}, {times}] = await Promise.all([ask('around'), library]);
  await showTrend(chart, words.slice(0, LINES), times, isOld);
};

/** From when and until when. @param {Note[]} said  on a date that is none and is left out, on two in the wrong order */
const readDates = said => {
  const [first, last] = [state.from, state.to].map(value => {
    const date = readDate(value) || '';
    if (value && !date) said.push({code: 'wrong-date', value});
    return date;
  });
  return inOrder(first, last, () => said.push({code: 'reversed-dates', value: `${state.from}..${state.to}`}));
};

let searches = 0;
/** What is to be done when a part of the page is opened. */
let opened = {narrow: async () => {}, trend: async () => {}};
/**
 * The card and the first hits as soon as they have come, then the others, then the facets.
 * @param {() => boolean} isOld  another search has begun
 * @param {number} kept  hits that are shown already, below which the others come
 */
const showFound = async (isOld, kept) => {
  const known = variants.size,
    named = findCards();
  const {countTree, rank, show} = await library;
  const {tree, notes: said, count} = await chooseTree(state.query, relax, countTree);
  const sought = soughtStrings(tree);
  /** @type {Search} */
  const search = {
    tree,
    ...readDates(said),
    sort: state.sort,
    chosen: state.chosen
  };
  const isOpen = !state.query && (state.from || state.to || state.chosen.length);
  /** @type {Ranked} */
  const {total, rows, silent = []} = tree || isOpen ? await rank(search, state.shown) : {total: 0, rows: []};
  const all = show(search, rows);
  const first = await show(search, state.shown > PAGE ? rows : rows.slice(0, FIRST));
  let found = await named;
  if (!found.length && variants.size > known) found = await findCards(); // it may be in the other script
  const {leadOn, showCards, showHits, showNotes} = await ask('beside');
  if (isOld()) return;
  showCards(cards, found);
  status.textContent = total ? say('found', total) : say(state.query ? 'nothing' : 'none', state.query);
  showNotes(notes, said, silent, total ? [] : found);
  const words = tree ? positiveTexts(tree).flatMap(({text}) => ([...text].length > 1 ? [text] : [])) : [];
  opened = {narrow: () => countFacets(isOld, search), trend: () => drawTrend([...new Set(words)], isOld)};
  narrow.hidden = !total && !state.chosen.length;
  trend.hidden = !total || !words.length;
  saved.hidden = false;
  showHits(list, first, kept, sought);
  const hits = await all;
  if (isOld()) return;
  showHits(list, hits, first.length, sought);
  leadOn(list, hits, total, sought);
  more.hidden = total <= state.shown;
  const isLost = tree && !found.length && (!count || said.some(({code}) => code === 'relaxed'));
  await Promise.all([opened.narrow(), opened.trend(), isLost && lookAround(isOld)]);
};

const title = document.title;
const show = async (kept = 0) => {
  const mine = ++searches,
    isOld = () => mine !== searches;
  start.hidden = !isEmpty();
  document.title = (state.query && `“${state.query}” · `) + title;
  linkOfSearch.href = location.href;
  if (isEmpty()) {
    for (const shown of [list, facets, notes, cards]) shown.replaceChildren();
    more.hidden = trend.hidden = narrow.hidden = saved.hidden = true;
    status.textContent = say('hint');
  } else
    await showFound(isOld, kept)
      .catch(async error => {
        if (!(await isRenewed())) throw error;
        return showFound(isOld, 0);
      })
      .catch(error => {
        if (!isOld()) status.textContent = say('broken', error.message);
      });
  root.ariaBusy = 'false';
};

// ---- what the reader does -----------------------------------------------------------------------

const typed = () => ({query: input.value.trim(), from: from.value.trim(), to: to.value.trim()});
/** Other words are another search, of which nothing is chosen yet. */
const read = () => {
  clearTimeout(timer);
  const isOther = input.value.trim() !== state.query;
  change({...typed(), ...(isOther && {chosen: []})}, isOther ? '' : 'dates');
};

let timer = 0;
/** While the reader types; what an input method is still putting together is not typed yet.
 * @param {HTMLInputElement} box @param {boolean} [isComposing] */
const wait = (box, isComposing) => {
  clearTimeout(timer);
  const isRead = box === input || !box.value.trim() || readDate(box.value);
  if (isRead && !isComposing) timer = setTimeout(read, PAUSE);
};
for (const box of [input, from, to]) {
  box.addEventListener('input', event => wait(box, /** @type {InputEvent} */ (event).isComposing));
  box.addEventListener('compositionend', () => wait(box));
}
/** @type {HTMLFormElement} */ (input.form).onsubmit = event => {
  event.preventDefault();
  read();
};
/* Only what is no date has not been sought yet. What is shown must not change between the two halves of a click. */
from.onchange = to.onchange = () => {
  if (typed().from !== state.from || typed().to !== state.to) read();
};
narrow.ontoggle = () => opened.narrow();
trend.ontoggle = () => opened.trend();
order.onchange = () => change({sort: order.value, shown: state.shown}, 'choice');
more.onclick = () => change({shown: state.shown + PAGE}, '', list.children.length);
window.onhashchange = () => {
  restore();
  show();
};

/* Called by the files of the index; `ranked` and `search` are for tests and scripts. */
Object.assign(window, {
  beibei: {
    ...receiver,
    /** The ids of what a query finds, best first. @param {string} query */
    ranked: async (query, most = Number.MAX_SAFE_INTEGER) => {
      const {countTree, rank, show} = await library;
      const {tree} = await chooseTree(query, relax, countTree);
      const search = {tree, from: '', to: '', sort: 'relevance', chosen: []};
      const {rows} = tree ? await rank(search, most) : {rows: []};
      return (await show(search, rows)).map(({id}) => id);
    },
    /** The same in this archive, without a second choice, sorted. @param {string} query */
    search: async query =>
      (await askDocuments([...(await findExact(query)).hits.keys()])).map(([id]) => id).sort()
  }
});

root.hidden = false;
narrow.open = matchMedia('(min-width: 60rem)').matches;
restore();
if (location.search) save(); // hits and links name a search by what stands after # (a form of another page by ?q=)
if (isEmpty()) input.focus(); // the attribute autofocus does nothing in what was hidden
show();
ask('manifest').catch(() => {}); // a search will say so
