import { explain, fits, type Because, type CustomerFacts } from './evaluate-rule.ts';
import type { NamedRule, RuleSet } from './rule-language.ts';

/** A name that a rule gave, and because of what. */
export type Given = { readonly key: string; readonly name: string; readonly because: readonly Because[] };
/** What a customer carries by a rule set. Shape: null where no rule fits. */
export type Placed = { readonly stage: Given | null; readonly persona: Given | null; readonly segment: Given | null; readonly saved: readonly Given[] };

/** Stage, persona and segment of a customer: of each list the first rule that fits; and every saved segment that fits. */
export function placeCustomer(set: RuleSet, facts: CustomerFacts): Placed {
  const first = (rules: readonly NamedRule[]): Given | null => {
    const named = rules.find(({ rule }) => fits(rule, facts));
    return named === undefined ? null : givenBy(named, facts);
  };
  return { stage: first(set.stages), persona: first(set.personas), segment: first(set.segments), saved: set.saved.filter(({ rule }) => fits(rule, facts)).map((named) => givenBy(named, facts)) };
}

function givenBy(named: NamedRule, facts: CustomerFacts): Given {
  return { key: named.key, name: named.name, because: explain(named.rule, facts).because };
}
