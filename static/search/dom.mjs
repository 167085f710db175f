/* What the search page and what is loaded beside it share: elements, scripts, and the words of the template. */

/** @param {string} id */
export const part = id => /** @type {HTMLElement} */ (document.getElementById(id));
export const root = part('search');

/** Words of the template, in the site's language. @param {string} key @param {...(string | number)} values */
export const say = (key, ...values) =>
  values.reduce(
    (/** @type {string} */ text, value) => text.replace('%s', () => `${value}`),
    root.getAttribute('data-' + key) || key
  );

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name @param {string} kind  its class, or '' @param {...(Node | string)} children
 */
export const element = (name, kind, ...children) => {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  made.append(...children);
  return made;
};

/** @param {string} address @param {string} text */
export const linkTo = (address, text) => {
  const link = element('a', '', text);
  link.href = address;
  return link;
};

/** Runs a classic script; rejects if there is none. @param {string} address @returns {Promise<void>} */
export const runScript = address =>
  new Promise((done, fail) => {
    const script = element('script', '');
    script.src = address;
    script.onload = () => done();
    script.onerror = () => fail(new Error(address));
    document.head.append(script);
  });
