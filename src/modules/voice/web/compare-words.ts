import { counted, countText } from '../../../web/primitives/number.ts';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { GROUP_KINDS, type GroupKind } from '../../customers/contract.ts';
import { COMPARED_BY, type ComparedBy, type Comparison, type Score, type Silent, type SilentGroup } from '../contract.ts';
import { differenceText, monthText, valueText } from './score-words.ts';

/** Two groups as the address says them. `second` empty: all others. */
export type Compared = { readonly by: ComparedBy; readonly first: string; readonly second: string };

/** Two groups out of the address; null for anything else. */
export function readCompared(of: string | null): Compared | null {
  const [way = '', first = '', second = '', more] = (of ?? '').split('~').map((part) => part.replaceAll('%7E', '~').replaceAll('%25', '%'));
  const by = COMPARED_BY.find((one) => one === way);
  return by === undefined || first === '' || more !== undefined || (by === 'period' && second === '') ? null : { by, first, second };
}

/** Two groups for the address. */
export function writeCompared({ by, first, second }: Compared): string {
  return [by, first, second].map((part) => part.replaceAll('%', '%25').replaceAll('~', '%7E')).join('~');
}

/** Which kind of groups of customers it is; null where answers are told apart by something else. */
export function customersBy(by: ComparedBy): GroupKind | null {
  return GROUP_KINDS.find((kind) => kind === by) ?? null;
}

/** Gives the name of a group of customers by its key. */
export type NameOfGroup = (kind: GroupKind, key: string) => string;
const asKeyed: NameOfGroup = (_, key) => key;

/** What a group is called. */
export function groupName(by: ComparedBy, name: string, named: NameOfGroup = asKeyed): string {
  const kind = customersBy(by);
  if (kind !== null) return name === '' ? 'All other customers' : named(kind, name);
  if (by !== 'period') return name === '' ? 'All others' : name;
  const [first = name, last = first] = name.split('..');
  return first === last ? monthText(first) : `${monthText(first)} to ${monthText(last)}`;
}

/** What two groups say beside each other. */
export function comparedText(score: Score, { by, first, second, difference }: Comparison, named: NameOfGroup = asKeyed): string {
  if (difference === null) return 'No comparison: fewer than ten people answered in one of the two.';
  const range = `${differenceText(score, difference.low)} to ${differenceText(score, difference.high)}`;
  const apart = differenceText(score, difference.value);
  if (!difference.isReal) return `Undecided: ${apart} (${range}) may be chance.`;
  const ends = [Math.abs(difference.low), Math.abs(difference.high)];
  const against = groupName(by, second.name, named);
  return `${groupName(by, first.name, named)} is ${difference.value < 0 ? 'lower' : 'higher'} than ${by !== 'period' && second.name === '' ? against.toLowerCase() : against} by ${valueText(score, Math.abs(difference.value))} (${valueText(score, Math.min(...ends))} to ${valueText(score, Math.max(...ends))}).`;
}

/** As of when customers are in the groups that are compared, and whose answers are in none; null where groups are not of customers. */
export function groupedText({ groupedAt, ungrouped }: Pick<Comparison, 'groupedAt' | 'ungrouped'>): string | null {
  if (groupedAt === null) return null;
  const left = ungrouped === 0 ? '' : ` Left out: ${counted(ungrouped, 'answer')} of whom nobody knows, or of who was no customer when they were counted.`;
  return `As customers are today, counted ${momentText(groupedAt, 'short')}, not as they were when they answered: who moved on counts where they are now.${left}`;
}

const PERCENT = { unit: 'percent', from: 0, to: 100 } as const;

/** Who keeps silent, in a sentence. */
export function silentText({ isKnown, invited, answered, rate, groups }: Silent): string {
  if (!isKnown) return 'Not known: no invitations to the surveys of this score were recorded in these months.';
  if (rate === null) return `Too few to say: ${countText(invited)} invited, ${countText(answered)} answered.`;
  const told = `${countText(answered)} of ${countText(invited)} invited people answered; ${countText(invited - answered)} were silent.`;
  const least = groups.filter(({ difference }) => difference !== null && difference.isReal && difference.value < 0).toSorted((a, b) => (a.difference?.value ?? 0) - (b.difference?.value ?? 0))[0];
  return least === undefined ? `${told} ${groups.length === 0 ? 'All were invited in one way.' : 'No group is clearly more silent than the others.'}` : `${told} Most silent: ${least.by} ${least.name}.`;
}

/** How far a group is from everybody else invited, in words. */
export function apartText({ difference }: SilentGroup): string {
  if (difference === null) return 'too few to say';
  const said = `${differenceText(PERCENT, difference.value)} (${differenceText(PERCENT, difference.low)} to ${differenceText(PERCENT, difference.high)})`;
  return difference.isReal ? said : `${said}, undecided`;
}
