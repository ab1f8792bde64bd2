import type { SaidInteraction } from '../../interactions/contract.ts';
import type { TextReading } from '../reading/read-text.ts';
import { partPlaces } from './joined-words.ts';
import type { SaidRead } from './read-said.ts';
import { factFields } from './stored-facts.ts';

/** The table of ClickHouse with what was read in the words of interactions. */
export const READINGS_TABLE = 'voice_readings';

/** What one text says, as it is kept: only what was found. Shape: lists of one name are as long as each other; `carriers` are pairs of start and end. Units: `valence` −1 to 1, `confidence` 0 to 1, places in the joined words. */
export type KeptReading = {
  readonly language: string; readonly feeling: string; readonly valence: number;
  readonly sentences: readonly { readonly start: number; readonly end: number; readonly valence: number }[];
  readonly outputs: readonly { readonly output: string; readonly label: string; readonly confidence: number; readonly carriers: readonly number[] }[];
  /** Kinds and places only: what is named stays in the words; but for products and rivals that the company knows, of which the id is kept. */
  readonly entities: readonly { readonly kind: string; readonly start: number; readonly end: number; readonly id?: string }[];
};

const thousandths = (value: number): number => Math.round(value * 1_000) / 1_000;

/** What is kept of a reading. */
export function kept(reading: TextReading): KeptReading {
  const { feeling } = reading;
  return {
    language: reading.language ?? '', feeling: feeling?.label ?? '', valence: thousandths(feeling?.valence ?? 0),
    sentences: reading.sentences.flatMap(({ start, end, feeling: own }) => (own === null ? [] : [{ start, end, valence: thousandths(own.valence) }])),
    outputs: [
      ...(feeling === null ? [] : [{ output: 'feeling', label: feeling.label, confidence: thousandths(feeling.confidence ?? 0), carriers: feeling.carriers.flatMap(({ start, end }) => [start, end]) }]),
      ...reading.labels.map(({ output, label, confidence, carriers }) => ({ output, label, confidence: thousandths(confidence), carriers: carriers.flatMap(({ start, end }) => [start, end]) })),
    ],
    entities: reading.entities.map(({ kind, start, end, ...one }) => ('id' in one && one.id !== undefined ? { kind, start, end, id: one.id } : { kind, start, end })),
  };
}

/** The fields of a row that tell what was read, as JSON without braces and line ends: a thread hands over a text that is copied as it is, not a hundred small objects. */
export type ReadFields = string;

/** What is kept of a reading, as a row has it. */
export function readFields({ language, feeling, valence, sentences, outputs, entities }: KeptReading): ReadFields {
  return JSON.stringify({
    language, feeling, valence,
    sentence_starts: sentences.map(({ start }) => start), sentence_ends: sentences.map(({ end }) => end), sentence_valences: sentences.map((one) => one.valence),
    outputs: outputs.map(({ output }) => output), labels: outputs.map(({ label }) => label), confidences: outputs.map(({ confidence }) => confidence), carriers: outputs.map(({ carriers }) => carriers),
    entity_kinds: entities.map(({ kind }) => kind), entity_starts: entities.map(({ start }) => start), entity_ends: entities.map(({ end }) => end), entity_ids: entities.map(({ id }) => id ?? ''),
  }).slice(1, -1);
}

/**
 * The finished row of a reading by one reader; `read` null when nothing is said (any more), or nothing could be read. Null for a first revision in which there is nothing to keep: words of the company without a fact.
 * `zone`: by whose days deadlines end.
 * Invariant: starts with plain numbers, so that an erasure finds its node; depends on its arguments alone, so that a repeat is byte-equal. No text of anybody.
 */
export function readingRow(reader: number, said: SaidInteraction, read: SaidRead | null, zone: string): string | null {
  const { number, revision, home, node, source, brand, channel, office, kind, direction, occurredMs } = said;
  const known = { number, revision, home, node, reader, source, brand, channel, office, kind, direction, occurred_at: new Date(occurredMs).toISOString(), ...(said.recordedMs === undefined ? {} : { recorded_at: new Date(said.recordedMs).toISOString() }) };
  const facts = read === null ? '' : factFields(said, read.facts, zone);
  if (said.parts.length === 0 && facts === '' && revision === 1) return null;
  const fields = read?.fields ?? null;
  if (fields === null) return `${JSON.stringify(known).slice(0, -1)}${facts}}`;
  const parts = partPlaces(said.parts);
  const whole = { ...known, characters: parts.at(-1)?.end ?? 0, part_kinds: parts.map(({ of }) => of), part_places: parts.map(({ at }) => at), part_ends: parts.map(({ end }) => end) };
  return `${JSON.stringify(whole).slice(0, -1)},${fields}${facts}}`;
}
