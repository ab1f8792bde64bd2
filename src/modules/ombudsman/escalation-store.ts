import { AppError } from '../../kernel/app-error.ts';
import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';
import { FIRST_RULES, type Cause, type Matter, type OmbudsmanRules, type Origin, type Outcome } from './contract.ts';
import type { EscalationFact } from './escalation.ts';

/** An escalation as it stands. */
export type EscalationRow = {
  readonly number: number; readonly node: number; readonly origin: Origin; readonly matter: Matter; readonly cause: Cause | null; readonly caseNumber: number | null; readonly openedBy: string; readonly openedAt: Date;
  readonly askedAt: Date | null; readonly wordAt: Date | null; readonly wordSettled: boolean | null; readonly closedAt: Date | null; readonly outcome: Outcome | null; readonly version: number;
};
export type EscalationEvent = { readonly escalation: number; readonly place: number; readonly at: Date; readonly by: string; readonly fact: EscalationFact };

const COLUMNS = sql`e.number, e.node, e.origin, e.matter, e.cause, e.case_number as "caseNumber", e.opened_by as "openedBy", e.opened_at as "openedAt", e.asked_at as "askedAt", e.word_at as "wordAt", e.word_settled as "wordSettled", e.closed_at as "closedAt", e.outcome, e.version`;
const iso = (atMs: number): string => new Date(atMs).toISOString();

/** Opens an escalation. Shape: its number; null when its key opened one before. */
export async function insertEscalation(tx: Transaction, given: { readonly node: number; readonly origin: Origin; readonly matter: Matter; readonly cause: Cause | null; readonly key: string | null; readonly caseNumber: number | null; readonly by: string; readonly atMs: number; readonly fact: EscalationFact }): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into ombudsman.escalation (node, origin, matter, cause, key, case_number, opened_by, opened_at, version) values (${given.node}, ${given.origin}, ${given.matter}, ${given.cause}, ${given.key}, ${given.caseNumber}, ${given.by}, ${iso(given.atMs)}::timestamptz, 1)
    on conflict (key) do nothing returning number`);
  if (row === undefined) return null;
  await appendEvent(tx, row.number, 1, given.atMs, given.by, given.fact);
  return row.number;
}

async function appendEvent(tx: Transaction, escalation: number, place: number, atMs: number, by: string, fact: EscalationFact): Promise<void> {
  await tx.run(sql`insert into ombudsman.event (escalation, place, at, by, kind, body) values (${escalation}, ${place}, ${iso(atMs)}::timestamptz, ${by}, ${fact.kind}, ${JSON.stringify(fact)}::jsonb)`);
}

/** Holds an escalation until the transaction ends. Errors: `not-found`. */
export async function holdEscalation(tx: Transaction, number: number): Promise<EscalationRow> {
  const [row] = await tx.rows<EscalationRow>(sql`select ${COLUMNS} from ombudsman.escalation e where e.number = ${number} for update`);
  if (row === undefined) throw unknownEscalation();
  return row;
}

/** There is no such escalation. */
export const unknownEscalation = (): AppError => new AppError('not-found', 'escalation-unknown', 'There is no such escalation.');

/** Adds what happened to an escalation that is held, and what it comes to. `matter` null: as it was. */
export async function addFact(tx: Transaction, { number, version }: EscalationRow, { by, atMs, fact, matter = null }: { readonly by: string; readonly atMs: number; readonly fact: EscalationFact; readonly matter?: Matter | null }): Promise<void> {
  await appendEvent(tx, number, version + 1, atMs, by, fact);
  const at = sql`${iso(atMs)}::timestamptz`;
  const changes: Readonly<Record<EscalationFact['kind'], PgStatement>> = {
    opened: sql`closed_at = closed_at`, heard: sql`closed_at = closed_at`, noted: sql`closed_at = closed_at`, asked: sql`asked_at = ${at}`, 'customer-said': sql`word_at = ${at}, word_settled = ${fact.kind === 'customer-said' ? fact.settled : null}::boolean`,
    closed: sql`closed_at = ${at}, outcome = ${fact.kind === 'closed' ? fact.outcome : null}`, reopened: sql`closed_at = null, outcome = null, asked_at = null`,
  };
  await tx.run(sql`update ombudsman.escalation set version = ${version + 1}, matter = coalesce(${matter}, matter), ${changes[fact.kind]} where number = ${number}`);
}

/** One escalation. Shape: null when there is none. */
export async function escalationOf(database: Queryable, number: number): Promise<EscalationRow | null> {
  const [row] = await database.rows<EscalationRow>(sql`select ${COLUMNS} from ombudsman.escalation e where e.number = ${number}`);
  return row ?? null;
}

/** What happened with escalations. Shape: by escalation, in order. */
export async function eventsOf(database: Queryable, numbers: readonly number[]): Promise<Map<number, EscalationEvent[]>> {
  const rows = await database.rows<EscalationEvent>(sql`select escalation, place, at, by, body as fact from ombudsman.event where escalation = any(${numbers}::bigint[]) order by escalation, place`);
  return Map.groupBy(rows, ({ escalation }) => escalation);
}

/** The escalation of the customer themselves that is open on a claim. */
export async function openOfCustomer(tx: Transaction, node: number): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`select number from ombudsman.escalation where node = ${node} and origin = 'customer' and closed_at is null order by number limit 1`);
  return row?.number ?? null;
}

/** The last escalation of a cause for each of these customers. `owned` tells whose claims are. Shape: those without one are missing. */
export async function lastOfCause(database: Queryable, owned: (claims: PgStatement) => PgStatement, cause: Cause, customers: readonly number[]): Promise<Map<number, { readonly closedMs: number | null }>> {
  const rows = await database.rows<{ customer: number; isOpen: boolean; closedAt: Date | null }>(sql`
    select e.customer, bool_or(e.closed_at is null) as "isOpen", max(e.closed_at) as "closedAt" from (${owned(sql`select node, closed_at from ombudsman.escalation where cause = ${cause} and node <> 0`)}) e
    where e.customer = any(${customers}::bigint[]) group by e.customer`);
  return new Map(rows.map(({ customer, isOpen, closedAt }) => [customer, { closedMs: isOpen ? null : closedAt?.getTime() ?? null }]));
}

/** The rules that hold, and their versions, newest first. */
export async function rulesNow(database: Queryable): Promise<{ readonly version: number; readonly rules: OmbudsmanRules; readonly versions: readonly { readonly version: number; readonly note: string; readonly by: string; readonly at: Date }[] }> {
  const rows = await database.rows<{ version: number; rules: OmbudsmanRules; note: string; by: string; at: Date }>(sql`select version, rules, note, by, at from ombudsman.rules order by version desc limit 100`);
  return { version: rows[0]?.version ?? 0, rules: rows[0]?.rules ?? FIRST_RULES, versions: rows };
}

/** Keeps another version. False: somebody else did meanwhile. */
export async function insertRules(database: Queryable, basedOn: number, { rules, note, by, atMs }: { readonly rules: OmbudsmanRules; readonly note: string; readonly by: string; readonly atMs: number }): Promise<boolean> {
  return await database.run(sql`
    insert into ombudsman.rules (version, rules, note, by, at) select ${basedOn}::int + 1, ${JSON.stringify(rules)}::jsonb, ${note}, ${by}, ${iso(atMs)}::timestamptz where coalesce((select max(version) from ombudsman.rules), 0) = ${basedOn}::int on conflict do nothing`) > 0;
}

/** What is kept here of people's claims: their words go with them; that there was an escalation, and how it ended, stays as a count of nobody. */
export const escalationsKept = {
  /** Whoever waits for the ombudsman is somebody of whom something is left. */
  keptNodes: async (tx: Transaction, nodes: readonly number[]): Promise<number[]> => (await tx.rows<{ node: number }>(sql`select distinct node from ombudsman.escalation where node = any(${nodes}::bigint[]) and node <> 0 and closed_at is null`)).map(({ node }) => node),
  /** Shape: rows per table. */
  async eraseNodes(tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> {
    const events = await tx.run(sql`delete from ombudsman.event v using ombudsman.escalation e where e.number = v.escalation and e.node = any(${nodes}::bigint[]) and e.node <> 0`);
    return { 'ombudsman.event': events, 'ombudsman.escalation': await tx.run(sql`update ombudsman.escalation set node = 0, key = null, case_number = null where node = any(${nodes}::bigint[]) and node <> 0`) };
  },
  /** What they wrote stands in their interactions alone. */
  forgetInteractions: async (): Promise<Record<string, number>> => ({}),
};

/** What the ombudsman holds of a customer, for an access export. */
export const escalationsHeld = {
  name: 'escalations',
  held: (database: Queryable, nodes: readonly number[]): Promise<unknown[]> => database.rows(sql`
    select e.origin, e.matter, e.opened_at as "openedAt", e.closed_at as "closedAt", e.outcome, (select jsonb_agg(jsonb_build_object('at', v.at, 'kind', v.kind, 'said', v.body - 'kind') order by v.place) from ombudsman.event v where v.escalation = e.number) as happened
    from ombudsman.escalation e where e.node = any(${nodes}::bigint[]) and e.node <> 0 order by e.number`),
};
