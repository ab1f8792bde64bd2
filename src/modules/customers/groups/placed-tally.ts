import type { Carried } from '../place-customer.ts';
import type { RuleSet } from '../rule-language.ts';

/** A customer with the keys of the rules that fit them; empty where none does. */
export type PlacedRow = { readonly customer: number; readonly lifecycle: string; readonly persona: string; readonly segment: string; readonly saved: readonly string[] };

/** Takes in customers one by one with what they carry by a rule set: twelve bytes each. Invariant: a rule set has fewer than 53 rules of a kind (RULE_LIMITS). */
export function createPlacedTally(highest: number, rules: RuleSet): { add(customer: number, carried: Carried): void; /** Shape: sorted by customer, at most so many at a time. */ rows(most: number): Generator<PlacedRow[]> } {
  const isCounted = new Uint8Array(highest + 1);
  const [stages, personas, segments, saved] = [new Uint8Array(highest + 1), new Uint8Array(highest + 1), new Uint8Array(highest + 1), new Float64Array(highest + 1)];
  const rowOf = (customer: number): PlacedRow => ({
    customer, lifecycle: rules.stages[(stages[customer] ?? 0) - 1]?.key ?? '', persona: rules.personas[(personas[customer] ?? 0) - 1]?.key ?? '', segment: rules.segments[(segments[customer] ?? 0) - 1]?.key ?? '',
    saved: rules.saved.flatMap(({ key }, place) => (Math.floor((saved[customer] ?? 0) / 2 ** place) % 2 === 1 ? [key] : [])),
  });

  return {
    add(customer, { stage, persona, segment, saved: all }) {
      if (customer > highest) return;
      isCounted[customer] = 1;
      stages[customer] = stage === undefined ? 0 : rules.stages.indexOf(stage) + 1;
      personas[customer] = persona === undefined ? 0 : rules.personas.indexOf(persona) + 1;
      segments[customer] = segment === undefined ? 0 : rules.segments.indexOf(segment) + 1;
      saved[customer] = all.reduce((bits, rule) => bits + 2 ** rules.saved.indexOf(rule), 0);
    },
    *rows(most) {
      let block: PlacedRow[] = [];
      for (let customer = 1; customer <= highest; customer += 1) {
        if (isCounted[customer] !== 1) continue;
        block.push(rowOf(customer));
        if (block.length === most) { yield block; block = []; }
      }
      if (block.length > 0) yield block;
    },
  };
}
