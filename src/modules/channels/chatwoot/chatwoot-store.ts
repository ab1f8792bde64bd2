import { publicId } from '../../../kernel/public-id.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { DeskWrite } from './contract.ts';

/** A desk as it is kept. Units: `messages`, `conversations` counted now. */
export type DeskRow = {
  readonly number: number; readonly name: string; readonly url: string; readonly account: number; readonly token: Buffer; readonly hookSecret: Buffer | null; readonly hears: boolean; readonly writes: DeskWrite[]; readonly switchedBy: string | null; readonly switchedAt: Date | null; readonly madeAt: Date;
  readonly readPage: number; readonly knownUntil: Date | null; readonly passBegan: Date | null; readonly nextReadAt: Date | null; readonly readProblem: string | null; readonly heardAt: Date | null;
};

const COLUMNS = sql`number, name, url, account::int as account, token, hook_secret as "hookSecret", hears, writes, switched_by as "switchedBy", switched_at as "switchedAt", made_at as "madeAt",
  read_page as "readPage", known_until as "knownUntil", pass_began as "passBegan", next_read_at as "nextReadAt", read_problem as "readProblem", heard_at as "heardAt"`;
const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** Desks that were not removed, in the order in which they were added; `only` one of them. */
export function desks(database: Queryable, only: number | null = null): Promise<DeskRow[]> {
  return database.rows<DeskRow>(sql`select ${COLUMNS} from channels.chatwoot where removed_at is null and (${only}::bigint is null or number = ${only}) order by number`);
}

/** The desk that is heard at a path, by its hash. Shape: null when there is none, or when it was removed. */
export async function deskOfHook(database: Queryable, hash: Buffer): Promise<DeskRow | null> {
  const [row] = await database.rows<DeskRow>(sql`select ${COLUMNS} from channels.chatwoot where hook_hash = ${hash} and removed_at is null`);
  return row ?? null;
}

/** Keeps a new desk. Its token is sealed with its number, so that it is put in afterwards. */
export async function insertDesk(tx: Transaction, desk: { readonly name: string; readonly url: string; readonly account: number; readonly hookHash: Buffer; readonly by: string; readonly at: Date }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`insert into channels.chatwoot (name, url, account, token, hook_hash, made_by, made_at) values (${desk.name}, ${desk.url}, ${desk.account}, ''::bytea, ${desk.hookHash}, ${desk.by}, ${iso(desk.at)}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Puts a sealed access token in. */
export async function putToken(tx: Queryable, number: number, sealed: Buffer): Promise<void> {
  await tx.run(sql`update channels.chatwoot set token = ${sealed}, read_problem = null, next_read_at = null where number = ${number}`);
}

/** Puts the sealed secret in that signs webhooks; null: they need no signature. */
export async function putHookSecret(tx: Queryable, number: number, sealed: Buffer | null): Promise<void> {
  await tx.run(sql`update channels.chatwoot set hook_secret = ${sealed} where number = ${number}`);
}

/** Gives a desk another path. */
export async function putHook(database: Queryable, number: number, hash: Buffer): Promise<void> {
  await database.run(sql`update channels.chatwoot set hook_hash = ${hash} where number = ${number}`);
}

/** Switches hearing and writing. What waits to be written and may not be any more goes. */
export async function switchDesk(tx: Transaction, number: number, { hears, writes }: { readonly hears: boolean; readonly writes: readonly DeskWrite[] }, by: string, at: Date): Promise<void> {
  await tx.run(sql`update channels.chatwoot set hears = ${hears}, writes = ${writes}::text[], switched_by = ${by}, switched_at = ${iso(at)}::timestamptz, next_read_at = null where number = ${number}`);
  const may = writes.flatMap((write) => (write === 'owner' ? ['assign', 'attributes'] : write === 'status' ? ['status'] : ['note']));
  await tx.run(sql`delete from channels.chatwoot_write where desk = ${number} and next_at is not null and kind <> all(${may}::text[])`);
}

/** Removes a desk with what waits for it, and forgets its secrets. Answers whether there was one. */
export async function removeDesk(tx: Transaction, number: number, at: Date): Promise<boolean> {
  await tx.run(sql`delete from channels.chatwoot_write where desk = ${number} and next_at is not null`);
  return (await tx.run(sql`update channels.chatwoot set hears = false, writes = '{}', token = ''::bytea, hook_secret = null, removed_at = ${iso(at)}::timestamptz where number = ${number} and removed_at is null`)) > 0;
}

/** Notes that a desk was heard. */
export async function noteHeard(database: Queryable, number: number, at: Date): Promise<void> {
  await database.run(sql`update channels.chatwoot set heard_at = ${iso(at)}::timestamptz where number = ${number}`);
}

/** How far reading came, and what was in its way. */
export async function noteReading(database: Queryable, number: number, step: { readonly page: number; readonly knownUntil: Date | null; readonly passBegan: Date | null; readonly nextAt: Date; readonly problem: string | null }): Promise<void> {
  await database.run(sql`update channels.chatwoot set read_page = ${step.page}, known_until = ${iso(step.knownUntil)}::timestamptz, pass_began = ${iso(step.passBegan)}::timestamptz, next_read_at = ${iso(step.nextAt)}::timestamptz, read_problem = ${step.problem} where number = ${number}`);
}

/** How many conversations and messages of a desk are here, and what is still to be written into it or failed lately. */
export async function deskCounts(database: Queryable, number: number): Promise<{ readonly conversations: number; readonly messages: number; readonly waiting: number; readonly failed: number }> {
  const [row] = await database.rows<{ conversations: number; messages: number; waiting: number; failed: number }>(sql`
    select (select count(*)::int from channels.chatwoot_conversation where desk = ${number}) as conversations, (select count(*)::int from channels.chatwoot_message where desk = ${number}) as messages,
      (select count(*)::int from channels.chatwoot_write where desk = ${number} and next_at is not null) as waiting, (select count(*)::int from channels.chatwoot_write where desk = ${number} and next_at is null and problem is not null and tries > 0) as failed`);
  return row ?? { conversations: 0, messages: 0, waiting: 0, failed: 0 };
}

/** How a conversation stands in its desk, as it last said. */
export type ConversationRow = { readonly status: string | null; readonly assignee: number | null; readonly at: Date | null; readonly readThrough: number };

/** Shape: null for a conversation that was never told of. */
export async function conversationOf(database: Queryable, desk: number, conversation: number): Promise<ConversationRow | null> {
  const [row] = await database.rows<ConversationRow>(sql`select status, assignee::int as assignee, at, read_through::int as "readThrough" from channels.chatwoot_conversation where desk = ${desk} and conversation = ${conversation}`);
  return row ?? null;
}

/** Notes how a conversation stands, unless later news is here. Shape: whether that is another standing than before. Units: ms since 1970. */
export async function noteConversation(tx: Transaction, desk: number, conversation: number, now: { readonly status: string | null; readonly assignee: number | null; readonly atMs: number }): Promise<boolean> {
  await tx.run(sql`insert into channels.chatwoot_conversation (desk, conversation) values (${desk}, ${conversation}) on conflict do nothing`);
  const [before] = await tx.rows<{ status: string | null; assignee: number | null; isNews: boolean }>(sql`
    select status, assignee::int as assignee, (at is null or at <= ${new Date(now.atMs).toISOString()}::timestamptz) as "isNews" from channels.chatwoot_conversation where desk = ${desk} and conversation = ${conversation} for update`);
  if (before?.isNews !== true) return false;
  await tx.run(sql`update channels.chatwoot_conversation set status = ${now.status}, assignee = ${now.assignee}, at = ${new Date(now.atMs).toISOString()}::timestamptz where desk = ${desk} and conversation = ${conversation}`);
  return before.status !== now.status || before.assignee !== now.assignee;
}

/** Notes up to which message a conversation was read by the API. */
export async function noteReadThrough(database: Queryable, desk: number, conversation: number, message: number): Promise<void> {
  await database.run(sql`insert into channels.chatwoot_conversation (desk, conversation, read_through) values (${desk}, ${conversation}, ${message}) on conflict (desk, conversation) do update set read_through = greatest(channels.chatwoot_conversation.read_through, excluded.read_through)`);
}

/** An interaction of a conversation, and whose claim it carries. */
export type ConversationMessage = { readonly interaction: number; readonly node: number; readonly desk: number; readonly conversation: number };

/** Notes which interactions are of which conversation. */
export async function putMessages(tx: Transaction, messages: readonly ConversationMessage[]): Promise<void> {
  await tx.run(sql`
    insert into channels.chatwoot_message (interaction, node, desk, conversation)
    select m.* from unnest(${messages.map((one) => one.interaction)}::bigint[], ${messages.map((one) => one.node)}::bigint[], ${messages.map((one) => one.desk)}::bigint[], ${messages.map((one) => one.conversation)}::bigint[]) as m (interaction, node, desk, conversation)
    join channels.chatwoot c on c.number = m.desk on conflict (interaction) do update set node = excluded.node`);
}

/** The interactions of a conversation, the latest first, at most so many. */
export function messagesOf(database: Queryable, desk: number, conversation: number, most: number): Promise<{ readonly interaction: number; readonly node: number }[]> {
  return database.rows(sql`select interaction, node from channels.chatwoot_message where desk = ${desk} and conversation = ${conversation} order by interaction desc limit ${most}`);
}

/** Of which conversations these interactions are, the latest first. */
export function conversationsOf(database: Queryable, interactions: readonly number[]): Promise<{ readonly desk: number; readonly conversation: number }[]> {
  return database.rows(sql`
    select m.desk, m.conversation::int as conversation from channels.chatwoot_message m join channels.chatwoot c on c.number = m.desk and c.removed_at is null
    where m.interaction = any(${interactions}::bigint[]) group by m.desk, m.conversation order by max(m.interaction) desc`);
}

/** What is kept here of people's claims and interactions: it goes with them. */
export const chatwootKept = {
  /** Shape: rows per table. */
  eraseNodes: async (tx: Transaction, nodes: readonly number[]): Promise<Record<string, number>> => ({
    'channels.chatwoot_message': await tx.run(sql`delete from channels.chatwoot_message where node = any(${nodes}::bigint[])`), 'channels.chatwoot_write': await tx.run(sql`delete from channels.chatwoot_write where node = any(${nodes}::bigint[])`),
  }),
  /** Shape: rows per table. */
  forgetInteractions: async (tx: Transaction, numbers: readonly number[]): Promise<Record<string, number>> => ({ 'channels.chatwoot_message': await tx.run(sql`delete from channels.chatwoot_message where interaction = any(${numbers}::bigint[])`) }),
};

/** What is kept of a customer for writing into a desk, for an access export. */
export const chatwootHeld = {
  name: 'helpDesk',
  async held(database: Queryable, nodes: readonly number[]): Promise<unknown[]> {
    const rows = await database.rows<{ desk: number; conversation: number; kind: string; body: unknown; madeAt: Date }>(sql`select desk, conversation::int as conversation, kind, body, made_at as "madeAt" from channels.chatwoot_write where node = any(${nodes}::bigint[]) order by number`);
    return rows.map(({ desk, ...row }) => ({ desk: publicId('chatwoot', desk), ...row }));
  },
};
