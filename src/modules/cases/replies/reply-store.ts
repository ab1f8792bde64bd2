import { sql, type PgStatement } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { ReplyState } from './contract.ts';

/** A reply as it is kept. `letter`: the Message-ID under which it goes. */
export type ReplyRow = {
  readonly number: number; readonly caseNumber: number; readonly node: number; readonly to: string; readonly subject: string; readonly text: string; readonly nextUpdateAt: Date | null; readonly by: string; readonly at: Date;
  readonly state: ReplyState; readonly reasons: readonly string[]; readonly problem: string | null; readonly letter: string | null; readonly settledAt: Date | null;
};

const COLUMNS = sql`number, case_number as "caseNumber", node, to_address as "to", subject, body as text, next_update_at as "nextUpdateAt", by, at, state, reasons, problem, letter, settled_at as "settledAt"`;
const MOST = 100;

/** Keeps a reply that somebody asked for. Shape: its number; null when its key is there already. */
export async function putReply(tx: Transaction, one: Pick<ReplyRow, 'caseNumber' | 'node' | 'to' | 'subject' | 'text' | 'nextUpdateAt' | 'by' | 'at'> & { readonly key: string }): Promise<number | null> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into cases.reply (case_number, key, node, to_address, subject, body, next_update_at, by, at, state)
    values (${one.caseNumber}, ${one.key}, ${one.node}, ${one.to}, ${one.subject}, ${one.text}, ${one.nextUpdateAt?.toISOString() ?? null}::timestamptz, ${one.by}, ${one.at.toISOString()}::timestamptz, 'asked')
    on conflict (key) do nothing returning number`);
  return row?.number ?? null;
}

/** The reply of a key. */
export async function replyOfKey(database: Queryable, key: string): Promise<ReplyRow | null> {
  const [row] = await database.rows<ReplyRow>(sql`select ${COLUMNS} from cases.reply where key = ${key}`);
  return row ?? null;
}

/** Replies of cases, the newest first. */
export async function repliesOfCases(database: Queryable, cases: readonly number[]): Promise<ReplyRow[]> {
  return database.rows(sql`select ${COLUMNS} from cases.reply where case_number = any(${cases}::bigint[]) order by number desc limit ${MOST}`);
}

/** Whether somebody else wrote to the customer of a case since a moment, and it is on its way. */
export async function isAnotherUnderWay(tx: Queryable, { caseNumber, by }: Pick<ReplyRow, 'caseNumber' | 'by'>, since: Date): Promise<boolean> {
  return (await tx.rows(sql`select 1 as one from cases.reply where case_number = ${caseNumber} and by <> ${by} and state in ('asked', 'waiting') and at > ${since.toISOString()}::timestamptz limit 1`)).length > 0;
}

/** Notes what was decided about a reply, or what became of it. Whoever asks the ledger a second time under one key is told that it may not go again: that does not undo that it goes. */
export async function noteReply(database: Queryable, key: string, { state, reasons = [], problem = null, letter = null, interaction = null, at = null }: { readonly state: ReplyState; readonly reasons?: readonly string[]; readonly problem?: string | null; readonly letter?: string | null; readonly interaction?: number | null; readonly at?: Date | null }): Promise<void> {
  await database.run(sql`
    update cases.reply set state = ${state}, reasons = ${reasons}::text[], problem = ${problem}, letter = coalesce(${letter}, letter), interaction = coalesce(${interaction}::bigint, interaction), settled_at = ${at?.toISOString() ?? null}::timestamptz
    where key = ${key} and state not in ('sent', 'failed', 'unknown', 'refused') and (state <> 'waiting' or ${state} not in ('withheld', 'not-now'))`);
}

/** To whose claims replies went. Shape: by the reply's number; those that are gone with their person are missing. */
export async function nodesOfReplies(database: Queryable, replies: readonly number[]): Promise<Map<number, number>> {
  if (replies.length === 0) return new Map();
  return new Map((await database.rows<{ number: number; node: number }>(sql`select number, node from cases.reply where number = any(${replies}::bigint[])`)).map(({ number, node }) => [number, node]));
}

/** Which replies these letters were. */
export async function repliesOfLetters(tx: Queryable, letters: readonly string[]): Promise<{ readonly letter: string; readonly caseNumber: number; readonly node: number }[]> {
  if (letters.length === 0) return [];
  return tx.rows(sql`select letter, case_number as "caseNumber", node from cases.reply where letter = any(${letters}::text[])`);
}

/** A version of a template. */
export type TemplateRow = { readonly key: string; readonly language: string; readonly version: number; readonly name: string; readonly text: string; readonly isOff: boolean; readonly by: string; readonly at: Date };

/** The version of each template that holds, in each language. */
export function templatesNow(database: Queryable): Promise<TemplateRow[]> {
  return database.rows(sql`select distinct on (key, language) key, language, version, name, body as text, is_off as "isOff", by, at from cases.reply_template order by key, language, version desc`);
}

/** Adds a version. False: somebody else added it. */
export async function putTemplate(database: Queryable, { key, language, version, name, text, isOff, by, at }: TemplateRow): Promise<boolean> {
  return (await database.run(sql`
    insert into cases.reply_template (key, language, version, name, body, is_off, by, at) select ${key}, ${language}, ${version}, ${name}, ${text}, ${isOff}, ${by}, ${at.toISOString()}::timestamptz
    where ${version} = 1 + (select coalesce(max(version), 0) from cases.reply_template where key = ${key} and language = ${language}) on conflict do nothing`)) > 0;
}

/** Whose these claims are now. `owned` tells whose claims are. */
export async function ownersOfClaims(tx: Queryable, owned: (claims: PgStatement) => PgStatement, nodes: readonly number[]): Promise<Map<number, number>> {
  const rows = await tx.rows<{ node: number; customer: number }>(owned(sql`select distinct unnest(${nodes}::bigint[]) as node`));
  return new Map(rows.map(({ node, customer }) => [node, customer]));
}
