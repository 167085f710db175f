/* An article's page: names and terms are marked in the text on demand; citations can be copied, with today as the
   day of access.
   In: the words of the buttons, as data of this script; the entries that the page links to, each with its forms. */
(() => {
  'use strict';
  const words = /** @type {HTMLScriptElement} */ (document.currentScript).dataset;
  const text = /** @type {HTMLElement} */ (document.getElementById('text'));
  const facts = /** @type {HTMLElement} */ (document.querySelector('.article-facts'));
  const entries = /** @type {HTMLAnchorElement[]} */ ([...facts.querySelectorAll('.named a')]);

  /** @param {string} label @param {(made: HTMLElement) => void} act */
  const button = (label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.onclick = () => act(made);
    return made;
  };

  // ---- mentions ---------------------------------------------------------------------------------

  /** The entry of each form; the first, where two share one. @type {Map<string, HTMLAnchorElement>} */
  const forms = new Map();
  for (const entry of entries) {
    const written = (entry.dataset.forms ?? entry.textContent).split('|').filter(Boolean);
    for (const form of written) if (!forms.has(form)) forms.set(form, entry);
  }

  /** @param {string} form */
  const escape = form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  /** The longest form first, so that 北碚区 is not taken for 北碚. */
  const longest = [...forms.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longest.map(escape).join('|'), 'g');

  /** @param {string} form */
  const mention = form => {
    const link = document.createElement('a');
    link.className = 'mention';
    link.href = /** @type {HTMLAnchorElement} */ (forms.get(form)).href;
    link.textContent = form;
    return link;
  };

  /** @param {Text} node */
  const markForms = node => {
    const pieces = [];
    let last = 0;
    for (const {0: form, index} of node.data.matchAll(pattern)) {
      pieces.push(node.data.slice(last, index), mention(form));
      last = index + form.length;
    }
    if (last) node.replaceWith(...pieces, node.data.slice(last));
  };

  const show = () => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(/** @type {Text} */ (walker.currentNode));
    nodes.filter(node => !node.parentElement?.closest('a')).forEach(markForms);
  };
  const hide = () => {
    for (const link of text.querySelectorAll('.mention')) link.replaceWith(link.textContent);
    text.normalize();
  };

  if (forms.size) {
    const toggle = button(words.show || '', () => {
      const isOn = toggle.getAttribute('aria-pressed') !== 'true';
      toggle.setAttribute('aria-pressed', `${isOn}`);
      if (isOn) show();
      else hide();
    });
    toggle.setAttribute('aria-pressed', 'false');
    facts.prepend(toggle);
  }

  // ---- citations --------------------------------------------------------------------------------

  const accessed = document.getElementById('accessed');
  if (accessed) {
    accessed.textContent = `[${new Date().toLocaleDateString('sv-SE')}]`; // 2020-05-01, of the reader's own clock
    document.getElementById('access-note')?.remove();
  }

  /** Where a page may not write to the clipboard, as from file://. @param {Element} source */
  const copySelected = source => {
    getSelection()?.selectAllChildren(source);
    return document.execCommand('copy');
  };

  /** @param {Element} source @returns {Promise<boolean>} */
  const copy = async source => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      return true;
    } catch {
      return copySelected(source);
    }
  };

  const SAID = 1500; // milliseconds for which the button tells that it is done
  for (const source of document.querySelectorAll('.cite [id^="cite-"]')) {
    source.after(
      button(words.copy || '', async made => {
        if (!(await copy(source))) return;
        made.textContent = words.copied || '';
        setTimeout(() => {
          made.textContent = words.copy || '';
        }, SAID);
      })
    );
  }
})();
