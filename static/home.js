/* The start page: leads to what happened on this day of the year in the past, or on the next day that has something.
   The days are data of the link, sorted; the clock is the reader's. */
(() => {
  'use strict';
  const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector('.on-this-day a'));
  if (!link) return;
  const days = (link.dataset.days || '').split(' '),
    now = new Date(),
    pad = (/** @type {number} */ number) => String(number).padStart(2, '0'),
    today = `${pad(now.getMonth() + 1)}-${pad(now.getDate())}`,
    day = days.find(other => other >= today) || days[0],
    [month, date] = day.split('-').map(Number),
    shown = new Intl.DateTimeFormat(document.documentElement.lang, {month: 'long', day: 'numeric'});
  link.textContent = (link.dataset.name || '').replace(
    '{day}',
    shown.format(new Date(2000, month - 1, date))
  );
  link.href = link.href.replace('index.html', `${day}.html`);
})();
