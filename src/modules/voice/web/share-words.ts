import { countText } from '../../../web/primitives/number.ts';
import type { MeaningShare } from '../contract.ts';
import { languageName } from './said-words.ts';

/** Two texts drawn by lot are as alike as this once in twenty times (docs/methods/embeddings.md). Units: cosine. */
export const HARDLY_ALIKE = 0.45;

/** The languages of an embedder in words; null for all. */
export function languageWords(languages: readonly string[] | null): string | null {
  return languages === null ? null : new Intl.ListFormat('en').format(languages.map(languageName));
}

/** How much can be found by its meaning: `12,340 of 56,000 texts (English) are embedded`. */
export function shareWords({ texts, readable, embedded, isListing }: MeaningShare, languages: readonly string[] | null): string {
  const which = languageWords(languages);
  const rest = texts - readable;
  const all = embedded === readable && readable > 0;
  const first = readable === 0 ? `No text${which === null ? '' : ` in ${which}`} is known yet` : `${all ? 'All' : `${countText(embedded)} of`} ${countText(readable)} texts${which === null ? '' : ` (${which})`} are embedded${all ? '' : ', the newest first'}`;
  return `${first}${isListing ? '; the history is still being gone through' : ''}.${rest > 0 ? ` ${countText(rest)} more, in other languages or too short to tell, can not be found by meaning.` : ''}`;
}

/** How alike a text is, in two digits: 0.83. */
export function likenessText(likeness: number): string {
  return likeness.toFixed(2);
}
