import { fits, type CustomerFacts } from './evaluate-rule.ts';
import { RULE_KINDS, type RuleKind, type RuleSet } from './rule-language.ts';

const SAMPLED = 8;

/**
 * Figures of one rule. `fits`: customers whom it fits; `carry`: those who carry its name, since no rule before it in its list fits them.
 * `sample`: numbers of some who carry it, spread over all by chance that is the same each time.
 */
export type RuleCount = { readonly key: string; readonly fits: number; readonly carry: number; readonly sample: readonly number[] };
/** Two rules of one list that fit the same customers. */
export type Overlap = { readonly one: string; readonly other: string; readonly both: number };
export type KindCount = { readonly rules: readonly RuleCount[]; readonly none: number; readonly overlaps: readonly Overlap[] };
/** Figures of a whole rule set over all customers. `cells`: customers per stage, persona and segment; '' where no rule fits. */
export type RuleCounts = {
  readonly customers: number; readonly kinds: Readonly<Record<RuleKind, KindCount>>;
  readonly cells: readonly { readonly stage: string; readonly persona: string; readonly segment: string; readonly customers: number }[];
};

type Tally = { fits: number; carry: number; sample: { at: number; customer: number }[] };

/** Counts customers one by one. Cost: each rule once per customer. Invariant: independent of their order. */
export function createRuleTally(set: RuleSet): { add(customer: number, facts: CustomerFacts): void; counts(): RuleCounts } {
  const tallies = RULE_KINDS.map((kind) => ({ kind, rules: set[kind], each: set[kind].map((): Tally => ({ fits: 0, carry: 0, sample: [] })), none: 0, pairs: new Map<number, number>() }));
  const cells = new Map<string, { stage: string; persona: string; segment: string; customers: number }>();
  let customers = 0;
  return {
    add(customer, facts) {
      customers += 1;
      const carried: string[] = [];
      for (const tally of tallies) {
        const fitting = tally.rules.flatMap(({ rule }, place) => (fits(rule, facts) ? [place] : []));
        if (fitting.length === 0) tally.none += 1;
        for (const [nth, place] of fitting.entries()) {
          const one = tally.each[place];
          if (one === undefined) continue;
          one.fits += 1;
          if (nth === 0 || tally.kind === 'saved') { one.carry += 1; drawInto(one.sample, customer); }
          for (const other of fitting.slice(nth + 1)) tally.pairs.set(place * 1_000 + other, (tally.pairs.get(place * 1_000 + other) ?? 0) + 1);
        }
        if (tally.kind !== 'saved') carried.push(tally.rules[fitting[0] ?? -1]?.key ?? '');
      }
      const [stage = '', persona = '', segment = ''] = carried;
      const cell = cells.get(carried.join(' ')) ?? { stage, persona, segment, customers: 0 };
      cell.customers += 1;
      cells.set(carried.join(' '), cell);
    },
    counts() {
      const kinds = Object.fromEntries(tallies.map(({ kind, rules, each, none, pairs }): [RuleKind, KindCount] => {
        const keyOf = (place: number): string => rules[place]?.key ?? '';
        return [kind, {
          none, rules: each.map((one, place) => ({ key: keyOf(place), fits: one.fits, carry: one.carry, sample: one.sample.map((drawn) => drawn.customer) })),
          overlaps: [...pairs].map(([pair, both]) => ({ one: keyOf(Math.floor(pair / 1_000)), other: keyOf(pair % 1_000), both })).sort((a, b) => b.both - a.both || (a.one + a.other < b.one + b.other ? -1 : 1)),
        }];
      })) as Record<RuleKind, KindCount>;
      return { customers, kinds, cells: [...cells.values()].sort((a, b) => b.customers - a.customers || (`${a.stage} ${a.persona} ${a.segment}` < `${b.stage} ${b.persona} ${b.segment}` ? -1 : 1)) };
    },
  };
}

/** Keeps those whose number, scattered, is smallest: a fair draw that needs no dice and gives the same people again. */
function drawInto(sample: { at: number; customer: number }[], customer: number): void {
  const at = Math.imul(customer ^ (customer >>> 15), 0x2c1b3c6d) >>> 0;
  if (sample.length === SAMPLED && at >= (sample.at(-1)?.at ?? 0)) return;
  sample.push({ at, customer });
  sample.sort((a, b) => a.at - b.at || a.customer - b.customer);
  if (sample.length > SAMPLED) sample.pop();
}
