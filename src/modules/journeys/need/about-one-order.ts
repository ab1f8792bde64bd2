import { SAME_TALK_MS } from '../issue-breaks.ts';
import { summarise, type IssueSummary } from '../issue.ts';
import type { Contact } from '../threads/contact.ts';
import { asTheyHappened } from '../threads/thread-contacts.ts';
import { LATELY_DAYS } from './contract.ts';

const LATELY_MS = LATELY_DAYS * 86_400_000;

/** An issue with the contacts that lie in it. `groups`: of topics in which the customer spoke, empty or missing where none is known. */
export type IssueParts = { readonly customer: number; readonly contacts: readonly Contact[]; readonly groups?: ReadonlySet<string> };

/**
 * Issues of one customer that are about one order, follow each other within the time in which they still have it before them, and are not of topics far from each other or go on under one ticket, stand together: whoever acts on one acts on all, and the customer has come to us about it as often as about all of them.
 * Shape: every issue that holds a contact, once; one that names no order, or another, by itself.
 */
export function aboutOneOrder<One extends IssueParts>(issues: readonly One[]): One[][] {
  const ofCustomers = Map.groupBy(issues.filter(({ contacts }) => contacts.length > 0), ({ customer }) => customer);
  return [...ofCustomers.values()].flatMap(putTogether);
}

function putTogether<One extends IssueParts>(ofCustomer: readonly One[]): One[][] {
  let together: Told<One>[][] = [];
  for (const one of ofCustomer.map(toldOf)) {
    const { true: own = [], false: others = [] } = Object.groupBy(together, (told) => (told.some((other) => areAboutOne(one, other)) ? 'true' : 'false'));
    together = [...others, [...own.flat(), one]];
  }
  return together.map((told) => told.map(({ issue }) => issue));
}

/** What of an issue is compared, read off its contacts once. Units: ms. */
type Told<One> = { readonly issue: One; readonly beganMs: number; readonly lastMs: number; readonly orders: ReadonlySet<string>; readonly named: ReadonlySet<string>; readonly tickets: ReadonlySet<string>; readonly groups: ReadonlySet<string> };

function toldOf<One extends IssueParts>(issue: One): Told<One> {
  const { contacts, groups = new Set<string>() } = issue;
  const times = contacts.map(({ atMs }) => atMs);
  return { issue, beganMs: Math.min(...times), lastMs: Math.max(...times), orders: new Set(contacts.flatMap((one) => one.orders)), named: new Set(contacts.flatMap((one) => [...one.orders, ...one.numbers])), tickets: new Set(contacts.flatMap((one) => one.tickets)), groups };
}

function areAboutOne(a: Told<unknown>, b: Told<unknown>): boolean {
  const isNear = Math.max(a.beganMs, b.beganMs) - Math.min(a.lastMs, b.lastMs) <= LATELY_MS;
  // Of two matters: the topics of both are known, nothing of one is close to anything of the other, and nobody wrote on under the ticket of the one.
  const areTwo = a.groups.size > 0 && b.groups.size > 0 && !meet(a.groups, b.groups) && !meet(a.tickets, b.tickets);
  return isNear && !areTwo && (meet(a.orders, b.named) || meet(b.orders, a.named));
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}

/**
 * What issues come to together, as if all their contacts lay in one. `comings`: how often the customer came to us: who is handed on, or goes on within the half hour, has come once. `wentContent`: they did at the last, and have said nothing since.
 * Shape: null without an ask. Units: ms since 1970.
 */
export function sumUp(issues: readonly IssueParts[]): (IssueSummary & { readonly lastSaidMs: number; readonly comings: number; readonly wentContent: boolean }) | null {
  const contacts = issues.flatMap((one) => one.contacts).toSorted(asTheyHappened);
  const theirs = contacts.filter(({ role }) => role !== 'reply');
  const [summary, last] = [summarise(contacts), theirs.at(-1)];
  if (summary === null || last === undefined) return null;
  return { ...summary, lastSaidMs: last.atMs, comings: comingsOf(theirs.filter(({ role }) => role === 'ask')), wentContent: last.ends === 'content' };
}

function comingsOf(asks: readonly Contact[]): number {
  let [comings, untilMs] = [0, Number.NEGATIVE_INFINITY];
  for (const { atMs, endsMs } of asks) {
    if (atMs - untilMs > SAME_TALK_MS) comings += 1;
    untilMs = Math.max(untilMs, atMs, endsMs);
  }
  return comings;
}
