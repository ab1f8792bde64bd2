import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { HistoryStep } from '../walk-history.ts';

/** The embedder that is on. `listing`: it still goes through the history. */
export type KeptEmbedder = HistoryStep & { readonly fingerprint: string; readonly state: 'listing' | 'listed' };

/** The embedder that is on; null when none is. */
export async function embedderOn(database: Queryable): Promise<KeptEmbedder | null> {
  const [row] = await database.rows<Omit<KeptEmbedder, 'place'> & { home: number; placedMs: number; interaction: number }>(sql`
    select number, fingerprint, state, place_home as home, place_ms as "placedMs", place_number as interaction, texts, begun_at as "begunAt" from voice.embedder where state <> 'off'`);
  if (row === undefined) return null;
  const { home, placedMs, interaction, ...rest } = row;
  return { ...rest, place: { home, placedMs, number: interaction } };
}

/** Makes the embedder with this fingerprint the one that is on (null: none). One that was off has missed what came since, and lists the history anew. */
export async function switchEmbedder(tx: Transaction, fingerprint: string | null): Promise<void> {
  await tx.run(sql`update voice.embedder set state = 'off' where state <> 'off' and fingerprint is distinct from ${fingerprint}::text`);
  if (fingerprint === null) return;
  await tx.run(sql`
    insert into voice.embedder (fingerprint, state) values (${fingerprint}, 'listing')
    on conflict (fingerprint) do update set state = 'listing', place_home = 0, place_ms = 0, place_number = 0, texts = 0, begun_at = now() where voice.embedder.state = 'off'`);
}

/** Notes how far the history is listed. */
export function noteListed(tx: Transaction, embedder: number, place: KeptEmbedder['place'], texts: number): void {
  tx.send(sql`update voice.embedder set place_home = ${place.home}, place_ms = ${place.placedMs}, place_number = ${place.number}, texts = texts + ${texts} where number = ${embedder}`);
}

/** Notes that the history is listed to its end. */
export async function endListing(tx: Transaction, embedder: number): Promise<void> {
  await tx.run(sql`update voice.embedder set state = 'listed' where number = ${embedder} and state = 'listing'`);
}
