/* The search of the browser, on the cases that the terminal's is held to.
   In: the environment's SITE, the folder of the five pages' site. */

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import test from 'node:test';
import {findExact, soughtStrings} from '../../../static/search/find.mjs';
import {articleCount, ask, openIndex} from '../../../static/search/index.mjs';
import {byScore} from '../../../static/search/rank.mjs';
import {cut, findQuery, openSite} from './site.mjs';

const {well_formed: wellFormed, malformed} = JSON.parse(
  await readFile(new URL('../queries.json', import.meta.url), 'utf8')
);

/** @param {Iterable<number>} articles */
const idsOf = async articles => {
  const ids = await ask('c/id');
  return [...articles].map(article => ids[article]).sort();
};

test('a file that could not be read is asked for again', async () => {
  openIndex(async name => {
    throw new Error(name);
  });
  await assert.rejects(findExact('北碚'), {message: 'manifest'});
  openSite(process.env.SITE || '');
  assert.ok((await findExact('北碚')).hits.size > 1);
  assert.equal((await ask('c/id')).length, articleCount);
});

test('what is typed in the other script finds the same', async () => {
  const [typed, printed] = await Promise.all(['雙城經濟圈', '双城经济圈'].map(findQuery));
  assert.ok(printed.hits.size);
  assert.deepEqual([await idsOf(typed.hits.keys()), typed.notes], [await idsOf(printed.hits.keys()), []]);
});

for (const {query, ids} of [...wellFormed, ...malformed]) {
  test(JSON.stringify(query), async () => {
    assert.deepEqual(await idsOf((await findExact(query)).hits.keys()), ids);
  });
}

test('the words of a query are a last choice, and a note says so', async () => {
  const {tree, notes, hits} = await findQuery('旅游脱贫');
  assert.deepEqual(tree, {and: [{text: '旅游'}, {text: '脱贫'}]});
  assert.deepEqual(notes, [{code: 'relaxed', value: ''}]);
  assert.deepEqual(await idsOf(hits.keys()), await idsOf((await findExact('旅游 脱贫')).hits.keys()));
  assert.deepEqual((await findQuery('绵阳火箭发射')).notes, []);
});

test('an article whose heading holds the words comes first', async () => {
  const [best] = byScore((await findQuery('北碚绵阳深化务实合作')).hits),
    all = [...(await findQuery('绵阳 合作')).hits];
  assert.ok(all.length > 5 && best !== undefined);
  const scores = all.map(([, hit]) => hit.score);
  assert.equal(Math.max(...scores), Object.fromEntries(all)[byScore(new Map(all))[0]].score);
});

test('words are cut, signs are none', async () => {
  assert.deepEqual(await cut('双城经济圈，绵阳！'), await cut('双城经济圈绵阳'));
  assert.deepEqual(await cut('ＡＯＳ绵阳'), ['aos', '绵阳']);
});

test('what the archive does not hold is not found', async () => {
  assert.equal((await findExact('"𠀀𠀀"')).hits.size + (await findExact('𠀀')).hits.size, 0);
});

test('marked is what was sought, in both notations of a date', async () => {
  const {tree} = await findExact('title:大会 4月1日 -绵阳 by:齐宏');
  assert.deepEqual(soughtStrings(tree), ['大会', '4月1日', '四月一日']);
  assert.deepEqual(soughtStrings(null), []);
});
