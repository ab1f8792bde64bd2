import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { FigureOf, FigureQuery, PinnedFigure, SaidThen } from './contract.ts';

/** A pinned figure as it is kept; `by` is the person's id. */
export type KeptPin = Omit<PinnedFigure, 'asOf' | 'at' | 'by' | 'mayChange'> & { readonly asOf: Date; readonly at: Date; readonly by: string; readonly fingerprint: string };

const COLUMNS = sql`number, figure as of, name, query, as_of as "asOf", definition, version, value, answers, people, left_out as "leftOut", fingerprint, pinned_by as by, pinned_at as at, note, unpinned_at is null as "isPinned"`;
type Row = Omit<KeptPin, 'of' | 'query' | 'answers' | 'people' | 'leftOut'> & { readonly of: string; readonly query: FigureQuery; readonly answers: number | string; readonly people: number | string; readonly leftOut: number | string };
const pinOf = (row: Row): KeptPin => ({ ...row, of: row.of as FigureOf, answers: Number(row.answers), people: Number(row.people), leftOut: Number(row.leftOut) });

/** Keeps a figure as it is, with everything that it says. */
export async function addPin(database: Queryable, pin: Omit<KeptPin, 'number' | 'isPinned'>, said: SaidThen): Promise<KeptPin> {
  const [row] = await database.rows<Row>(sql`
    insert into voice.pinned_figure (figure, name, query, as_of, definition, version, value, answers, people, left_out, fingerprint, pinned_by, pinned_at, note, said)
    values (${pin.of}, ${pin.name}, ${JSON.stringify(pin.query)}::jsonb, ${pin.asOf}, ${pin.definition}, ${pin.version}, ${pin.value === null ? null : JSON.stringify(pin.value)}::jsonb, ${pin.answers}, ${pin.people}, ${pin.leftOut}, ${pin.fingerprint}, ${pin.by}, ${pin.at}, ${pin.note}, ${JSON.stringify(said)}::jsonb)
    returning ${COLUMNS}`);
  return pinOf(row as Row);
}

/** One pinned figure, also one that is unpinned; null where there is none. */
export async function pinAt(database: Queryable, number: number): Promise<KeptPin | null> {
  const [row] = await database.rows<Row>(sql`select ${COLUMNS} from voice.pinned_figure where number = ${number}`);
  return row === undefined ? null : pinOf(row);
}

/** Everything that a pinned figure said then; null where that was not kept yet. */
export async function saidThenAt(database: Queryable, number: number): Promise<SaidThen | null> {
  return (await database.rows<{ said: SaidThen | null }>(sql`select said from voice.pinned_figure where number = ${number}`))[0]?.said ?? null;
}

/** Figures that are pinned, the latest first, those before a number. */
export async function latestPins(database: Queryable, before: number, most: number): Promise<KeptPin[]> {
  return (await database.rows<Row>(sql`select ${COLUMNS} from voice.pinned_figure where unpinned_at is null and number < ${before} order by number desc limit ${most}`)).map(pinOf);
}

/** Keeps another note, and whether it is pinned still. */
export async function changePin(database: Queryable, number: number, { note, isPinned }: { readonly note: string; readonly isPinned: boolean }, by: string, at: Date): Promise<void> {
  await database.run(sql`update voice.pinned_figure set note = ${note}, unpinned_by = ${isPinned ? null : by}, unpinned_at = ${isPinned ? null : at} where number = ${number}`);
}
