import type { SaidThing } from '../readings/contract.ts';

/** Products and rivals among what a text names. Shape: lists as long as each other, but for `entity_ids`, empty where it was read before names were known. */
export type NamedPlaces = { readonly entity_kinds: readonly string[]; readonly entity_starts: readonly number[]; readonly entity_ends: readonly number[]; readonly entity_ids: readonly string[] };

/** As what kinds of entities are told. */
const TOLD_AS = { product: 'product', competitor: 'rival' } as const;

/** Products and rivals that a text names, each once, with all the words that name it. What is not looked for any more is left out. */
export function namedIn({ entity_kinds: kinds, entity_starts: starts, entity_ends: ends, entity_ids: ids }: NamedPlaces, nameOf: (kind: 'product' | 'rival', id: string) => string | null): SaidThing[] {
  const places = ids.flatMap((id, at) => {
    const kind = kinds[at];
    return id === '' || (kind !== 'product' && kind !== 'competitor') ? [] : [{ output: TOLD_AS[kind], id, place: [starts[at] ?? 0, ends[at] ?? 0] satisfies [number, number] }];
  });
  return [...Map.groupBy(places, ({ output, id }) => `${output}/${id}`).values()].flatMap((group): SaidThing[] => {
    const [first] = group;
    const name = first === undefined ? null : nameOf(first.output, first.id);
    return first === undefined || name === null ? [] : [{ output: first.output, label: first.id, confidence: null, carriers: group.map(({ place }) => place), byPerson: false, name }];
  });
}
