import { DAY_MS, HOUR_MS, MINUTE_MS, iso } from './happening.ts';
import type { Draft, Happening, Scene } from './happening.ts';
import type { Customer } from './customer.ts';
import { createTongue } from './language/speak.ts';
import { createRandom, hashOf, mix, scramble } from './random.ts';
import type { ContactTruth, TruthLine } from './truth.ts';
import type { World } from './world.ts';

/** Where told interactions and planted truths go. */
export type Sink = { readonly happening: (happening: Happening) => void; readonly truth: (line: TruthLine) => void };

/** Order numbers of places below this never meet; the few planted and living ones have a series of their own. */
const ORDINARY_PLACES = 584;
const OFFSETS: Readonly<Record<string, string>> = { 'call-centre': '+01:00', 'shop-pos': '+01:00' };

/** How a silo writes down a moment: most to the millisecond in UTC, the exchange with its zone, tills to the minute. */
function written(source: string, atMs: number): { readonly occurredAt: string; readonly occurredPrecision?: 'minute' } {
  const offset = OFFSETS[source];
  if (offset === undefined) return { occurredAt: iso(atMs) };
  const local = iso(atMs + HOUR_MS);
  return source === 'shop-pos' ? { occurredAt: `${local.slice(0, 16)}${offset}`, occurredPrecision: 'minute' } : { occurredAt: `${local.slice(0, 23)}${offset}` };
}

/**
 * A place for one story: chance, words and ids that depend only on the seed, the customer and `place` (a week, or a number of a planted story).
 * Invariant: ids differ between places; the same place gives the same bytes in every run. `name`: of what is told beside the story there, which has chance and ids of its own; null: the story.
 */
export function createScene(world: World, customer: Customer, place: number, atMs: number, sink: Sink, name: string | null = null): Scene {
  const key = mix(mix(world.seed, 4_001), place);
  const own = mix(key, customer.index);
  const random = createRandom(name === null ? own : mix(own, hashOf(name)));
  let told = 0;
  let orders = 0;
  // The index is kept whole (scrambled), so two customers can never share an id; `place` and the running number are mixed in beside it.
  const owner = scramble(customer.index ^ key).toString(36);
  const placeCode = scramble(place + 77).toString(36);
  const newId = () => (name === null ? `${owner}${placeCode}${(told++).toString(36)}` : `${name}-${(told++).toString(36)}`);

  function tell(when: number, draft: Draft, truth: Partial<ContactTruth> = {}, delayMs = 0): string {
    const { id: givenId, ...rest } = draft;
    const id = givenId ?? newId();
    const isTill = draft.source === 'shop-pos';
    const arrivesMs = isTill ? Math.floor(when / DAY_MS) * DAY_MS + 26 * HOUR_MS : when + delayMs + 300;
    const interaction = { id, ...rest, ...written(draft.source, when), ...(delayMs > 0 || isTill ? { sentAt: iso(arrivesMs) } : {}) } as Happening['interaction'];
    const happening: Happening = { atMs: when, arrivesMs, interaction, truth: { ...truth, person: truth.person === undefined ? customer.person : truth.person } };
    sink.happening(happening);
    // Some silos deliver twice: the same bytes again, a little later.
    if (random.chance(0.004)) sink.happening({ ...happening, isRepeat: true, arrivesMs: arrivesMs + random.between(1, 500) * MINUTE_MS });
    return `${draft.source}:${id}`;
  }

  const beside = (other: string): Scene => createScene(world, customer, place, atMs, sink, other);
  return { world, random, customer, atMs, tongue: createTongue(world.grammar, customer, random), tell, plant: sink.truth, newId, beside, newOrderId: () => `${place < ORDINARY_PLACES ? 'BH' : 'BG'}${String(scramble(place < ORDINARY_PLACES ? customer.index * 4_093 + ((place * 7 + orders++) % 4_093) : mix(mix(key, customer.index), orders++))).padStart(10, '0')}` };
}
