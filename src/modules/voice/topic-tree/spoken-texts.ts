import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { SpokenText } from './shared-phrases.ts';
import type { SpokenPlace } from './topics-log.ts';

/** Interactions whose words are asked for at once; characters of one text. */
const AT_ONCE = 1_000;
const TEXT_MOST = 5_000;

const wordsOf = (name: string): string[] => name.toLowerCase().split(/[^\p{L}\p{M}]+/u).filter((word) => word.length > 1);

/** The words said in these places, who said them, and how they are called. Shape: those that still stand, in the order of `places`. */
export async function spokenTexts<Place extends SpokenPlace>(deps: { readonly interactions: Pick<Interactions, 'saidAt'>; readonly customers: Pick<Customers, 'quoted'> }, places: readonly Place[]): Promise<(Place & SpokenText)[]> {
  const found: (Place & SpokenText)[] = [];
  for (let from = 0; from < places.length; from += AT_ONCE) {
    const some = places.slice(from, from + AT_ONCE);
    const said = new Map((await deps.interactions.saidAt(some)).map((one) => [one.number, one]));
    const quoted = await deps.customers.quoted([...new Set(some.flatMap(({ node }) => (node === 0 ? [] : [node])))], true);
    for (const place of some) {
      const one = said.get(place.number);
      if (one === undefined || one.parts.length === 0) continue;
      const who = quoted.get(place.node);
      found.push({ ...place, text: joinWords(one.parts).text.slice(0, TEXT_MOST), names: who === undefined ? [] : [...new Set([...who.names, who.name ?? ''].flatMap(wordsOf))] });
    }
  }
  return found;
}
