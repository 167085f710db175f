/* An article's page. Published as the classic script article.js, together with all that it imports.
   In, as data of this script: the words of its buttons; the address of the script for passages, which is loaded when
   it is first needed, and the variant characters that the text prints, which that one asks for. */

import {copyButton} from './article/copy.mjs';
import {offerMentions} from './article/mentions.mjs';

const labels = document.currentScript?.dataset || {},
  text = /** @type {HTMLElement} */ (document.getElementById('text')),
  facts = /** @type {HTMLElement} */ (document.querySelector('.article-facts'));

offerMentions(text, facts, labels.show || '');
for (const source of document.querySelectorAll('.cite [id^="cite-"]')) {
  const name = source.closest('details')?.querySelector('summary')?.textContent || 'GB/T 7714';
  source.after(copyButton(`${labels.copy} ${name}`, labels.copied || '', () => source.textContent.trim()));
}
const accessed = document.getElementById('accessed');
if (accessed) {
  accessed.textContent = `[${new Date().toLocaleDateString('sv-SE')}]`; // 2020-05-01, of the reader's own clock
  document.getElementById('access-note')?.remove();
}

let isLoaded = false;

/** @param {string} [paragraph]  the id of the one whose ¶ was followed */
const loadPassages = (paragraph = '') => {
  if (isLoaded) return;
  isLoaded = true;
  const script = document.createElement('script');
  Object.assign(script.dataset, labels, {paragraph});
  script.src = labels.passages || '';
  document.body.append(script);
};
const loadForAddress = () => {
  if (/^#(q=|at=|p-)/.test(location.hash)) loadPassages();
};

loadForAddress();
addEventListener('hashchange', loadForAddress);
document.addEventListener('selectionchange', () => {
  if (!getSelection()?.isCollapsed) loadPassages();
});
text.addEventListener('click', event => {
  const link = /** @type {Element} */ (event.target).closest('.here');
  if (link) loadPassages(link.parentElement?.id);
});
