import { formatMinor } from '../../kernel/money.ts';
import { partsOf, type Condition, type Rule } from './rule-language.ts';

const DAY_MS = 86_400_000;

/** What rules may ask of a customer. `counts`: interactions by `seenKey`. Units: ms since 1970; revenue in minor units per currency. */
export type CustomerFacts = {
  readonly nowMs: number; readonly traits: ReadonlyMap<string, string>; readonly counts: ReadonlyMap<string, number>; readonly lastMetMs: number | null; readonly lastStage: string | null;
  readonly orders: number; readonly revenue: ReadonlyMap<string, bigint>; readonly sources: ReadonlySet<string>; readonly brands: ReadonlySet<string>;
};

/** One condition as it was answered. `found`: what this customer's own data said, where that is personal. */
export type Because = { readonly fits: boolean; readonly says: string; readonly found: string | null };
export type Verdict = { readonly fits: boolean; readonly because: readonly Because[] };

/** What is counted for a condition about interactions; equal questions have equal keys. */
export function seenKey(seen: Extract<Condition, { is: 'seen' }>): string {
  return JSON.stringify([seen.channel, seen.kind, seen.withinDays]);
}

/** Whether a rule fits a customer. Pure; the same answer as `explain` gives, without its words. */
export function fits(rule: Rule, facts: CustomerFacts): boolean {
  if (rule.is === 'all') return rule.rules.every((part) => fits(part, facts));
  if (rule.is === 'any') return rule.rules.some((part) => fits(part, facts));
  if (rule.is === 'not') return !fits(rule.rule, facts);
  return holds(rule, facts);
}

/** Whether a rule fits, and because of which conditions: those that decided it, none that would have changed nothing. */
export function explain(rule: Rule, facts: CustomerFacts): Verdict {
  if (rule.is === 'not') {
    const inner = explain(rule.rule, facts);
    return { fits: !inner.fits, because: inner.because };
  }
  if (rule.is !== 'all' && rule.is !== 'any') {
    const doesFit = holds(rule, facts);
    return { fits: doesFit, because: [{ fits: doesFit, ...wordsOf(rule, facts, doesFit) }] };
  }
  const parts = partsOf(rule).map((part) => explain(part, facts));
  const doesFit = rule.is === 'all' ? parts.every((part) => part.fits) : parts.some((part) => part.fits);
  if (parts.length === 0) return { fits: doesFit, because: [{ fits: doesFit, says: doesFit ? 'it fits everybody' : 'it fits nobody', found: null }] };
  return { fits: doesFit, because: parts.filter((part) => part.fits === doesFit).flatMap((part) => part.because) };
}

function holds(condition: Condition, facts: CustomerFacts): boolean {
  switch (condition.is) {
    case 'trait': return same(facts.traits.get(condition.name), condition.equals);
    case 'trait-in': return condition.values.some((value) => same(facts.traits.get(condition.name), value));
    case 'trait-exists': return facts.traits.has(condition.name);
    case 'seen': return (facts.counts.get(seenKey(condition)) ?? 0) >= condition.atLeast;
    case 'last-seen': return isOnSide(facts.lastMetMs, condition.when, facts.nowMs - condition.daysAgo * DAY_MS);
    case 'last-seen-on': return isOnSide(facts.lastMetMs, condition.when, Date.parse(condition.on) + (condition.when === 'after' ? DAY_MS : 0));
    case 'orders': return facts.orders >= condition.atLeast;
    case 'revenue': return (facts.revenue.get(condition.currency) ?? 0n) >= BigInt(condition.atLeastMinor);
    case 'last-stage': return facts.lastStage !== null && condition.stages.includes(facts.lastStage);
    case 'source': return facts.sources.has(condition.source);
    case 'brand': return facts.brands.has(condition.brand);
    default: return condition satisfies never;
  }
}

/** Traits come from many hands: case and blanks around do not tell them apart. */
function same(found: string | undefined, wanted: string): boolean {
  return found !== undefined && found.trim().toLowerCase() === wanted.trim().toLowerCase();
}

/** Who was never met is on neither side. */
function isOnSide(atMs: number | null, when: 'before' | 'after', borderMs: number): boolean {
  return atMs !== null && (when === 'before' ? atMs < borderMs : atMs >= borderMs);
}

function wordsOf(condition: Condition, facts: CustomerFacts, doesFit: boolean): { says: string; found: string | null } {
  const plain = (says: string): { says: string; found: null } => ({ says, found: null });
  const sign = doesFit ? '≥' : '<';
  switch (condition.is) {
    case 'trait': case 'trait-in': return { says: `${condition.name} is ${doesFit ? '' : 'not '}${condition.is === 'trait' ? 'the one' : 'one'} that the rule names`, found: facts.traits.get(condition.name) ?? null };
    case 'trait-exists': return plain(`${condition.name} is ${doesFit ? '' : 'not '}known`);
    case 'seen': return plain(`${seenWords(condition)}: ${facts.counts.get(seenKey(condition)) ?? 0} ${sign} ${condition.atLeast}`);
    case 'last-seen': case 'last-seen-on': {
      const border = condition.is === 'last-seen' ? `${condition.daysAgo} days ago` : condition.on;
      const met = facts.lastMetMs === null ? 'never met' : `last met on ${new Date(facts.lastMetMs).toISOString().slice(0, 10)}`;
      return plain(`${met}, ${doesFit ? '' : 'not '}${condition.when} ${border}`);
    }
    case 'orders': return plain(`orders ${facts.orders} ${sign} ${condition.atLeast}`);
    case 'revenue': return plain(`revenue 12 months ${money(facts.revenue.get(condition.currency) ?? 0n, condition.currency)} ${condition.currency} ${sign} ${money(BigInt(condition.atLeastMinor), condition.currency)}`);
    case 'last-stage': return plain(facts.lastStage === null ? 'no interaction has a stage' : `the last interaction’s stage is ${facts.lastStage}`);
    case 'source': return plain(`${doesFit ? '' : 'not '}known from ${condition.source}`);
    case 'brand': return plain(`${doesFit ? '' : 'no '}dealings with the brand ${condition.brand}`);
    default: return condition satisfies never;
  }
}

function seenWords({ channel, kind, withinDays }: Extract<Condition, { is: 'seen' }>): string {
  return `${[channel, kind].filter((part) => part !== null).join(' ') || 'interactions'}${withinDays === null ? '' : ` in ${withinDays} days`}`;
}

/** Exact, with thousands apart: 1,240.00. */
function money(minor: bigint, currency: string): string {
  const [whole = '', fraction] = formatMinor(minor, currency).split('.');
  return `${whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
}
