/* What else could be sought. In: queries, and how many articles they find. Out: the items of a list that leads there. */

import {element, linkTo, say} from './dom.mjs';

/** @typedef {{text: string, count: number}} Offer  a query, and how many articles it finds */

/** @param {Offer} offer */
const offerItem = ({text, count}) => {
  const number = element('span', 'count', `${count}`);
  if (!count) return element('li', '', text, ' ', number);
  return element('li', '', linkTo('#' + new URLSearchParams({q: text}), text), ' ', number);
};

/** @param {string} key  of the words before them @param {Offer[]} offers */
export const offered = (key, offers) =>
  offers.length ? [element('li', '', say(key)), ...offers.map(offerItem)] : [];
