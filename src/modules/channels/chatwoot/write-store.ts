import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';

/** What is written into a desk. People by their ids; null: nobody, as of a case that waits in a team's queue. */
export type WriteBody = { readonly kind: 'assign'; readonly person: string | null } | { readonly kind: 'status'; readonly status: 'open' | 'resolved' } | { readonly kind: 'attributes'; readonly case: string; readonly state: string; readonly person: string | null; readonly nextUpdateBy: string | null } | { readonly kind: 'note'; readonly text: string };

/** One thing to be written, for whoever decided it; `node`: whose claim it is about. */
export type WantedWrite = { readonly desk: number; readonly conversation: number; readonly node: number; readonly body: WriteBody; readonly expected: number | null; readonly by: string; readonly at: Date };

/** One whose time has come. `ours`: the agent whom Custos gave the conversation to last. */
export type DueWrite = { readonly number: number; readonly desk: number; readonly conversation: number; readonly body: WriteBody; readonly expected: number | null; readonly ours: number | null; readonly tries: number; readonly madeAt: Date };

export type WriteRow = { readonly number: number; readonly conversation: number; readonly body: WriteBody; readonly madeBy: string; readonly madeAt: Date; readonly nextAt: Date | null; readonly tries: number; readonly endedAt: Date | null; readonly problem: string | null };

const SHOWN = 50;

/** Notes what is to be written. Of owner, status and attributes the latest word counts: what waits of the same kind for the same conversation goes, and what the desk was expected to say stays as the first of them had it. */
export async function putWrites(tx: Transaction, writes: readonly WantedWrite[]): Promise<void> {
  for (const { desk, conversation, node, body, expected, by, at } of writes) {
    const [former] = body.kind === 'note' ? [] : await tx.rows<{ expected: number | null }>(sql`delete from channels.chatwoot_write where desk = ${desk} and conversation = ${conversation} and kind = ${body.kind} and next_at is not null returning expected::int as expected`);
    await tx.run(sql`
      insert into channels.chatwoot_write (desk, conversation, node, kind, body, expected, made_by, made_at, next_at)
      values (${desk}, ${conversation}, ${node}, ${body.kind}, ${JSON.stringify(body)}::jsonb, ${former === undefined ? expected : former.expected}, ${by}, ${at.toISOString()}::timestamptz, ${at.toISOString()}::timestamptz)`);
  }
}

/** Takes what is due, the oldest first, one thing a conversation, so that they keep their order. Until `until` nobody else takes them; a process that ends meanwhile leaves them due then. */
export function takeDueWrites(database: Queryable, now: Date, until: Date, most: number): Promise<DueWrite[]> {
  return database.rows<DueWrite>(sql`
    update channels.chatwoot_write w set next_at = ${until.toISOString()}::timestamptz
    from (select number from channels.chatwoot_write d where d.next_at <= ${now.toISOString()}::timestamptz
      and not exists (select 1 from channels.chatwoot_write e where e.desk = d.desk and e.conversation = d.conversation and e.next_at is not null and e.number < d.number)
      order by d.number limit ${most} for update skip locked) due
    where w.number = due.number returning w.number, w.desk, w.conversation::int as conversation, w.body, w.expected::int as expected, w.tries, w.made_at as "madeAt",
      (select c.ours::int from channels.chatwoot_conversation c where c.desk = w.desk and c.conversation = w.conversation) as ours`);
}

/** Notes whom Custos gave a conversation to. */
export async function noteOurs(database: Queryable, desk: number, conversation: number, agent: number | null): Promise<void> {
  await database.run(sql`insert into channels.chatwoot_conversation (desk, conversation, ours) values (${desk}, ${conversation}, ${agent}) on conflict (desk, conversation) do update set ours = excluded.ours`);
}

/** When the next thing is due. Shape: null when nothing waits. */
export async function nextDueWrite(database: Queryable): Promise<Date | null> {
  const [row] = await database.rows<{ at: Date | null }>(sql`select min(next_at) as at from channels.chatwoot_write`);
  return row?.at ?? null;
}

/** Notes how a try went. Ended, its words go: they stand in the desk. */
export async function noteWrite(database: Queryable, number: number, { problem, at, nextAt }: { readonly problem: string | null; readonly at: Date; readonly nextAt: Date | null }): Promise<void> {
  await database.run(sql`
    update channels.chatwoot_write set tries = tries + 1, problem = ${problem}, next_at = ${nextAt?.toISOString() ?? null}::timestamptz, ended_at = ${nextAt === null ? at.toISOString() : null}::timestamptz,
      body = case when ${nextAt === null} and kind = 'note' then '{"kind":"note","text":""}'::jsonb else body end where number = ${number}`);
}

/** The latest of a desk. */
export function writesOf(database: Queryable, desk: number, conversation: number | null = null): Promise<WriteRow[]> {
  return database.rows<WriteRow>(sql`
    select number, conversation::int as conversation, body, made_by as "madeBy", made_at as "madeAt", next_at as "nextAt", tries, ended_at as "endedAt", problem from channels.chatwoot_write
    where desk = ${desk} and (${conversation}::bigint is null or conversation = ${conversation}) order by number desc limit ${SHOWN}`);
}

/** Lets go of what ended before a moment. */
export async function dropEndedWrites(database: Queryable, before: Date): Promise<void> {
  await database.run(sql`delete from channels.chatwoot_write where next_at is null and made_at < ${before.toISOString()}::timestamptz`);
}
