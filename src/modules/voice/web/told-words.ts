import type { ToldAgainstFact } from '../contract.ts';

const TOLD: Readonly<Record<ToldAgainstFact['kind'], string>> = { shipped: 'shipped', 'out-for-delivery': 'out for delivery', delivered: 'delivered', refunded: 'refunded' };
/** What the facts say of a stage, behind “it”, with the moment after it. */
const SEEN: Readonly<Record<string, string>> = {
  packed: 'it was packed', shipped: 'it left us', held: 'it was held up on its way', attempted: 'its delivery was tried', 'out-for-delivery': 'it went out for delivery', collect: 'it could be collected', delivered: 'it was delivered', completed: 'it was completed', refunded: 'the refund was paid',
};

/** What was told and what the facts say instead, without its moments: `Told “out for delivery” on`, `it left us on`. */
export function toldWords({ kind, mode, because, stage }: Pick<ToldAgainstFact, 'kind' | 'mode' | 'because' | 'stage'>): { readonly told: string; readonly seen: string } {
  const seen = SEEN[stage] ?? `it was seen as “${stage}”`;
  const ends = { later: `${seen} on`, before: `${seen} before that, on`, 'not-yet': `only ${seen === 'it was packed' ? 'packed' : TOLD[stage as ToldAgainstFact['kind']] ?? stage} afterwards, on` }[because];
  return { told: `Told “${mode === 'not' ? 'not ' : ''}${TOLD[kind]}” on`, seen: because === 'not-yet' ? `it was ${ends}` : ends };
}
