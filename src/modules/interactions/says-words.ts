import type { TimelineItem } from './contract.ts';

/** Whether an interaction says these words, in any case: what a search in a timeline finds. */
export function saysWords(item: TimelineItem, words: string): boolean {
  return [item.title ?? '', item.text ?? '', ...item.turns.map((turn) => turn.text)].some((said) => said.toLowerCase().includes(words.toLowerCase()));
}
