import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** Topics of several languages that are one, as was found last. Shape: `joined` ids such as `en.12`. `cut` null: too few topics told it. */
export type KeptAcross = { readonly pass: number; readonly madeAt: Date; readonly cut: number | null; readonly compared: number; readonly joined: readonly { readonly members: readonly string[]; readonly likeness: number }[] };

/** What an embedder said last; null for nothing yet. Ids of topics outlive passes, so that a former pass serves until the next one is compared. */
export async function acrossOf(database: Queryable, embedder: number): Promise<KeptAcross | null> {
  return (await database.rows<KeptAcross>(sql`select pass, made_at as "madeAt", cut, compared, joined from voice.topics_across where embedder = ${embedder} order by made_at desc, pass desc limit 1`))[0] ?? null;
}

/** Keeps what was found, in place of what was before. */
export async function keepAcross(tx: Transaction, embedder: number, { pass, madeAt, cut, compared, joined }: KeptAcross): Promise<void> {
  await tx.run(sql`delete from voice.topics_across`);
  await tx.run(sql`insert into voice.topics_across (pass, embedder, made_at, cut, compared, joined) values (${pass}, ${embedder}, ${madeAt}, ${cut}::real, ${compared}, ${JSON.stringify(joined)}::jsonb)`);
}
