import { sql } from '../../../platform/pg/sql.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import type { FigureOf, FigureQuery, PinnedFigure } from './contract.ts';

/** A pinned figure as it is kept; `by` is the person's id. */
export type KeptPin = Omit<PinnedFigure, 'asOf' | 'at' | 'by'> & { readonly asOf: Date; readonly at: Date; readonly by: string; readonly fingerprint: string };

const COLUMNS = sql`number, figure as of, name, query, as_of as "asOf", definition, version, value, answers, people, left_out as "leftOut", fingerprint, pinned_by as by, pinned_at as at`;
type Row = Omit<KeptPin, 'of' | 'query' | 'answers' | 'people' | 'leftOut'> & { readonly of: string; readonly query: FigureQuery; readonly answers: number | string; readonly people: number | string; readonly leftOut: number | string };
const pinOf = (row: Row): KeptPin => ({ ...row, of: row.of as FigureOf, answers: Number(row.answers), people: Number(row.people), leftOut: Number(row.leftOut) });

/** Keeps a figure as it is. */
export async function addPin(database: Queryable, pin: Omit<KeptPin, 'number'>): Promise<KeptPin> {
  const [row] = await database.rows<Row>(sql`
    insert into voice.pinned_figure (figure, name, query, as_of, definition, version, value, answers, people, left_out, fingerprint, pinned_by, pinned_at)
    values (${pin.of}, ${pin.name}, ${JSON.stringify(pin.query)}::jsonb, ${pin.asOf}, ${pin.definition}, ${pin.version}, ${pin.value === null ? null : JSON.stringify(pin.value)}::jsonb, ${pin.answers}, ${pin.people}, ${pin.leftOut}, ${pin.fingerprint}, ${pin.by}, ${pin.at})
    returning ${COLUMNS}`);
  return pinOf(row as Row);
}

/** One pinned figure; null where there is none. */
export async function pinAt(database: Queryable, number: number): Promise<KeptPin | null> {
  const [row] = await database.rows<Row>(sql`select ${COLUMNS} from voice.pinned_figure where number = ${number}`);
  return row === undefined ? null : pinOf(row);
}

/** The figures that were pinned last, the latest first. */
export async function latestPins(database: Queryable, most: number): Promise<KeptPin[]> {
  return (await database.rows<Row>(sql`select ${COLUMNS} from voice.pinned_figure order by number desc limit ${most}`)).map(pinOf);
}
