/* Names and terms marked in the text on demand, each with a link to its entry. */

import {button} from './copy.mjs';

/** @param {string} form */
const escape = form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The entry of each form; the first, where two share one.
 * @param {HTMLAnchorElement[]} entries @returns {Map<string, HTMLAnchorElement>} */
const entriesByForm = entries => {
  const forms = new Map();
  for (const entry of entries) {
    const written = (entry.dataset.forms ?? entry.textContent).split('|').filter(Boolean);
    for (const form of written) if (!forms.has(form)) forms.set(form, entry);
  }
  return forms;
};

/** @param {string} form @param {string} href */
const mention = (form, href) => {
  const link = document.createElement('a');
  link.className = 'mention';
  link.href = href;
  link.textContent = form;
  return link;
};

/** @param {Element} text @param {ReadonlyMap<string, HTMLAnchorElement>} forms */
const showMentions = (text, forms) => {
  // The longest form first, so that 北碚区 is not taken for 北碚.
  const longest = [...forms.keys()].sort((a, b) => b.length - a.length),
    pattern = new RegExp(longest.map(escape).join('|'), 'g'),
    walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT),
    nodes = [];
  while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
  for (const node of nodes.filter(node => !node.parentElement?.closest('a, .passage'))) {
    const pieces = [];
    let last = 0;
    for (const {0: form, index} of node.data.matchAll(pattern)) {
      pieces.push(node.data.slice(last, index), mention(form, forms.get(form)?.href || ''));
      last = index + form.length;
    }
    if (last) node.replaceWith(...pieces, node.data.slice(last));
  }
};

/** @param {Element} text */
const hideMentions = text => {
  for (const link of text.querySelectorAll('.mention')) link.replaceWith(link.textContent);
  text.normalize();
};

/** @param {Element} text @param {Element} facts  what holds the links to the entries @param {string} label */
export const offerMentions = (text, facts, label) => {
  const forms = entriesByForm(
    [...facts.querySelectorAll('.named a')].map(link => /** @type {HTMLAnchorElement} */ (link))
  );
  if (!forms.size) return;
  const toggle = button(label, () => {
    const isOn = toggle.getAttribute('aria-pressed') !== 'true';
    toggle.setAttribute('aria-pressed', `${isOn}`);
    if (isOn) showMentions(text, forms);
    else hideMentions(text);
  });
  toggle.setAttribute('aria-pressed', 'false');
  facts.prepend(toggle);
};
