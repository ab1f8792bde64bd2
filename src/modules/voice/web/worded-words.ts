import { counted } from '../../../web/primitives/number.ts';
import type { LanguageModelState, Worded } from '../contract.ts';

/** Where texts go when the button is pressed. */
export function leavesWords({ name, host, isHere }: Pick<LanguageModelState, 'name' | 'host' | 'isHere'>): string {
  return `${isHere ? 'Texts go to' : 'Texts leave the house for'} ${name ?? ''} at ${host ?? ''}, personal data masked.`;
}

/** Whose words these are. */
export function wordedBy({ by, texts }: Pick<Worded, 'by' | 'texts'>): string {
  return `Written by a language model, ${by}, from ${counted(texts, 'text')}. Nobody has checked it.`;
}
