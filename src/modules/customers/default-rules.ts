import type { NamedRule, Rule, RuleSet } from './rule-language.ts';

const STAGES = [
  ['interest', 'Interest', 'Looks around, or is shown something.'], ['pre-order', 'Pre-order', 'Compares, asks, fills a basket.'], ['order', 'Order', 'Orders and pays.'],
  ['fulfilment', 'Fulfilment', 'Waits for it and receives it.'], ['returns', 'Returns', 'Sends something back.'], ['support', 'Support', 'Needs help with it, or speaks about it.'],
] as const;
/** Customers with revenue in one currency below which thirds of them say nothing. */
const ENOUGH = 30;
const EVERYBODY: Rule = { is: 'all', rules: [] };

/** The rules before anybody wrote any: the six stages by the last interaction; no personas; no segments until orders tell where to cut. */
export const DEFAULT_RULES: RuleSet = {
  stages: STAGES.map(([key, name, about]): NamedRule => ({ key, name, about, rule: { is: 'last-stage', stages: [key] } })),
  personas: [], segments: [], saved: [],
};

/** A persona to start from. It is no rule of the company until somebody adds it. */
export const EXAMPLE_PERSONA: NamedRule = {
  key: 'asks-first', name: 'Asks first', about: 'Asks a person before and after buying.',
  rule: { is: 'all', rules: [{ is: 'seen', channel: 'chat', kind: null, withinDays: 365, atLeast: 2 }, { is: 'orders', atLeast: 1 }] },
};

/**
 * High, Middle and Low by thirds of those who bought in the last 12 months, each currency by itself; who bought nothing is Low.
 * Shape: null when no currency has 30 buyers. `revenues`: net revenue per currency of everybody who has some, in minor units.
 */
export function segmentsByThirds(revenues: ReadonlyMap<string, readonly bigint[]>): NamedRule[] | null {
  const cuts = [...revenues].filter(([, amounts]) => amounts.length >= ENOUGH).sort(([a], [b]) => a.localeCompare(b)).map(([currency, amounts]) => {
    const sorted = [...amounts].sort((a, b) => (a < b ? -1 : Number(a > b)));
    const at = (ratio: number): string => (sorted[Math.floor(sorted.length * ratio)] ?? 0n).toString();
    return { currency, middle: at(1 / 3), high: at(2 / 3) };
  });
  if (cuts.length === 0) return null;
  const from = (cut: 'middle' | 'high'): Rule => {
    const rules = cuts.map((one): Rule => ({ is: 'revenue', atLeastMinor: one[cut], currency: one.currency }));
    const [only] = rules;
    return rules.length === 1 && only !== undefined ? only : { is: 'any', rules };
  };
  return [
    { key: 'high', name: 'High', about: 'The upper third of those who bought in the last 12 months.', rule: from('high') },
    { key: 'middle', name: 'Middle', about: 'The middle third of those who bought in the last 12 months.', rule: from('middle') },
    { key: 'low', name: 'Low', about: 'Everybody else: the lower third, and who bought nothing in the last 12 months.', rule: EVERYBODY },
  ];
}
