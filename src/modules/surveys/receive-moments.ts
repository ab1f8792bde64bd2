import { publicId } from '../../kernel/public-id.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { latestRevisions, type CheckedOrder, type InteractionRecorded, type InteractionSaid } from '../interactions/contract.ts';
import type { Moment } from './definition/contract.ts';
import { askedSince, insertInvitation } from './invitation-store.ts';
import { drawOf, isDrawn } from './sampling/draw.ts';
import { fullCap, weekDayOf } from './sampling/weekly-cap.ts';
import { runningSurveys } from './survey-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A moment in somebody's life with us. `key` names it once and for all. `channel`, `brand`: where it came; quotas go by them. Nothing in it tells how anybody feels. Units: ms. */
export type MomentMet = { readonly moment: Exclude<Moment, 'link'>; readonly key: string; readonly node: number; readonly atMs: number; readonly channel: string; readonly brand: string; readonly about: { readonly type: string; readonly id: string; readonly label: string } };

/** Talks that have an end which both sides notice. */
const TALKS: ReadonlySet<string> = new Set(['call', 'chat', 'store']);

function isDelivered({ state, parcels }: CheckedOrder): boolean {
  return state === 'delivered' || (parcels.length > 0 && parcels.every((parcel) => parcel.state === 'delivered' || parcel.deliveredMs !== null));
}

/** Orders that are said to have arrived. */
function ordersDelivered(events: readonly InteractionRecorded[]): MomentMet[] {
  return latestRevisions(events).flatMap(({ node, said }): MomentMet[] => {
    const order = said?.order ?? null;
    if (said === undefined || order === null || !isDelivered(order)) return [];
    return [{ moment: 'order-delivered', key: `order ${said.brand}/${order.id}`, node, atMs: said.occurredMs, channel: 'order', brand: said.brand, about: { type: 'order', id: order.id, label: order.id } }];
  });
}

/** Talks in which both sides spoke. */
function contactsEnded(events: readonly InteractionSaid[]): MomentMet[] {
  return latestRevisions(events).filter(({ channel, parts, staff = [] }) => TALKS.has(channel) && parts.length > 0 && staff.length > 0)
    .map(({ number, node, occurredMs, channel, brand, talk }) => ({ moment: 'contact-ended', key: `contact ${number}`, node, atMs: occurredMs + (talk?.seconds ?? 0) * 1000, channel, brand, about: { type: 'contact', id: publicId('interaction', number), label: channel } }));
}

/** What events tell of moments. */
export function momentsIn(events: readonly OutboxEvent[]): MomentMet[] {
  return [...ordersDelivered(events.filter((event): event is InteractionRecorded => event.type === 'interaction.recorded')), ...contactsEnded(events.filter((event): event is InteractionSaid => event.type === 'interaction.said'))];
}

/**
 * Takes moments to the surveys that ask about them: chance and the caps of the week decide who is asked, and the delay when.
 * Invariant: nothing that anybody said or felt is looked at. A moment that is too long ago already (an import of history) is none.
 */
export async function meetMoments(deps: { readonly clock: () => number; readonly zone: string }, tx: Transaction, moments: readonly MomentMet[]): Promise<void> {
  const known = moments.filter(({ node }) => node !== 0);
  if (known.length === 0) return;
  const nowMs = deps.clock();
  for (const { number, drawSeed, published, publishedVersion } of await runningSurveys(tx)) {
    if (published === null || publishedVersion === null) continue;
    const { plan } = published;
    for (const met of known.filter(({ moment }) => moment === plan.moment)) {
      const [dueMs, staleMs] = [met.atMs + plan.delayHours * HOUR_MS, met.atMs + plan.staleDays * DAY_MS];
      if (staleMs <= nowMs) continue;
      const stratum = plan.quotas === null ? '' : met[plan.quotas.by];
      const draw = drawOf(drawSeed, met.node, met.key);
      const { weekFromMs, day } = weekDayOf(nowMs, deps.zone);
      const hasCap = plan.perWeekMost !== null || plan.quotas !== null;
      const full = !isDrawn(draw, plan.shareRatio) || !hasCap ? null : fullCap(plan, await askedSince(tx, number, weekFromMs, stratum), stratum, day);
      const state = !isDrawn(draw, plan.shareRatio) ? 'not-drawn' : full === null ? 'waiting' : 'full';
      await insertInvitation(tx, { survey: number, version: publishedVersion, node: met.node, moment: met.key, about: met.about, stratum, channel: plan.channel, metMs: Math.min(met.atMs, nowMs), staleMs, draw, state, nextMs: state === 'waiting' ? Math.max(dueMs, nowMs) : null });
    }
  }
}
