import { sql } from '../pg/sql.ts';
import type { Transaction } from '../pg/transaction.ts';

/** A line of a copy starts with plain numbers, so the first node named outside a text is the row's own. */
const NODE = /"node":(\d+)/;

/** Claims beyond which every copy is read instead of being looked for by each claim. */
const PATTERNS_MOST = 200;

/** Waits until no consumer is receiving and lets none receive until the transaction ends. */
export async function holdConsumers(tx: Transaction): Promise<void> {
  await tx.rows(sql`select consumer from platform.outbox_cursor order by consumer for update`);
}

/**
 * Takes the rows of these claims out of every copy for these tables, waiting or kept for copying again. Call it while copies wait.
 * Shape: the lines that were taken out.
 */
export async function forgetCopies(tx: Transaction, tables: readonly string[], nodes: readonly number[]): Promise<string[]> {
  const wanted = new Set(nodes);
  const patterns = nodes.length > PATTERNS_MOST ? ['%"node":%'] : nodes.map((node) => `%"node":${node},%`);
  const gone: string[] = [];
  for (const { id } of await tx.rows<{ id: number }>(sql`select id from platform.outbox_copy where table_name = any(${tables}::text[]) and body like any(${patterns}::text[])`)) {
    const [copy] = await tx.rows<{ body: string }>(sql`select body from platform.outbox_copy where id = ${id} for update`);
    const { theirs = [], kept = [] } = Object.groupBy(copy?.body.split('\n') ?? [], (line) => (wanted.has(Number(NODE.exec(line)?.[1])) ? 'theirs' : 'kept'));
    if (theirs.length === 0) continue;
    gone.push(...theirs);
    if (kept.length === 0) await tx.run(sql`delete from platform.outbox_copy where id = ${id}`);
    else await tx.run(sql`update platform.outbox_copy set body = ${kept.join('\n')}, row_count = ${kept.length} where id = ${id}`);
  }
  return gone;
}

/** Takes what is said of these claims out of events that not every consumer has received or that are not cleared away yet. `list` names the list of an event whose entries carry a `node`. Shape: events that changed. */
export async function forgetEvents(tx: Transaction, type: string, list: string, nodes: readonly number[]): Promise<number> {
  return tx.run(sql`
    update platform.outbox_event set body = jsonb_set(body::jsonb, array[${list}::text], coalesce((
      select jsonb_agg(one order by place) from jsonb_array_elements(body::jsonb -> ${list}::text) with ordinality as e (one, place) where not (one ->> 'node')::bigint = any(${nodes}::bigint[])), '[]'))::json
    where type = ${type} and exists (select 1 from json_array_elements(body -> ${list}::text) as one where (one ->> 'node')::bigint = any(${nodes}::bigint[]))`);
}
