/* The words that are nearest to a misspelled one, the same as in chinese/spelling.py: the same sound, or one character
   replaced, moved, too many or missing.
   In: what was typed, words with their weights, how characters sound. Out: words, the likeliest first. */

/**
 * @typedef {Map<string, string>} Sounds  a character → its syllable
 * @typedef {[word: string, weight: number]} Weighed
 */

const SHOWN = 8;

/** @param {string} word @param {Sounds} sounds */
const soundOf = (word, sounds) => [...word].map(char => sounds.get(char) || char.toLowerCase()).join('');

/** @param {string[]} chars */
const shortened = chars => chars.map((_, at) => chars.filter((_, other) => other !== at).join(''));

/**
 * The keys of the words that are near `typed`: they are found by their sound, and by what is left of them without one
 * character. So those with one character less are found by the sound of that.
 * @param {string} typed @param {Sounds} sounds
 */
export const keysNear = (typed, sounds) => {
  const shorter = shortened([...typed]);
  return [...new Set([typed, ...shorter, ...[typed, ...shorter].map(word => soundOf(word, sounds))])];
};

/** @param {string[]} typed @param {string[]} word */
const isReplacedOrSwapped = (typed, word) => {
  const unlike = typed.flatMap((char, at) => (char === word[at] ? [] : [at])),
    first = unlike[0],
    last = unlike[unlike.length - 1];
  return first === last || (last === first + 1 && typed[first] === word[last] && typed[last] === word[first]);
};

/**
 * 0 for the same sound, 1 for a character replaced or two swapped, 2 for one too many or missing; -1 for a word that
 * is not near.
 * @param {string} typed @param {string} word @param {Sounds} sounds
 */
const rankOf = (typed, word, sounds) => {
  if (word === typed) return -1;
  if (soundOf(word, sounds) === soundOf(typed, sounds)) return 0;
  const chars = [...typed],
    others = [...word];
  if (chars.length === others.length) return isReplacedOrSwapped(chars, others) ? 1 : -1;
  const isNear = shortened(chars).includes(word) || shortened(others).includes(typed);
  return isNear ? 2 : -1;
};

/**
 * The words that are near `typed`; if some sound the same, only these.
 * @param {string} typed @param {Weighed[]} words @param {Sounds} sounds
 */
export const rankSpellings = (typed, words, sounds) => {
  const ranked = [...new Map(words)]
    .map(([word, weight]) => ({word, weight, rank: rankOf(typed, word, sounds)}))
    .filter(({rank}) => rank >= 0)
    .sort((a, b) => a.rank - b.rank || b.weight - a.weight || (a.word < b.word ? -1 : 1));
  const alike = ranked.filter(({rank}) => !rank);
  return (alike.length ? alike : ranked).slice(0, SHOWN).map(({word}) => word);
};
