import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Identity } from '../../identity/index.ts';
import { staffParts } from '../../interactions/contract.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Subjects } from '../../subjects/index.ts';
import { joinWords, type Reading, type StaffFactRead } from '../readings/contract.ts';
import type { Readings } from '../readings/readings.ts';
import { HELD_KINDS, TOLD_MOST, type HeldKind, type ToldAgainstFact } from './contract.ts';
import { factAgainst } from './hold-against-facts.ts';
import { ordersMeant, type SeenOrder } from './order-meant.ts';
import { mayBeOtherThing } from './other-things.ts';

type Held = { readonly place: number; readonly kind: HeldKind; readonly mode: 'plain' | 'not' };

/** Facts of a reading that can be held against what is known: said, not promised, and meant as they stand. */
export function heldFacts(facts: readonly Pick<StaffFactRead, 'act' | 'kind' | 'mode'>[]): Held[] {
  return facts.flatMap(({ act, kind: said, mode }, place) => {
    const kind = HELD_KINDS.find((one) => one === said);
    return act === 'said' && kind !== undefined && (mode === 'plain' || mode === 'not') ? [{ place, kind, mode }] : [];
  });
}

/** Holds what customers were told of their orders and refunds against what the facts say was true at that moment. See docs/methods/told-against-fact.md. */
export function createToldAgainstFact(deps: { readonly readings: Pick<Readings, 'readings'>; readonly interactions: Pick<Interactions, 'saidBy'>; readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf'>; readonly subjects: Pick<Subjects, 'sightings'> }) {
  async function ordersOfNode(node: number, known: Map<number, Promise<readonly SeenOrder[]>>): Promise<readonly SeenOrder[]> {
    const customer = (await deps.identity.customerOfNodes([node])).get(node);
    if (customer === undefined) return [];
    let orders = known.get(customer);
    if (orders === undefined) known.set(customer, orders = deps.identity.nodesOf(customer).then((nodes) => deps.subjects.sightings(nodes)));
    return orders;
  }

  async function againstIn(reading: Reading, held: readonly Held[], said: Awaited<ReturnType<Interactions['saidBy']>>[number], known: Map<number, Promise<readonly SeenOrder[]>>): Promise<ToldAgainstFact[]> {
    const atMs = Date.parse(said.item.occurredAt);
    const words = joinWords(staffParts(said.item)).text;
    const ofOrder = held.filter(({ place }) => { const [carrier] = reading.facts[place]?.carriers ?? []; return carrier !== undefined && !mayBeOtherThing(words, carrier); });
    if (words.length !== reading.staffCharacters || ofOrder.length === 0) return [];
    const orders = ordersMeant(said.item.subjects, await ordersOfNode(said.node, known), atMs);
    return ofOrder.flatMap(({ place, kind, mode }) => {
      const against = orders.map(({ id, sightings }) => ({ id, fact: factAgainst({ kind, mode, atMs }, sightings) }));
      const [first] = against;
      // Of several orders the words may mean any.
      if (first === undefined || first.fact === null || against.some(({ fact }) => fact === null)) return [];
      const { because, stage, source, interaction } = first.fact;
      return [{ id: reading.id, fact: place, kind, mode, toldAt: said.item.occurredAt, order: first.id, because, stage, at: new Date(first.fact.atMs).toISOString(), source, interaction }];
    });
  }

  return {
    /** What was told in these interactions that the facts did not bear out. Shape: those alone. Errors: `invalid` for too many, and for ids that are none. */
    async told(ids: readonly string[]): Promise<ToldAgainstFact[]> {
      if (ids.length > TOLD_MOST) throw new AppError('invalid', 'too-many-ids', `Ask for at most ${TOLD_MOST} interactions at once.`);
      const { readings } = await deps.readings.readings(ids);
      const telling = readings.map((reading) => ({ reading, held: heldFacts(reading.facts) })).filter(({ held }) => held.length > 0);
      const said = new Map((await deps.interactions.saidBy(telling.map(({ reading }) => parsePublicId('interaction', reading.id)))).map((one) => [one.item.id, one]));
      const known = new Map<number, Promise<readonly SeenOrder[]>>();
      const found = await Promise.all(telling.flatMap(({ reading, held }) => {
        const one = said.get(reading.id);
        // Words that were revised since are not those that were read.
        return one === undefined || one.item.revision !== reading.revision ? [] : [againstIn(reading, held, one, known)];
      }));
      return found.flat();
    },
  };
}

export type ToldAgainstFacts = ReturnType<typeof createToldAgainstFact>;
