import type { ClaimInput } from './contract.ts';
import type { Outbox, CopyBatch, OutboxEvent } from '../../platform/outbox/outbox.ts';

/** A repeatable source of chance for tests (mulberry32). */
export type Chance = { next(): number; below(most: number): number; pick<T>(from: readonly T[]): T; shuffle<T>(list: readonly T[]): T[] };

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as (typeof from)[number],
    shuffle(list) {
      const mixed = [...list];
      for (let at = mixed.length - 1; at > 0; at -= 1) {
        const other = below(at + 1);
        [mixed[at], mixed[other]] = [mixed[other] as (typeof mixed)[number], mixed[at] as (typeof mixed)[number]];
      }
      return mixed;
    },
  };
}

/** The seed of this run: CUSTOS_TEST_SEED, else from the clock; tests print it. */
export function testSeed(): number {
  return Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
}

/** A claim with what a test cares about. `as` is type and value; a value ending in ! is verified. */
export function claim(as: Readonly<Record<string, string>>, more: Partial<ClaimInput> = {}): ClaimInput {
  const identifiers = Object.entries(as).map(([type, value]) => ({ type: type.replace(/\d+$/, ''), value: value.replace(/!$/, ''), verified: value.endsWith('!') }));
  return { source: 'test', brand: 'main', identifiers, traits: {}, session: null, occurredMs: Date.UTC(2026, 0, 1), evidence: 1, ...more };
}

/**
 * Claims of people with several ids, addresses, phones, orders, loyalty numbers and devices, crossed by all that goes wrong: shared devices and phones, typed addresses of others, desks, too many addresses.
 */
export function randomClaims(chance: Chance, count: number, people: number): ClaimInput[] {
  const person = (): number => chance.below(people);
  return Array.from({ length: count }, (_, index) => {
    const who = person();
    const as: Record<string, string> = {};
    const mark = (): string => (chance.next() < 0.3 ? '!' : '');
    if (chance.next() < 0.35) as['user'] = `u-${who}${mark()}`;
    if (chance.next() < 0.45) as['email'] = `p${chance.next() < 0.04 ? person() : who}.${chance.below(chance.next() < 0.1 ? 8 : 2)}@mail.example${mark()}`;
    if (chance.next() < 0.25) as['phone'] = `+3161${String(1_000_000 + (chance.next() < 0.05 ? chance.below(4) : who * 3 + chance.below(2))).padStart(7, '0')}`;
    if (chance.next() < 0.15) as['order'] = `o-${who}-${chance.below(6)}`;
    if (chance.next() < 0.08) as['loyalty'] = `l-${chance.next() < 0.05 ? person() : who}`;
    if (chance.next() < 0.03) as['email2'] = chance.pick(['info@shop.example', 'sales@shop.example']);
    if (chance.next() < 0.5) as['device'] = chance.next() < 0.08 ? `d-shared-${chance.below(5)}` : `d-${who}-${chance.below(3)}`;
    if (chance.next() < 0.2) as['cookie'] = `c-${chance.next() < 0.05 ? person() : who}-${chance.below(4)}`;
    if (Object.keys(as).length === 0) as['device'] = `d-${who}-${chance.below(3)}`;
    return claim(as, { source: chance.pick(['shop', 'mail']), session: `s-${who}-${chance.below(5)}`, occurredMs: Date.UTC(2026, 0, 1) + chance.below(1_000) * 60_000, evidence: index + 1 });
  });
}

/** An outbox that only remembers what it was given; the real one is another module's matter. */
export function rememberingOutbox(): Outbox & { readonly copied: CopyBatch[]; readonly published: OutboxEvent[] } {
  const copied: CopyBatch[] = [];
  const published: OutboxEvent[] = [];
  return {
    copied, published,
    copy: async (_tx, batches) => { copied.push(...batches); },
    publish: async (_tx, events) => { published.push(...events); },
    subscribe: () => undefined, onCopied: () => undefined, start: async () => undefined, stop: async () => undefined, drained: async () => undefined, whileCopiesWait: (work) => work(), rowsAhead: () => 0, copyAgain: async () => 0, lag: async () => ({ waiting: 0, lagMs: 0, fault: null }),
  };
}

/** A partition as one text: equal partitions give equal texts. */
export function asText(groups: Iterable<readonly string[]>): string {
  return [...groups].map((group) => [...group].sort().join(' ')).sort().join('\n');
}
