import { publicId } from '../../kernel/public-id.ts';
import { QUARANTINE_REASONS, type ParkedItem } from './contract.ts';
import type { ParkedRow } from './quarantine-store.ts';

/** A parked row as the page shows it. */
export function presentParked(row: ParkedRow): ParkedItem {
  return {
    reference: publicId('parked', row.id), source: row.source, itemId: row.itemId, reason: QUARANTINE_REASONS.find((known) => known === row.reason) ?? 'malformed', detail: row.detail,
    parkedAt: row.parkedAt.toISOString(), state: row.state === 'replayed' || row.state === 'discarded' ? row.state : 'parked', body: row.body,
  };
}
