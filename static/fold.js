/* Text as it is matched, the same as in search/bigrams.py: width and case folded, blanks and invisible characters
   dropped, variants (a Map from the printed character to the one it is matched as) replaced. A line break stays,
   so that nothing is found across it. `places` holds, for each unit of `folded`, where in `text` it comes from. */
window.beibeiFold = (text, variants) => {
  'use strict';
  const places = [];
  let folded = '', at = 0;
  for (const char of text) {
    const kept = char === '\n' ? char : char.normalize('NFKC').toLowerCase().replace(/[\s\p{Cf}\p{Cc}]/gu, '');
    const piece = [...kept].map(c => variants.get(c) || c).join('');
    for (let unit = 0; unit < piece.length; unit++) places.push(at);
    folded += piece;
    at += char.length;
  }
  places.push(at);
  return {folded, places};
};
