import { maskText } from '../../../kernel/personal-data.ts';
import type { SpokenPart } from '../../interactions/contract.ts';
import { joinWords } from '../readings/joined-words.ts';

/** Only the beginning of a long text is embedded. Units: characters. */
const MOST_CHARACTERS = 1_000;
/** What a mask leaves of a name, an address or a number. */
const MASKED = /\S*•{3,}\S*/gu;

/** Words as they are embedded: without names, addresses and numbers, so that a vector tells nobody what is hidden from them, and without what stands too far back. */
export function meaningWords(text: string, names: readonly string[]): string {
  return maskText(text.slice(0, MOST_CHARACTERS), names).replace(MASKED, ' ').replace(/\s+/gu, ' ').trim();
}

/** A customer's words of one interaction as they are embedded. */
export function meaningOfParts(parts: readonly SpokenPart[], names: readonly string[]): string {
  return meaningWords(joinWords(parts).text, names);
}
