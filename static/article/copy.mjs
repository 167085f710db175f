/* Buttons, and what they copy. */

const SAID = 1500; // milliseconds for which a button tells that it is done

/** @param {string} label @param {(made: HTMLButtonElement) => void} act */
export const button = (label, act) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.onclick = () => act(made);
  return made;
};

/** Where a page may not write to the clipboard, as from file://. @param {string} text */
const copySelected = text => {
  const field = document.createElement('textarea'),
    active = /** @type {HTMLElement | null} */ (document.activeElement);
  field.value = text;
  field.className = 'visually-hidden';
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  active?.focus({preventScroll: true});
  return done;
};

/** @param {string} text @returns {Promise<boolean>} */
export const copyText = async text => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
};

/** A button that copies a text and says so. @param {string} label @param {string} done @param {() => string} text */
export const copyButton = (label, done, text) =>
  button(label, async made => {
    if (!(await copyText(text()))) return;
    made.textContent = done;
    setTimeout(() => {
      made.textContent = label;
    }, SAID);
  });
