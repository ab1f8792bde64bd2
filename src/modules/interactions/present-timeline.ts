import { publicId } from '../../kernel/public-id.ts';
import { AppError } from '../../kernel/app-error.ts';
import { isoUtc } from '../../kernel/instant.ts';
import { DIRECTIONS, OFFICES, SPEAKERS, type TimelineItem } from './contract.ts';
import type { TimelineCursor, TimelineRow } from './timeline-log.ts';

function oneOf<T extends string>(values: readonly T[], value: string, otherwise: T): T {
  return values.find((known) => known === value) ?? otherwise;
}

function parsed<T>(json: string, otherwise: T): T {
  return json === '' ? otherwise : (JSON.parse(json) as T);
}

type StoredTurn = { readonly speaker: string; readonly who: string | null; readonly text: string; readonly offsetMs: number | null };
type StoredClaim = { readonly text: string; readonly about: string | null };

/** A log row as the API shows it. */
export function presentTimelineItem(row: TimelineRow): TimelineItem {
  return {
    id: publicId('interaction', Number(row.number)), revision: row.revision, node: publicId('node', Number(row.node)), source: row.source, sourceId: row.source_id, brand: row.brand, channel: row.channel, kind: row.kind,
    direction: oneOf(DIRECTIONS, row.direction, 'in'), office: oneOf(OFFICES, row.office, 'service'), stage: row.stage, occurredAt: isoUtc(row.occurred_at),
    occurredPrecision: oneOf(['ms', 'minute', 'day'] as const, row.occurred_precision, 'ms'), receivedAt: isoUtc(row.received_at), title: row.title || null, text: row.text || null, language: row.language || null,
    turns: parsed<readonly StoredTurn[]>(row.turns, []).map((turn) => ({ speaker: oneOf(SPEAKERS, turn.speaker, 'other'), who: turn.who, text: turn.text, offsetMs: turn.offsetMs })),
    rating: row.rating_value === null ? null : { value: row.rating_value, min: row.rating_min ?? 0, max: row.rating_max ?? 0, scale: row.rating_scale, question: row.rating_question || null },
    subjects: row.subject_types.map((type, index) => ({ type, id: row.subject_ids[index] ?? '', role: row.subject_roles[index] || null, label: row.subject_labels[index] || null })),
    claims: parsed<readonly StoredClaim[]>(row.claims, []).map(({ text, about }) => ({ text, about: about ?? null })),
    amounts: row.amount_roles.map((role, index) => ({ role, amountMinor: String(row.amount_minors[index] ?? '0'), currency: row.amount_currencies[index] ?? '', gross: row.amount_gross[index] === null || row.amount_gross[index] === undefined ? null : row.amount_gross[index] === 1 })),
    durationSeconds: row.duration_seconds, properties: parsed<Record<string, unknown>>(row.properties, {}),
  };
}

/** Where the next page begins, as an opaque text for URLs. */
export function writeCursor(row: TimelineRow): string {
  return writePlace({ placedMs: Date.parse(isoUtc(row.placed_at)), number: Number(row.number) });
}

/** The same of a place. */
export function writePlace({ placedMs, number }: TimelineCursor): string {
  return `${placedMs.toString(36)}.${number.toString(36)}`;
}

/** Reads a cursor back. Errors: `invalid` when it was not made by writeCursor. */
export function readCursor(cursor: string): TimelineCursor {
  const match = /^(-?[0-9a-z]{1,12})\.([0-9a-z]{1,11})$/.exec(cursor);
  if (match === null) throw new AppError('invalid', 'cursor-malformed', 'Take the cursor from `next` of the previous page.');
  return { placedMs: Number.parseInt(match[1] ?? '0', 36), number: Number.parseInt(match[2] ?? '0', 36) };
}
