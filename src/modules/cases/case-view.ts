import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { CaseClock, CaseQuery, CaseState } from './contract.ts';

/** One case as a list has it. `priority` counts from 0, the most urgent. */
export type CaseRow = {
  readonly number: number; readonly node: number; readonly about: string; readonly subjectType: string | null; readonly subjectId: string | null; readonly state: CaseState; readonly priority: number; readonly owner: string | null; readonly queue: string;
  readonly returnedFrom: string | null; readonly since: Date; readonly dueAt: Date | null; readonly dueClock: CaseClock['clock'] | null; readonly pausedAt: Date | null; readonly endedAt: Date | null; readonly version: number;
};

const COLUMNS = sql`number, node, about, subject_type as "subjectType", subject_id as "subjectId", state, priority, owner, queue, returned_from as "returnedFrom", since, due_at as "dueAt", due_clock as "dueClock", paused_at as "pausedAt", ended_at as "endedAt", version`;

/** Which cases a view shows to somebody. Units: ms since 1970; what is due before `soonMs` is due soon. */
function inView(view: CaseQuery['view'], person: string, soonMs: number): PgStatement {
  switch (view) {
    case 'mine': return sql`ended_at is null and owner = ${person}`;
    case 'unowned': return sql`ended_at is null and owner is null`;
    case 'open': return sql`ended_at is null`;
    case 'due': return sql`ended_at is null and due_at < ${new Date(soonMs).toISOString()}::timestamptz`;
    case 'mentioned': return sql`number in (select case_number from cases.mention where person = ${person} and seen_at is null)`;
    case 'closed': return sql`ended_at is not null and state <> 'merged'`;
    default: return view satisfies never;
  }
}

/** Cases of a view. Shape: the most urgent and longest waiting first, those that wait for the customer's word last; of closed ones the latest first; of what is due soon, what is due first. */
export async function casesInView(database: Queryable, { view, queue = null, limit }: { readonly view: CaseQuery['view']; readonly queue?: string | null; readonly limit: number }, person: string, soonMs: number): Promise<CaseRow[]> {
  const order = view === 'closed' ? sql`ended_at desc, number desc` : view === 'due' ? sql`due_at, priority, since, number` : sql`(state = 'resolved'), priority, since, number`;
  return database.rows<CaseRow>(sql`select ${COLUMNS} from cases.case where ${inView(view, person, soonMs)} and (${queue}::text is null or queue = ${queue}) order by ${order} limit ${limit}`);
}

/** One case. Shape: null when there is none. */
export async function caseOfNumber(database: Queryable, number: number): Promise<CaseRow | null> {
  const [row] = await database.rows<CaseRow>(sql`select ${COLUMNS} from cases.case where number = ${number}`);
  return row ?? null;
}

/** Cases of claims. Shape: open ones first, the most urgent before; at most so many. */
export async function casesOfNodes(database: Queryable, nodes: readonly number[], most: number): Promise<CaseRow[]> {
  return database.rows<CaseRow>(sql`select ${COLUMNS} from cases.case where node = any(${nodes}::bigint[]) and state <> 'merged' order by (ended_at is not null), priority, since, number limit ${most}`);
}

/** The open case of claims about something that somebody owns, the longest waiting first. Shape: null when there is none. */
export async function ownedCaseAbout(database: Queryable, nodes: readonly number[], about: { readonly type: string; readonly id: string }): Promise<{ readonly number: number; readonly owner: string } | null> {
  const [row] = await database.rows<{ number: number; owner: string }>(sql`
    select number, owner from cases.case where node = any(${nodes}::bigint[]) and subject_type = ${about.type} and subject_id = ${about.id} and ended_at is null and owner is not null order by since, number limit 1`);
  return row ?? null;
}

/** In which cases interactions are; a part stands for the case that it is part of. */
export async function casesOfInteractions(database: Queryable, interactions: readonly number[]): Promise<{ readonly interaction: number; readonly number: number; readonly state: CaseState }[]> {
  return database.rows(sql`select k.interaction, c.number, c.state from cases.contact k join cases.case c on c.number = k.case_number where k.interaction = any(${interactions}::bigint[]) order by k.interaction, c.number`);
}

/** Interactions of cases, at most so many of each, those with the lowest numbers: about the first that became known. Cost: reads the contacts of these cases. */
export async function firstContactsOf(database: Queryable, numbers: readonly number[], each: number): Promise<{ readonly number: number; readonly interaction: number; readonly node: number }[]> {
  return database.rows(sql`
    select k.number, k.interaction, k.node from (select case_number as number, interaction, node, row_number() over (partition by case_number order by interaction) as place from cases.contact where case_number = any(${numbers}::bigint[])) k where k.place <= ${each}`);
}

/** How many open cases there are for somebody. Units: ms since 1970. */
export async function openCounts(database: Queryable, person: string, nowMs: number, soonMs: number): Promise<{ readonly mine: number; readonly unowned: number; readonly open: number; readonly due: number; readonly overdue: number; readonly mentioned: number }> {
  const [row] = await database.rows<{ mine: number; unowned: number; open: number; due: number; overdue: number; mentioned: number }>(sql`
    select count(*) filter (where owner = ${person})::int as mine, count(*) filter (where owner is null)::int as unowned, count(*)::int as open,
      count(*) filter (where due_at < ${new Date(soonMs).toISOString()}::timestamptz)::int as due, count(*) filter (where due_at < ${new Date(nowMs).toISOString()}::timestamptz)::int as overdue,
      (select count(distinct case_number) from cases.mention where person = ${person} and seen_at is null)::int as mentioned
    from cases.case where ended_at is null`);
  return row ?? { mine: 0, unowned: 0, open: 0, due: 0, overdue: 0, mentioned: 0 };
}

/** How many open cases each queue has. */
export async function openByQueue(database: Queryable): Promise<{ readonly queue: string; readonly open: number }[]> {
  return database.rows(sql`select queue, count(*)::int as open from cases.case where ended_at is null group by queue order by queue`);
}
