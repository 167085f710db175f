/* The search page: what is typed and chosen goes in, hits and facets come out. The address holds both, so that a
   search can be linked to. The index comes as classic scripts that call `beibei`, so that it works from file:// as
   well. This module is published as the classic script search.js, together with all that it imports. */

import {countEntries, countTime, narrowBy} from './search/facets.mjs';
import {allArticles, findExact, findQuery, soughtStrings} from './search/find.mjs';
import {spansOf} from './search/fold.mjs';
import {FACETS, ask, askColumns, askDocuments, openIndex, receiver, variants} from './search/index.mjs';
import {byScore} from './search/rank.mjs';
import {snippetOf} from './search/snippet.mjs';
import {wayTo} from './search/way.mjs';

/**
 * @import {Choice, Columns, Days, Facet} from './search/facets.mjs'
 * @import {Document} from './search/index.mjs'
 * @import {Note} from './search/query.mjs'
 */

const PAGE = 10; // hits, and so many more at a time
const FIRST = 5; // hits that are shown before the others have come
const PEOPLE = 4; // of a hit
const OFFERS = 8; // of names
const PAUSE = 150; // milliseconds without a key, until a search begins

/** @param {string} id */
const part = id => /** @type {HTMLElement} */ (document.getElementById(id));
const root = part('search');
const input = /** @type {HTMLInputElement} */ (part('q'));
const order = /** @type {HTMLSelectElement} */ (part('order'));
const status = part('status');
const notes = part('notes');
const list = part('hits');
const facets = part('facets');
const more = part('more');

/** @param {string} name @returns {Promise<void>} */
const runScript = name =>
  new Promise((done, fail) => {
    const script = document.createElement('script');
    script.src = name + '.js';
    script.onload = () => done();
    script.onerror = () => fail(new Error(name));
    document.head.append(script);
  });
openIndex(runScript);

/** Words of the template, in the site's language. @param {string} key @param {string | number} [value] */
const say = (key, value) => (root.getAttribute('data-' + key) || key).replace('%s', () => `${value}`);

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {string} kind  its class, or '' @param {...(Node | string)} children
 */
const element = (name, kind, ...children) => {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
};

// ---- what is sought, in the page and in its address ---------------------------------------------

const state = {query: '', sort: 'relevance', shown: PAGE, chosen: /** @type {Choice[]} */ ([])};

const save = () => {
  const hash = new URLSearchParams();
  if (state.query) hash.set('q', state.query);
  if (state.sort !== 'relevance') hash.set('sort', state.sort);
  for (const [facet, value] of state.chosen) hash.append(facet, value);
  history.replaceState(null, '', '#' + hash);
};

const restore = () => {
  const hash = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
  input.value = state.query = hash.get('q') || '';
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
const hitItem = ([id, title, titleFrom, date, people, topics, , text, before, after], sought) => {
  const link = element('a', '', ...marked(title, sought)),
    head = element('h2', '', link);
  link.href =
    `../articles/${id}/index.html` + (sought.length ? '#q=' + encodeURIComponent(sought.join(' ')) : '');
  if (titleFrom !== 'headline') head.append(' ', element('span', 'supplied', say(titleFrom)));
  return element(
    'li',
    '',
    head,
    element('p', 'snippet', ...marked(snippetOf(text, before, after, sought, variants), sought)),
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

// ---- facets: they combine, count what is left, and can be undone --------------------------------

/** @param {Facet | 'date'} facet @param {string} value @param {number} number @param {...(Node | string)} inside */
const chip = (facet, value, number, ...inside) => {
  /** @param {Choice} choice */
  const isOther = choice => choice[0] !== facet || choice[1] !== value;
  const isChosen = !state.chosen.every(isOther),
    button = element('button', '', ...inside, element('span', 'count', `${number}`));
  Object.assign(button.dataset, {facet, value});
  button.setAttribute('aria-pressed', `${isChosen}`);
  button.onclick = () =>
    change({chosen: isChosen ? state.chosen.filter(isOther) : [...state.chosen, [facet, value]]});
  return element('li', '', button);
};

/** Nothing, if there are no chips. @param {string} facet @param {string} kind @param {HTMLElement[]} chips */
const section = (facet, kind, chips) =>
  chips.length ? [element('section', '', element('h2', '', say(facet)), element('ul', kind, ...chips))] : [];

/** @param {Map<string, number>} counts  by date */
const bars = counts =>
  [...counts].map(([day, number]) => {
    const bar = element('span', 'bar');
    bar.style.width = `${(100 * number) / Math.max(...counts.values())}%`;
    return chip('date', day, number, element('span', 'day', day), bar);
  });

/** @param {number[]} articles @param {Days} days @param {Columns} columns */
const showFacets = (articles, days, columns) => {
  const {activeElement} = document,
    {facet, value} = facets.contains(activeElement) ? /** @type {HTMLElement} */ (activeElement).dataset : {};
  facets.replaceChildren(
    ...section('date', 'bars', bars(countTime(days, articles, state.chosen))),
    ...FACETS.flatMap(name =>
      section(
        name,
        '',
        countEntries(columns[name], articles).map(([entry, number]) => chip(name, entry, number, entry, ' '))
      )
    )
  );
  [...facets.querySelectorAll('button')]
    .find(({dataset}) => dataset.facet === facet && dataset.value === value)
    ?.focus();
};

// ---- notes and offers: names typed in pinyin, or near what was typed -----------------------------

/** @param {string} name @param {string} typed */
const isNear = (name, typed) =>
  [...name].filter(char => typed.includes(char)).length >=
  Math.max(2, Math.min(name.length, typed.length) - 1);

/** The names that may be meant. @param {boolean} isLost  nothing was found */
const namesMeant = async isLost => {
  const typed = state.query.toLowerCase().replace(/[\s']/g, ''),
    isLatin = /^[a-z]{2,}$/.test(typed);
  if (!isLatin && !isLost) return [];
  return (await ask('c/offers'))
    .filter(([, name, pinyin, initials]) =>
      isLatin ? pinyin.startsWith(typed) || initials === typed : isNear(name, typed)
    )
    .slice(0, OFFERS)
    .map(([, name]) => name);
};

/** @param {string} text */
const offer = text => {
  const button = element('button', 'offer', text);
  button.onclick = () => {
    input.value = text;
    change({query: text, chosen: []});
    input.focus();
  };
  return element('li', '', button);
};

/** @param {Note[]} said @param {string[]} tried @param {string[]} names */
const showNotes = (said, tried, names) =>
  notes.replaceChildren(
    ...said.map(({code, value}) => element('li', '', say(code, value))),
    ...(tried.length > 1 ? [element('li', '', say('tried', tried.join(' / '))), ...tried.map(offer)] : []),
    ...names.map(offer)
  );

// ---- a search -----------------------------------------------------------------------------------

/** The articles as they are shown: sorted, and narrowed to what was chosen. @param {number[]} articles */
const arrange = async articles => {
  if (state.sort !== 'date' && !state.chosen.length) return articles;
  const [days, columns] = await askColumns();
  if (state.sort === 'date') articles.sort((a, b) => `${days[b]}`.localeCompare(`${days[a]}`) || a - b);
  return narrowBy(articles, state.chosen, days, columns);
};

let searches = 0;
/**
 * The first hits as soon as they have come, then the others, then the facets.
 * @param {() => boolean} isOld  another search has begun
 */
const showFound = async isOld => {
  const {tree, notes: said, hits} = await findQuery(state.query);
  const sought = soughtStrings(tree);
  const articles = await arrange(tree ? byScore(hits) : state.chosen.length ? await allArticles() : []);
  const shown = articles.slice(0, state.shown);
  const all = askDocuments(shown, hits);
  const first = await askDocuments(state.shown > PAGE ? shown : shown.slice(0, FIRST), hits);
  const offered = await namesMeant(!articles.length);
  if (isOld()) return;
  status.textContent = articles.length ? say('found', articles.length) : say('nothing', state.query);
  showNotes(said, articles.length ? [] : sought, offered);
  list.replaceChildren(...first.map(hit => hitItem(hit, sought)));
  const others = (await all).slice(first.length);
  if (isOld()) return;
  list.append(...others.map(hit => hitItem(hit, sought)));
  leadOn([...first, ...others], articles.length, sought);
  more.hidden = articles.length <= state.shown;
  const columns = await askColumns();
  if (!isOld()) showFacets(articles, ...columns);
};

const show = async () => {
  const mine = ++searches,
    isOld = () => mine !== searches;
  if (!state.query && !state.chosen.length) {
    for (const shown of [list, facets, notes]) shown.replaceChildren();
    more.hidden = true;
    status.textContent = say('hint');
    return;
  }
  await showFound(isOld).catch(error => {
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
  change({query: input.value.trim()});
};
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
    ranked: async (query, most = Infinity) => idsOf(byScore((await findQuery(query)).hits).slice(0, most)),
    /** The same without a second choice, sorted. @param {string} query */
    search: async query => (await idsOf([...(await findExact(query)).hits.keys()])).sort()
  }
});

root.hidden = false;
restore();
show();
ask('manifest').catch(() => {}); // a search will say so
