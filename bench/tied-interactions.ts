import { ordersAskedAbout } from '../src/modules/interactions/claim-of-item.ts';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createDisjointSets } from '../src/modules/identity/disjoint-sets.ts';
import { normaliseIdentifier } from '../src/modules/identity/normalise-identifier.ts';
import { namedNumbers } from '../src/modules/journeys/threads/contact-words.ts';

/** What an interaction says that others of the same person may say too: what names them, the devices they used, orders (named in words too) and tickets. Names of people are none: many are called so. */
function valuesSaid(item: InteractionInput): string[] {
  const { channel, direction, title = '', text = '', turns = [], identifiers = [], subjects = [] } = item;
  const written = [title, text, ...turns.map((turn) => turn.text)].join('\n');
  const told = [...identifiers, ...[...ordersAskedAbout({ channel, direction, subjects }), ...(direction === 'in' ? namedNumbers(written) : [])].map((value) => ({ type: 'order', value }))];
  return [
    ...told.flatMap(({ type, value }) => { const normal = normaliseIdentifier(type, value); return 'value' in normal ? `${type} ${normal.value}` : []; }),
    ...subjects.flatMap(({ type, id }) => (type === 'ticket' ? `ticket ${id}` : [])),
  ];
}

/**
 * Whether two interactions of one person hang together by what was said in them, or in others of that person between: where they do not, nobody could know that they are of one person.
 * It is more than a product may act on: that a stranger did not give the same device or order is known here from the truth. Interactions are named by source and id.
 */
export function tiedInteractions(history: Iterable<InteractionInput>, personOf: ReadonlyMap<string, string>): (a: string, b: string) => boolean {
  const placeOf = new Map([...personOf.keys()].map((ref, at) => [ref, at]));
  const sets = createDisjointSets(placeOf.size);
  const first = new Map<string, number>();
  for (const item of history) {
    const ref = `${item.source ?? ''}:${item.id}`;
    const place = placeOf.get(ref);
    if (place === undefined) continue;
    for (const value of valuesSaid(item)) {
      const key = `${personOf.get(ref) ?? ''} ${value}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, place);
      else sets.join(other, place);
    }
  }
  return (a, b) => { const [one, other] = [placeOf.get(a), placeOf.get(b)]; return one !== undefined && other !== undefined && sets.find(one) === sets.find(other); };
}
