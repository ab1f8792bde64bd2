import type { AcceptedItem } from './checked-interaction.ts';

/** Where an interaction was recorded. Units: `placedMs` its first known moment. */
export type Place = { readonly node: number; readonly home: number; readonly placedMs: number };

/** Moments of one row and of rows side by side are mostly the same few; writing one costs as much as a tenth of the row. */
const written = new Map<number, string>();
const WRITTEN_MOST = 1_000;

function chTime(ms: number): string {
  const known = written.get(ms);
  if (known !== undefined) return known;
  if (written.size >= WRITTEN_MOST) written.clear();
  const text = new Date(ms).toISOString();
  written.set(ms, text);
  return text;
}

/** A text, a list, or a value, where there is one: ClickHouse fills in what a row leaves out, and most rows leave out half. */
function said(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function each<T, U>(list: readonly T[], of: (one: T) => U): U[] | undefined {
  return list.length === 0 ? undefined : list.map(of);
}

function told(record: Readonly<Record<string, unknown>>): string | undefined {
  for (const _ in record) return JSON.stringify(record);
  return undefined;
}

/** What a finished row leaves out where it holds nothing else. */
export const LEFT_OUT = {
  brand: '', occurred_offset_minutes: null, sent_at: null, session: '', title: '', text: '', language: '', turns: '', rating_value: null, rating_min: null, rating_max: null, rating_scale: '', rating_question: '',
  subject_types: [], subject_ids: [], subject_roles: [], subject_labels: [], claims: '', amount_roles: [], amount_minors: [], amount_currencies: [], amount_gross: [], duration_seconds: null, traits: '', properties: '',
} as const;

/**
 * The finished ClickHouse row of an interaction, one line of JSONEachRow, without what is in LEFT_OUT.
 * Invariant: depends on its arguments alone, so that a repeat from the outbox is byte-equal.
 */
export function finishRow(item: AcceptedItem, place: Place, recordedMs: number): string {
  const { checked } = item;
  const { subjects, amounts, rating } = checked;
  return JSON.stringify({
    number: item.number, revision: item.revision, home: place.home, node: place.node, source: checked.source, source_id: checked.id, brand: said(checked.brand), channel: checked.channel, kind: checked.kind,
    direction: checked.direction, office: checked.office, stage: checked.stage, occurred_at: chTime(checked.occurredMs), occurred_offset_minutes: checked.offsetMinutes ?? undefined, occurred_precision: checked.precision,
    placed_at: chTime(place.placedMs), sent_at: item.sentMs === null ? undefined : chTime(item.sentMs), received_at: chTime(item.receivedMs), recorded_at: chTime(recordedMs), session: checked.session ?? undefined,
    title: said(checked.title), text: said(checked.text), language: said(checked.language), turns: checked.turns.length === 0 ? undefined : JSON.stringify(checked.turns),
    rating_value: rating?.value, rating_min: rating?.min, rating_max: rating?.max, rating_scale: rating?.scale, rating_question: rating?.question,
    subject_types: each(subjects, (one) => one.type), subject_ids: each(subjects, (one) => one.id), subject_roles: each(subjects, (one) => one.role), subject_labels: each(subjects, (one) => one.label),
    claims: checked.claims.length === 0 ? undefined : JSON.stringify(checked.claims), amount_roles: each(amounts, (one) => one.role), amount_minors: each(amounts, (one) => one.minor),
    amount_currencies: each(amounts, (one) => one.currency), amount_gross: each(amounts, (one) => (one.gross === null ? null : Number(one.gross))), duration_seconds: checked.durationSeconds ?? undefined,
    traits: told(checked.traits), properties: told(checked.properties),
  });
}
