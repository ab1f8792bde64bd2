import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { HistoryStep } from '../walk-history.ts';
import { actOf, plainAct, type Logged, type LoggedAct } from './replay-decisions.ts';
import { packTrees, unpackTrees, type Trees } from './tree-file.ts';

/** From what a tree of one language was found. Units: `people` whose texts could have been drawn. */
export type MadeOf = { readonly language: string; readonly people: number; readonly drawn: number; readonly distinct: number; readonly learntFrom: number };

/** One time that topics were found. */
export type FoundTree = { readonly number: number; readonly state: 'finding' | 'done' | 'failed'; readonly askedBy: string; readonly begunAt: Date; readonly endedAt: Date | null; readonly problem: string | null; readonly madeOf: readonly MadeOf[] };

/** A reading of the history with a tree. `current`: its rows are shown; `former`: they were, and are kept for figures that are pinned; `gone`: they are not. */
export type TopicPass = HistoryStep & { readonly tree: number; readonly decidedThrough: number; readonly state: 'reading' | 'current' | 'former' | 'gone'; readonly switchedAt: Date | null };

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

const FOUND = sql`number, state, asked_by as "askedBy", begun_at as "begunAt", ended_at as "endedAt", problem, made_of as "madeOf"`;

/** Every time that topics were found, the latest first. */
export function foundTrees(database: Queryable): Promise<FoundTree[]> {
  return database.rows<FoundTree>(sql`select ${FOUND} from voice.topic_tree order by number desc limit 20`);
}

/** One time that topics were found; null for none. */
export async function foundTree(database: Queryable, number: number): Promise<FoundTree | null> {
  return (await database.rows<FoundTree>(sql`select ${FOUND} from voice.topic_tree where number = ${number}`))[0] ?? null;
}

/** The trees that were found then. Shape: empty when they are not kept any more. */
export async function treesOf(database: Queryable, number: number): Promise<Trees> {
  const [row] = await database.rows<{ trees: string }>(sql`select encode(trees, 'base64') as trees from voice.topic_tree where number = ${number} and trees is not null`);
  return row === undefined ? new Map() : unpackTrees(Buffer.from(row.trees, 'base64'));
}

type PassRow = Omit<TopicPass, 'place'> & { readonly placeHome: number; readonly placeMs: number; readonly placeNumber: number };
const PASS = sql`number, tree, decided_through as "decidedThrough", state, place_home as "placeHome", place_ms as "placeMs", place_number as "placeNumber", texts, begun_at as "begunAt", switched_at as "switchedAt"`;
const passOf = ({ placeHome, placeMs, placeNumber, ...row }: PassRow): TopicPass => ({ ...row, place: { home: placeHome, placedMs: placeMs, number: placeNumber } });

/** Passes that are shown or on their way, the latest first. */
export async function livePasses(database: Queryable): Promise<TopicPass[]> {
  return (await database.rows<PassRow>(sql`select ${PASS} from voice.topic_pass where state in ('reading', 'current') order by number desc`)).map(passOf);
}

/** The pass that was shown at a moment, and until when; null where none was yet. */
export async function passShownAt(database: Queryable, at: Date): Promise<(TopicPass & { readonly leftAt: Date | null }) | null> {
  const [row] = await database.rows<PassRow & { leftAt: Date | null }>(sql`select ${PASS}, left_at as "leftAt" from voice.topic_pass where switched_at <= ${at} order by switched_at desc, number desc limit 1`);
  return row === undefined ? null : { ...passOf(row), leftAt: row.leftAt };
}

/** Passes whose rows are kept: shown, on their way, or pinned. */
export async function keptPasses(database: Queryable): Promise<number[]> {
  return (await database.rows<{ number: number }>(sql`select number from voice.topic_pass where state <> 'gone' order by number`)).map(({ number }) => number);
}

/** Begins a pass through the history; one that was on its way gives up for it. */
export async function openPass(tx: Transaction, tree: number): Promise<void> {
  await tx.run(sql`update voice.topic_pass set state = 'gone' where state = 'reading'`);
  await tx.run(sql`insert into voice.topic_pass (tree, decided_through, state) select ${tree}::integer, coalesce(max(number), 0), 'reading' from voice.topic_decision`);
}

/** Notes how far a pass has come. */
export function notePass(tx: Transaction, pass: number, place: TopicPass['place'], texts: number): void {
  tx.send(sql`update voice.topic_pass set place_home = ${place.home}, place_ms = ${place.placedMs}, place_number = ${place.number}, texts = texts + ${texts} where number = ${pass}`);
}

/** Shows a pass that is through in place of the former one. Former ones are kept as long as somebody has pinned a figure as of a moment at which they were shown; trees that no pass needs are let go of. */
export async function switchPass(tx: Transaction, pass: number, at: Date): Promise<void> {
  await tx.run(sql`update voice.topic_pass set state = 'former', left_at = ${at} where state = 'current'`);
  await tx.run(sql`update voice.topic_pass set state = 'current', switched_at = ${at} where number = ${pass}`);
  await tx.run(sql`
    update voice.topic_pass as pass set state = 'gone' where state = 'former' and not exists (
      select from voice.pinned_figure where unpinned_at is null and (figure = 'topics' or (figure = 'drivers' and coalesce(query ->> 'among', 'questions') <> 'questions')) and as_of >= pass.switched_at and as_of < pass.left_at)`);
  await tx.run(sql`update voice.topic_tree set trees = null where trees is not null and number not in (select tree from voice.topic_pass where state <> 'gone')`);
}

/** Everything that was decided about topics, in its order. */
export async function decisionLog(database: Queryable): Promise<Logged[]> {
  const rows = await database.rows<{ number: number; language: string; act: LoggedAct; firstId: number | null; by: string; at: Date }>(sql`
    select number, language, act, first_id as "firstId", decided_by as by, decided_at as at from voice.topic_decision order by number`);
  return rows.map((row) => ({ ...row, act: actOf(row.act) }));
}

/** Adds to the log. Answers its number. */
export async function addDecision(tx: Transaction, one: { readonly language: string; readonly act: LoggedAct; readonly firstId: number | null; readonly by: string; readonly at: Date }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`
    insert into voice.topic_decision (language, kind, act, first_id, undoes, decided_by, decided_at)
    values (${one.language}, ${one.act.kind}, ${JSON.stringify(plainAct(one.act))}::jsonb, ${one.firstId}::integer, ${one.act.kind === 'undo' ? one.act.undoes : null}::bigint, ${one.by}, ${one.at}) returning number`);
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
