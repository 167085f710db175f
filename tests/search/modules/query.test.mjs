/* The parser of the browser, on the cases that Python's is held to. */

import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import test from 'node:test';
import {parseQuery} from '../../../static/search/query.mjs';

const {well_formed: wellFormed, malformed} = JSON.parse(
  await readFile(new URL('../queries.json', import.meta.url), 'utf8')
);

for (const {query, tree, notes} of [...wellFormed, ...malformed]) {
  test(JSON.stringify(query), () => {
    const said = notes.map((/** @type {[string, string?]} */ [code, value = '']) => ({code, value}));
    assert.deepEqual(parseQuery(query), {tree, notes: said});
  });
}
