import type { Clause } from '../terms/contract.ts';
import type { CustomerHistory, OrderTrack } from './contact.ts';
import { dueAfter } from './deadlines.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';

type Outcome = Extract<Clause, { type: 'outcome-as-ordered' }>;
/** Orders are no talk: they belong to this channel. */
const CHANNEL = 'order';
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * 60;

const by = (fact: { readonly number: number; readonly atMs: number } | null): { readonly interaction: number; readonly atMs: number } | null => (fact === null ? null : { interaction: fact.number, atMs: fact.atMs });

/** Delivered by the day that the order promised. Cancelled before: nothing was due any more. Shape: null for an order that promised no day. */
function delivery(order: OrderTrack, { clause, calendar, covers }: FoldedRule, graceHours: number, nowMs: number): Instance | null {
  const startedMs = order.placedMs;
  if (startedMs === null || order.promisedMs === null || !covers({ channel: CHANNEL, brand: order.brand, atMs: startedMs })) return null;
  const dueMs = graceHours === 0 ? order.promisedMs : dueAfter(order.promisedMs, graceHours * HOUR_MINUTES, calendar);
  if (dueMs === null || clause.type !== 'outcome-as-ordered') return null;
  if (order.delivered === null && order.cancelledMs !== null && order.cancelledMs <= dueMs) return null;
  return settle({ trigger: order.number, ordinal: 0, node: order.node, channel: CHANNEL, seam: '', startedMs, dueMs }, by(order.delivered), nowMs, { begun: 'ordered', met: 'delivered', late: 'delivered-late', never: 'not-delivered' });
}

/** Money back within so many days after the return arrived. */
function refund(order: OrderTrack, { calendar, covers }: FoldedRule, withinDays: number, nowMs: number): Instance | null {
  const { returned } = order;
  if (returned === null || !covers({ channel: CHANNEL, brand: order.brand, atMs: returned.atMs })) return null;
  const dueMs = dueAfter(returned.atMs, withinDays * DAY_MINUTES, calendar);
  if (dueMs === null) return null;
  return settle({ trigger: returned.number, ordinal: 0, node: returned.node, channel: CHANNEL, seam: '', startedMs: returned.atMs, dueMs }, by(order.refunded.find(({ atMs }) => atMs >= returned.atMs) ?? order.refunded.at(-1) ?? null), nowMs, { begun: 'returned', met: 'refunded', late: 'refunded-late', never: 'not-refunded' });
}

/** What was ordered comes when it was said, or the money back when it was said. */
export function foldOutcomes({ orders }: CustomerHistory, rule: FoldedRule & { readonly clause: Outcome }, nowMs: number): Instance[] {
  const { outcome } = rule.clause;
  return orders.flatMap((order) => (outcome.is === 'deliver-by' ? delivery(order, rule, outcome.graceHours, nowMs) : refund(order, rule, outcome.withinDays, nowMs)) ?? []);
}
