import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createRandom, mix, scramble } from './random.ts';

/** What the ingest benchmark sends. `newClaimRatio`: share of items that say something new about who somebody is. */
export type BenchMix = { readonly seed: number; readonly customers: number; readonly newClaimRatio: number; /** Units: ms since 1970; items spread over the 28 days from here. */ readonly startsAt?: number };

type Identifiers = NonNullable<InteractionInput['identifiers']>;
const BODIES = 512;
const SPREAD_MS = 28 * 86_400_000;
const WORDS = 'the parcel jacket boots zip late warm cold order refund size shop call answer again please thanks box rain snow trail tent wet dry fine good bad never always today tomorrow week month colour green grey money back new old left right sleeve pocket hood seam driver door neighbour'.split(' ');
const KINDS = [['web', 'web', 'product-viewed', 'brand', 'interest'], ['web', 'chat', 'chat-held', 'service', 'support'], ['mail', 'email', 'mail-received', 'service', 'support'], ['app', 'app', 'screen-viewed', 'brand', 'interest'], ['helpdesk', 'ticket', 'ticket-opened', 'service', 'support'], ['reviews', 'review', 'review-written', 'brand', 'support']] as const;

/** Who somebody is, as one silo says it; the same number always says the same. Shape: one to three identifiers. */
function claimOf(seed: number, number: number): Identifiers {
  const tail = scramble(mix(seed, 0) ^ number).toString(36);
  const identifiers: Identifiers = [{ type: 'cookie', value: `c${tail}.${number}` }];
  if (number % 3 !== 0) identifiers.push({ type: 'email', value: `p${number}.${tail}@webpost.example` });
  if (number % 3 === 2) identifiers.push({ type: 'user', value: `u${number}`, verified: 'login' });
  return identifiers;
}

/**
 * The benchmark's "demo mix", endless: items of about 1 kB of JSON with one to three identifiers, built from ready parts so that the sender costs next to nothing.
 * Invariant: ids never repeat within one generator; the same options give the same items.
 */
export function* benchInteractions(options: BenchMix): Generator<InteractionInput, never> {
  const { seed, customers, newClaimRatio } = options;
  const random = createRandom(mix(seed, 60_061));
  const startsAt = options.startsAt ?? Date.UTC(2025, 0, 6);
  const bodies = Array.from({ length: BODIES }, () => {
    const words = Array.from({ length: random.between(64, 96) }, () => random.pick(WORDS));
    return { text: `${words.join(' ')}.`, properties: { path: `/p/${random.pick(WORDS)}-${random.pick(WORDS)}`, referrer: random.pick(WORDS), screen: '390x844', release: `4.${random.below(30)}.${random.below(9)}`, experiment: random.pick(['a', 'b']), seconds: random.below(400) } };
  });
  const known = Array.from({ length: customers }, (_, number) => claimOf(seed, number));
  const prefix = `bench-${scramble(seed).toString(36)}-`;
  let made = customers;
  for (let count = 0; ; count++) {
    const body = bodies[random.below(BODIES)];
    const number = random.chance(newClaimRatio) ? made++ : random.below(customers);
    const identifiers = known[number] ?? claimOf(seed, number);
    // The same person says it to the same silo in the same session: anything else would be one more claim.
    const kind = KINDS[number % KINDS.length] ?? KINDS[0];
    yield {
      id: `${prefix}${count}`, source: kind[0], channel: kind[1], kind: kind[2], direction: 'in', office: kind[3], stage: kind[4], occurredAt: new Date(startsAt + random.below(SPREAD_MS)).toISOString(), session: `s-${number}`,
      identifiers, subjects: [{ type: 'product', id: `product-${random.below(400)}`, label: 'Something for outdoors' }, { type: 'order', id: `BH${random.below(1_000_000)}` }], language: 'en', ...body,
    };
  }
}
