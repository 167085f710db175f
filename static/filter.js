/* The filter box of an index: by characters, by pinyin, by initials. In: a script that calls `beibeiNames` with a row
   for each entry; it is loaded when the box is first used. Out: links to those that fit what was typed. */
(() => {
  'use strict';
  /** @typedef {[id: string, name: string, count: number, forms: string, note: string]} Row  its forms are divided by
     blanks; a note tells entries of the same name apart */

  /** @param {string} id */
  const part = id => /** @type {HTMLElement} */ (document.getElementById(id));
  const box = part('filter');
  const input = /** @type {HTMLInputElement} */ (part('filter-text'));
  const list = part('filtered');
  const rest = part('unfiltered');
  const status = /** @type {HTMLElement} */ (box.querySelector('[role="status"]'));
  const nothing = box.dataset.none || '';
  const MOST = 200; // entries
  /** @type {Row[] | null} */
  let names = null;

  const load = () => {
    if (document.getElementById('names')) return;
    const script = document.createElement('script');
    script.id = 'names';
    script.src = box.dataset.names || '';
    document.head.append(script);
  };

  /**
   * 0 where a form begins with what was typed, 1 where it merely contains it, 2 for the others.
   * @param {Row} row @param {string} typed
   */
  const rank = ([, , , written], typed) => {
    const forms = written.split(' ');
    if (forms.some(form => form.startsWith(typed))) return 0;
    return forms.some(form => form.includes(typed)) ? 1 : 2;
  };

  /** @param {Row[]} rows @param {string} typed */
  const fitting = (rows, typed) => [0, 1].flatMap(wanted => rows.filter(row => rank(row, typed) === wanted));

  /** @param {...(Node | string)} children */
  const item = (...children) => {
    const made = document.createElement('li');
    made.append(...children);
    return made;
  };

  /** @param {Row} row */
  const entryItem = ([id, name, count, , note]) => {
    const link = document.createElement('a');
    const number = document.createElement('span');
    link.href = `${id}.html`;
    link.textContent = name;
    number.className = 'count';
    number.textContent = ` ${count}`;
    return item(link, note && ` ${note}`, number);
  };

  /** @param {Event & {isComposing?: boolean}} [event] */
  const show = event => {
    if (event?.isComposing) return; // an input method is still putting it together
    const typed = input.value.toLowerCase().replace(/[\s']/g, '');
    list.hidden = !typed;
    rest.hidden = Boolean(typed);
    status.textContent = '';
    if (!typed) return;
    if (!names) {
      load();
      return;
    }
    const found = fitting(names, typed);
    list.replaceChildren(...(found.length ? found.slice(0, MOST).map(entryItem) : [item(nothing)]));
    status.textContent = found.length ? `${found.length}` : nothing;
  };

  Object.assign(window, {
    beibeiNames: (/** @type {Row[]} */ rows) => {
      names = rows;
      show();
    }
  });
  box.hidden = false;
  input.onfocus = load;
  input.oninput = show;
  input.addEventListener('compositionend', show);
  if (input.value) show();
})();
