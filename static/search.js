/* Search without a server. Everything comes as classic scripts that call beibei.*, so that it works
   from file:// as well; see beibei_site/search/export.py for the format of the files. */
(() => {
  'use strict';
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUE = new Map([...DIGITS].map((digit, at) => [digit, at]));
  const BODY_AT = 4096, PAGE = 10;
  const FIELDS = {title: 'title', 标题: 'title', person: 'people', people: 'people', 人物: 'people',
    topic: 'topics', topics: 'topics', 专题: 'topics', place: 'places', places: 'places', 地点: 'places',
    org: 'bodies', bodies: 'bodies', 机构: 'bodies', by: 'byline', byline: 'byline', 作者: 'byline',
    date: 'date', 日期: 'date'};
  const META = {id: 0, title: 1, from: 2, date: 3, heading: 4, people: 5, topics: 6, places: 7, bodies: 8, byline: 9};
  const FACETS = ['year', 'topics', 'people', 'places'];
  const root = document.getElementById('search');
  const say = (key, ...values) => values.reduce((text, v) => text.replace('%s', v), root.dataset[key] || key);

  // ---- loading -------------------------------------------------------------------------------
  let manifest = null;
  const shards = new Map(), metas = [], texts = [], waiting = new Map();
  const beibei = window.beibei = {
    manifest: value => { manifest = value; },
    shard: (number, lists) => shards.set(number, lists),
    metas: (first, list) => list.forEach((meta, at) => { metas[first + at] = meta; }),
    texts: (first, list) => list.forEach((text, at) => { texts[first + at] = text; }),
  };
  const load = name => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done, fail) => {
        const script = document.createElement('script');
        script.src = name + '.js';
        script.onload = done;
        script.onerror = () => { waiting.delete(name); fail(new Error(name)); };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  const loadMetas = numbers => Promise.all([...new Set(numbers.map(n => Math.floor(n / manifest.metas)))].map(k => load('m/' + k)));
  const loadTexts = numbers => Promise.all([...new Set(numbers.map(n => Math.floor(n / manifest.texts)))].map(k => load('t/' + k)));

  // ---- folding, the same as in grams.py --------------------------------------------------------
  const foldChar = char => char === '\n' ? '\n' : char.normalize('NFKC').toLowerCase().replace(/[\s\p{Cf}\p{Cc}]/gu, '');
  const fold = text => [...text].map(foldChar).join('');
  const foldWithPlaces = text => {
    const places = [];
    let folded = '', at = 0;
    for (const char of text) {
      const piece = foldChar(char);
      for (let i = 0; i < piece.length; i++) places.push(at);
      folded += piece;
      at += char.length;
    }
    places.push(at);
    return {folded, places};
  };

  // ---- posting lists ---------------------------------------------------------------------------
  const crc32 = text => {
    let crc = -1;
    for (const byte of new TextEncoder().encode(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xEDB88320 & -(crc & 1));
    }
    return (crc ^ -1) >>> 0;
  };
  const numbers = digits => {
    const found = [];
    let value = 0, shift = 0;
    for (const digit of digits) {
      const bits = VALUE.get(digit);
      value += (bits & 31) * 2 ** shift;
      shift += 5;
      if (bits < 32) { found.push(value); value = shift = 0; }
    }
    return found;
  };
  const listOf = async token => {
    const number = crc32(token) % manifest.shards;
    await load('i/' + number);
    return shards.get(number)[token] || '';
  };
  const places = digits => {                 // article → sorted positions
    const read = numbers(digits), found = new Map();
    for (let at = 0, article = 0; at < read.length;) {
      article += read[at++];
      const list = [];
      for (let n = read[at++], position = 0; n > 0; n--) list.push(position += read[at++]);
      found.set(article, list);
    }
    return found;
  };
  const findString = async string => {       // article → positions of a folded string
    const chars = [...string];
    if (chars.length === 1) {
      let article = 0;
      return new Map(numbers(await listOf(string)).map(delta => [article += delta, []]));
    }
    const offsets = [];
    for (let at = 0; at < chars.length - 1; at += 2) offsets.push(at);
    if (chars.length % 2) offsets.push(chars.length - 2);
    const lists = await Promise.all(offsets.map(at => listOf(chars[at] + chars[at + 1])));
    let found = null;
    lists.map(places).forEach((list, nth) => {
      if (found === null) { found = list; return; }
      const next = new Map();
      for (const [article, starts] of found) {
        const here = new Set(list.get(article));
        const kept = starts.filter(start => here.has(start + offsets[nth]));
        if (kept.length) next.set(article, kept);
      }
      found = next;
    });
    return found;
  };

  // ---- the query language, the same as in language.py --------------------------------------------
  const parse = text => {
    const notes = [];
    let query = text.replace(/[“”＂]/g, '"').replace(/：/g, ':').replace(/－/g, '-').replace(/[（）()]/g, ' ').trim();
    if ((query.match(/"/g) || []).length % 2) { query += '"'; notes.push(say('unclosed')); }
    const groups = [[]];
    let negative = false;
    for (const match of query.matchAll(/(-)?(?:([^\s":\d-][^\s":]*):)?(?:"([^"]*)"|(\S+))/g)) {
      let [, minus, field, phrase, word] = match;
      if (!minus && !field && word === 'OR') { groups.push([]); continue; }
      if (!minus && !field && word === 'AND') continue;
      if (!minus && !field && word === 'NOT') { negative = true; continue; }
      if (field && !FIELDS[field.toLowerCase()]) { notes.push(say('unknown', field)); groups.at(-1).push({value: fold(field), not: false}); field = null; }
      const raw = phrase ?? word;
      const value = fold(raw);
      if (value) groups.at(-1).push({field: field ? FIELDS[field.toLowerCase()] : null, value, raw, not: Boolean(minus) || negative});
      negative = false;
    }
    return {groups: groups.filter(group => group.length), notes};
  };

  const all = () => new Map(Array.from({length: manifest.articles}, (_, at) => [at, []]));
  const dateTest = value => {
    const span = value.split('..');
    const plain = text => text.replace(/-/g, '');
    const [from, to] = span.length > 1 ? span.map(plain) : [plain(value), plain(value)];
    return meta => { const day = plain(meta[META.date]); return day !== '' && (!from || day.slice(0, Math.max(from.length, day.length)) >= from) && (!to || day.slice(0, to.length) <= to); };
  };
  const fieldTest = clause => {
    if (clause.field === 'date') return dateTest(clause.value);
    return meta => meta[META[clause.field]].some(entry => [entry].flat().some(form => fold(form).includes(clause.value)));
  };
  const matchClause = async clause => {
    if (!clause.field || clause.field === 'title') {
      const found = await findString(clause.value);
      if (clause.field !== 'title') return found;
      if ([...clause.value].length === 1) {
        await loadMetas([...found.keys()]);
        return new Map([...found].filter(([n]) => fold(metas[n][META.heading]).includes(clause.value)));
      }
      return new Map([...found].map(([n, list]) => [n, list.filter(at => at < BODY_AT)]).filter(([, list]) => list.length));
    }
    await loadMetas([...all().keys()]);
    const test = fieldTest(clause);
    return new Map([...all()].filter(([n]) => test(metas[n])));
  };
  const weigh = (list, total) => (Math.log(1 + manifest.articles / (total + 1)) + 0.1) *
    (1 + Math.log(1 + list.length) + (list.some(at => at < BODY_AT) ? 3 : 0));
  const matchGroup = async group => {
    const found = await Promise.all(group.map(matchClause));
    let hits = null;
    group.forEach((clause, at) => {
      if (clause.not) return;
      const next = new Map();
      for (const [n, list] of found[at]) {
        if (hits === null || hits.has(n)) next.set(n, (hits?.get(n) || 0) + weigh(list, found[at].size));
      }
      hits = next;
    });
    hits ??= new Map([...all().keys()].map(n => [n, 0]));
    group.forEach((clause, at) => { if (clause.not) for (const n of found[at].keys()) hits.delete(n); });
    return hits;
  };
  const search = async groups => {
    const found = new Map();
    for (const hits of await Promise.all(groups.map(matchGroup))) {
      for (const [n, score] of hits) found.set(n, Math.max(score, found.get(n) || 0));
    }
    return found;
  };
  const apart = groups => groups.map(group => group.flatMap(clause => {     // every pair for itself
    const chars = [...clause.value];
    if (clause.field || clause.not || chars.length < 3) return [clause];
    const pairs = [];
    for (let at = 0; at < chars.length - 1; at += 2) pairs.push(chars[at] + chars[at + 1]);
    return pairs.map(value => ({...clause, value}));
  }));

  // ---- the page ----------------------------------------------------------------------------------
  const input = document.getElementById('q'), list = document.getElementById('hits'),
    status = document.getElementById('status'), notes = document.getElementById('notes'),
    facets = document.getElementById('facets'), more = document.getElementById('more'),
    order = document.getElementById('order');
  const state = {q: '', sort: 'relevance', shown: PAGE, chosen: []};
  let run = 0;
  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...children);
    return made;
  };
  const mark = (text, strings) => {            // text with whole strings marked, as nodes
    const {folded, places: at} = foldWithPlaces(text), spans = [];
    for (const string of [...strings].sort((a, b) => b.length - a.length)) {
      for (let from = folded.indexOf(string); from >= 0; from = folded.indexOf(string, from + 1)) {
        const span = [at[from], at[from + string.length]];
        if (spans.every(s => span[1] <= s[0] || span[0] >= s[1])) spans.push(span);
      }
    }
    const nodes = [];
    let last = 0;
    for (const [start, end] of spans.sort((a, b) => a[0] - b[0])) {
      nodes.push(text.slice(last, start), element('mark', {}, text.slice(start, end)));
      last = end;
    }
    return [...nodes, text.slice(last)];
  };
  const snippet = (text, strings) => {
    const {folded, places: at} = foldWithPlaces(text);
    const first = strings.map(s => folded.indexOf(s)).filter(n => n >= 0);
    const place = first.length ? at[Math.min(...first)] : 0;
    const start = Math.max(text.lastIndexOf('\n', place) + 1, place - 24);
    const piece = text.slice(start, start + 110).replace(/\n/g, ' ');
    return (start > 0 && text[start - 1] !== '\n' ? '…' : '') + piece + (start + 110 < text.length ? '…' : '');
  };
  const strings = groups => [...new Set(groups.flat().filter(c => !c.not && (!c.field || c.field === 'title')).map(c => c.value))];
  const values = (meta, facet) => facet === 'year' ? [meta[META.date].slice(0, 4)].filter(Boolean) : meta[META[facet]].map(entry => entry[1]);
  const chosenTest = meta => state.chosen.every(([facet, value]) => values(meta, facet).includes(value));

  const showHit = (number, sought) => {
    const meta = metas[number];
    const link = element('a', {href: '../articles/' + meta[META.id] + '/index.html' + (sought.length ? '#q=' + encodeURIComponent(sought.join(' ')) : '')}, ...mark(meta[META.title], sought));
    const head = element('h3', {}, link);
    if (meta[META.from] !== 'headline') head.append(' ', element('span', {class: 'supplied'}, say(meta[META.from])));
    const about = [meta[META.date], ...meta[META.people].slice(0, 4).map(p => p[1]), ...meta[META.topics].map(t => t[1])];
    return element('li', {}, head, element('p', {class: 'snippet'}, ...mark(snippet(texts[number] || '', sought), sought)),
      element('p', {class: 'meta'}, about.filter(Boolean).join(' · ')));
  };
  const showFacets = hits => {
    facets.replaceChildren(...FACETS.map(facet => {
      const counts = new Map();
      for (const n of hits) for (const value of values(metas[n], facet)) counts.set(value, (counts.get(value) || 0) + 1);
      const rows = [...counts].sort((a, b) => facet === 'year' ? a[0].localeCompare(b[0]) : b[1] - a[1] || a[0].localeCompare(b[0], 'zh')).slice(0, 8);
      const items = rows.map(([value, count]) => {
        const on = state.chosen.some(c => c[0] === facet && c[1] === value);
        const button = element('button', {type: 'button', 'aria-pressed': on}, value, ' ', element('span', {class: 'count'}, count));
        button.addEventListener('click', () => {
          state.chosen = on ? state.chosen.filter(c => c[0] !== facet || c[1] !== value) : [...state.chosen, [facet, value]];
          save(); show();
        });
        return element('li', {}, button);
      });
      return items.length ? element('section', {}, element('h2', {}, say(facet)), element('ul', {}, ...items)) : '';
    }));
  };
  const save = () => {
    const hash = new URLSearchParams();
    if (state.q) hash.set('q', state.q);
    if (state.sort !== 'relevance') hash.set('sort', state.sort);
    for (const [facet, value] of state.chosen) hash.append(facet, value);
    history.replaceState(null, '', '#' + hash);
  };
  const restore = () => {
    const hash = new URLSearchParams(location.hash.slice(1) || location.search.slice(1));
    state.q = hash.get('q') || '';
    state.sort = hash.get('sort') || 'relevance';
    state.chosen = FACETS.flatMap(facet => hash.getAll(facet).map(value => [facet, value]));
    input.value = state.q;
    order.value = state.sort;
  };
  const show = async () => {
    const mine = ++run;
    const {groups, notes: said} = parse(state.q);
    if (!groups.length) {
      list.replaceChildren(); facets.replaceChildren(); notes.replaceChildren(); more.hidden = true;
      status.textContent = say('hint');
      return;
    }
    try {
      await load('manifest');
      let used = groups, found = await search(groups);
      if (!found.size) {
        used = apart(groups);
        found = JSON.stringify(used) === JSON.stringify(groups) ? found : await search(used);
        if (found.size) said.push(say('apart'));
      }
      await loadMetas([...found.keys()]);
      let hits = [...found.keys()];
      hits.sort((a, b) => state.sort === 'date'
        ? metas[b][META.date].localeCompare(metas[a][META.date]) || a - b
        : found.get(b) - found.get(a) || metas[b][META.date].localeCompare(metas[a][META.date]) || a - b);
      hits = hits.filter(n => chosenTest(metas[n]));
      const top = hits.slice(0, state.shown);
      await loadTexts(top);
      if (mine !== run) return;
      const sought = strings(used);
      status.textContent = hits.length ? say('found', hits.length) : say('nothing', state.q);
      notes.replaceChildren(...said.map(text => element('li', {}, text)));
      list.replaceChildren(...top.map(n => showHit(n, sought)));
      showFacets(hits);
      more.hidden = hits.length <= state.shown;
    } catch (error) {
      if (mine === run) status.textContent = say('broken', error.message);
    }
  };

  let timer = 0;
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => { state.q = input.value.trim(); state.shown = PAGE; state.chosen = []; save(); show(); }, 150);
  });
  input.form.addEventListener('submit', event => { event.preventDefault(); clearTimeout(timer); state.q = input.value.trim(); state.shown = PAGE; save(); show(); });
  order.addEventListener('change', () => { state.sort = order.value; save(); show(); });
  more.addEventListener('click', () => { state.shown += PAGE; show(); });
  window.addEventListener('hashchange', () => { restore(); show(); });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && document.activeElement !== input) { event.preventDefault(); input.focus(); return; }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const links = [...list.querySelectorAll('h3 a')], at = links.indexOf(document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    if (links.length && (at >= 0 || event.key === 'ArrowDown')) { event.preventDefault(); (links[next] || (next < 0 ? input : links.at(-1))).focus(); }
  });
  root.hidden = false;
  beibei.search = async text => { await load('manifest'); const found = await search(parse(text).groups); await loadMetas([...found.keys()]); return [...found.keys()].map(n => metas[n][META.id]).sort(); };
  restore();
  show();
})();
