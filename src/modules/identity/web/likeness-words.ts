import { counted, countText } from '../../../web/primitives/number.ts';
import type { Evidence, Household, LikelyRefusal, Likeness, Side } from '../contract.ts';

/** A chance as people say it: so many times in so many, never more than what holds. Units: probability 0–1. */
export function chanceWords(probability: number): string {
  if (probability < 0.01) return 'less than once in 100';
  // A hair is added against numbers such as .97 that are a hair less than they look.
  const of = probability >= 0.9991 ? 10_000 : probability >= 0.991 ? 1_000 : 100;
  const times = Math.floor(probability * of + 1e-9);
  if (times >= of || probability > 0.99991) return `more than ${countText(of - 1)} times in ${countText(of)}`;
  return times === 1 ? `once in ${countText(of)}` : `${countText(times)} times in ${countText(of)}`;
}

/** A chance from which something holds, never said as less than it is, so that who stays below it is not told the same. */
export function fromChanceWords(probability: number): string {
  const of = [100, 1_000, 10_000].find((one) => Math.ceil(probability * one - 1e-9) < one);
  return of === undefined ? chanceWords(1) : chanceWords(Math.ceil(probability * of - 1e-9) / of);
}

/** Two figures that count, as far as anybody can picture them. */
function roundText(factor: number): string {
  if (factor >= 1e9) return 'over a billion';
  if (factor >= 1e6) return `${countText(Math.round(factor / 1e6))} million`;
  if (factor >= 10) { const unit = 10 ** Math.max(0, Math.floor(Math.log10(factor)) - 1); return countText(Math.round(factor / unit) * unit); }
  return String(Math.round(factor * 10) / 10);
}

/** How much a step of evidence changes the odds that they are one person. Units: bits. */
export function factorWords(bits: number): string {
  const factor = 2 ** Math.abs(bits);
  if (factor < 1.05) return 'says nothing';
  return `${roundText(factor)} × ${bits > 0 ? 'likelier' : 'less likely'}`;
}

const FIELD_WORDS: Readonly<Record<string, string>> = { 'e-mail': 'E-mail', surname: 'Family name' };

/** A field of a record as people call it. */
export function fieldName(field: string): string {
  return FIELD_WORDS[field] ?? field.charAt(0).toUpperCase() + field.slice(1);
}

export type Agreement = 'same' | 'near' | 'different' | 'open';
/** How two values stand to each other. `open`: only one side says it, or nobody learnt to weigh it. */
export function agreementOf(level: string): Agreement {
  return level === 'equal' ? 'same' : level === 'different' ? 'different' : level === 'not given' || level === 'not weighed' ? 'open' : 'near';
}

const LEVEL_WORDS: Readonly<Record<string, string>> = { equal: 'the same', 'not given': 'only one says it', 'not weighed': 'not weighed yet' };

/** How two values agree, in words. */
export function levelWords(level: string): string {
  return LEVEL_WORDS[level] ?? level;
}

const REFUSALS: Readonly<Record<LikelyRefusal, string>> = {
  'in-doubt': 'Not sure enough to become one by themselves.',
  contradicted: 'The two records below agree, but others of the same two customers contradict them.',
  'both-proven': 'Each is known by something verified of their own.',
  thin: 'Only one kind of evidence speaks for it.',
  'too-large': 'More records hang together here than one person would have.',
  limit: 'They hold more accounts than one person may have.',
  'human-decision': 'Somebody here said that they are two people.',
  off: 'Likely joins are switched off.',
};

/** Why two customers that are likely one were not joined by themselves. `joinsFrom`: the chance from which joins happen. */
export function likelyRefusalWords(refusal: LikelyRefusal, joinsFrom: number | null): string {
  return refusal === 'in-doubt' && joinsFrom !== null ? `Not sure enough to become one by themselves: that starts at ${fromChanceWords(joinsFrom)}.` : REFUSALS[refusal];
}

/** Whether two records speak for one person and all that both sides ever said speaks less for it. */
function restContradicts({ evidence, refusal, wholeProbability }: Pick<Likeness, 'evidence' | 'refusal' | 'wholeProbability'>): boolean {
  if (evidence === null || wholeProbability === null || evidence.probability < 0.5) return false;
  return wholeProbability < evidence.probability - (refusal === 'contradicted' ? 0 : 0.05);
}

/** What the whole sum says, in one sentence. */
export function verdictWords(likeness: Pick<Likeness, 'left' | 'right' | 'evidence' | 'refusal' | 'wholeProbability'>): string {
  const { evidence, left, right, refusal, wholeProbability } = likeness;
  if (evidence === null) return left.id === right.id ? 'They are one customer, joined by rules alone.' : 'Nothing that they say of themselves can be compared.';
  if (left.id === right.id) return `They are one customer: right ${chanceWords(evidence.probability)}.`;
  if (restContradicts(likeness)) return `Two records agree, and the rest does not: one person would be right ${chanceWords(wholeProbability ?? 0)}.`;
  if (evidence.probability >= 0.5) return refusal === null ? `One person, right ${chanceWords(evidence.probability)}: they are about to become one.` : `One person would be right ${chanceWords(evidence.probability)}.`;
  if (evidence.householdProbability >= 0.5) return `Two people of one home, right ${chanceWords(evidence.householdProbability)}.`;
  return `Two people: one person would be right ${chanceWords(evidence.probability)}.`;
}

/** What a customer is called where only one name fits. */
export function sideName(side: Pick<Side, 'id' | 'names' | 'identifiers'>): string {
  return side.names[0] ?? side.identifiers[0]?.value ?? side.id;
}

/** How many wait, in words. */
export function waitingWords(count: number, isLeast: boolean): string {
  return `${isLeast ? 'at least ' : ''}${counted(count, 'pair')}`;
}

/** One bar of the waterfall: where it starts and ends. Units: bits. */
export type Step = { readonly key: string; readonly from: number; readonly to: number };

/** The sum as steps that start where the one before ended: first what holds of any two, then each field, then what a home would explain. */
export function stepsOf(evidence: Evidence): readonly Step[] {
  let at = 0;
  const step = (key: string, bits: number): Step => { const from = at; at += bits; return { key, from, to: at }; };
  return [step('prior', evidence.priorBits), ...evidence.fields.map((one) => step(`field ${one.field}`, one.bits)), step('household', evidence.householdBits)];
}

/** What says that somebody shares a home, and how surely. */
export function homeWords({ shares, probability, isRefused }: Household['members'][number]): string {
  if (isRefused) return 'said not to share this home';
  if (shares.length === 0) return 'somebody here said so';
  const names = [...new Set(shares.map((field) => fieldName(field).toLowerCase()))];
  return `same ${names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`}; right ${chanceWords(probability)}`;
}
