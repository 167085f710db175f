/* What has no twin in Python: scores, facets, snippets, and the words of a small dictionary. */

import assert from 'node:assert/strict';
import test from 'node:test';
import {countAll, countTime, mostFrequent} from '../../../static/search/counts.mjs';
import {narrowBy} from '../../../static/search/facets.mjs';
import {spansOf} from '../../../static/search/fold.mjs';
import {HEADING_AT, inARow} from '../../../static/search/postings.mjs';
import {byScore, findByAll, findByAny, gapBetween, scoreLists} from '../../../static/search/rank.mjs';
import {cutWords, wordsAt} from '../../../static/search/segment.mjs';
import {snippetOf} from '../../../static/search/snippet.mjs';
import {wayTo} from '../../../static/search/way.mjs';
import {join, positiveTexts} from '../../../static/search/tree.mjs';
import {relaxTree} from '../../../static/search/relax.mjs';
import {countParts, withCounts} from '../../../static/search/parts.mjs';

/** @import {Choice} from '../../../static/search/facets.mjs' */

const NONE = new Map();

test('tokens in a row', () => {
  const lists = [
    new Map([
      [1, [0, 7]],
      [2, [5]],
      [3, [1]]
    ]),
    new Map([
      [1, [10]],
      [2, [9]]
    ])
  ];
  assert.deepEqual(inARow(lists, [0, 3]), new Map([[1, [7]]]));
  assert.deepEqual(inARow(lists, [0, 4]), new Map([[2, [5]]]));
});

test('the gap between words is that of the nearest', () => {
  assert.equal(gapBetween([1, 50, 90], [20, 47, 200]), 3);
  assert.equal(gapBetween([1], []), Infinity);
});

test('rare words, frequent mention and the heading count', () => {
  const [[, rare]] = scoreLists(new Map([[0, [1]]]), 100);
  const common = scoreLists(
    new Map([
      [0, [1]],
      [1, [1, 2]],
      [2, [HEADING_AT]]
    ]),
    100
  );
  const score = (/** @type {number} */ article) => common.get(article)?.score ?? NaN;
  assert.ok(rare.score > score(0) && score(0) < score(1) && score(1) < score(2));
  assert.deepEqual(byScore(common), [2, 1, 0]);
  assert.equal(scoreLists(new Map([[4, []]]), 100).get(4)?.first, Infinity);
});

test('words near each other count more', () => {
  const one = scoreLists(
      new Map([
        [0, [10]],
        [1, [10]]
      ]),
      10
    ),
    other = scoreLists(
      new Map([
        [0, [500]],
        [1, [12]]
      ]),
      10
    );
  assert.deepEqual(byScore(findByAll([one, other], [], [])), [1, 0]);
});

test('all, none, any', () => {
  const one = scoreLists(
      new Map([
        [0, [1]],
        [1, [9]]
      ]),
      10
    ),
    other = scoreLists(
      new Map([
        [1, [3, 4]],
        [2, [4]]
      ]),
      10
    );
  assert.deepEqual([...findByAll([one, other], [], []).keys()], [1]);
  assert.equal(findByAll([one, other], [], []).get(1)?.first, 3);
  assert.deepEqual([...findByAll([one], [other], []).keys()], [0]);
  assert.deepEqual([...findByAll([], [other], [0, 1, 2, 3]).keys()], [0, 3]);
  assert.deepEqual(findByAny([one, other]).get(1), other.get(1));
  assert.deepEqual([...findByAny([one, other]).keys()].sort(), [0, 1, 2]);
});

test('articles of the same score come by their number', () => {
  assert.deepEqual(
    byScore(
      scoreLists(
        new Map([
          [7, [1]],
          [3, [1]],
          [5, [1]]
        ]),
        10
      )
    ),
    [3, 5, 7]
  );
});

const DAYS = ['2020-04-28', '2020-04-01', '', null, '2020-04'];
const entry = (/** @type {string} */ name, /** @type {number[]} */ articles) => ({
  id: '',
  names: [name],
  articles
});
const COLUMNS = {
  topics: [entry('乙', [0, 1, 2]), entry('甲', [0, 4]), entry('丙', [0, 4])],
  people: [],
  places: [],
  bodies: []
};

test('choices narrow together', () => {
  assert.deepEqual(narrowBy([0, 1, 2, 4], [], DAYS, COLUMNS), [0, 1, 2, 4]);
  assert.deepEqual(
    narrowBy(
      [0, 1, 2, 4],
      [
        ['date', '2020-04'],
        ['topics', '乙']
      ],
      DAYS,
      COLUMNS
    ),
    [0, 1]
  );
  assert.deepEqual(narrowBy([0, 1], [['topics', '从来没有']], DAYS, COLUMNS), []);
});

test('two entries of one name are chosen and counted together', () => {
  const columns = {...COLUMNS, people: [entry('李明', [0, 1]), entry('何庆', [2]), entry('李明', [1, 4])]};
  assert.deepEqual(narrowBy([0, 1, 2, 4], [['people', '李明']], DAYS, columns), [0, 1, 4]);
  assert.deepEqual(mostFrequent(countAll([0, 1, 2, 4], DAYS, columns).people), [
    ['李明', 3],
    ['何庆', 1]
  ]);
});

test('entries are counted, the most frequent first', () => {
  const topics = (/** @type {number[]} */ articles) => mostFrequent(countAll(articles, DAYS, COLUMNS).topics);
  assert.deepEqual(topics([0, 2, 4]), [
    ['丙', 2],
    ['乙', 2],
    ['甲', 2]
  ]);
  assert.deepEqual(topics([1]), [['乙', 1]]);
  assert.equal(mostFrequent(Array.from({length: 20}, (_, n) => [`${n}`, 1])).length, 8);
});

/** @param {number[]} articles @param {(string | null)[]} days @param {Choice[]} choices */
const timesOf = (articles, days = DAYS, choices = []) => [
  ...countTime(countAll(articles, days, COLUMNS).date, choices)
];

test('time is counted by the day, month or year', () => {
  assert.deepEqual(timesOf([0, 1, 2]), [
    ['2020-04-01', 1],
    ['2020-04-28', 1]
  ]);
  assert.deepEqual(timesOf([0, 1, 4]), [['2020-04', 3]]);
  assert.deepEqual(timesOf([0, 1], ['2020-04-28', '2020-05-01']), [
    ['2020-04', 1],
    ['2020-05', 1]
  ]);
  assert.deepEqual(timesOf([0, 1, 2, 3, 4], ['2017', '2018', '2019-01', '2020', '2020-02-01']), [
    ['2017', 1],
    ['2018', 1],
    ['2019', 1],
    ['2020', 2]
  ]);
  assert.deepEqual(timesOf([2]), []);
});

test('a time that was chosen stays', () => {
  assert.deepEqual(timesOf([0, 1], DAYS, [['date', '2020-04']]), [
    ['2020-04-01', 1],
    ['2020-04-28', 1],
    ['2020-04', 2]
  ]);
});

test('marked are the longer of two that overlap, without the blanks behind', () => {
  assert.deepEqual(spansOf('北碚区 和北碚', ['北碚', '北碚区'], NONE), [
    [0, 3],
    [5, 7]
  ]);
  assert.deepEqual(spansOf('雙 城', ['双城'], new Map([['雙', '双']])), [[0, 3]]);
  assert.deepEqual(spansOf('𠀀𠀀', ['𠀀'], NONE), [
    [0, 2],
    [2, 4]
  ]);
  assert.deepEqual(spansOf('１㎡', ['1m2'], NONE), [[0, 2]]);
  assert.deepEqual(spansOf('北碚', ['', ' ', '绵阳'], NONE), []);
});

test('a snippet begins near what was sought, and in its paragraph', () => {
  const text = '第一段。\n' + '前'.repeat(30) + '绵阳' + '后'.repeat(200);
  assert.equal(snippetOf(text, ['绵阳'], NONE), '…' + '前'.repeat(24) + '绵阳' + '后'.repeat(84) + '…');
  assert.equal(snippetOf('第一段。\n绵阳', ['绵阳'], NONE), '绵阳');
  assert.equal(snippetOf('绵阳\n第二段。', [], NONE), '绵阳 第二段。');
});

test('a snippet is cut between characters', () => {
  const rare = '𠮷'.repeat(80);
  assert.equal(
    snippetOf(`${rare}，绵阳${rare}`, ['绵阳'], NONE),
    `…${'𠮷'.repeat(11)}，绵阳${'𠮷'.repeat(42)}…`
  );
});

test('the most probable words, the longer of two as probable', () => {
  const lists = {绵阳: ' 50', 阳市: ' 1', 市长: ' 50 们 1'},
    chars = [...'绵阳市长们'];
  /** @param {string} pair @returns {string} */
  const listOf = pair => Object.entries(lists).find(([known]) => known === pair)?.[1] || '';
  const words = chars.map((char, at) => wordsAt(listOf(char + chars[at + 1]), chars.slice(at + 2).join('')));
  assert.deepEqual(words, [
    [[2, 50]],
    [[2, 1]],
    [
      [2, 50],
      [3, 1]
    ],
    [],
    []
  ]);
  assert.deepEqual(cutWords(chars, words, {绵: 1, 阳: 1, 市: 1, 长: 1, 们: 90}, 1000), [
    '绵阳',
    '市长',
    '们'
  ]);
  assert.deepEqual(cutWords(['甲', '乙'], [[[2, 1]], []], {甲: 10, 乙: 10}, 100), ['甲乙']);
  assert.deepEqual(cutWords([...'a1，b'], [[], [], [], []], {}, 10), ['a1', 'b']);
});

test('clauses of the same kind are one node', () => {
  const [a, b, c] = ['甲', '乙', '丙'].map(text => ({text}));
  assert.deepEqual(join('and', [a, null, {and: [b, c]}]), {and: [a, b, c]});
  assert.deepEqual(join('or', [a, {and: [b, c]}]), {or: [a, {and: [b, c]}]});
  assert.deepEqual([join('or', [a]), join('or', [null])], [a, null]);
});

test('only what is sought anywhere is relaxed', async () => {
  const cut = async (/** @type {string} */ text) => text.split('|');
  const fixed = [
    {text: '甲|乙', field: /** @type {const} */ ('heading')},
    {not: {text: '甲|乙'}},
    {first: '2020', last: ''}
  ];
  assert.deepEqual(await relaxTree({and: [{text: '丙丙|丁'}, ...fixed]}, cut), {
    and: [{text: '丙丙'}, {text: '丁'}, ...fixed]
  });
  assert.deepEqual(await relaxTree({or: [{text: '丙丙|丁|丙丙'}, {text: '甲'}]}, cut), {
    or: [{and: [{text: '丙丙'}, {text: '丁'}]}, {text: '甲'}]
  });
  assert.deepEqual(await relaxTree({text: '丙|丁'}, cut), {text: '丙|丁'}); // no word in it is known
  assert.deepEqual(await relaxTree({text: '丙|丙'}, cut), {text: '丙|丙'});
  assert.deepEqual(positiveTexts({or: [{and: [{text: '丙'}, fixed[1]]}, fixed[2]]}), [{text: '丙'}]);
});

test('every part of a tree is counted, and bears its number', async () => {
  const tree = {and: [{text: '甲'}, {not: {or: [{text: '乙'}, {first: '2020', last: ''}]}}]};
  const {articles, found} = await countParts(tree, 9, async part => ({size: JSON.stringify(part).length}));
  assert.deepEqual([articles, found.length, found[1]], [9, 6, '{"text":"甲"}'.length]);
  assert.deepEqual(withCounts(tree, [1, 2, 3, 4, 5, 6]), {
    and: [
      {text: '甲', found: 2},
      {
        not: {
          or: [
            {text: '乙', found: 5},
            {first: '2020', last: '', found: 6}
          ],
          found: 4
        },
        found: 3
      }
    ],
    found: 1
  });
});

test('the address of a hit names the hits around it, the search, and what to mark', () => {
  const ids = Array.from({length: 120}, (_, at) => `a-${at}`);
  for (const [at, first] of [
    [0, 1],
    [60, 36],
    [119, 71]
  ]) {
    const way = new URLSearchParams(
      wayTo('q=甲+乙&sort=date&people=丙&people=丁', ids, at, 300, ['甲', '乙'])
    );
    const hits = (way.get('hits') || '').split('.');
    assert.equal(hits.length, 50);
    assert.equal(Number(way.get('first') || 1), first);
    assert.equal(hits[at + 1 - first], `a-${at}`);
    assert.deepEqual(
      ['q', 'in', 'query', 'sort', 'total'].map(key => way.get(key)),
      ['甲 乙', 'search', '甲 乙', 'date', '300']
    );
    assert.deepEqual(way.getAll('people'), ['丙', '丁']);
  }
  assert.equal(wayTo('people=丙', ['a'], 0, 1, []), 'in=search&people=%E4%B8%99&hits=a&total=1');
});
