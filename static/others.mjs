/* Several archives with one search: what the search page loads if its archive names others.
   Each of them stands in a hidden frame, a page of its own (answers.mjs), and is asked by messages: its scripts do not
   run in this page, and what it sends is nothing but text and numbers here. One that does not answer is left out.
   Published as the classic script others.js, together with all that it imports. */

import {addCounts} from './search/counts.mjs';
import {element, root, say} from './search/dom.mjs';
import {countParts, withCounts} from './search/parts.mjs';

/**
 * @import {Answers, Hit, Library, Row, Search} from './search/answer.mjs'
 * @import {Count} from './search/counts.mjs'
 * @import {Tree} from './search/tree.mjs'
 * @typedef {{name: string, base: string, answers: Answers}} Archive  `base`: its address, relative to the search page
 */

const WAIT = 5000; // milliseconds for an archive to report
const PATIENCE = 20000; // for one that has reported to answer: counting in all its texts takes its time
const READY = 1000; // and for its page to say that it is there, once it is loaded

// ---- what comes from elsewhere, as text and numbers -----------------------------------------------

/** @param {unknown} value */
const toNumber = value => (Number.isFinite(value) ? Number(value) : 0);

/** @param {any[]} counts @returns {Count[]} */
const toCounts = counts => counts.map(([what, number]) => [`${what}`, toNumber(number)]);

/** @type {Record<string, (sent: any) => unknown>} */
const READ = {
  countParts: ({articles, found}) => ({articles: toNumber(articles), found: found.map(toNumber)}),
  rank: ({total, rows}) => ({
    total: toNumber(total),
    rows: rows.map((/** @type {any[]} */ [article, score, day]) => [
      toNumber(article),
      toNumber(score),
      `${day}`
    ])
  }),
  show: hits =>
    hits.map((/** @type {any} */ {id, title, titleFrom, snippet, date, people, topics}) => ({
      id: encodeURIComponent(id),
      title: title.map(String),
      titleFrom: `${titleFrom}`,
      snippet: snippet.map(String),
      date: `${date}`,
      people: people.map(String),
      topics: topics.map(String)
    })),
  facets: counted =>
    Object.fromEntries(Object.entries(counted).map(([facet, counts]) => [facet, toCounts(counts)])),
  times: ({days, lengths}) => ({
    days: toCounts(days),
    lengths: Object.fromEntries(toCounts(Object.entries(lengths)))
  })
};

// ---- frames ---------------------------------------------------------------------------------------

/** @param {string} name @param {string} base @returns {Archive} */
const openFrame = (name, base) => {
  const frame = element('iframe', '');
  /** @type {Map<number, (sent: {value?: unknown, error?: string}) => void>} */
  const waiting = new Map();
  let isThere = false,
    asked = 0;
  const settled = new Promise(done => {
    setTimeout(done, WAIT);
    frame.onload = () => setTimeout(done, READY);
    window.addEventListener('message', ({source, data}) => {
      if (source !== frame.contentWindow || !data) return;
      isThere = true;
      done(null);
      waiting.get(data.number)?.(data);
    });
  });
  /** @param {string} kind @param {...unknown} given @returns {Promise<any>} */
  const ask = async (kind, ...given) => {
    await settled;
    if (!isThere) throw new Error(name);
    const number = ++asked;
    const {value, error} = await new Promise(done => {
      waiting.set(number, done);
      frame.contentWindow?.postMessage({number, kind, given}, '*');
      setTimeout(() => done({error: name}), PATIENCE);
    });
    waiting.delete(number);
    isThere = !error;
    if (error) throw new Error(error);
    return READ[kind](value);
  };
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
  Object.assign(frame, {
    hidden: true,
    title: name,
    referrerPolicy: 'no-referrer',
    src: `${base}search/answers.html`
  });
  document.body.append(frame);
  return {
    name,
    base,
    answers: {
      countParts: tree => ask('countParts', tree),
      rank: (search, most) => ask('rank', search, most),
      show: (search, rows) => ask('show', search, rows),
      facets: search => ask('facets', search),
      times: word => ask('times', word)
    }
  };
};

// ---- all archives together --------------------------------------------------------------------------

/** @param {number[]} numbers */
const sum = numbers => numbers.reduce((total, number) => total + number, 0);

/**
 * What those answer that do, each with its archive. Without the first, the page's own, there is no answer.
 * @template T @param {Archive[]} archives @param {(answers: Answers) => Promise<T>} question
 * @returns {Promise<[Archive, T][]>}
 */
const askAll = async (archives, question) => {
  const said = await Promise.allSettled(archives.map(({answers}) => question(answers)));
  return said.flatMap((answer, at) => {
    if (answer.status === 'fulfilled') return [[archives[at], answer.value]];
    if (archives[at].base === OWN) throw answer.reason;
    return [];
  });
};

const OWN = '../';

/**
 * The answers of the page's own archive and of others together.
 * @param {Library} own @param {{find: (tree: Tree) => Promise<{size: number}>, count: () => number}} index  of the own archive: what a tree
 *   finds, the number of articles @returns {Library}
 */
const joinArchives = (own, {find, count}) => {
  const answers = {
    ...own,
    /** @param {Tree} tree */
    countParts: async tree => {
      await own.countTree(tree);
      return countParts(tree, count(), find);
    }
  };
  /** @type {[name: string, base: string][]} */
  const others = JSON.parse(`${root.dataset.archives}`);
  const all = [
    {name: say('own'), base: OWN, answers},
    ...others.map(([name, base]) => openFrame(name, base))
  ];
  /** A tree → the same by what its articles are weighed, their number, those that told it.
   * @type {WeakMap<Tree, {tree: Tree, articles: number, there: Archive[]}>} */
  const counted = new WeakMap();

  /** Which archives were chosen, which of these are there, and what they are asked. @param {Search} search */
  const within = search => {
    const {there, ...known} = (search.tree && counted.get(search.tree)) || {there: all};
    const names = search.chosen.filter(([facet]) => facet === 'archive').map(([, name]) => name);
    const chosen = all.filter(({name}) => names.every(one => one === name));
    return {
      chosen,
      archives: chosen.filter(archive => there.includes(archive)),
      asked: {...search, ...known, chosen: search.chosen.filter(([facet]) => facet !== 'archive')}
    };
  };

  return {
    countTree: async tree => {
      const answered = await askAll(all, answers => answers.countParts(tree)),
        counts = answered.map(([, counts]) => counts),
        found = counts[0].found.map((_, at) => sum(counts.map(({found}) => found[at])));
      counted.set(tree, {
        tree: withCounts(tree, found),
        articles: sum(counts.map(({articles}) => articles)),
        there: answered.map(([archive]) => archive)
      });
      return found[0];
    },
    rank: async (search, most) => {
      const {chosen, archives, asked} = within(search);
      const answered = await askAll(archives, answers => answers.rank(asked, most));
      const there = answered.map(([archive]) => archive);
      /** @type {Row[]} */
      const rows = answered.flatMap(([archive, {rows}]) =>
        rows.map(([article, score, day]) => /** @type {Row} */ ([article, score, day, all.indexOf(archive)]))
      );
      rows.sort(([, one, day], [, two, other]) =>
        search.sort === 'date' ? other.localeCompare(day) : two - one
      );
      return {
        total: sum(answered.map(([, {total}]) => total)),
        rows: rows.slice(0, most),
        silent: chosen.filter(archive => !there.includes(archive)).map(({name}) => name)
      };
    },
    show: async (search, rows) => {
      /** @type {Map<Row, Hit>} */
      const shown = new Map();
      const asked = all.map(async (archive, at) => {
        const mine = rows.filter(row => row[3] === at);
        if (!mine.length) return;
        for (const [{base, name}, hits] of await askAll([archive], answers => answers.show(search, mine)))
          hits.forEach((hit, nth) => shown.set(mine[nth], {...hit, base, archive: name}));
      });
      await Promise.all(asked);
      return rows.flatMap(row => shown.get(row) || []);
    },
    facets: async search => {
      const {archives, asked} = within(search);
      const answered = await askAll(archives, answers => answers.facets(asked));
      const facets = [...new Set(answered.flatMap(([, counts]) => Object.keys(counts)))];
      return {
        archive: answered.map(([{name}, {date}]) => [name, sum(date.map(([, number]) => number))]),
        ...Object.fromEntries(
          facets.map(facet => [facet, addCounts(answered.flatMap(([, counts]) => counts[facet] || []))])
        )
      };
    },
    times: async word => {
      const answered = (await askAll(all, answers => answers.times(word))).map(([, times]) => times);
      const lengths = addCounts(answered.flatMap(({lengths}) => Object.entries(lengths)));
      return {days: answered.flatMap(({days}) => days), lengths: Object.fromEntries(lengths)};
    }
  };
};

const others = {joinArchives};
/** @typedef {typeof others} Others */
/** @type {any} */ (window).beibei.table('others', others);
