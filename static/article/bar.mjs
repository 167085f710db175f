/* The bar beside a selected passage, or a paragraph whose ¶ was followed: link to it, cite it, report an error in it.
   It stands right after the passage's last paragraph; from a selection the tabulator leads to it. */

import {addressOf, cite, selectedPassage, wholeParagraph} from './chosen.mjs';
import {button, copyText} from './copy.mjs';

/** @import {Passage} from './chosen.mjs' */
/** @typedef {{passage?: string, link?: string, cite?: string, copied?: string}} Labels */

const SETTLED = 250; // milliseconds without a change after which a selection is taken to be made
const REPORTED = 200; // characters of a passage that an address for a report holds
const GAP = 8; // pixels between the bar and the passage

/** The bar, and what shows it for a passage. @param {HTMLElement} root  the article's text @param {Labels} labels */
const makeBar = (root, labels) => {
  const bar = document.createElement('div'),
    field = document.createElement('textarea'),
    status = document.createElement('span'),
    report = /** @type {HTMLAnchorElement | null} */ (document.getElementById('report')),
    language = root.closest('[lang]')?.getAttribute('lang') || '',
    reference = () => document.getElementById('cite-gbt')?.textContent.trim() || '';
  /** @type {Passage | null} */
  let passage = null;

  /** @param {string} label @param {(passage: Passage) => string} write */
  const offer = (label, write) =>
    button(label, async () => {
      if (!passage) return;
      field.value = write(passage);
      field.hidden = false;
      field.setAttribute('aria-label', label);
      field.select();
      const isCopied = await copyText(field.value);
      status.textContent = (isCopied && labels.copied) || '';
      field.scrollIntoView({block: 'nearest'});
    });

  bar.className = 'passage';
  bar.setAttribute('role', 'group');
  bar.setAttribute('aria-label', labels.passage || '');
  status.setAttribute('role', 'status');
  field.readOnly = true;
  field.rows = 3;
  bar.append(
    offer(labels.link || '', addressOf),
    offer(labels.cite || '', passage => cite(passage, reference(), language)),
    ...(report ? [report.cloneNode(true)] : []),
    status,
    field
  );
  const own = bar.querySelector('a');
  own?.removeAttribute('id');

  const close = () => {
    bar.remove();
    passage = null;
  };

  /** @param {Passage} chosen @param {Element} block  that the bar follows @param {DOMRect} box  of the passage */
  const open = (chosen, block, box) => {
    passage = chosen;
    field.hidden = true;
    status.textContent = '';
    if (own && report && 'takesText' in own.dataset)
      own.href = report.href + encodeURIComponent([...chosen.text].slice(0, REPORTED).join(''));
    block.after(bar);
    const frame = root.getBoundingClientRect();
    bar.style.bottom = `${frame.bottom - box.top + GAP}px`;
    bar.style.left = `${Math.max(0, Math.min(box.left - frame.left, frame.width - bar.offsetWidth))}px`;
  };

  return {bar, open, close};
};

/** @param {HTMLElement} root  the article's text @param {Labels} labels
 * @param {Element | null} asked  the paragraph whose ¶ was followed before this script was there */
export const offerPassages = (root, labels, asked) => {
  const {bar, open, close} = makeBar(root, labels);
  let timer = 0,
    isPressed = false;

  const update = () => {
    const selection = getSelection();
    if (isPressed || bar.contains(document.activeElement)) return;
    const range = selection?.rangeCount ? selection.getRangeAt(0) : null,
      chosen = range && !range.collapsed ? selectedPassage(root, range) : null,
      last = chosen?.paragraphs[chosen.paragraphs.length - 1] || root.lastElementChild;
    if (range && chosen && last)
      open(chosen, last, range.getClientRects()[0] || range.getBoundingClientRect());
    else close();
  };
  const updateSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, SETTLED);
  };
  const release = () => {
    isPressed = false;
    updateSoon();
  };

  /** @param {Element} paragraph */
  const openFor = paragraph => {
    const link = paragraph.querySelector('.here');
    if (!link) return;
    getSelection()?.removeAllRanges();
    open(wholeParagraph(root, paragraph), paragraph, link.getBoundingClientRect());
    bar.querySelector('button')?.focus({preventScroll: true});
  };

  if (asked) openFor(asked);
  else updateSoon();
  document.addEventListener('selectionchange', updateSoon);
  document.addEventListener('pointerdown', event => {
    isPressed = true;
    if (!bar.contains(/** @type {Node} */ (event.target))) close();
  });
  document.addEventListener('pointerup', release);
  document.addEventListener('pointercancel', release);
  document.addEventListener('keydown', event => {
    if (event.key !== 'Tab' || event.shiftKey || !bar.isConnected || bar.contains(document.activeElement))
      return;
    event.preventDefault();
    bar.querySelector('button')?.focus({preventScroll: true});
  });
  bar.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    const link = /** @type {HTMLElement | null | undefined} */ (
      bar.previousElementSibling?.querySelector('.here')
    );
    close();
    link?.focus({preventScroll: true});
  });
  root.addEventListener('click', event => {
    const link = /** @type {Element} */ (event.target).closest('.here'),
      paragraph = link?.closest('p');
    if (!link || !paragraph || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    location.hash = paragraph.id;
    openFor(paragraph);
  });
};
