import type { SaidInteraction } from '../../interactions/contract.ts';
import type { Question } from './questions.ts';

/** The table of ClickHouse with a copy of corrections, for figures. */
export const CORRECTIONS_TABLE = 'voice_corrections';

/** The finished row of a correction. Invariant: starts with plain numbers, so that an erasure finds its node; depends on its arguments alone, so that a repeat is byte-equal. */
export function correctionRow(correction: number, said: SaidInteraction, question: Question, label: string | null, stands: boolean, saidMs: number): string {
  const { number, revision, home, node, source, brand, channel, office, kind, direction, occurredMs } = said;
  return JSON.stringify({ number, revision, home, node, correction, stands: stands ? 1 : 0, source, brand, channel, office, kind, direction, occurred_at: new Date(occurredMs).toISOString(), question: question.key, label: label ?? '', said_at: new Date(saidMs).toISOString() });
}
