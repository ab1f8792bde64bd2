import { formatMinor } from '../../../kernel/money.ts';
import type { RefundState } from '../contract.ts';
import type { StatusSetting } from './contract.ts';
import { sayPromise } from './lateness.ts';
import { daysSince, isOld, type Standing, type StatusFact } from './standing.ts';

const DAY_MS = 86_400_000;
const OVER: ReadonlySet<RefundState['state']> = new Set(['paid', 'refused', 'withdrawn']);

/** By when the money is promised: as a source said, else by the company's own rule, the day so many days after what was sent back was here. Null where neither says. */
function refundPromisedAt({ promisedAt, arrivedAt }: Pick<RefundState, 'promisedAt' | 'arrivedAt'>, refundDays: number | null): string | null {
  if (promisedAt !== null) return promisedAt;
  return arrivedAt === null || refundDays === null ? null : new Date((Math.floor(Date.parse(arrivedAt) / DAY_MS) + refundDays) * DAY_MS).toISOString();
}

/** What stands in an address for a refund: its number, else its order's. */
const refundId = ({ id, order }: Pick<RefundState, 'id' | 'order'>): string => id || order;

/** How a refund stands: what was asked, came back, was approved and paid, how much, and what is late against what was promised. */
export function refundStanding(refund: RefundState, nowMs: number, setting: StatusSetting): Standing {
  const { state, order, asOf, history } = refund;
  const isOver = OVER.has(state);
  const at = history.findLast((step) => step.state === state)?.at ?? asOf.at;
  const money = state === 'paid' ? refund.paid : refund.agreed;
  const promised = refundPromisedAt(refund, setting.refundDays);
  const promise = state === 'refused' || state === 'withdrawn' ? { statements: [], lateMs: null } : sayPromise(promised, state === 'paid' ? at : null, nowMs);
  const isKnown = isOver || !isOld(asOf.at, nowMs, setting.oldAfterDays.refund);
  const step = history.findLast((one) => one.state === state) ?? asOf;
  const of = (what: string, value: string | null, from: { readonly at: string; readonly source: string } = asOf): StatusFact[] => (value === null ? [] : [{ what, value, asOf: from.at, source: from.source }]);
  return {
    about: { type: 'refund', id: refundId(refund) }, brand: refund.brand,
    statements: [{ key: `refund-${state}`, order, at }, ...(money.length === 0 ? [] : [{ key: state === 'paid' ? 'refund-paid-amount' as const : 'refund-amount' as const, money }]), ...promise.statements, ...(isKnown ? [] : [{ key: 'old-news' as const, at: asOf.at }])],
    besides: [], facts: [
      ...of('refund of order', order), ...of('refund state', state, step), ...money.flatMap((one) => of(state === 'paid' ? 'refund paid' : 'refund amount', `${formatMinor(BigInt(one.amountMinor), one.currency)} ${one.currency}`, step)),
      ...of('return arrived', refund.arrivedAt, history.findLast((one) => one.state === 'arrived')), ...of('refund promised by', promised, refund.promisedAt === null && promised !== null ? { at: asOf.at, source: 'our rule' } : asOf),
    ],
    isOpen: !isOver && daysSince(asOf.at, nowMs) <= setting.openDays, isKnown, lateMs: promise.lateMs, asOf,
  };
}
