import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { RivalRating } from '../../interactions/contract.ts';
import { receiveRated } from '../receive-said.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { ReadFields } from '../readings/stored-reading.ts';
import { RIVAL_RATINGS_TABLE } from './rivals-log.ts';
import { siteKey } from './site-key.ts';

/** What is kept of a reading of strangers' words: no names of anything, and no places of people in them. */
const KEPT = ['language', 'feeling', 'sentence_starts', 'sentence_ends', 'sentence_valences', 'outputs', 'labels', 'carriers'] as const;

/** Who reads the words. `version`: under which number its readings lie. */
export type RivalReader = { version(): number; read(texts: readonly string[]): Promise<(ReadFields | null)[]> };

type Read = { readonly reader: number; readonly fields: ReadFields };

/** The finished row of a rival's rating. Invariant: no words, and nothing of whoever wrote them. */
export function rivalRow({ number, revision, rival, site, channel, occurredMs, rating }: RivalRating, read: Read | null): string {
  const found = read === null ? {} : JSON.parse(`{${read.fields}}`) as Readonly<Record<string, unknown>>;
  return JSON.stringify({
    number, revision, home: number, rival: rival ?? '', site: siteKey(site), channel, occurred_at: new Date(occurredMs).toISOString(),
    ...(rating === null ? {} : { scale: rating.scale, value: rating.value, low_end: rating.min, high_end: rating.max, turned: Number(!rating.higherIsBetter) }),
    ...(read === null ? {} : { reader: read.reader, ...Object.fromEntries(KEPT.map((name) => [name, found[name]])) }),
  });
}

/** Keeps public ratings of rivals, apart from everything that is the company's own, and reads their words once. */
export function receiveRivals({ outbox, isBusy, reader }: { readonly outbox: Outbox; readonly isBusy: () => boolean; readonly reader: RivalReader }): void {
  receiveRated<ReadFields>({ outbox, isBusy }, {
    consumer: 'voice-rivals', table: RIVAL_RATINGS_TABLE,
    by: () => [{ by: reader.version(), under: [reader.version()] }],
    read: (_, ratings) => reader.read(ratings.map(({ parts }) => joinWords(parts).text)),
    row: (version, one, fields) => rivalRow(one, fields === null ? null : { reader: version, fields }),
  });
}
