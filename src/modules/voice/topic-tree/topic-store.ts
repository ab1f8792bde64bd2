import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { HistoryStep } from '../walk-history.ts';
import { actOf, plainAct, type Logged, type LoggedAct } from './replay-decisions.ts';
import { packTrees, unpackTrees, type Trees } from './tree-file.ts';

/** From what a tree of one language was found. Units: `people` whose texts could have been drawn. */
export type MadeOf = { readonly language: string; readonly people: number; readonly drawn: number; readonly distinct: number; readonly learntFrom: number };

/** One time that topics were found. */
export type FoundTree = { readonly number: number; readonly state: 'finding' | 'done' | 'failed'; readonly askedBy: string; readonly begunAt: Date; readonly endedAt: Date | null; readonly problem: string | null; readonly madeOf: readonly MadeOf[] };

/** A reading of the history with a tree. `current`: its rows are shown. */
export type TopicPass = HistoryStep & { readonly tree: number; readonly decidedThrough: number; readonly state: 'reading' | 'current' | 'former'; readonly switchedAt: Date | null };

/** Begins to find topics; whatever a stop broke off has failed. Call it with the lock of finding held. */
export async function beginFinding(database: Queryable, askedBy: string): Promise<number> {
  await database.run(sql`update voice.topic_tree set state = 'failed', ended_at = now(), problem = 'Custos stopped meanwhile.' where state = 'finding'`);
  const [row] = await database.rows<{ number: number }>(sql`insert into voice.topic_tree (state, asked_by) values ('finding', ${askedBy}) returning number`);
  return row?.number ?? 0;
}

/** Keeps what was found. */
export async function endFinding(tx: Transaction, number: number, trees: Trees, madeOf: readonly MadeOf[]): Promise<void> {
  await tx.run(sql`update voice.topic_tree set state = 'done', ended_at = now(), trees = decode(${packTrees(trees).toString('base64')}, 'base64'), made_of = ${JSON.stringify(madeOf)}::jsonb where number = ${number}`);
}

/** Notes that nothing was found, and why. */
export async function failFinding(database: Queryable, number: number, problem: string): Promise<void> {
  await database.run(sql`update voice.topic_tree set state = 'failed', ended_at = now(), problem = ${problem} where number = ${number}`);
}

/** Every time that topics were found, the latest first. */
export function foundTrees(database: Queryable): Promise<FoundTree[]> {
  return database.rows<FoundTree>(sql`select number, state, asked_by as "askedBy", begun_at as "begunAt", ended_at as "endedAt", problem, made_of as "madeOf" from voice.topic_tree order by number desc limit 20`);
}

/** The trees that were found then. Shape: empty when they are not kept any more. */
export async function treesOf(database: Queryable, number: number): Promise<Trees> {
  const [row] = await database.rows<{ trees: string }>(sql`select encode(trees, 'base64') as trees from voice.topic_tree where number = ${number} and trees is not null`);
  return row === undefined ? new Map() : unpackTrees(Buffer.from(row.trees, 'base64'));
}

/** Passes that are shown or on their way, the latest first. */
export async function livePasses(database: Queryable): Promise<TopicPass[]> {
  const rows = await database.rows<Omit<TopicPass, 'place'> & { placeHome: number; placeMs: number; placeNumber: number }>(sql`
    select number, tree, decided_through as "decidedThrough", state, place_home as "placeHome", place_ms as "placeMs", place_number as "placeNumber", texts, begun_at as "begunAt", switched_at as "switchedAt"
    from voice.topic_pass where state <> 'former' order by number desc`);
  return rows.map(({ placeHome, placeMs, placeNumber, ...row }) => ({ ...row, place: { home: placeHome, placedMs: placeMs, number: placeNumber } }));
}

/** Begins a pass through the history; one that was on its way gives up for it. */
export async function openPass(tx: Transaction, tree: number): Promise<void> {
  await tx.run(sql`update voice.topic_pass set state = 'former' where state = 'reading'`);
  await tx.run(sql`insert into voice.topic_pass (tree, decided_through, state) select ${tree}::integer, coalesce(max(number), 0), 'reading' from voice.topic_decision`);
}

/** Notes how far a pass has come. */
export function notePass(tx: Transaction, pass: number, place: TopicPass['place'], texts: number): void {
  tx.send(sql`update voice.topic_pass set place_home = ${place.home}, place_ms = ${place.placedMs}, place_number = ${place.number}, texts = texts + ${texts} where number = ${pass}`);
}

/** Shows a pass that is through in place of the former one; trees that no pass needs are let go of. */
export async function switchPass(tx: Transaction, pass: number): Promise<void> {
  await tx.run(sql`update voice.topic_pass set state = 'former' where state = 'current'`);
  await tx.run(sql`update voice.topic_pass set state = 'current', switched_at = now() where number = ${pass}`);
  await tx.run(sql`update voice.topic_tree set trees = null where trees is not null and number not in (select tree from voice.topic_pass where state <> 'former')`);
}

/** Everything that was decided about topics, in its order. */
export async function decisionLog(database: Queryable): Promise<Logged[]> {
  const rows = await database.rows<{ number: number; language: string; act: LoggedAct; firstId: number | null; by: string; at: Date }>(sql`
    select number, language, act, first_id as "firstId", decided_by as by, decided_at as at from voice.topic_decision order by number`);
  return rows.map((row) => ({ ...row, act: actOf(row.act) }));
}

/** Adds to the log. Answers its number. */
export async function addDecision(tx: Transaction, one: { readonly language: string; readonly act: LoggedAct; readonly firstId: number | null; readonly by: string }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into voice.topic_decision (language, kind, act, first_id, undoes, decided_by)
    values (${one.language}, ${one.act.kind}, ${JSON.stringify(plainAct(one.act))}::jsonb, ${one.firstId}::integer, ${one.act.kind === 'undo' ? one.act.undoes : null}::bigint, ${one.by}) returning number`);
  return row?.number ?? 0;
}

/** The day on which was last looked for new topics; null for never. */
export async function lastWatch(database: Queryable): Promise<string | null> {
  return (await database.rows<{ day: string | null }>(sql`select max(on_day)::text as day from voice.topic_watch`))[0]?.day ?? null;
}

/** Notes that was looked for new topics. */
export async function noteWatch(tx: Transaction, day: string, language: string, pass: number, texts: number, found: number): Promise<void> {
  await tx.run(sql`insert into voice.topic_watch (on_day, language, pass, texts, found) values (${day}::date, ${language}, ${pass}, ${texts}, ${found}) on conflict (on_day, language) do update set pass = excluded.pass, texts = excluded.texts, found = excluded.found`);
}
