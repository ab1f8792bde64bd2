import type { Clause } from '../terms/contract.ts';
import { isMarked, MARK, type Contact, type CustomerHistory, type Fact, type OrderTrack } from './contact.ts';
import { settle, type FoldedRule, type Instance } from './instance.ts';
import { isAsk } from './issue.ts';

type ToldBefore = Extract<Clause, { type: 'told-before' }>;
const HOUR_MS = 3_600_000;
/** So long before the day that was promised a word of the delay counts as told. Units: ms. */
const AHEAD_MS = 14 * 86_400_000;
/** Orders are no talk: they belong to this channel. */
const CHANNEL = 'order';

/** When we knew that an order would be late: a source said so, or its day had passed; whichever was first. Shape: null for an order that was not late, or came or went before. */
function knownLate({ promisedMs, delayed, delivered, cancelledMs, number, node }: OrderTrack): Fact | null {
  const passed = promisedMs === null ? null : { atMs: promisedMs, number, node };
  const first = delayed === null ? passed : passed === null || delayed.atMs < passed.atMs ? delayed : passed;
  if (first === null || (delivered !== null && delivered.atMs <= first.atMs) || (cancelledMs !== null && cancelledMs <= first.atMs)) return null;
  return first;
}

/** Whether we told a customer about an order that is late: any message of service about it since we knew, and one that says so also before. */
function tells(contact: Contact, order: OrderTrack, knownMs: number): boolean {
  if (!isMarked(contact, MARK.SENT) || isMarked(contact, MARK.AUTOMATIC) || !contact.orders.includes(order.order)) return false;
  return contact.atMs >= knownMs ? isMarked(contact, MARK.SERVICE) : contact.atMs >= knownMs - AHEAD_MS && isMarked(contact, MARK.SAYS_LATE);
}

/** The first time since a moment that the customer asks about an order: names it, or comes with an issue in which it is named. */
function askedFirst({ contacts, issues }: CustomerHistory, { order }: OrderTrack, fromMs: number): { readonly interaction: number; readonly atMs: number } | null {
  const named = contacts.filter((one) => one.atMs >= fromMs && one.orders.includes(order) && isMarked(one, MARK.ASKS) && !isMarked(one, MARK.ELSEWHERE | MARK.AUTOMATIC)).map(({ number, atMs }) => ({ interaction: number, atMs }));
  const threaded = issues.filter(({ steps }) => steps.some(({ contact }) => contact?.orders.includes(order) === true)).flatMap(({ steps }) => steps.filter((step) => isAsk(step) && step.atMs >= fromMs).map(({ number, atMs }) => ({ interaction: number, atMs })));
  return [...named, ...threaded].toSorted((a, b) => a.atMs - b.atMs || a.interaction - b.interaction)[0] ?? null;
}

/** Told before they ask: each order that we knew to be late; kept when we tell the customer, or it comes, within so many hours and before they ask. */
export function foldToldBefore(history: CustomerHistory, { clause, covers }: FoldedRule & { readonly clause: ToldBefore }, nowMs: number): Instance[] {
  return history.orders.flatMap((order): Instance[] => {
    const known = knownLate(order);
    if (known === null || known.atMs > nowMs || !covers({ channel: CHANNEL, brand: order.brand, atMs: known.atMs })) return [];
    const asked = askedFirst(history, order, known.atMs);
    const dueMs = known.atMs + clause.withinHours * HOUR_MS;
    const begun = { trigger: known.number, ordinal: 0, node: known.node, channel: CHANNEL, seam: '', startedMs: known.atMs, dueMs };
    const told = history.contacts.find((one) => tells(one, order, known.atMs));
    const came = order.delivered === null ? null : { interaction: order.delivered.number, atMs: order.delivered.atMs };
    const ours = [...(told === undefined ? [] : [{ interaction: told.number, atMs: Math.max(told.atMs, known.atMs) }]), ...(came === null ? [] : [came])].toSorted((a, b) => a.atMs - b.atMs)[0] ?? null;
    if (asked !== null && asked.atMs <= Math.min(dueMs, nowMs) && (ours === null || asked.atMs < ours.atMs)) {
      return [{ ...begun, state: 'broken', settledMs: asked.atMs, evidence: [{ interaction: known.number, atMs: known.atMs, rule: 'known-late' }, { ...asked, rule: 'asked-first' }] }];
    }
    return [settle(begun, ours, nowMs, { begun: 'known-late', met: ours === came ? 'delivered' : 'told', late: ours === came ? 'delivered-late' : 'told-late', never: 'not-told' })];
  });
}
