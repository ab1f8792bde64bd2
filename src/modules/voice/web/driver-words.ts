import { counted, countText } from '../../../web/primitives/number.ts';
import { DRIVERS_AMONG, type Driver, type DriverExclusion, type Drivers, type DriversAmong } from '../contract.ts';

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const hundredths = new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const thousandths = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const tenths = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

type Range = { readonly value: number; readonly low: number; readonly high: number };

const percent = (ratio: number): string => countText(Math.round(ratio * 100));
/** `15 %`. */
export const shareText = (ratio: number): string => `${percent(ratio)} %`;
/** `0.751`: R². */
export const squareText = (value: number): string => thousandths.format(value);
/** `12 to 19 %`. */
export const shareRangeText = ({ low, high }: Pick<Range, 'low' | 'high'>): string => `${percent(low)} to ${percent(high)} %`;

/** A question in a sentence: `Comfort`, `“How was your stay?”`. */
const asked = (name: string): string => (name.includes(' ') ? `“${name}”` : name);

/** Whether facts are among what was looked at, beside questions. */
export const hasFacts = ({ among }: Pick<Drivers, 'among'>): boolean => among !== 'questions';

/** Among what drivers are looked for, as the address says: all of it unless it says otherwise, or there is nothing else. */
export function amongOf(of: string | null): DriversAmong {
  return DRIVERS_AMONG.find((one) => one === of) ?? 'all';
}

/** `0.74 (0.71 to 0.77)`. */
export function correlationText({ value, low, high }: Range): string {
  const said = (one: number): string => hundredths.format(one).replace(/^-/, '−').replace(/^−(0[.,]00)$/, '$1');
  return `${said(value)} (${said(low)} to ${said(high)})`;
}

/** Names in a row: `Comfort, Food and Staff`. */
export function namesText(names: readonly string[]): string {
  return names.length < 2 ? names[0] ?? '' : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}

/** Where a driver may stand: `place 1`, `place 1 to 3`. */
export function placesText({ from, to }: Driver['places']): string {
  return `place ${from === to ? from : `${from} to ${to}`}`;
}

/** Drivers that may be the one that counts most: the first and whatever cannot be told from it. */
export function mayBeFirst({ drivers }: Pick<Drivers, 'drivers'>): readonly Driver[] {
  const [first] = drivers;
  return first === undefined ? [] : drivers.filter(({ key }) => key === first.key || first.alike.includes(key));
}

/** More names than this are counted instead. */
const NAMES_MOST = 4;

/** What counts most, in a sentence that says no more than the answers do. */
export function headlineText(told: Drivers): string {
  const first = mayBeFirst(told);
  const real = first.filter(({ isReal }) => isReal);
  const [leader] = first;
  const all = hasFacts(told) ? 'questions and facts' : 'questions';
  if (leader === undefined || real.length === 0) return `None of the ${all} can be told from one that has nothing to do with ${asked(told.name)}.`;
  if (told.drivers.length === 1) return hasFacts(told) ? `${asked(leader.name)} is all that can be looked at.` : `${asked(leader.name)} is the only other question that can be looked at.`;
  if (first.length === 1) return `${asked(leader.name)} goes with ${asked(told.name)} most.`;
  if (first.length === told.drivers.length) return hasFacts(told) ? 'Nothing can be told to count more than all others.' : 'No question can be told to count more than all others.';
  return first.length > NAMES_MOST ? `${first.length} of ${told.drivers.length} ${all} lead; which of them counts most can’t be told.` : `${namesText(first.map(({ name }) => asked(name)))} lead; which of them counts most can’t be told.`;
}

/** How much all of them explain, and who is behind it. */
export function explainedText({ drivers, explained, name, complete, among }: Drivers): string {
  if (explained === null) return '';
  const range = `${shareText(explained.value)} (${shareRangeText(explained)})`;
  const all = drivers.length === 1 ? 'it' : drivers.length === 2 ? 'both' : `all ${drivers.length}`;
  const told = `${drivers.length === 1 ? 'It goes' : 'Together they go'} with ${range} of the differences in ${asked(name)}, among ${counted(complete.people, 'person', 'people')}`;
  if (hasFacts({ among })) return `${told} of whom ${all} ${drivers.length === 1 ? 'is' : 'are'} known. These go together with the score; they are not proved causes.`;
  return `${told} who answered ${all}. What goes together need not be cause and effect.`;
}

/** Why there are no drivers to show. */
export function noDriversText({ reason, complete, peopleWanted, name, among }: Drivers): string {
  if (reason === null) return '';
  const isMore = hasFacts({ among });
  const few = isMore ? `Too little to say: of ${counted(complete.people, 'person', 'people')} everything is known that is looked at together; ${countText(peopleWanted)} are needed` : `Too little to say: ${counted(complete.people, 'person', 'people')} answered all the questions that are looked at together; ${countText(peopleWanted)} are needed`;
  return {
    'no-questions': isMore ? 'Nothing can be told: no question, fact or topic is known of enough people, with differences among them.' : 'Nothing can be told: no other single question was answered in the same breath often enough, with answers that differ.',
    'too-few-people': `${few}.`, 'too-few-for-questions': `${few}, ten for each ${isMore ? 'of them' : 'question'}.`,
    'score-all-the-same': `Everybody answered ${asked(name)} the same: there are no differences to explain.`, 'score-nearly-all-the-same': `Nearly everybody answered ${asked(name)} the same: there is too little difference to explain.`,
    'nothing-explained': `${asked(name)} goes with none of ${isMore ? 'them' : 'the other questions'}.`,
  }[reason];
}

const EXCLUDED: Readonly<Record<DriverExclusion, (sameAs: string) => string>> = {
  'all-the-same': () => 'everybody answered the same', 'nearly-all-the-same': () => 'fewer than five people answered anything else', 'seldom-answered': () => 'too seldom answered together with the others',
  'repeats-another': (sameAs) => `the same answers as ${asked(sameAs)}`, 'beyond-most': () => 'more than are looked at together', 'about-the-whole': () => 'about the whole as well, not a part of it',
  'too-few-known': () => 'known of fewer than ten people', 'too-few-wrote': () => 'fewer than ten people wrote about it',
};

/** The same of facts, which nobody answers. */
const FACT_EXCLUDED: Readonly<Partial<Record<DriverExclusion, string>>> = { 'all-the-same': 'the same for everybody', 'nearly-all-the-same': 'fewer than five differ', 'seldom-answered': 'too seldom known together with the others' };

/** What was left out and why, one sentence each. */
export function leftOutTexts({ leftOut, unnamed }: Pick<Drivers, 'leftOut' | 'unnamed'>): string[] {
  return [
    ...leftOut.map(({ name, kind, reason, sameAs }) => (kind === 'question' ? `“${name}” (${EXCLUDED[reason](sameAs ?? '')})` : `${name} (${FACT_EXCLUDED[reason] ?? EXCLUDED[reason](sameAs ?? '')})`)),
    ...(unnamed === 0 ? [] : [`${counted(unnamed, 'question')} that fewer than ten people answered`]),
  ];
}

/** A ratio in points, rather more than less. */
const pointsText = (ratio: number): string => tenths.format(Math.max(0.1, Math.ceil(ratio * 1_000 - 1e-6) / 10));

/** What became of answers with gaps. */
export function gapsText({ lookedAt, complete, movedByGaps, among }: Drivers): string {
  const gaps = lookedAt - complete.answers;
  if (gaps === 0) return hasFacts({ among }) ? 'None: all that is shown is known of everybody.' : 'None: everybody answered every question that is shown.';
  const moved = movedByGaps === null ? '' : ` Counted ${hasFacts({ among }) ? 'one by one' : 'question by question'} they move no share by more than ${pointsText(movedByGaps)} points.`;
  return `${countText(gaps)} of ${counted(lookedAt, 'interaction')} lack ${hasFacts({ among }) ? 'one of them' : 'an answer to one of them'} and are left out; nothing is put in its place.${moved}`;
}

/** How far the other method puts a share elsewhere; null where it was not reckoned. */
export function otherMethodText({ drivers }: Pick<Drivers, 'drivers'>): string | null {
  const moves = drivers.flatMap(({ share, shareBySets }) => (shareBySets === null ? [] : [Math.abs(shareBySets - share.value)]));
  return moves.length === 0 ? null : `The mean over all orders in which questions can be added (LMG) puts no share elsewhere by more than ${pointsText(Math.max(...moves))} points.`;
}

/** Of whom the order is known, and how. */
export function ordersText({ orders, lookedAt, among }: Pick<Drivers, 'orders' | 'lookedAt' | 'among'>): string {
  if (orders === null) return '';
  return `Of ${countText(orders.known)} of ${counted(orders.of, 'answer')} the order is known: ${countText(orders.naming)} name one, the others are taken to be about the customer’s latest of the 90 days before.${among === 'orders' ? ` These ${countText(lookedAt)} alone are looked at.` : ''}`;
}
