/* What the search page shows beside its hits, and loads with the first of them: cards, facets, a link, keys.
   Published as the classic script beside.js, together with all that it imports. The page calls it with what it has
   found; it knows nothing of the index. */

import {findCards} from './search/cards.mjs';
import {countAll, countTime, mostFrequent} from './search/counts.mjs';
import {element, linkTo, part, root, say} from './search/dom.mjs';
import {offered} from './search/offers.mjs';
import {wayTo} from './search/way.mjs';

/**
 * @import {Hit, Marked} from './search/answer.mjs'
 * @import {Card} from './search/cards.mjs'
 * @import {Count, Counted} from './search/counts.mjs'
 * @import {Choice} from './search/facets.mjs'
 * @import {Note} from './search/query.mjs'
 */

// ---- cards --------------------------------------------------------------------------------------

/** @param {string} kind @param {string} id */
const addressOf = (kind, id) => {
  if (kind === 'issues') return `../issues/${id}/index.html`;
  if (kind !== 'dates') return `../${kind}/${id}.html`;
  const [year, month, day] = id.split('-');
  return `../dates/${month ? `${year}/${month}` : year}.html${day ? `#${day}` : ''}`;
};

/** A date in the words of the site's language. @param {string} date */
const inWords = date => {
  const [year, month, day] = date.split('-').map(Number);
  if (!year) return date; // what another archive takes for one
  if (!month) return say('year', year);
  return new Date(Date.UTC(year, month - 1, day || 1)).toLocaleDateString(document.documentElement.lang, {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
    ...(day ? {day: 'numeric'} : {})
  });
};

/** @param {string} first @param {string} last */
const spanOf = (first, last) =>
  [...new Set([first, last])].filter(Boolean).map(inWords).join(' – ') || say('undated');

/** Whether a card is that of a time. @param {string} kind */
const isDate = kind => kind === 'dates' || kind === 'issues';

/** @param {Card} card */
const cardItem = ({kind, id, row: [name, count, first, last, offices, others]}) => {
  const facts = [say('articles', count), ...(isDate(kind) ? [] : [spanOf(first, last)])];
  return element(
    'li',
    '',
    element(
      'h2',
      '',
      element('span', 'kind', say(kind)),
      ' ',
      linkTo(addressOf(kind, id), isDate(kind) ? inWords(id) : name)
    ),
    element('p', 'meta', facts.join(' · ')),
    ...(others ? [element('p', 'meta', say('also', others.split('\n').join(say('comma'))))] : []),
    ...(offices.length
      ? [
          element(
            'ul',
            'offices',
            ...offices.map(([office, from, to]) =>
              element('li', '', office, ' ', element('span', 'meta', spanOf(from, to)))
            )
          )
        ]
      : [])
  );
};

/** @param {HTMLElement} box @param {Card[]} cards */
const showCards = (box, cards) => box.replaceChildren(...cards.map(cardItem));

/**
 * What is to be said of a search.
 * @param {HTMLElement} box @param {Note[]} said  of its query @param {string[]} silent  archives that did not answer
 * @param {Card[]} cards  found by pinyin or a former id: their names can be sought
 */
const showNotes = (box, said, silent, cards) => {
  const all = [...said, ...silent.map(value => ({code: 'silent', value}))],
    names = cards.flatMap(({kind, row: [text, count]}) => (isDate(kind) ? [] : [{text, count}]));
  box.replaceChildren(
    ...all.map(({code, value}) => element('li', '', say(code, value))),
    ...offered('names', names)
  );
};

// ---- hits: what is shown of each, and from one to the next -------------------------------------------

const OWN = '../'; // the address of this archive
const PEOPLE = 4; // of a hit

/** Lines of a title may end where it says so (`MAY_BREAK` in search/browser/documents.py). @param {Marked} pieces */
const marked = pieces =>
  pieces.flatMap((text, at) => {
    const parts = text.split('\u200b').flatMap(part => [element('wbr', ''), part]);
    return at % 2 ? element('mark', '', ...parts.slice(1)) : parts.slice(1);
  });

/** @param {Hit} hit @param {string[]} sought */
const hitItem = ({id, title, titleFrom, snippet, date, people, topics, archive, base = OWN}, sought) => {
  const link = element('a', '', ...marked(title)),
    head = element('h2', '', link);
  link.href =
    `${base}articles/${id}.html` + (sought.length ? '#q=' + encodeURIComponent(sought.join(' ')) : '');
  if (titleFrom !== 'headline') head.append(' ', element('span', 'supplied', say(titleFrom)));
  return element(
    'li',
    '',
    head,
    element('p', 'snippet', ...marked(snippet)),
    element(
      'p',
      'meta',
      [archive, date && inWords(date), ...people.slice(0, PEOPLE), ...topics].filter(Boolean).join(' · ')
    )
  );
};

/** @param {HTMLElement} list @param {Hit[]} hits @param {number} kept  that it shows already @param {string[]} sought */
const showHits = (list, hits, kept, sought) => {
  const isLeft = document.activeElement === part('more'),
    items = hits.slice(kept).map(hit => hitItem(hit, sought));
  if (!kept) list.replaceChildren();
  list.append(...items);
  root.ariaBusy = 'false';
  if (isLeft) items[0]?.querySelector('a')?.focus(); // the button has moved down, or gone
};

/**
 * From each hit of this archive one can go on to the next.
 * @param {HTMLElement} list @param {Hit[]} hits  that it shows @param {number} total @param {string[]} sought
 */
const leadOn = (list, hits, total, sought) => {
  const links = /** @type {NodeListOf<HTMLAnchorElement>} */ (list.querySelectorAll('li > h2 > a'));
  const here = [...hits.keys()].filter(at => (hits[at].base || OWN) === OWN),
    ids = here.map(at => hits[at].id),
    all = ids.length < hits.length ? ids.length : total;
  here.forEach((at, nth) => {
    links[at].hash = wayTo(location.hash.slice(1), ids, nth, all, sought);
  });
};

// ---- facets: they combine, count what is left, and can be undone --------------------------------

/** @type {Choice[0][]} */
const SHOWN_FACETS = ['archive', 'topics', 'people', 'places', 'bodies'];

/** @typedef {{chosen: Choice[], choose: (chosen: Choice[]) => void}} Chooser */

/**
 * @param {Chooser} chooser @param {Choice[0]} facet @param {string} value @param {number} number
 * @param {...(Node | string)} inside
 */
const chip = ({chosen, choose}, facet, value, number, ...inside) => {
  /** @param {Choice} choice */
  const isOther = choice => choice[0] !== facet || choice[1] !== value;
  const isChosen = !chosen.every(isOther),
    button = element('button', '', ...inside, element('span', 'count', `${number}`));
  Object.assign(button.dataset, {facet, value});
  button.setAttribute('aria-pressed', `${isChosen}`);
  button.onclick = () => choose(isChosen ? chosen.filter(isOther) : [...chosen, [facet, value]]);
  return element('li', '', button);
};

/** Nothing, if there are no chips. @param {string} facet @param {string} kind @param {HTMLElement[]} chips */
const section = (facet, kind, chips) =>
  chips.length ? [element('section', '', element('h2', '', say(facet)), element('ul', kind, ...chips))] : [];

/** @param {Chooser} chooser @param {Map<string, number>} counts  by date */
const bars = (chooser, counts) =>
  [...counts].map(([day, number]) => {
    const bar = element('span', 'bar');
    bar.style.width = `${(100 * number) / Math.max(...counts.values())}%`;
    return chip(chooser, 'date', day, number, element('span', 'day', inWords(day)), bar);
  });

/** What was chosen can be undone, also where nothing bears it. @param {Count[]} counts @param {string} name @param {Choice[]} chosen */
const withChosen = (counts, name, chosen) => [
  ...new Map([
    ...chosen.flatMap(([facet, value]) => (facet === name ? [/** @type {Count} */ ([value, 0])] : [])),
    ...counts
  ])
];

/** @param {HTMLElement} box @param {Counted} counted @param {Chooser} chooser */
const showFacets = (box, counted, chooser) => {
  const {activeElement} = document,
    {facet, value} = box.contains(activeElement) ? /** @type {HTMLElement} */ (activeElement).dataset : {};
  box.replaceChildren(
    ...section('date', 'bars', bars(chooser, countTime(counted.date, chooser.chosen))),
    ...SHOWN_FACETS.flatMap(name =>
      section(
        name,
        '',
        withChosen(mostFrequent(counted[name] || []), name, chooser.chosen).map(([entry, number]) =>
          chip(chooser, name, entry, number, entry, ' ')
        )
      )
    )
  );
  [...box.querySelectorAll('button')]
    .find(({dataset}) => dataset.facet === facet && dataset.value === value)
    ?.focus();
};

// ---- keys ---------------------------------------------------------------------------------------------

const input = part('q');
/**
 * What an arrow leads to: the hit above or below. Anywhere else arrows scroll, or choose in a list.
 * @param {KeyboardEvent} event @returns {HTMLElement | undefined}
 */
const targetOf = ({key, altKey, ctrlKey, metaKey, shiftKey, isComposing}) => {
  const focused = document.activeElement;
  const links = /** @type {HTMLElement[]} */ ([...part('hits').querySelectorAll('h2 a')]);
  const at = links.findIndex(link => link === focused);
  if (altKey || ctrlKey || metaKey || shiftKey || isComposing || (at < 0 && focused !== input)) return;
  if (key === 'ArrowDown') return links[at + 1] || links[at];
  if (key === 'ArrowUp' && at >= 0) return links[at - 1] || input;
};
document.addEventListener('keydown', event => {
  const target = targetOf(event);
  if (!target) return;
  event.preventDefault();
  target.focus();
});

// ---- the link to a search -----------------------------------------------------------------------

const SAID = 1500; // milliseconds for which the button tells that it is done
const copy = part('copy');

/** Copies the address as the words of a link. @param {HTMLElement} link */
const copyShown = link => {
  const words = link.textContent;
  link.textContent = location.href;
  getSelection()?.selectAllChildren(link);
  const isDone = document.execCommand('copy');
  link.textContent = words;
  return isDone;
};

copy.onclick = async () => {
  try {
    await navigator.clipboard.writeText(location.href);
  } catch {
    if (!copyShown(part('address'))) return; // where a page may not write to the clipboard
  }
  copy.textContent = say('copied');
  setTimeout(() => {
    copy.textContent = say('copy');
  }, SAID);
};

const beside = {countAll, findCards, leadOn, showCards, showFacets, showHits, showNotes};
/** @typedef {typeof beside} Beside */
/** @type {any} */ (window).beibei.table('beside', beside);
