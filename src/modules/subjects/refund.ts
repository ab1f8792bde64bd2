import { isoOrNull } from '../../kernel/instant.ts';
import type { SubjectNews } from '../interactions/contract.ts';
import type { Money, RefundState } from './contract.ts';
import { inMoments, sourced, type Fact } from './fact.ts';

/** What one interaction said about a return or refund of an order, as `said` keeps it. */
export type RefundSaid = Pick<SubjectNews, 'channel' | 'kind' | 'subjects' | 'refunds' | 'moments'>;
export type RefundFact = Fact & { readonly orderId: string; readonly said: RefundSaid };

/** Steps of the money, in the order in which they go. */
const MONEY = ['asked', 'approved', 'failed', 'withdrawn', 'refused', 'paid'] as const;
/** Steps of what comes back. */
const GOODS = ['returning', 'arrived'] as const;
type Step = (typeof MONEY)[number] | (typeof GOODS)[number];

/** Words of kinds that tell a step, the telling ones first: `refund-request-approved` is approved. */
const WORDS: readonly (readonly [step: Step, of: 'refund' | 'return' | 'both', words: readonly string[]])[] = [
  ['refused', 'both', ['refused', 'rejected', 'declined', 'denied']],
  ['failed', 'both', ['failed', 'bounced', 'reversed']],
  ['withdrawn', 'both', ['withdrawn', 'cancelled', 'canceled', 'expired']],
  ['paid', 'refund', ['paid', 'completed', 'succeeded', 'settled', 'refunded', 'sent', 'done']],
  ['approved', 'refund', ['approved', 'accepted', 'authorised', 'authorized', 'granted', 'issued', 'initiated', 'pending', 'processing', 'scheduled']],
  ['arrived', 'return', ['received', 'arrived', 'delivered', 'inspected', 'checked', 'completed']],
  ['returning', 'return', ['shipped', 'sent', 'dispatched', 'transit', 'collected']],
  // Who may send something back has no money approved yet.
  ['asked', 'return', ['approved', 'accepted', 'authorised', 'authorized', 'granted']],
  ['asked', 'both', ['announced', 'requested', 'request', 'registered', 'asked', 'opened', 'created', 'started', 'submitted', 'claimed']],
];

/**
 * The step that an interaction tells of, by the words of its kind. A payment that gives back and says no more is paid, a return that says no more is asked for; whatever else names money that goes back (an order that was cancelled) says that it shall, not that it did.
 * Shape: null when it tells of no step.
 */
export function stepOf({ channel, kind, refunds }: Pick<RefundSaid, 'channel' | 'kind' | 'refunds'>): Step | null {
  const words = new Set(kind.split('-'));
  const isRefund = ['refund', 'refunds', 'refunded'].some((word) => words.has(word)) || (channel === 'payment' && refunds.length > 0);
  const isReturn = channel === 'return' || words.has('return') || words.has('returns');
  if (!isRefund && !isReturn) return refunds.length > 0 ? 'approved' : null;
  const of = isRefund ? 'refund' : 'return';
  for (const [step, about, telling] of WORDS) if ((about === 'both' || about === of) && telling.some((word) => words.has(word))) return step;
  if (isRefund) return channel === 'payment' || refunds.length > 0 ? 'paid' : 'asked';
  return 'asked';
}

const isMoney = (step: Step): step is (typeof MONEY)[number] => MONEY.some((one) => one === step);
const progressOf = ({ said }: RefundFact): number => [...GOODS, ...MONEY].indexOf(stepOf(said) ?? 'returning');
const numberOf = ({ said }: RefundFact): string => said.subjects.find(({ type }) => type === 'refund')?.id ?? said.subjects.find(({ type }) => type === 'return')?.id ?? '';

/** Sums per currency, each by its magnitude: sources write what goes back with either sign. Shape: by currency; currencies are never added together. */
function sumOf(facts: readonly RefundFact[]): Money[] {
  const sums = new Map<string, bigint>();
  for (const { said } of facts) for (const { minor, currency } of said.refunds) sums.set(currency, (sums.get(currency) ?? 0n) + (minor.startsWith('-') ? -BigInt(minor) : BigInt(minor)));
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, minor]) => ({ amountMinor: minor.toString(), currency }));
}

function foldRefund(id: string, orderId: string, facts: readonly RefundFact[]): RefundState | null {
  const ordered = inMoments(facts, progressOf);
  const last = ordered.at(-1);
  if (last === undefined) return null;
  const at: Partial<Record<Step, number>> = {};
  let [money, goods]: [Step | null, Step | null] = [null, null];
  let promisedMs: number | null = null;
  const history: RefundState['history'] = [];
  for (const fact of ordered) {
    const step = stepOf(fact.said);
    promisedMs = fact.said.moments.promisedAt ?? promisedMs;
    if (step === null) continue;
    if (isMoney(step)) money = step;
    else goods = step;
    at[step] = step === 'asked' ? at[step] ?? fact.occurredMs : fact.occurredMs;
    if (history.at(-1)?.state !== step) history.push({ state: step, ...sourced(fact) });
  }
  const of = (step: Step): RefundFact[] => ordered.filter(({ said }) => stepOf(said) === step && said.refunds.length > 0);
  const paid = of('paid');
  // The word of whoever pays counts before that of those who only tell of it: one refund is not counted twice.
  const byPayer = paid.filter(({ said }) => said.channel === 'payment');
  const agreed = [...of('asked'), ...of('approved')].at(-1);
  return {
    id, order: orderId, brand: last.brand, state: money === null || money === 'asked' ? goods ?? money ?? 'asked' : money,
    paid: sumOf(byPayer.length > 0 ? byPayer : paid), agreed: agreed === undefined ? [] : sumOf([agreed]),
    askedAt: isoOrNull(at.asked ?? null), arrivedAt: isoOrNull(at.arrived ?? null), approvedAt: isoOrNull(at.approved ?? null), paidAt: isoOrNull(at.paid ?? null), promisedAt: isoOrNull(promisedMs), asOf: sourced(last), history,
  };
}

/**
 * The refunds of one order from everything said about them, each by its own number (of the refund, else of the return); what names none belongs to the only one there is, else to one without a number.
 * Shape: by number. Invariant: depends on the set of facts alone, not on their arrival.
 */
export function foldRefunds(orderId: string, facts: readonly RefundFact[]): RefundState[] {
  const numbers = [...new Set(facts.map(numberOf))].filter((number) => number !== '').sort();
  const only = numbers.length === 1 ? numbers[0] ?? '' : '';
  const byNumber = Map.groupBy(facts, (fact) => numberOf(fact) || only);
  return [...byNumber.keys()].sort().flatMap((number) => foldRefund(number, orderId, byNumber.get(number) ?? []) ?? []);
}
