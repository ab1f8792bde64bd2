import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** Topics of several languages that are one, as was found last. Shape: `joined` ids such as `en.12`. `cut` null: too few topics told it. `madeAt`: since when it is as it is; `checkedAt`: when it was found again last. */
export type KeptAcross = { readonly pass: number; readonly embedder: number; readonly madeAt: Date; readonly checkedAt: Date; readonly cut: number | null; readonly compared: number; readonly joined: readonly { readonly members: readonly string[]; readonly likeness: number }[] };

/** Stands for no embedder: from then on none was switched on. */
export const NO_EMBEDDER = 0;

const COLUMNS = sql`pass, embedder, made_at as "madeAt", checked_at as "checkedAt", cut, compared, joined`;

/** What an embedder said last; null for nothing yet. Ids of topics outlive passes, so that a former pass serves until the next one is compared. */
export async function acrossOf(database: Queryable, embedder: number): Promise<KeptAcross | null> {
  return (await database.rows<KeptAcross>(sql`select ${COLUMNS} from voice.topics_across where embedder = ${embedder} order by made_at desc, pass desc limit 1`))[0] ?? null;
}

/** What was said last at a moment, by whichever embedder was on; null for nothing yet, or where none was on. */
export async function acrossAt(database: Queryable, at: Date): Promise<KeptAcross | null> {
  const [last] = await database.rows<KeptAcross>(sql`select ${COLUMNS} from voice.topics_across where made_at <= ${at} order by made_at desc, pass desc limit 1`);
  return last === undefined || last.embedder === NO_EMBEDDER ? null : last;
}

/** Keeps what was found where it is another than before, so that it can be had as of a moment; else notes that it was found again. */
export async function keepAcross(tx: Transaction, { pass, embedder, madeAt, cut, compared, joined }: Omit<KeptAcross, 'checkedAt'>): Promise<void> {
  const again = await tx.run(sql`
    update voice.topics_across as kept set checked_at = ${madeAt}
    where pass = ${pass} and embedder = ${embedder} and cut is not distinct from ${cut}::real and compared = ${compared} and joined = ${JSON.stringify(joined)}::jsonb and not exists (select from voice.topics_across as later where later.made_at > kept.made_at)`);
  if (again === 0) await tx.run(sql`insert into voice.topics_across (pass, embedder, made_at, checked_at, cut, compared, joined) values (${pass}, ${embedder}, ${madeAt}, ${madeAt}, ${cut}::real, ${compared}, ${JSON.stringify(joined)}::jsonb)`);
}

/** Notes that no embedder is on any more, where one was. */
export async function noteNoEmbedder(database: Queryable, at: Date): Promise<void> {
  await database.run(sql`
    insert into voice.topics_across (pass, embedder, made_at, checked_at, cut, compared, joined)
    select 0, ${NO_EMBEDDER}, ${at}, ${at}, null, 0, '[]'::jsonb from (select embedder from voice.topics_across order by made_at desc, pass desc limit 1) as last where last.embedder <> ${NO_EMBEDDER}`);
}
