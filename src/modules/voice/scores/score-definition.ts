import type { Exclusion } from '../contract.ts';
import { granted, refused, type Outcome } from '../../../kernel/outcome.ts';

/**
 * How the answers to one question become one figure.
 * `net`: per cent of answers from `topFrom` on, less per cent of those up to `bottomTo` (NPS). `share`: per cent from `topFrom` on. `mean`: mean on the question's own scale.
 */
export type ScoreRule =
  | { readonly kind: 'net'; readonly topFrom: number; readonly bottomTo: number }
  | { readonly kind: 'share'; readonly topFrom: number }
  | { readonly kind: 'mean' };

/** One score as data. Invariant: `from` < `to`, and on this scale more is better: answers to a question asked the other way round are turned. */
export type ScoreDefinition = {
  readonly key: string;
  readonly name: string;
  /** Raised when the rule changes: figures of two versions are not compared. */
  readonly version: number;
  readonly from: number;
  readonly to: number;
  readonly rule: ScoreRule;
  /** What the figure is, in a sentence for its reader. */
  readonly meaning: string;
};

/** Which scale word of a source means which score, where the scale has the ends that the score is defined for. */
type Standard = ScoreDefinition & { readonly scales: readonly string[] };

const STANDARDS: readonly Standard[] = [
  { key: 'nps', name: 'NPS', version: 1, from: 0, to: 10, scales: ['nps', 'recommend', 'net-promoter'], rule: { kind: 'net', topFrom: 9, bottomTo: 6 }, meaning: 'Would recommend us (9 or 10 of 10), per cent, less those who would not (0 to 6), per cent.' },
  { key: 'csat', name: 'CSAT', version: 1, from: 1, to: 5, scales: ['csat', 'satisfaction'], rule: { kind: 'share', topFrom: 4 }, meaning: 'Satisfied or very satisfied: 4 or 5 of 5, per cent of answers.' },
  { key: 'ces', name: 'CES', version: 1, from: 1, to: 7, scales: ['ces', 'effort'], rule: { kind: 'share', topFrom: 5 }, meaning: 'Found it easy: 5 to 7 of 7, per cent of answers.' },
  { key: 'stars', name: 'Stars', version: 1, from: 1, to: 5, scales: ['stars', 'star'], rule: { kind: 'mean' }, meaning: 'Mean of 1 to 5 stars.' },
  { key: 'thumbs', name: 'Thumbs', version: 1, from: 0, to: 1, scales: ['thumbs', 'thumb', 'recommended'], rule: { kind: 'share', topFrom: 1 }, meaning: 'Thumbs up, per cent of answers.' },
];

/** Keys of the standard scores, in the order in which they are shown. */
export const STANDARD_KEYS: readonly string[] = STANDARDS.map(({ key }) => key);

/** A question's scale as its source said it. `question` empty: whatever is asked on this scale belongs together. */
export type AskedScale = { readonly scale: string; readonly from: number; readonly to: number; readonly question?: string };

const written = (scale: string): string => scale.replaceAll('-', ' ');

/** The score that a question belongs to. A scale that no standard score is defined for is a score of its own, as a mean: 4 of 5 and 4 of 10 are never put together. Null when the scale has no length. */
export function definitionOf(asked: AskedScale): ScoreDefinition | null {
  const definition = definitionOfScale(asked);
  const { question = '' } = asked;
  return definition === null || question === '' ? definition : { ...definition, key: `${definition.key}:${question}`, name: question, meaning: `${definition.meaning} One question of a survey.` };
}

function definitionOfScale({ scale, from, to }: AskedScale): ScoreDefinition | null {
  if (!Number.isFinite(from) || !Number.isFinite(to) || from >= to) return null;
  const standard = STANDARDS.find((one) => one.scales.includes(scale) && one.from === from && one.to === to);
  if (standard !== undefined) {
    const { scales: _, ...definition } = standard;
    return definition;
  }
  const word = scale === '' ? 'rating' : scale;
  const name = written(word);
  return { key: `${word}.${from}.${to}`, name: `${name.charAt(0).toUpperCase()}${name.slice(1)}, ${from} to ${to}`, version: 1, from, to, rule: { kind: 'mean' }, meaning: `Mean of answers from ${from} to ${to}.` };
}

/**
 * What one answer is worth in its score: +1, 0 or −1 (net), 1 or 0 (share), or the answer itself (mean), turned where a high answer is a bad one.
 * An answer that its scale does not have is refused by name, never moved to the nearest end. A mean takes halves (4.5 stars); a rule that counts answers can not.
 */
export function worthOf(definition: ScoreDefinition, value: number, higherIsBetter = true): Outcome<number, Exclude<Exclusion, 'not-a-customer'>> {
  const { from, to, rule } = definition;
  if (!Number.isFinite(value)) return refused('no-number');
  if (value < from || value > to) return refused('outside-scale');
  const turned = higherIsBetter ? value : from + to - value;
  if (rule.kind === 'mean') return granted(turned);
  if (!Number.isInteger(value)) return refused('between-answers');
  if (rule.kind === 'share') return granted(turned >= rule.topFrom ? 1 : 0);
  return granted(turned >= rule.topFrom ? 1 : turned <= rule.bottomTo ? -1 : 0);
}

/** The ends between which the worth of an answer lies. */
export function rangeOf({ rule, from, to }: ScoreDefinition): readonly [number, number] {
  return rule.kind === 'net' ? [-1, 1] : rule.kind === 'share' ? [0, 1] : [from, to];
}
