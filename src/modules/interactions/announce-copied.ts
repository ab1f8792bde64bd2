import type { Live } from '../../platform/live/live.ts';
import type { CopyBatch } from '../../platform/outbox/outbox.ts';
import type { Identity } from '../identity/index.ts';
import type { TimelineItem } from './contract.ts';
import { LEFT_OUT } from './finish-row.ts';
import { presentTimelineItem } from './present-timeline.ts';
import { INTERACTIONS_TABLE, type TimelineRow } from './timeline-log.ts';

/** What open pages of a customer are told: a recorded interaction, and all that it said about their traits, whether or not anybody wrote that down yet. */
export type LiveInteraction = { readonly item: TimelineItem; readonly traits: Readonly<Record<string, unknown>> };

/** Where everything is told that is recorded, of whomever: for pages over everybody. */
export const EVERYTHING_RECORDED = 'recorded';

/** Tells open pages of rows that have just reached ClickHouse. Rows are read again only when a page is open that shows some. */
export function announceCopied(deps: { readonly live: Live; readonly identity: Identity }, batches: readonly CopyBatch[]): void {
  const rows = batches.filter((batch) => batch.table === INTERACTIONS_TABLE);
  if (rows.length === 0) return;
  deps.live.publish('pulse', { rows: rows.reduce((sum, batch) => sum + batch.rows, 0) });
  const isForAll = deps.live.hasListeners(EVERYTHING_RECORDED);
  if (!isForAll && !deps.live.hasListeners('customers')) return;
  for (const batch of rows) {
    for (const line of batch.jsonLines.split('\n')) {
      const row = { ...LEFT_OUT, ...JSON.parse(line) as Omit<TimelineRow, keyof typeof LEFT_OUT> & { readonly home: number } } as TimelineRow & { readonly home: number; readonly traits: string };
      const node = Number(row.node);
      // What names nobody is nobody's, also where an earlier revision named the customer under whom it lies.
      const topic = `customer:${node === 0 ? 0 : deps.identity.customerOfNodeNow(node) ?? row.home}`;
      const told = [topic, ...(isForAll ? [EVERYTHING_RECORDED] : [])].filter((one) => deps.live.hasListeners(one));
      if (told.length === 0) continue;
      const heard: LiveInteraction = { item: presentTimelineItem(row), traits: row.traits === '' ? {} : JSON.parse(row.traits) as LiveInteraction['traits'] };
      for (const one of told) deps.live.publish(one, heard);
    }
  }
}
