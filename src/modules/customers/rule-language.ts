import { z } from 'zod';

/** How deep rules may stand in each other, and how many conditions one may have. */
export const RULE_LIMITS = { depth: 6, conditions: 60, perKind: 40 } as const;

const word = z.string().trim().min(1).max(200);
const key = z.string().regex(/^[a-z0-9][a-z0-9-]{0,47}$/, 'small letters, digits and hyphens, at most 48');
const days = z.number().int().min(1).max(36_500);
const condition = <Name extends string, Shape extends z.ZodRawShape>(is: Name, shape: Shape) => z.strictObject({ is: z.literal(is), ...shape });

/** One question about a customer that is answered yes or no. Closed: what is not listed here cannot be asked. */
export const Condition = z.discriminatedUnion('is', [
  condition('trait', { name: word, equals: word }),
  condition('trait-in', { name: word, values: z.array(word).min(1).max(100) }),
  condition('trait-exists', { name: word }),
  /** Interactions of a channel, a kind, or both; within the last days, or ever. */
  condition('seen', { channel: word.nullable(), kind: word.nullable(), withinDays: days.nullable(), atLeast: z.number().int().min(1).max(100_000) }),
  /** Last met (records made inside the company alone are no meeting) before or after so many days ago. */
  condition('last-seen', { when: z.enum(['before', 'after']), daysAgo: days }),
  condition('last-seen-on', { when: z.enum(['before', 'after']), on: z.iso.date() }),
  /** Orders that were not cancelled. */
  condition('orders', { atLeast: z.number().int().min(1).max(100_000) }),
  /** Net paid revenue of the last 365 days in one currency. Units: minor units as decimal text. */
  condition('revenue', { atLeastMinor: z.string().regex(/^\d{1,15}$/), currency: z.string().regex(/^[A-Z]{3}$/) }),
  condition('last-stage', { stages: z.array(word).min(1).max(40) }),
  condition('source', { source: word }),
  condition('brand', { brand: word }),
]);
export type Condition = z.infer<typeof Condition>;

/** A rule: a condition, or rules put together. `all` of nothing fits everybody, `any` of nothing nobody. */
export type Rule = Condition | { readonly is: 'all'; readonly rules: readonly Rule[] } | { readonly is: 'any'; readonly rules: readonly Rule[] } | { readonly is: 'not'; readonly rule: Rule };
export const Rule: z.ZodType<Rule, Rule> = z.lazy(() => z.union([Condition, z.strictObject({ is: z.literal('all'), rules: z.array(Rule) }), z.strictObject({ is: z.literal('any'), rules: z.array(Rule) }), z.strictObject({ is: z.literal('not'), rule: Rule })]));

/** A rule with the name that it gives to whoever fits it. */
export const NamedRule = z.strictObject({ key, name: z.string().trim().min(1).max(80), about: z.string().trim().max(400), rule: Rule });
export type NamedRule = z.infer<typeof NamedRule>;

/** The kinds of names that a rule set gives. Of the first three, each customer carries the first that fits; of saved segments, all that fit. */
export const RULE_KINDS = ['stages', 'personas', 'segments', 'saved'] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

/**
 * All rules of a company. Shape: each list in the order in which its rules are tried.
 * Invariant: keys are unique within their list; no rule is deeper or longer than RULE_LIMITS.
 */
export const RuleSet = z.strictObject({ stages: z.array(NamedRule).max(RULE_LIMITS.perKind), personas: z.array(NamedRule).max(RULE_LIMITS.perKind), segments: z.array(NamedRule).max(RULE_LIMITS.perKind), saved: z.array(NamedRule).max(RULE_LIMITS.perKind) }).superRefine((set, context) => {
  for (const kind of RULE_KINDS) {
    const keys = new Set<string>();
    for (const [place, named] of set[kind].entries()) {
      if (keys.has(named.key)) context.addIssue({ code: 'custom', path: [kind, place, 'key'], message: 'is there twice' });
      keys.add(named.key);
      const { depth, conditions } = extentOf(named.rule);
      if (depth > RULE_LIMITS.depth) context.addIssue({ code: 'custom', path: [kind, place, 'rule'], message: `is deeper than ${RULE_LIMITS.depth}` });
      if (conditions > RULE_LIMITS.conditions) context.addIssue({ code: 'custom', path: [kind, place, 'rule'], message: `has more than ${RULE_LIMITS.conditions} conditions` });
    }
  }
});
export type RuleSet = z.infer<typeof RuleSet>;

/** How deep a rule is, and of how many parts. */
function extentOf(rule: Rule): { depth: number; conditions: number } {
  const inner = partsOf(rule).map(extentOf);
  return { depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)), conditions: 1 + inner.reduce((sum, { conditions }) => sum + conditions, 0) };
}

/** The rules that a rule is put together of. Shape: none for a condition. */
export function partsOf(rule: Rule): readonly Rule[] {
  return rule.is === 'all' || rule.is === 'any' ? rule.rules : rule.is === 'not' ? [rule.rule] : [];
}

/** Every condition in a rule, outermost first. */
export function conditionsOf(rule: Rule): Condition[] {
  return rule.is === 'all' || rule.is === 'any' || rule.is === 'not' ? partsOf(rule).flatMap(conditionsOf) : [rule];
}
