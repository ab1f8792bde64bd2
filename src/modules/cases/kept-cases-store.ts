import { publicId } from '../../kernel/public-id.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** What is kept here of people's claims and interactions: it goes with them. */
export const casesKept = {
  /** Whoever has a case is somebody of whom something is left. */
  keptNodes: async (tx: Transaction, nodes: readonly number[]): Promise<number[]> => (await tx.rows<{ node: number }>(sql`select distinct node from cases.case where node = any(${nodes}::bigint[])`)).map(({ node }) => node),
  /** Cases of these claims with all that was written in them, what was written to these claims in others', and that their interactions were part of those. Shape: rows per table. */
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    await forgetTold(tx, nodes);
    const contacts = await tx.run(sql`delete from cases.contact k using cases.case c where c.number = k.case_number and (c.node = any(${nodes}::bigint[]) or k.node = any(${nodes}::bigint[]))`);
    const replies = await tx.run(sql`delete from cases.reply r using cases.case c where c.number = r.case_number and (c.node = any(${nodes}::bigint[]) or r.node = any(${nodes}::bigint[]))`);
    const mentions = await tx.run(sql`delete from cases.mention m using cases.case c where c.number = m.case_number and c.node = any(${nodes}::bigint[])`);
    const events = await tx.run(sql`delete from cases.event e using cases.case c where c.number = e.case_number and c.node = any(${nodes}::bigint[])`);
    return { 'cases.reply': replies, 'cases.contact': contacts, 'cases.mention': mentions, 'cases.event': events, 'cases.case': await tx.run(sql`delete from cases.case where node = any(${nodes}::bigint[])`) };
  },
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'cases.contact': await tx.run(sql`delete from cases.contact where interaction = any(${numbers}::bigint[])`) }),
};

/** What cases hold of a customer, for an access export: each with everything that was written in it. */
export const casesHeld = {
  name: 'cases',
  async held(database: Queryable, nodes: readonly number[]): Promise<unknown[]> {
    const rows = await database.rows<{ number: number; about: string; state: string; happened: unknown; written: unknown }>(sql`
      select c.number, c.about, c.state, (select jsonb_agg(jsonb_build_object('at', e.at, 'kind', e.kind, 'said', case when r.node = any(${nodes}::bigint[]) or r.node is null then e.body - 'kind' else e.body - 'kind' - 'told' end) order by e.place)
          from cases.event e left join cases.reply r on e.kind = 'informed' and r.number = (e.body->>'reply')::bigint where e.case_number = c.number) as happened,
        (select jsonb_agg(jsonb_build_object('at', r.at, 'to', r.to_address, 'subject', r.subject, 'text', r.body, 'state', r.state) order by r.number) from cases.reply r where r.case_number = c.number and r.node = any(${nodes}::bigint[])) as written
      from cases.case c where c.node = any(${nodes}::bigint[]) order by c.number`);
    return rows.map(({ number, ...row }) => ({ id: publicId('case', number), ...row }));
  },
};

/** Takes away the words that were told to these claims in cases of others. The log is never changed, so that such a row goes and comes again without them: that something was told then stays. Cost: reads the logs of cases in which replies went to them. */
async function forgetTold(tx: Transaction, nodes: readonly number[]): Promise<void> {
  await tx.run(sql`
    with gone as (
      delete from cases.event e using cases.reply r, cases.case c
      where r.node = any(${nodes}::bigint[]) and c.number = r.case_number and not c.node = any(${nodes}::bigint[]) and e.case_number = r.case_number and e.kind = 'informed' and (e.body->>'reply')::bigint = r.number
      returning e.case_number, e.place, e.at, e.by, e.kind, e.body)
    insert into cases.event (case_number, place, at, by, kind, body) select case_number, place, at, by, kind, body || '{"told": ""}'::jsonb from gone`);
}
