/* Reading on in the list that the reader came from: the pager of an article stays in it, and the breadcrumbs and the
   menu show it. In: the address (#in=topics/railways), with the articles of a short list or the hits of a search; for
   any other list the data of that page of it, as a script that calls `beibeiList`. site.js loads this where the
   address names a list. */
(() => {
  'use strict';
  /** @typedef {[id: string, title: string, list: string]} Row  an article and the page of the list it stands on */
  /** @typedef {{name: string, page: string, first: number, total: number, articles: Row[]}} List */

  const LIST = /^(people|topics|places|bodies)\/[a-z0-9-]+(\.\d+)?$/;
  const ID = /^[a-z0-9-]+$/;
  const hash = new URLSearchParams(location.hash.slice(1));
  const where = hash.get('in') || '';
  const root = new URL('..', /** @type {HTMLScriptElement} */ (document.currentScript).src);
  const own = location.pathname.split('/').pop()?.replace('.html', '');
  const pagers = document.getElementById('pagers');

  /** @param {string} path */
  const at = path => new URL(path, root).href;

  /** @param {keyof HTMLElementTagNameMap} name @param {...(Node | string)} children */
  const element = (name, ...children) => {
    const made = document.createElement(name);
    made.append(...children);
    return made;
  };

  /** @param {string} target @param {...(Node | string)} children */
  const link = (target, ...children) => {
    const made = /** @type {HTMLAnchorElement} */ (element('a', ...children));
    made.href = at(target);
    return made;
  };

  /** The link of the menu to a section, and its name. @param {string} section */
  const menuLink = section =>
    /** @type {HTMLAnchorElement} */ (document.querySelector(`.flag nav a[href$="${section}/index.html"]`));

  /** The menu and the breadcrumbs name the list. @param {string} section @param {HTMLAnchorElement} page */
  const showPlace = (section, page) => {
    const menu = menuLink(section);
    document.querySelector('.flag nav [aria-current]')?.removeAttribute('aria-current');
    menu.setAttribute('aria-current', 'true');
    const crumbs = document.querySelector('.breadcrumbs ol');
    crumbs?.replaceChildren(
      ...[...crumbs.children].slice(0, 1),
      element('li', link(`${section}/index.html`, menu.textContent)),
      element('li', page)
    );
  };

  /** @param {'prev' | 'next'} rel @param {HTMLAnchorElement | undefined} to */
  const step = (rel, to) => {
    if (!to) return [];
    const arrow = element('span', rel === 'prev' ? '← ' : ' →');
    arrow.setAttribute('aria-hidden', 'true');
    to.rel = rel;
    to.setAttribute('aria-keyshortcuts', rel === 'prev' ? 'ArrowLeft' : 'ArrowRight');
    to[rel === 'prev' ? 'prepend' : 'append'](arrow);
    const made = element('p', to);
    made.className = rel;
    return [made];
  };

  /**
   * @param {HTMLAnchorElement} page  the list @param {string} place  in it
   * @param {HTMLAnchorElement} [before] @param {HTMLAnchorElement} [after]
   */
  const showPager = (page, place, before, after) => {
    const pager = element(
      'nav',
      element('p', page, ` ${place}`),
      ...step('prev', before),
      ...step('next', after)
    );
    pager.className = 'pager in-list';
    pager.setAttribute('aria-label', page.textContent);
    pagers?.replaceChildren(pager);
  };

  /** “topics”, “Railways” → 专题“Railways” @param {string} section @param {string} name */
  const listName = (section, name) => `${menuLink(section).textContent}“${name}”`;

  /** @param {List} list */
  const showList = list => {
    const here = list.articles.findIndex(([id]) => id === own);
    if (here < 0) return;
    const section = where.split('/')[0] || '';
    /** @param {Row | undefined} row */
    const to = row => row && link(`articles/${row[0]}.html#in=${row[2]}`, row[1]);
    showPlace(section, link(list.page, list.name));
    showPager(
      link(list.page, listName(section, list.name)),
      `${list.first + here} / ${list.total}`,
      to(list.articles[here - 1]),
      to(list.articles[here + 1])
    );
  };

  /** The search that the present address comes from: its page, and what it is called: by its words, or else by what
   * was chosen. */
  const search = () => {
    const query = hash.get('query') || '';
    const from = new URLSearchParams(
      [...hash].filter(([key]) => !['in', 'hits', 'first', 'total', 'q', 'query'].includes(key))
    );
    const chosen = [...from]
      .filter(([key]) => !['from', 'to', 'sort'].includes(key))
      .map(([, value]) => value);
    if (from.has('from') || from.has('to')) chosen.push(`${from.get('from') || ''}–${from.get('to') || ''}`);
    if (query) from.set('q', query);
    return {page: `search/index.html#${from}`, name: query || chosen.join(' · ')};
  };

  /** The hits of a search or the articles of a short list, as the address names them. */
  const showHits = () => {
    const ids = (hash.get('hits') || '').split('.').filter(id => ID.test(id));
    const here = ids.indexOf(own || '');
    if (here < 0) return;
    const section = where.split('/')[0] || '';
    const {page, name} =
      section === 'search' ? search() : {page: `${where}.html`, name: hash.get('name') || '…'};
    /** @param {string | undefined} id @param {string | undefined} label */
    const to = (id, label) => (id ? link(`articles/${id}.html${location.hash}`, label || '') : undefined);
    showPlace(section, link(page, name));
    showPager(
      link(page, listName(section, name)),
      `${Number(hash.get('first') || 1) + here} / ${Number(hash.get('total')) || ids.length}`,
      to(ids[here - 1], pagers?.dataset.before),
      to(ids[here + 1], pagers?.dataset.after)
    );
  };

  Object.assign(window, {beibeiList: showList});
  if (!pagers) return;
  if (!LIST.test(where) && where !== 'search') return;
  if (hash.has('hits')) showHits();
  else if (where !== 'search') {
    const script = document.createElement('script');
    script.src = at(`${where}.js`);
    document.head.append(script);
  }
})();
