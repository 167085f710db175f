/* The page that stands in a frame of other archives' search pages and answers what they ask (see others.mjs).
   In: messages {number, kind, given}. Out: messages {number, value} or {number, error}. Whoever shows this page may
   ask: all that it tells is published. Published as the classic script answers.js, together with all that it imports. */

import {answers, listArticles} from './search/answer.mjs';
import {countAll} from './search/counts.mjs';
import {runScript} from './search/dom.mjs';
import {findExact, findTree} from './search/find.mjs';
import {articleCount, ask, askColumns, isRenewed, openIndex, receiver} from './search/index.mjs';
import {countParts} from './search/parts.mjs';
import {countTimes} from './search/times.mjs';

/**
 * @import {Search} from './search/answer.mjs'
 * @import {Tree} from './search/tree.mjs'
 */

openIndex(name => runScript(name + '.js'));

/** @type {Record<string, (...given: any[]) => Promise<unknown>>} */
const known = {
  ...answers,
  /** @param {Tree} tree */
  countParts: async tree => {
    await ask('manifest'); // tells how many articles there are
    return countParts(tree, articleCount, findTree);
  },
  /** @param {string} word */
  times: word => countTimes(word, ask, findExact),
  /** @param {Search} search */
  facets: async search => countAll((await listArticles(search)).articles, ...(await askColumns()))
};

/** @param {string} kind @param {unknown[]} given */
const answer = (kind, given) => known[kind](...given);

window.addEventListener('message', async ({source, data}) => {
  const {number, kind, given} = data || {};
  if (source !== parent || !Object.hasOwn(known, kind)) return;
  /** @param {object} said */
  const say = said => parent.postMessage({number, ...said}, '*');
  await answer(kind, given)
    .catch(async error => {
      if (!(await isRenewed()) || kind === 'show') throw error; // its numbers are those of the index before
      return answer(kind, given);
    })
    .then(
      value => say({value}),
      error => say({error: error.message})
    );
});

Object.assign(window, {beibei: receiver});
if (parent !== window) parent.postMessage({}, '*');
