/* The filter box of an index: by characters, by pinyin, by initials. The names come when first needed. */
(() => {
  'use strict';
  const box = document.getElementById('filter'), input = document.getElementById('filter-text');
  const list = document.getElementById('filtered'), rest = document.getElementById('unfiltered');
  const status = box.querySelector('[role="status"]');
  const MOST = 200;
  let names = null;
  window.beibeiNames = rows => { names = rows; show(); };
  const load = () => {
    if (document.getElementById('names')) return;
    const script = document.createElement('script');
    script.id = 'names';
    script.src = box.dataset.names;
    document.head.append(script);
  };
  /* A row matches if a form of it begins with what was typed; what merely contains it comes after. */
  const rank = (row, sought) => {
    const forms = row[3].split(' ');
    if (forms.some(form => form.startsWith(sought))) return 0;
    return forms.some(form => form.includes(sought)) ? 1 : 2;
  };
  const item = ([id, name, count]) => {
    const made = document.createElement('li'), link = document.createElement('a'), number = document.createElement('span');
    link.href = `${id}/index.html`;
    link.textContent = name;
    number.className = 'count';
    number.textContent = ` ${count}`;
    made.append(link, number);
    return made;
  };
  function show() {
    const sought = input.value.toLowerCase().replace(/[\s']/g, '');
    list.hidden = !sought;
    rest.hidden = Boolean(sought);
    if (!sought) { status.textContent = ''; return; }
    if (!names) { load(); return; }
    const ranked = names.map(row => [rank(row, sought), row]).filter(([value]) => value < 2);
    ranked.sort((a, b) => a[0] - b[0]);
    list.replaceChildren(...ranked.slice(0, MOST).map(([, row]) => item(row)));
    if (!ranked.length) list.append(Object.assign(document.createElement('li'), {textContent: box.dataset.none}));
    status.textContent = ranked.length || box.dataset.none;
  }
  box.hidden = false;
  input.addEventListener('focus', load);
  input.addEventListener('input', show);
  if (input.value) show();
})();
