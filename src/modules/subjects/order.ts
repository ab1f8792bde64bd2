import { isoOrNull } from '../../kernel/instant.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { CheckedAmount, CheckedOrder } from '../interactions/contract.ts';
import type { OrderState, ParcelState } from './contract.ts';
import { inMoments, sourced, type Fact } from './fact.ts';

/** What one interaction said about an order. */
export type OrderFact = Fact & {
  readonly order: CheckedOrder; readonly amounts: readonly CheckedAmount[]; /** Places that were named with it. */ readonly places?: readonly string[];
};

/** States an order passes through, as a tie-break between facts of the same moment: the later state wins. */
const PROGRESS = ['placed', 'paid', 'packed', 'shipped', 'out-for-delivery', 'delivered', 'completed', 'cancelled', 'returned', 'refunded'];

function progressOf(state: string | null): number {
  return state === null ? -1 : PROGRESS.indexOf(state);
}

const inOrder = (facts: readonly OrderFact[]): OrderFact[] => inMoments(facts, ({ order }) => progressOf(order.state));

/** Whose claim says who ordered: the first that spoke of it. Null when nobody who spoke of it was identified. */
export function ownerNode(facts: readonly OrderFact[]): number | null {
  return inOrder(facts).find((fact) => fact.node !== 0)?.node ?? null;
}

function foldParcels(facts: readonly OrderFact[]): ParcelState[] {
  const parcels = new Map<string, ParcelState>();
  for (const fact of facts) {
    for (const said of fact.order.parcels) {
      const before = parcels.get(said.id);
      parcels.set(said.id, {
        id: said.id, carrier: said.carrier ?? before?.carrier ?? null, state: said.state ?? before?.state ?? 'announced', promisedAt: isoOrNull(said.promisedMs) ?? before?.promisedAt ?? null,
        shippedAt: isoOrNull(said.shippedMs) ?? before?.shippedAt ?? null, deliveredAt: isoOrNull(said.deliveredMs) ?? before?.deliveredAt ?? null, asOf: sourced(fact),
      });
    }
  }
  return [...parcels.values()];
}

/**
 * The state of one order from everything said about it: the latest moment wins field by field, every state stays in `history`.
 * Invariant: depends on the set of facts alone, not on their arrival. Errors: none; null for no facts.
 */
export function foldOrder(id: string, facts: readonly OrderFact[], customer: number | null): OrderState | null {
  const ordered = inOrder(facts);
  const last = ordered.at(-1);
  if (last === undefined) return null;
  let state: string | null = null;
  let promisedMs: number | null = null;
  let placedMs: number | null = null;
  let totalMinor: string | null = null;
  let currency: string | null = null;
  let lines: CheckedOrder['lines'] = [];
  let refunded = 0n;
  const history: OrderState['history'] = [];
  for (const fact of ordered) {
    const said = fact.order;
    if (said.state !== null && said.state !== state) {
      state = said.state;
      history.push({ state, ...sourced(fact) });
    }
    promisedMs = said.promisedMs ?? promisedMs;
    placedMs = said.placedMs ?? placedMs ?? (said.state === 'placed' ? fact.occurredMs : null);
    totalMinor = said.totalMinor ?? totalMinor;
    currency = said.currency ?? currency;
    if (said.lines.length > 0) lines = said.lines;
    for (const amount of fact.amounts) if (amount.role === 'refund' && (currency === null || amount.currency === currency)) refunded += magnitude(BigInt(amount.minor));
  }
  return {
    id, brand: last.brand, customer: customer === null ? null : publicId('customer', customer), state: state ?? 'known', placedAt: isoOrNull(placedMs), promisedAt: isoOrNull(promisedMs), totalMinor, currency,
    lines: lines.map(({ product, name, quantity, unitPriceMinor }) => ({ product, name, quantity, unitPriceMinor })), parcels: foldParcels(ordered), refundedMinor: refunded.toString(), asOf: sourced(last), history,
  };
}

function magnitude(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
