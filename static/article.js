/* An article's page: names and terms are marked in the text on demand; citations can be copied. */
(() => {
  'use strict';
  const words = document.currentScript.dataset;
  const text = document.getElementById('text');
  const facts = document.querySelector('.article-facts');
  const entries = [...facts.querySelectorAll('.named a')];

  const button = (label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', () => act(made));
    return made;
  };

  /* The longest form first, so that 北碚区 is not taken for 北碚. */
  const forms = new Map();
  for (const entry of entries) for (const form of (entry.dataset.forms ?? entry.textContent).split('|')) if (form && !forms.has(form)) forms.set(form, entry);
  const escape = form => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp([...forms.keys()].sort((a, b) => b.length - a.length).map(escape).join('|'), 'g');

  const show = () => {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    const nodes = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (!node.parentElement.closest('a')) nodes.push(node);
    for (const node of nodes) {
      const pieces = [];
      let last = 0;
      for (const match of node.data.matchAll(pattern)) {
        const link = document.createElement('a');
        link.className = 'mention';
        link.href = forms.get(match[0]).href;
        link.textContent = match[0];
        pieces.push(node.data.slice(last, match.index), link);
        last = match.index + match[0].length;
      }
      if (pieces.length) node.replaceWith(...pieces, node.data.slice(last));
    }
  };
  const hide = () => {
    for (const link of text.querySelectorAll('.mention')) link.replaceWith(link.textContent);
    text.normalize();
  };
  if (forms.size) {
    const toggle = button(words.show, () => {
      const on = toggle.getAttribute('aria-pressed') !== 'true';
      toggle.setAttribute('aria-pressed', on);
      on ? show() : hide();
    });
    toggle.setAttribute('aria-pressed', 'false');
    facts.prepend(toggle);
  }

  const copy = (source, made) => {
    const done = () => { made.textContent = words.copied; setTimeout(() => { made.textContent = words.copy; }, 1500); };
    const bySelection = () => {
      getSelection().selectAllChildren(source);
      if (document.execCommand('copy')) done();
    };
    if (navigator.clipboard) navigator.clipboard.writeText(source.textContent).then(done, bySelection); else bySelection();
  };
  for (const source of document.querySelectorAll('.cite [id^="cite-"]')) source.after(button(words.copy, made => copy(source, made)));
})();
