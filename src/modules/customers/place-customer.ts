import { explain, fits, type Because, type CustomerFacts } from './evaluate-rule.ts';
import type { NamedRule, RuleSet } from './rule-language.ts';

/** A name that a rule gave, and because of what. */
export type Given = { readonly key: string; readonly name: string; readonly because: readonly Because[] };
/** What a customer carries by a rule set. Shape: null where no rule fits. */
export type Placed = { readonly stage: Given | null; readonly persona: Given | null; readonly segment: Given | null; readonly saved: readonly Given[] };

/** The rules that a customer carries, without why: for counting everybody. */
export type Carried = { readonly stage: NamedRule | undefined; readonly persona: NamedRule | undefined; readonly segment: NamedRule | undefined; readonly saved: readonly NamedRule[] };

/** The same rules as in `placeCustomer`, at the price of asking alone. */
export function carriedBy(set: RuleSet, facts: CustomerFacts): Carried {
  const first = (rules: readonly NamedRule[]): NamedRule | undefined => rules.find(({ rule }) => fits(rule, facts));
  return { stage: first(set.stages), persona: first(set.personas), segment: first(set.segments), saved: set.saved.filter(({ rule }) => fits(rule, facts)) };
}

/** Stage, persona and segment of a customer: of each list the first rule that fits; and every saved segment that fits. */
export function placeCustomer(set: RuleSet, facts: CustomerFacts): Placed {
  const given = (named: NamedRule | undefined): Given | null => (named === undefined ? null : givenBy(named, facts));
  const { stage, persona, segment, saved } = carriedBy(set, facts);
  return { stage: given(stage), persona: given(persona), segment: given(segment), saved: saved.map((named) => givenBy(named, facts)) };
}

function givenBy(named: NamedRule, facts: CustomerFacts): Given {
  return { key: named.key, name: named.name, because: explain(named.rule, facts).because };
}
