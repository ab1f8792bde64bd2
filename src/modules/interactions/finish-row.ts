import type { AcceptedItem } from './checked-interaction.ts';

/** Where an interaction was recorded. Units: `placedMs` its first known moment. */
export type Place = { readonly node: number; readonly home: number; readonly placedMs: number };

/** Moments of one row and of rows side by side are mostly the same few; writing one costs as much as a tenth of the row. */
const written = new Map<number, string>();
const WRITTEN_MOST = 1_000;

function chTime(ms: number | null): string | null {
  if (ms === null) return null;
  const known = written.get(ms);
  if (known !== undefined) return known;
  if (written.size >= WRITTEN_MOST) written.clear();
  const text = new Date(ms).toISOString();
  written.set(ms, text);
  return text;
}

/**
 * The finished ClickHouse row of an interaction, one line of JSONEachRow.
 * Invariant: depends on its arguments alone, so that a repeat from the outbox is byte-equal.
 */
export function finishRow(item: AcceptedItem, place: Place, recordedMs: number): string {
  const { checked } = item;
  return JSON.stringify({
    number: item.number, revision: item.revision, home: place.home, node: place.node, source: checked.source, source_id: checked.id, brand: checked.brand, channel: checked.channel, kind: checked.kind,
    direction: checked.direction, office: checked.office, stage: checked.stage, occurred_at: chTime(checked.occurredMs), occurred_offset_minutes: checked.offsetMinutes, occurred_precision: checked.precision,
    placed_at: chTime(place.placedMs), sent_at: chTime(item.sentMs), received_at: chTime(item.receivedMs), recorded_at: chTime(recordedMs), session: checked.session ?? '', title: checked.title, text: checked.text,
    language: checked.language, turns: checked.turns.length === 0 ? '' : JSON.stringify(checked.turns), rating_value: checked.rating?.value ?? null, rating_min: checked.rating?.min ?? null,
    rating_max: checked.rating?.max ?? null, rating_scale: checked.rating?.scale ?? '', rating_question: checked.rating?.question ?? '', subject_types: checked.subjects.map((one) => one.type),
    subject_ids: checked.subjects.map((one) => one.id), subject_roles: checked.subjects.map((one) => one.role), subject_labels: checked.subjects.map((one) => one.label),
    claims: checked.claims.length === 0 ? '' : JSON.stringify(checked.claims), amount_roles: checked.amounts.map((one) => one.role), amount_minors: checked.amounts.map((one) => one.minor),
    amount_currencies: checked.amounts.map((one) => one.currency), amount_gross: checked.amounts.map((one) => (one.gross === null ? null : Number(one.gross))), duration_seconds: checked.durationSeconds,
    traits: isEmpty(checked.traits) ? '' : JSON.stringify(checked.traits), properties: isEmpty(checked.properties) ? '' : JSON.stringify(checked.properties),
  });
}

function isEmpty(record: Readonly<Record<string, unknown>>): boolean {
  for (const _ in record) return false;
  return true;
}
