import type { Sighting, Stage } from '../../subjects/index.ts';

/** An order with when it was seen in which stage, earliest first. */
export type SeenOrder = { readonly id: string; readonly sightings: readonly Sighting[] };

const OVER: ReadonlySet<Stage> = new Set<Stage>(['delivered', 'completed', 'cancelled', 'returned', 'refunded']);
/** What was over for longer is not meant by words that name no order. Units: ms. */
const LONG_OVER_MS = 60 * 86_400_000;

/** Which of a customer's orders words are about: those that the interaction names, itself or by a parcel; where it names none, the only one that was under way or lately over. Shape: none where nothing tells. Units: ms since 1970. */
export function ordersMeant(subjects: readonly { readonly type: string; readonly id: string }[], orders: readonly SeenOrder[], atMs: number): readonly SeenOrder[] {
  const named = new Set(subjects.filter(({ type }) => type === 'order').map(({ id }) => id));
  const parcels = new Set(subjects.filter(({ type }) => type === 'parcel').map(({ id }) => id));
  if (named.size > 0) return orders.filter(({ id }) => named.has(id));
  if (parcels.size > 0) return orders.filter(({ sightings }) => sightings.some(({ parcel }) => parcel !== null && parcels.has(parcel)));
  const under = orders.filter(({ sightings }) => {
    const [first] = sightings;
    const over = sightings.find(({ stage }) => OVER.has(stage));
    return first !== undefined && first.atMs <= atMs && (over === undefined || over.atMs > atMs - LONG_OVER_MS);
  });
  return under.length === 1 ? under : [];
}
