import { publicId } from '../../kernel/public-id.ts';

/** What every fact has: which interaction said it, whose claim it was (0: nobody's), when and by which source. `key` names the interaction for ever and whenever it came. Units: ms since 1970. */
export type Fact = { readonly interaction: number; readonly key: string; readonly node: number; readonly brand: string; readonly source: string; readonly occurredMs: number };

/** Facts in the one order in which they are folded: by moment, then by how far what they tell of has come, then by key. Independent of arrival. */
export function inMoments<One extends Fact>(facts: readonly One[], progressOf: (fact: One) => number): One[] {
  return facts.toSorted((a, b) => a.occurredMs - b.occurredMs || progressOf(a) - progressOf(b) || (a.key < b.key ? -1 : Number(a.key > b.key)));
}

/** When a fact was true and who said so. */
export function sourced(fact: Fact): { at: string; source: string; interaction: string } {
  return { at: new Date(fact.occurredMs).toISOString(), source: fact.source, interaction: publicId('interaction', fact.interaction) };
}
