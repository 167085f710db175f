/* Search without a server. Everything comes as classic scripts that call beibei.*, so that it works
   from file:// as well; see beibei_site/search/export.py for the format of the files. */
(() => {
  'use strict';
  const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const VALUE = new Uint8Array(128);
  [...DIGITS].forEach((digit, at) => { VALUE[digit.charCodeAt(0)] = at; });
  const HEADING_AT = 2 ** 20, PASSAGE = 400, PAGE = 10, FIRST = 5;
  const ID = 0, TITLE = 1, FROM = 2, DATE = 3, PEOPLE = 4, TOPICS = 5, HEADING = 6, TEXT = 7, BEFORE = 8, AFTER = 9;    // of a document
  const FACETS = ['topics', 'people', 'places', 'bodies'], COLUMNS = ['date', ...FACETS];
  const root = document.getElementById('search');
  const say = (key, ...values) => values.reduce((text, v) => text.replace('%s', () => v), root.getAttribute('data-' + key) || key);

  // ---- loading -------------------------------------------------------------------------------
  let articles = 0, dates = null, ids = [], chars = null, total = 1, offers = [], begin, fail;
  const ready = new Promise((done, broken) => { begin = done; fail = broken; });    // the manifest has come
  const trees = {}, shards = new Map(), begun = new Map(), columns = {}, documents = new Map(), waiting = new Map(), variants = new Map([['○', '〇']]);
  const learn = table => Object.entries(table).forEach(([from, to]) => variants.set(from, to));
  const beibei = window.beibei = {
    manifest: (count, tree, printed) => { articles = count; trees.i = tree; learn(printed); begin(); },
    shard: (name, lists) => shards.set(name, lists),
    words: (name, lists) => begun.set(name, lists),
    dates: (days, digits) => { dates = numbers(digits).map(at => at ? days[at - 1] : null); },
    column: (facet, entries) => { columns[facet] = entries.map(([id, name, others, digits]) => ({id, name, others, articles: summed(numbers(digits))})); },
    document: (name, value) => documents.set(name, value),
    chars: (value, sum, tree) => { chars = value; total = Math.log(sum); trees.w = tree; },
    ids: value => { ids = value; }, variants: learn, offers: value => { offers = value; },
  };
  const load = name => {
    if (!waiting.has(name)) {
      waiting.set(name, new Promise((done, broken) => {
        const script = document.createElement('script');
        script.src = name + '.js';
        script.onload = done;
        script.onerror = () => { waiting.delete(name); broken(new Error(name)); };
        document.head.append(script);
      }));
    }
    return waiting.get(name);
  };
  const loadDocuments = names => Promise.all(names.map(name => load('d/' + name)));
  const opening = n => n + '-0';             // the first passage of an article
  const summed = list => { let at = 0; return list.map(delta => at += delta); };

  const foldWithPlaces = text => beibeiFold(text, variants);
  const fold = text => foldWithPlaces(text).folded;

  const PARTS = {heading: at => at >= HEADING_AT};

  // ---- postings lists --------------------------------------------------------------------------
  const numbers = digits => {
    const found = [];
    let value = 0, shift = 0;
    for (let at = 0; at < digits.length; at++) {
      const bits = VALUE[digits.charCodeAt(at)];
      value |= (bits & 31) << shift;
      shift += 5;
      if (bits < 32) { found.push(value); value = shift = 0; }
    }
    return found;
  };
  const WIDTH = 21, ROUNDS = [0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D];
  const bits = number => number.toString(2).padStart(WIDTH, '0');
  const pairBits = ([first, second = '\0']) => {    // of one or two characters; see address.py
    let left = first.codePointAt(0), right = second.codePointAt(0);
    for (const factor of ROUNDS) [left, right] = [right, left ^ Math.imul(right, factor) >>> 32 - WIDTH];
    return bits(left) + bits(right);
  };
  const nextBits = ([char = '\0']) => bits(Math.imul(char.codePointAt(0), ROUNDS[0]) & 2 ** WIDTH - 1);
  const past = (tree, at) => {               // where in the tree what begins at a node ends
    for (let open = 1; open; at++) open += '1-'.includes(tree[at]) ? 1 : -1;
    return at;
  };
  // The names of the shards that may hold a pair with the character `next` behind it ('' for none), or with any; see shards.py.
  const shardsOf = (tree, pair, next) => {
    let at = 0, name = '', way = pairBits(pair);
    for (let depth = 0; tree[at] === '1' || (tree[at] === '-' && next !== undefined); depth++) {
      if (tree[at] === '-') { way = nextBits(next); depth = 0; name += '-'; }
      at = way[depth] === '1' ? past(tree, at + 1) : at + 1;
      name += way[depth];
    }
    const found = [], todo = [name];
    for (; todo.length; at++) {
      name = todo.pop();
      if (tree[at] === '-') name += '-';
      if ('1-'.includes(tree[at])) todo.push(name + '1', name + '0');
      else if (tree[at] === '0') found.push(name);
    }
    return found;
  };
  beibei.shardsOf = shardsOf;                // for tests
  const loadAll = (folder, held, pair, next) => Promise.all(shardsOf(trees[folder], pair, next).map(async name => {
    await load(folder + '/' + name);
    return held.get(name);
  }));
  const valueOf = async (token, folder, held) => {
    const [values = {}] = await loadAll(folder, held, token, '');
    return values[token] || '';
  };
  const parts = value => value.split(' ').slice(1);    // a pair's lists, each behind the character that follows
  const charLength = text => text.codePointAt(0) > 0xFFFF ? 2 : 1;
  const places = digits => {                 // article → sorted positions, see postings.py
    const read = numbers(digits), found = new Map();
    for (let at = 0, article = 0; at < read.length;) {
      const step = read[at++], list = [];
      for (let n = step % 2 ? read[at++] : 1, position = 0; n > 0; n--) list.push(position += read[at++]);
      found.set(article += step >> 1, list);
    }
    return found;
  };
  const findThree = async (pair, next) => {  // where a pair stands with this character behind it
    const [values = {}] = await loadAll('i', shards, pair, next);
    return places(values[pair + next] || (parts(values[pair] || '').find(part => part.startsWith(next)) || '').slice(next.length));
  };
  const findPair = async pair => {           // where a pair stands with anything behind it
    const found = new Map();
    for (const values of await loadAll('i', shards, pair)) {
      const apart = Object.keys(values).filter(token => token.startsWith(pair) && token.length > pair.length);
      const lists = [...parts(values[pair] || '').map(part => part.slice(charLength(part))), ...apart.map(token => values[token])];
      for (const list of lists) for (const [article, starts] of places(list)) found.set(article, (found.get(article) || []).concat(starts));
    }
    for (const starts of found.values()) starts.sort((a, b) => a - b);
    return found;
  };
  const findString = async string => {       // article → positions of a folded string
    const chars = [...string];
    if (chars.length === 1) {
      let article = 0;
      return new Map(numbers(await valueOf(string, 'i', shards)).map(delta => [article += delta, []]));
    }
    if (chars.length === 2) return findPair(string);
    const offsets = [];
    for (let at = 0; at < chars.length - 2; at += 3) offsets.push(at);
    if (chars.length % 3) offsets.push(chars.length - 3);
    const lists = await Promise.all(offsets.map(at => findThree(chars[at] + chars[at + 1], chars[at + 2])));
    return lists.reduce((found, list, nth) => {
      const next = new Map();
      for (const [article, starts] of found) {
        const here = new Set(list.get(article)), kept = starts.filter(start => here.has(start + offsets[nth]));
        if (kept.length) next.set(article, kept);
      }
      return next;
    });
  };

  // ---- the query language, the same as in syntax.py; the grammar is in docs/search.md ------------
  // A tree is one of {text, field}, {first, last} (dates), {not: tree}, {and: [tree …]}, {or: [tree …]}.
  const FIELDS = new Map(Object.entries({title: 'heading', heading: 'heading', 题: 'heading', 标题: 'heading',
    person: 'people', people: 'people', 人物: 'people', topic: 'topics', topics: 'topics', 专题: 'topics',
    place: 'places', places: 'places', 地点: 'places', org: 'bodies', bodies: 'bodies', 机构: 'bodies',
    by: 'byline', byline: 'byline', 作者: 'byline', date: 'date', 日期: 'date', id: 'id'}));
  const MAX_LENGTH = 1000, MAX_DEPTH = 20;
  const TOKEN = /"(?<phrase>[^"]*)(?:"|(?<unclosed>$))|(?<loose>-+)(?=[\s)]|$)|[()-]|(?<field>[^\s"():0-9-][^\s"():]*):|[^\s"()]+/g;
  const SYMBOLS = ['AND', 'OR', 'NOT', '-', '(', ')'], OPERANDS = ['text', 'field', '('], TERMS = [...OPERANDS, 'NOT', '-'];

  const clean = text => text.replace(/\p{Cc}/gu, ' ').replace(/[\p{Cf}\p{Cs}]/gu, '');
  const halfWidth = text => text.replace(/[“”]/g, '"').replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xFEE0));
  const tokensOf = (text, note) => [...text.matchAll(TOKEN)].flatMap(({0: word, groups: {phrase, unclosed, loose, field}}) => {
    if (phrase !== undefined) {
      const string = phrase.split(/\s+/).filter(Boolean).join(' ');
      if (unclosed !== undefined) note('unclosed-quote');
      else if (!string) note('empty-phrase');
      return [{kind: 'text', text: string}];
    }
    if (loose) { note('dangling-operator', '-'); return []; }
    if (field) return [{kind: 'field', text: field}];
    return [SYMBOLS.includes(word) ? {kind: word} : {kind: 'text', text: word}];
  });
  const balance = (tokens, note) => {         // as many brackets closed as opened, and an end
    const found = [];
    let depth = 0;
    for (const token of tokens) {
      if (token.kind === '(' && ++depth > MAX_DEPTH) { note('too-deep', String(MAX_DEPTH)); continue; }
      if (token.kind === ')') {
        if (!depth) { note('unopened-bracket'); continue; }
        if (--depth >= MAX_DEPTH) continue;
      }
      found.push(token);
    }
    if (depth) note('unclosed-bracket');
    return [...found, ...Array(Math.min(depth, MAX_DEPTH)).fill({kind: ')'}), {kind: 'end'}];
  };
  const join = (kind, clauses) => {            // what could be read as one node
    const flat = clauses.flatMap(clause => clause?.[kind] || clause || []);
    return flat.length > 1 ? {[kind]: flat} : flat[0] || null;
  };
  const partialDate = text => {                // '2020-4' → '2020-04', '' → '', no date → null
    const [found, year, month, day] = text.trim().match(/^([1-9][0-9]{3})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?$/) || [];
    if (!found) return text.trim() ? null : '';
    if (month && (month < 1 || month > 12) || day && (day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())) return null;
    return [year, month, day].filter(Boolean).map(part => part.padStart(2, '0')).join('-');
  };
  const dateRange = (string, note) => {
    const [start, ...rest] = string.split('..'), end = rest.join('..');
    const first = partialDate(start), last = partialDate(rest.length ? end : start);
    if (first === null || last === null || !first && !last) { note('wrong-date', string); return null; }
    if (!last || last >= first.slice(0, last.length)) return {first, last};
    note('reversed-dates', string);
    return {first: last, last: first};
  };
  const parse = query => {                     // {tree, notes}; the tree is null if nothing could be read
    const notes = [], note = (code, value = '') => {
      if (!notes.some(known => known.code === code && known.value === value)) notes.push({code, value});
    };
    const typed = [...query], text = typed.slice(0, MAX_LENGTH).join('');
    if (typed.length > MAX_LENGTH) note('too-long', String(MAX_LENGTH));
    if (/\p{Cs}/u.test(text)) note('invalid-character');
    const tokens = balance(tokensOf(halfWidth(clean(text)), note), note);
    let at = 0;
    const next = (...kinds) => kinds.includes(tokens[at].kind);
    const leaf = (string, field) => !string ? null : field === 'date' ? dateRange(string, note) : field ? {text: string, field} : {text: string};
    const operand = field => {
      const {kind, text} = tokens[at++];
      if (kind === 'text') return leaf(text, field);
      if (next(')')) note('empty-brackets');
      const inside = disjunction(field);
      at++;
      return inside;
    };
    const clause = field => {                  // [ field ":" ] ( word | phrase | "(" disjunction ")" )
      const words = [];
      let name = '';
      while (next('field')) {
        name = tokens[at++].text;
        if (FIELDS.has(name.toLowerCase())) { field = FIELDS.get(name.toLowerCase()); continue; }
        note('unknown-field', name);
        words.push(leaf(name, field));
        name = '';
      }
      if (next(...OPERANDS)) return join('and', [...words, operand(field)]);
      if (name) note('empty-field', name);
      return join('and', words);
    };
    const negation = field => {                // { "NOT" | "-" } clause
      let negated = false;
      while (next('NOT', '-')) {
        const {kind} = tokens[at++];
        negated = !negated;
        if (!next(...TERMS)) { note('dangling-operator', kind); return null; }
      }
      const found = clause(field);
      return negated && found ? found.not || {not: found} : found;
    };
    const conjunction = field => {             // negation { [ "AND" ] negation }
      const parts = [];
      while (!next('OR', ')', 'end')) {
        if (!next('AND')) { parts.push(negation(field)); continue; }
        at++;
        if (!parts.length || !next(...TERMS)) note('dangling-operator', 'AND');
      }
      return join('and', parts);
    };
    const disjunction = field => {             // conjunction { "OR" conjunction }
      const parts = [];
      for (;; at++) {
        const start = at;
        parts.push(conjunction(field));
        if (at === start && (next('OR') || parts.length > 1)) note('dangling-operator', 'OR');
        if (!next('OR')) return join('or', parts);
      }
    };
    return {tree: disjunction(null), notes};
  };

  // ---- a date in a query, written in either way, the same as in dateforms.py ------------------------
  const SIGNS = '〇一二三四五六七八九', MONTH = '(?:十[一二]?|[一二三四五六七八九])', DAY = '(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])';
  const MONTH_NUMBER = '(?:0?[1-9]|1[0-2])', DAY_NUMBER = '(?:0?[1-9]|[12][0-9]|3[01])';
  const datePattern = (digit, month, day) => new RegExp(`(?<!${digit})(?:${digit}{4}年(?:${month}月(?:${day}[日号])?)?|${month}月${day}[日号])`, 'g');
  const SPOKEN = datePattern(`[${SIGNS}]`, MONTH, DAY), WRITTEN = datePattern('[0-9]', MONTH_NUMBER, DAY_NUMBER);
  const toDigits = signs => {
    if (signs.length === 4) return [...signs].map(sign => SIGNS.indexOf(sign)).join('');
    const [tens, ones] = signs.includes('十') ? signs.split('十') : ['〇', signs];
    return String((tens ? SIGNS.indexOf(tens) : 1) * 10 + (ones ? SIGNS.indexOf(ones) : 0));
  };
  const toSigns = digits => {
    if (digits.length === 4) return [...digits].map(digit => SIGNS[digit]).join('');
    const tens = Math.floor(digits / 10), ones = digits % 10;
    return (tens > 1 ? SIGNS[tens] : '') + (tens ? '十' : '') + (ones ? SIGNS[ones] : '');
  };
  const dateForms = text => [...new Set([text,
    text.replace(SPOKEN, date => date.replace(/[〇一二三四五六七八九十]+/g, toDigits)),
    text.replace(WRITTEN, date => date.replace(/[0-9]+/g, toSigns))])];

  // ---- articles for a tree: article → {score, positions, first of them} ----------------------------
  const all = async () => { await load('c/date'); return dates.flatMap((day, n) => day === null ? [] : [n]); };
  const withinDates = async ({first, last}) => {
    const within = day => day !== '' && day >= first && (!last || day.slice(0, last.length) <= last);
    return (await all()).filter(n => within(dates[n]));
  };
  const withEntry = async (facet, string) => {
    await load('c/' + facet);
    const fits = entry => [entry.id, entry.name, ...entry.others.split('\n')].some(form => fold(form).includes(string));
    return columns[facet].filter(fits).flatMap(entry => entry.articles);
  };
  const withId = async id => { await load('c/id'); return ids.includes(id) ? [ids.indexOf(id)] : []; };
  const withText = async ({text, field}) => {  // article → positions; the text is folded
    const part = PARTS[field];
    if (field && !part) return new Map((await (field === 'id' ? withId(text) : withEntry(field, text))).map(n => [n, []]));
    const found = new Map((await Promise.all(dateForms(text).map(findString))).flatMap(list => [...list]));
    if (!part) return found;
    if ([...text].length === 1) {
      await loadDocuments([...found.keys()].map(opening));
      return new Map([...found].filter(([n]) => fold(documents.get(opening(n))[HEADING]).includes(text)));
    }
    return new Map([...found].map(([n, list]) => [n, list.filter(part)]).filter(([, list]) => list.length));
  };
  const weigh = (list, size) => (Math.log(1 + articles / (size + 1)) + 0.1) *
    (1 + 0.3 * Math.log(1 + list.length) + (list.some(PARTS.heading) ? 3 : 0));
  const gap = (a, b) => {                      // between the nearest of two sorted lists of positions
    let least = Infinity;
    for (let i = 0, j = 0; i < a.length && j < b.length;) {
      least = Math.min(least, Math.abs(a[i] - b[j]));
      if (a[i] < b[j]) i++; else j++;
    }
    return least;
  };
  const nearness = lists => lists.slice(1).reduce((sum, list, at) => sum + 100 / (1 + gap(lists[at], list) / 20), 0);
  const scored = lists => new Map([...lists].map(([n, list]) => [n, {score: weigh(list, lists.size), list, at: list[0] ?? Infinity}]));
  const search = async tree => {
    if (tree.and) return searchAll(tree.and);
    if (tree.or) return best(await Promise.all(tree.or.map(search)));
    if (tree.not) return searchAll([tree]);
    return scored(tree.text === undefined ? new Map((await withinDates(tree)).map(n => [n, []])) : await withText(tree));
  };
  const searchAll = async clauses => {         // with every clause; without what is negated
    const [wanted, unwanted] = await Promise.all([clauses.filter(c => !c.not), clauses.filter(c => c.not).map(c => c.not)]
      .map(trees => Promise.all(trees.map(search))));
    wanted.sort((a, b) => a.size - b.size);
    const hits = new Map();
    for (const n of wanted.length ? wanted[0].keys() : await all()) {
      if (!wanted.every(found => found.has(n)) || unwanted.some(found => found.has(n))) continue;
      const each = wanted.map(found => found.get(n)), lists = each.map(hit => hit.list).filter(list => list.length);
      const score = each.reduce((sum, hit) => sum + hit.score, 0) + nearness(lists);
      hits.set(n, {score, list: lists[0] || [], at: Math.min(...each.map(hit => hit.at))});
    }
    return hits;
  };
  const best = found => {                      // each article as the clause finds it that finds it best
    const hits = new Map();
    for (const [n, hit] of found.flatMap(hits => [...hits])) if (!(hits.get(n)?.score >= hit.score)) hits.set(n, hit);
    return hits;
  };

  // ---- words, cut as jieba does: the most probable way through the dictionary, ties to the longer word ----
  const cut = async text => {
    const signs = [...text];
    await load('c/chars');
    const words = await Promise.all(signs.map(async (char, at) => {
      const next = signs[at + 1];
      if (!next) return [];
      const list = await valueOf(char + next, 'w', begun), rest = signs.slice(at + 2).join('');
      if (!list) return [];
      const words = list.match(/[^ ]* \d+/g).map(word => word.split(' ')).filter(([tail]) => rest.startsWith(tail));
      return words.map(([tail, count]) => [2 + [...tail].length, Number(count)]);
    }));
    const route = [];
    route[signs.length] = [0, 0];
    for (let at = signs.length - 1; at >= 0; at--) {
      route[at] = [[1, chars[signs[at]] || 1], ...words[at]]
        .map(([length, count]) => [Math.log(count) - total + route[at + length][0], length])
        .reduce((best, way) => way[0] > best[0] || (way[0] === best[0] && way[1] > best[1]) ? way : best);
    }
    const found = [];
    for (let at = 0; at < signs.length; at += route[at][1]) {
      const word = signs.slice(at, at + route[at][1]).join(''), before = found.length - 1;
      if (/^[a-z0-9]$/.test(word) && /^[a-z0-9]+$/.test(found[before] || '') && /[a-z0-9]/.test(signs[at - 1])) found[before] += word;
      else found.push(word);
    }
    return found.filter(word => /[\p{L}\p{N}]/u.test(word));
  };
  const foldTexts = tree => tree.text !== undefined ? {...tree, text: fold(tree.text)} : tree.not ? {not: foldTexts(tree.not)}
    : tree.and ? {and: tree.and.map(foldTexts)} : tree.or ? {or: tree.or.map(foldTexts)} : tree;
  const relax = async tree => {                // every string that is sought anywhere: its words, wherever they stand
    if (tree.text !== undefined && !tree.field) return join('and', [...new Set(await cut(tree.text))].map(text => ({text}))) || tree;
    const kind = ['and', 'or'].find(kind => tree[kind]);
    return kind ? join(kind, await Promise.all(tree[kind].map(relax))) : tree;
  };
  const find = async query => {                // exact; else in the other script; else the relaxed query
    await ready;
    const {tree: typed, notes} = parse(query);
    if (!typed) return {tree: null, notes, found: new Map()};
    let tree = foldTexts(typed), found = await search(tree);
    const tryInstead = async other => { if (JSON.stringify(other) !== JSON.stringify(tree)) found = await search(tree = other); };
    if (!found.size) {
      await load('c/variants');
      await tryInstead(foldTexts(typed));
    }
    if (!found.size) {
      await tryInstead(await relax(tree));
      if (found.size) notes.push({code: 'relaxed', value: ''});
    }
    return {tree, notes, found};
  };

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
  const snippet = (hit, strings) => {
    const text = hit[TEXT];
    const {folded, places: at} = foldWithPlaces(text);
    const first = strings.map(s => folded.indexOf(s)).filter(n => n >= 0);
    const place = first.length ? at[Math.min(...first)] : 0;
    const start = Math.max(text.lastIndexOf('\n', place) + 1, place - 24);
    const piece = text.slice(start, start + 110).replace(/\n/g, ' ');
    const cut = start ? text[start - 1] !== '\n' : hit[BEFORE];
    return (cut ? '…' : '') + piece + (start + 110 < text.length || hit[AFTER] ? '…' : '');
  };
  const positiveTexts = tree => tree.text !== undefined ? [tree] : (tree.and || tree.or || []).flatMap(positiveTexts);
  const strings = tree => [...new Set((tree ? positiveTexts(tree) : []).filter(c => !c.field || PARTS[c.field]).flatMap(c => dateForms(c.text)))];

  const passage = (n, found) => {            // the passage that holds the first thing found
    const {at} = found.get(n) || {};
    return n + '-' + (at < HEADING_AT ? Math.floor(at / PASSAGE) : 0);
  };
  const showHit = (name, sought) => {
    const hit = documents.get(name);
    const link = element('a', {href: '../articles/' + hit[ID] + '/index.html' + (sought.length ? '#q=' + encodeURIComponent(sought.join(' ')) : '')}, ...mark(hit[TITLE], sought));
    const head = element('h2', {}, link);
    if (hit[FROM] !== 'headline') head.append(' ', element('span', {class: 'supplied'}, say(hit[FROM])));
    const about = [hit[DATE], ...hit[PEOPLE].slice(0, 4), ...hit[TOPICS]];
    return element('li', {}, head, element('p', {class: 'snippet'}, ...mark(snippet(hit, sought), sought)),
      element('p', {class: 'meta'}, about.filter(Boolean).join(' · ')));
  };

  // ---- facets: they combine, count what is left, and can be undone ------------------------------------
  const articlesOf = ([facet, value]) => facet === 'date'
    ? new Set(dates.flatMap((day, n) => day !== null && day.startsWith(value) ? [n] : []))
    : new Set(columns[facet].find(entry => entry.name === value)?.articles);
  const narrow = hits => state.chosen.map(articlesOf).reduce((left, set) => left.filter(n => set.has(n)), hits);
  const isChosen = (facet, value) => state.chosen.some(c => c[0] === facet && c[1] === value);
  const choose = (facet, value) => {
    state.chosen = isChosen(facet, value) ? state.chosen.filter(c => c[0] !== facet || c[1] !== value) : [...state.chosen, [facet, value]];
    state.shown = PAGE; save(); show();
  };
  const chip = (facet, value, ...inside) => {
    const button = element('button', {type: 'button', 'aria-pressed': isChosen(facet, value), 'data-facet': facet, 'data-value': value}, ...inside);
    button.addEventListener('click', () => choose(facet, value));
    return button;
  };
  const section = (facet, list) => element('section', {}, element('h2', {}, say(facet)), list);
  const showColumn = (facet, hits) => {
    const left = new Set(hits);
    const rows = columns[facet].map(entry => [entry.name, entry.articles.filter(n => left.has(n)).length])
      .filter(row => row[1]).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 8);
    return rows.length ? section(facet, element('ul', {}, ...rows.map(([name, count]) =>
      element('li', {}, chip(facet, name, name, ' ', element('span', {class: 'count'}, count)))))) : '';
  };
  const showTime = hits => {                   // bars over time: years, or months within few years, or days within a month
    const days = hits.map(n => dates[n]).filter(Boolean), count = length => new Set(days.map(d => d.slice(0, length))).size;
    const length = count(4) > 3 ? 4 : count(7) > 1 || days.some(d => d.length < 10) ? 7 : 10, bars = new Map();
    for (const day of days.map(d => d.slice(0, length)).sort()) bars.set(day, (bars.get(day) || 0) + 1);
    for (const [facet, value] of state.chosen) if (facet === 'date' && !bars.has(value)) bars.set(value, days.length);
    const most = Math.max(...bars.values());
    return bars.size ? section('date', element('ul', {class: 'bars'}, ...[...bars].map(([day, number]) => {
      const bar = element('span', {class: 'bar', 'aria-hidden': 'true'});
      bar.style.width = Math.round(100 * number / most) + '%';
      return element('li', {}, chip('date', day, element('span', {class: 'day'}, day), bar, element('span', {class: 'count'}, number)));
    }))) : '';
  };
  const showFacets = hits => {
    const focus = facets.contains(document.activeElement) && document.activeElement.dataset;
    facets.replaceChildren(showTime(hits), ...FACETS.map(facet => showColumn(facet, hits)));
    if (focus) [...facets.querySelectorAll('button')].find(b => b.dataset.facet === focus.facet && b.dataset.value === focus.value)?.focus();
  };

  // ---- offers: names typed in pinyin, or near what was typed --------------------------------------------
  const near = (a, b) => [...a].filter(char => b.includes(char)).length >= Math.max(2, Math.min(a.length, b.length) - 1);
  const fitting = async (text, nothing) => {
    const typed = text.toLowerCase().replace(/[\s']/g, ''), latin = /^[a-z]{2,}$/.test(typed);
    if (!latin && !nothing) return [];
    await load('c/offers');
    return offers.filter(([, name, pinyin, letters]) => latin ? pinyin.startsWith(typed) || letters === typed : near(name, typed)).slice(0, 8);
  };
  const offer = (text, said) => {
    const button = element('button', {type: 'button', class: 'offer'}, said || text);
    button.addEventListener('click', () => { input.value = state.q = text; state.chosen = []; save(); show(); input.focus(); });
    return element('li', {}, button);
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
    state.chosen = COLUMNS.flatMap(facet => hash.getAll(facet).map(value => [facet, value]));
    input.value = state.q;
    order.value = state.sort;
  };
  const clear = text => {
    for (const part of [list, facets, notes]) part.replaceChildren();
    more.hidden = true;
    status.textContent = text;
  };
  const byScore = (found, a, b) => (found.get(b)?.score || 0) - (found.get(a)?.score || 0) || a - b;
  const byDate = (a, b) => dates[b].localeCompare(dates[a]) || a - b;
  const show = async () => {
    const mine = ++run;
    try {
      if (!state.q && !state.chosen.length) { clear(say('hint')); return; }
      const {tree, notes: said, found} = await find(state.q);
      const everything = tree ? [...found.keys()] : state.chosen.length ? await all() : [];
      const needed = state.sort === 'date' || state.chosen.length ? Promise.all(COLUMNS.map(name => load('c/' + name))) : null;
      await needed;
      let hits = state.sort === 'date' ? everything.sort(byDate) : everything.sort((a, b) => byScore(found, a, b));
      hits = narrow(hits);
      const top = hits.slice(0, state.shown).map(n => passage(n, found));
      const loading = loadDocuments(top), soon = state.shown > PAGE ? top.length : FIRST;
      await loadDocuments(top.slice(0, soon));
      const names = await fitting(state.q, !hits.length), tried = hits.length ? [] : strings(tree);
      if (mine !== run) return;
      const sought = strings(tree);
      status.textContent = hits.length ? say('found', hits.length) : say('nothing', state.q);
      notes.replaceChildren(...said.map(({code, value}) => element('li', {}, say(code, value))),
        ...(tried.length > 1 ? [element('li', {}, say('tried', tried.join(' / '))), ...tried.map(word => offer(word))] : []),
        ...names.map(([, name]) => offer(name)));
      list.replaceChildren(...top.slice(0, soon).map(name => showHit(name, sought)));
      await loading;
      if (mine !== run) return;
      list.append(...top.slice(soon).map(name => showHit(name, sought)));
      more.hidden = hits.length <= state.shown;
      await Promise.all(COLUMNS.map(name => load('c/' + name)));
      if (mine === run) showFacets(hits);
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
    const links = [...list.querySelectorAll('h2 a')], at = links.indexOf(document.activeElement);
    const next = event.key === 'ArrowDown' ? at + 1 : at - 1;
    if (links.length && (at >= 0 || event.key === 'ArrowDown')) { event.preventDefault(); (links[next] || (next < 0 ? input : links.at(-1))).focus(); }
  });
  root.hidden = false;
  addEventListener('load', () => articles || fail(new Error('manifest')));
  beibei.cut = async text => { await ready; return cut(fold(text)); };
  beibei.ranked = async (text, most = Infinity) => {    // for tests and scripts: the ids of what is found, best first
    const {found} = await find(text), hits = [...found.keys()].sort((a, b) => byScore(found, a, b)).slice(0, most);
    await loadDocuments(hits.map(opening));
    return hits.map(n => documents.get(opening(n))[ID]);
  };
  beibei.search = async text => {               // the same without the second choices, by id
    await ready;
    const {tree} = parse(text), found = tree ? [...(await search(foldTexts(tree))).keys()] : [];
    await loadDocuments(found.map(opening));
    return found.map(n => documents.get(opening(n))[ID]).sort();
  };
  Object.assign(beibei, {parse, fields: Object.fromEntries(FIELDS)});
  restore();
  show();
})();
