import type { Style } from '../customer.ts';
import type { Random } from '../random.ts';

const EMOJI_BAD = ['😡', '🙄', '😤', '👎', '😞', '🤦'] as const;
const EMOJI_GOOD = ['😊', '👍', '❤️', '🙌', '😍', '🏔️'] as const;
const EMOJI_EVEN = ['🙂', '🤔', '🙏', '👋'] as const;

/** One slip of the keyboard: two letters swapped, one lost, or one twice. Invariant: words with digits stay whole, so that order numbers survive. */
function slip(word: string, random: Random): string {
  if (word.length < 4 || !/^[a-zà-ÿß]+[.,!?]?$/i.test(word)) return word;
  const at = 1 + random.below(word.length - 2);
  const kind = random.below(3);
  if (kind === 0) return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  return kind === 1 ? word.slice(0, at) + word.slice(at + 1) : word.slice(0, at) + (word[at] ?? '') + word.slice(at);
}

/** Makes a clean text read like this person in this mood: slips, case, lost punctuation, emoji. Units: `sentiment` −1 … 1. */
export function roughen(text: string, style: Style, sentiment: number, random: Random): string {
  let rough = text;
  if (style.typos > 0.01 || random.chance(0.08)) {
    const rate = Math.max(style.typos, 0.01);
    rough = rough.split(' ').map((word) => (random.chance(rate) ? slip(word, random) : word)).join(' ');
  }
  if (sentiment < -0.7 && random.chance(style.shout)) rough = rough.toUpperCase();
  else if (style.lower) rough = rough.toLowerCase();
  if (random.chance(style.sloppy * 0.5)) rough = rough.replace(/[,.](?=\s|$)/g, '');
  if (sentiment < -0.8 && random.chance(0.3)) rough = rough.replace(/!(?=\s|$)/g, random.chance(0.5) ? '!!' : '!!!');
  if (random.chance(style.emoji)) rough += ` ${random.pick(sentiment < -0.3 ? EMOJI_BAD : sentiment > 0.3 ? EMOJI_GOOD : EMOJI_EVEN)}`;
  return rough;
}

/** A word as somebody else hears or mistypes it. */
export function misspell(word: string, random: Random): string {
  const swaps: readonly (readonly [RegExp, string])[] = [[/ph/, 'f'], [/th/, 't'], [/ie/, 'ei'], [/ei/, 'ie'], [/ss/, 's'], [/ll/, 'l'], [/nn/, 'n'], [/y/, 'i'], [/c(?=[aou])/, 'k'], [/k/, 'c'], [/ü/, 'ue'], [/ö/, 'oe'], [/ä/, 'ae'], [/[éè]/, 'e']];
  const usable = swaps.filter(([pattern]) => pattern.test(word));
  if (usable.length > 0) {
    const [pattern, by] = random.pick(usable);
    return word.replace(pattern, by);
  }
  const at = 1 + random.below(Math.max(1, word.length - 2));
  return word.slice(0, at) + (word[at] ?? '') + word.slice(at);
}
