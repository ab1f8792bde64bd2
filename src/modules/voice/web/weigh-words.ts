import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { WEIGH_TRAITS, type Score, type Weighed, type WeighedGroup, type WeighTrait } from '../contract.ts';
import { differenceText } from './score-words.ts';

/** What customers are told apart by, in words. */
export const TRAIT_NAMES: Readonly<Record<WeighTrait, string>> = { segment: 'Segment', country: 'Country', region: 'Region', language: 'Language', channel: 'Channel used most', brand: 'Brand', persona: 'Persona', stage: 'Stage' };

/** What a score is weighed by, as the address says it. `by` empty: whatever is offered first. */
export type Weighing = { readonly by: readonly WeighTrait[]; readonly among: Weighed['among'] };

/** Out of the address; anything unknown is left out. */
export function readWeighing(of: string | null): Weighing {
  const [by = '', among = ''] = (of ?? '').split('~');
  const wanted = by.split(',');
  return { by: WEIGH_TRAITS.filter((trait) => wanted.includes(trait)), among: among === 'invited' ? 'invited' : 'customers' };
}

/** For the address. */
export function writeWeighing({ by, among }: Weighing): string {
  return among === 'customers' ? by.join(',') : `${by.join(',')}~${among}`;
}

const whom = ({ among }: Pick<Weighed, 'among'>): string => (among === 'invited' ? 'invited people' : 'customers');

/** Why answers are not weighed, in a sentence. */
export function notWeighedText(told: Weighed): string | null {
  const { reason, silent } = told;
  if (reason === null) return null;
  if (reason === 'counting') return 'The customers are being counted for the first time since the start; this takes a moment.';
  if (reason === 'no-trait') return `Not possible: nothing is known of at least half of the ${whom(told)} by which they differ.`;
  if (reason === 'too-few-people') return `Not possible: ${counted(told.plain.people, 'person', 'people')} answered; with fewer than 30 weights add more chance than they take away.`;
  if (reason === 'none-invited') return 'Not possible: no invitations of known customers to the surveys of this score were recorded in these months.';
  if (reason === 'no-settling') return 'Not possible: no weights make the answers look like this by all of these at once. Take one away.';
  const named = silent.toSorted((a, b) => b.ratio - a.ratio).slice(0, 3).map(({ trait, name, ratio }) => `${TRAIT_NAMES[trait].toLowerCase()} ${name} (${percentText(ratio)} of ${whom(told)})`);
  return `Not possible: nobody answered of ${named.join(', ')}${silent.length > 3 ? ` and ${silent.length - 3} more` : ''}. No weight can speak for them.`;
}

/** What weighing changes, in a sentence. */
export function weighedText(score: Pick<Score, 'unit' | 'from' | 'to'>, told: Weighed): string {
  const { weighed, plain: { estimate } } = told;
  if (weighed === null || estimate === null) return notWeighedText(told) ?? '';
  const [moved, apart] = [weighed.estimate.value - estimate.value, weighed.estimate.value < estimate.low || weighed.estimate.value > estimate.high];
  const by = differenceText(score, moved);
  if (!apart) return by === '0' || by === '0.00' || by === '−0.00' ? 'Weighed, the score is the same.' : `Weighed, the score moves by ${by}: within what chance leaves open anyway.`;
  return `Weighed, the score moves by ${by}, further than chance leaves open: who answers differs from all ${whom(told)}, and it matters.`;
}

/** What is odd about a group, in words; empty where nothing is. */
export function groupNote({ answers }: Pick<WeighedGroup, 'answers'>): string {
  return answers === 0 ? 'silent' : answers < 5 ? 'a handful' : '';
}

/** What was kept in bounds and left out. */
export function leftOutText(told: Weighed): string {
  const { weighed, silent, unplaced } = told;
  const parts = [
    ...(weighed === null || weighed.trimmed === 0 ? [] : [`${counted(weighed.trimmed, 'answer')} would have counted more than three times or less than 0.3 times and ${weighed.trimmed === 1 ? 'is' : 'are'} kept there: the answers look like the ${whom(told)} a little less.`]),
    ...(silent.length === 0 || weighed === null ? [] : [`Nobody answered of ${silent.map(({ trait, name, ratio }) => `${TRAIT_NAMES[trait].toLowerCase()} ${name} (${percentText(ratio)})`).join(', ')}: left out.`]),
    ...(unplaced === 0 ? [] : [`${counted(unplaced, 'answer')} of nobody known, or of who was no customer when they were counted: they count once.`]),
  ];
  return parts.length === 0 ? 'Nothing.' : parts.join(' ');
}

/** Traits that are not offered, and why. */
export function notOfferedText({ notOffered }: Pick<Weighed, 'notOffered'>): string {
  const of = (reason: Weighed['notOffered'][number]['reason']): string => notOffered.filter((one) => one.reason === reason).map(({ trait }) => TRAIT_NAMES[trait].toLowerCase()).join(', ');
  const [few, alike] = [of('known-of-few'), of('all-alike')];
  return `${few === '' ? '' : `Known of fewer than half: ${few}. `}${alike === '' ? '' : `All are alike: ${alike}.`}`.trim();
}

/** Whom the answers are to look like, in a sentence. */
export function populationText(told: Weighed): string {
  return `${countText(told.population)} ${whom(told)}${told.asOf === null ? '' : `, as they were known on ${new Intl.DateTimeFormat(typeof navigator === 'undefined' ? 'en' : navigator.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(told.asOf))}`}, people alone; not as they were when they answered.`;
}
