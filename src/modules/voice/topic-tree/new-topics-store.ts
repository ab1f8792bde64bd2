import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';

/** Topics that were found as new since a moment and that somebody has not seen yet. Shape: numbers of the entries of the log that made them, the latest first. */
export async function unseenNew(database: Queryable, person: string, since: Date): Promise<number[]> {
  const rows = await database.rows<{ number: number }>(sql`
    select number from voice.topic_decision as decision where kind = 'new' and decided_at >= ${since}
      and not exists (select from voice.new_topic_seen as seen where seen.person = ${person} and seen.decision = decision.number)
    order by number desc`);
  return rows.map(({ number }) => number);
}

/** Notes that somebody saw new topics. Answers how many of them they had not seen before. */
export function noteNewSeen(database: Queryable, person: string, decisions: readonly number[], at: Date): Promise<number> {
  return database.run(sql`
    insert into voice.new_topic_seen (person, decision, seen_at)
    select ${person}, number, ${at} from voice.topic_decision where kind = 'new' and number = any(${decisions}::bigint[]) on conflict (person, decision) do nothing`);
}
