import { publicId } from '../../kernel/public-id.ts';
import type { OrderFact } from './order.ts';
import { stepOf, type RefundFact } from './refund.ts';
import { stageOf, type Stage } from './status/stages.ts';

/** An order or one of its parcels (null: the order itself) was seen in a stage. Units: ms since 1970. */
export type Sighting = { readonly parcel: string | null; readonly stage: Stage; readonly atMs: number; readonly source: string; readonly interaction: string };

/**
 * Every stage in which anybody saw an order and its parcels, and that its refund was paid, earliest first. Where a source says when something left or arrived, that moment counts and not the one of its word: records that are sent again say the newest state under the oldest moment.
 * Invariant: depends on the set of facts alone.
 */
export function sightingsOf(facts: readonly OrderFact[], refunds: readonly RefundFact[]): Sighting[] {
  const seen = facts.flatMap(({ order, occurredMs, source, interaction }) => {
    const by = { source, interaction: publicId('interaction', interaction) };
    const parcels = order.parcels.flatMap(({ id, state, shippedMs, deliveredMs }): Sighting[] => {
      const stage = state === null ? null : stageOf(state);
      const own = stage === null ? null : stage === 'delivered' ? deliveredMs ?? occurredMs : stage === 'shipped' ? shippedMs ?? occurredMs : occurredMs;
      return [
        ...(shippedMs === null || stage === 'shipped' ? [] : [{ parcel: id, stage: 'shipped' as const, atMs: shippedMs, ...by }]), ...(deliveredMs === null || stage === 'delivered' ? [] : [{ parcel: id, stage: 'delivered' as const, atMs: deliveredMs, ...by }]),
        ...(stage === null || own === null ? [] : [{ parcel: id, stage, atMs: own, ...by }]),
      ];
    });
    if (order.state === null) return parcels;
    const stage = stageOf(order.state);
    const told = parcels.filter((one) => one.stage === stage).map(({ atMs }) => atMs);
    return [...parcels, { parcel: null, stage, atMs: told.length === 0 ? occurredMs : Math.max(...told), ...by }];
  });
  const paid = refunds.filter(({ said }) => stepOf(said) === 'paid').map(({ occurredMs, source, interaction }): Sighting => ({ parcel: null, stage: 'refunded', atMs: occurredMs, source, interaction: publicId('interaction', interaction) }));
  return [...seen, ...paid].sort((a, b) => a.atMs - b.atMs || (a.interaction < b.interaction ? -1 : 1));
}
