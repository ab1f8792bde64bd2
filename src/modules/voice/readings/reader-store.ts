import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** How far a reader has come in the history: the last interaction that it read. Units: `placedMs` ms. */
export type ReaderPlace = { readonly home: number; readonly placedMs: number; readonly number: number };

/** A reader of texts: its rules and models. `current`: its readings are shown. */
export type Reader = { readonly number: number; readonly fingerprint: string; readonly state: 'reading' | 'current' | 'former'; readonly place: ReaderPlace; readonly texts: number; readonly begunAt: Date; readonly switchedAt: Date | null; /** Of which learning its taught model is; null: it has none. */ readonly learning: number | null };

type Row = Omit<Reader, 'place'> & { readonly home: number; readonly placedMs: number; readonly interaction: number };

const COLUMNS = sql`number, fingerprint, state, place_home as home, place_ms as "placedMs", place_number as interaction, texts, begun_at as "begunAt", switched_at as "switchedAt", learning`;
const readerOf = ({ home, placedMs, interaction, ...row }: Row): Reader => ({ ...row, place: { home, placedMs, number: interaction } });

/** The reader with this fingerprint, made known when it is new; whoever was still reading the history before gives up for it. */
export async function openReader(tx: Transaction, fingerprint: string, learning: number | null = null): Promise<Reader> {
  await tx.run(sql`insert into voice.reader (fingerprint, state, learning) select ${fingerprint}, 'reading', ${learning}::integer where not exists (select from voice.reader where fingerprint = ${fingerprint})`);
  await tx.run(sql`update voice.reader set state = 'former' where state = 'reading' and fingerprint <> ${fingerprint}`);
  // One that was current long ago and comes back has not read what came since.
  await tx.run(sql`update voice.reader set state = 'reading', place_home = 0, place_ms = 0, place_number = 0, texts = 0, begun_at = now() where state = 'former' and fingerprint = ${fingerprint}`);
  const [row] = await tx.rows<Row>(sql`select ${COLUMNS} from voice.reader where fingerprint = ${fingerprint}`);
  return readerOf(row as Row);
}

/** Every reader, the latest first. */
export async function readers(database: Queryable): Promise<Reader[]> {
  return (await database.rows<Row>(sql`select ${COLUMNS} from voice.reader order by number desc limit 20`)).map(readerOf);
}

/** Notes how far a reader has come. */
export function noteProgress(tx: Transaction, reader: number, place: ReaderPlace, texts: number): void {
  tx.send(sql`update voice.reader set place_home = ${place.home}, place_ms = ${place.placedMs}, place_number = ${place.number}, texts = texts + ${texts} where number = ${reader}`);
}

/** Shows the readings of a reader that is through, in place of the former one's. */
export async function switchReader(tx: Transaction, reader: number): Promise<void> {
  await tx.run(sql`update voice.reader set state = 'former' where state = 'current'`);
  await tx.run(sql`update voice.reader set state = 'current', switched_at = now() where number = ${reader}`);
}
