import type { SaidInteraction } from '../../interactions/contract.ts';
import type { InteractionRead, ReadInteraction } from './contract.ts';
import type { SaidRead } from './read-said.ts';
import type { ReadFields } from './stored-reading.ts';

/** What happened longer ago than this waits for nobody: files of the past are read, and told to no one. Units: ms. */
const LATELY_MS = 7 * 86_400_000;

/** The part of what is kept of a reading that others hear of. */
type Told = { readonly language: string; readonly outputs: readonly string[]; readonly labels: readonly string[]; readonly confidences: readonly number[] };

const told = (fields: ReadFields): Told => JSON.parse(`{${fields}}`) as Told;

/** What others hear of words that were read just now: those of customers, from the last days. Shape: null where there are none. */
export function readLately(said: readonly SaidInteraction[], readOf: (one: SaidInteraction) => SaidRead | null, nowMs: number): InteractionRead | null {
  const interactions = said.flatMap((one): ReadInteraction[] => {
    const fields = readOf(one)?.fields ?? null;
    if (fields === null || one.occurredMs < nowMs - LATELY_MS) return [];
    const { number, revision, node, channel, office, kind, direction, occurredMs } = one;
    const { language, outputs, labels, confidences } = told(fields);
    return [{
      number, revision, node, channel, office, kind, direction, occurredMs, order: one.talk?.orders[0] ?? null, language: language === '' ? null : language,
      said: outputs.map((output, at) => ({ output, label: labels[at] ?? '', confidence: confidences[at] ?? 0 })),
    }];
  });
  return interactions.length === 0 ? null : { type: 'interaction.read', interactions };
}
