import type { StaffFactRead } from '../contract.ts';
import type { Mark } from './mark-words.ts';

const ASKED: Readonly<Record<string, string>> = {
  'order-number': 'the order number', email: 'the e-mail address', phone: 'a phone number', name: 'the name', address: 'the address', 'birth-date': 'the date of birth', payment: 'payment details', photo: 'a photo', description: 'a description of the problem', other: 'something else',
};
const SAID: Readonly<Record<string, string>> = {
  'in-work': 'in work', shipped: 'shipped', 'out-for-delivery': 'out for delivery', delivered: 'delivered', delayed: 'delayed', lost: 'lost', received: 'received by us', refunded: 'refunded', cancelled: 'cancelled', 'in-repair': 'in repair', repaired: 'repaired', scheduled: 'an appointment is set', ready: 'ready', expected: 'expected',
};
const PROMISED: Readonly<Record<string, string>> = { 'call-back': 'call back', reply: 'reply', send: 'send', refund: 'refund', replace: 'replace', deliver: 'deliver', repair: 'repair', 'look-into': 'look into it' };

const NAMES = { asked: ASKED, said: SAID, promised: PROMISED } as const;
const MEANINGS = {
  asked: { plain: 'The company asked the customer for this.', if: 'The company asked the customer for this, under a condition.', not: 'The company said that it does not need this.', earlier: 'The company told that it had asked the customer for this before.' },
  said: { plain: 'The company told the customer that it stands so.', if: 'The company spoke of what holds once it stands so; it did not say that it does.', not: 'The company told the customer that it does not stand so.', earlier: 'The company told of what somebody had said before; it did not say so itself.' },
  promised: { plain: 'The company promised this.', if: 'The company promised this under a condition.', not: 'The company said that it cannot or will not do this.', earlier: 'The company told of what had been promised before.' },
} as const;

const locale = typeof navigator === 'undefined' ? 'en' : navigator.language;
const days = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' });
const moments = new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' });

const isMidnight = (ms: number): boolean => { const at = new Date(ms); return at.getHours() === 0 && at.getMinutes() === 0; };
/** The end of a day is told as that day. */
const untilText = (ms: number): string => (isMidnight(ms) ? days.format(ms - 1) : moments.format(ms));
const fromText = (ms: number): string => (isMidnight(ms) ? days.format(ms) : moments.format(ms));

/** The time that was named with a fact, as it is read: `by Fri 5 Jun`, `on Wed 3 Jun`, `Fri 5 Jun to Sun 7 Jun`; null for none. `occurredAt`: when the words were said. */
export function factTime({ from, until }: Pick<StaffFactRead, 'from' | 'until'>, occurredAt: string): string | null {
  if (from === null || until === null) return null;
  const [fromMs, untilMs] = [Date.parse(from), Date.parse(until)];
  if (fromMs === Date.parse(occurredAt)) return `by ${untilText(untilMs)}`;
  if (fromMs === untilMs) return `at ${moments.format(untilMs)}`;
  return fromText(fromMs) === untilText(untilMs) ? `on ${untilText(untilMs)}` : `${fromText(fromMs)} to ${untilText(untilMs)}`;
}

/** A fact as it stands below the company's words: `asked for the order number`, `said: out for delivery`, `promised: call back by Fri 5 Jun`. */
export function factName(fact: StaffFactRead, occurredAt: string): string {
  const { act, kind, mode } = fact;
  const what = NAMES[act][kind] ?? kind;
  const time = factTime(fact, occurredAt);
  const when = time === null ? '' : ` ${time}`;
  if (act === 'asked') return { plain: `asked for ${what}`, if: `asked for ${what}, on a condition`, not: `did not ask for ${what}`, earlier: `had asked for ${what}` }[mode];
  if (act === 'said') return { plain: `said: ${what}${when}`, if: `spoke of: if ${what}`, not: `said: not ${what}`, earlier: `said before: ${what}${when}` }[mode];
  return { plain: `promised: ${what}${when}`, if: `promised, on a condition: ${what}${when}`, not: `refused: ${what}`, earlier: `promised before: ${what}` }[mode];
}

/** What stands behind the marks of facts in place of how sure a model is. */
const FOUND = 'Found by a rule; how well such rules do: docs/methods/staff-facts.md.';
const IN_DAYS = 'It was named in working days, which are counted as calendar days: Custos has no calendar of the company’s days.';

/** Facts as marks, in the order in which they were said. */
export function factMarks(facts: readonly StaffFactRead[], occurredAt: string): Mark[] {
  return facts.map((fact, at): Mark => ({
    thing: { output: 'fact', label: String(at), confidence: null, carriers: fact.carriers, byPerson: false },
    name: factName(fact, occurredAt), meaning: MEANINGS[fact.act][fact.mode], tone: 'plain', rank: at, isDenied: false, note: fact.inWorkingDays ? `${IN_DAYS} ${FOUND}` : FOUND,
  }));
}
