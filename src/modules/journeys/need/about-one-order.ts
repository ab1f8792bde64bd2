import { SAME_TALK_MS } from '../issue-breaks.ts';
import { summarise, type IssueSummary } from '../issue.ts';
import type { Contact } from '../threads/contact.ts';
import { asTheyHappened } from '../threads/thread-contacts.ts';
import { LATELY_DAYS } from './contract.ts';

const LATELY_MS = LATELY_DAYS * 86_400_000;

/** An issue with the contacts that lie in it. `groups`: of topics in which the customer spoke, empty or missing where none is known. */
export type IssueParts = { readonly customer: number; readonly contacts: readonly Contact[]; readonly groups?: ReadonlySet<string> };

/**
 * Issues of one customer that are about one order, follow each other within the time in which they still have it before them, and are not of topics far from each other, stand together: whoever acts on one acts on all, and the customer has come to us about it as often as about all of them.
 * Shape: every issue that holds a contact, once; one that names no order, or another, by itself.
 */
export function aboutOneOrder<One extends IssueParts>(issues: readonly One[]): One[][] {
  const together: One[][] = [];
  for (const one of issues.filter(({ contacts }) => contacts.length > 0)) {
    const own = together.filter((others) => others.some((other) => areAboutOne(one, other)));
    for (const others of own) together.splice(together.indexOf(others), 1);
    together.push([...own.flat(), one]);
  }
  return together;
}

function areAboutOne(a: IssueParts, b: IssueParts): boolean {
  if (a.customer !== b.customer) return false;
  const [orders, others] = [namedIn(a, 'orders'), namedIn(b, 'orders')];
  const isOne = orders.some((order) => others.includes(order) || namedIn(b, 'numbers').includes(order)) || others.some((order) => namedIn(a, 'numbers').includes(order));
  return isOne && !areFarApart(a.groups, b.groups) && Math.max(beganMs(a), beganMs(b)) - Math.min(lastMs(a), lastMs(b)) <= LATELY_MS;
}

/** Of two matters: both are known, and nothing of one is close to anything of the other. */
const areFarApart = (a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): boolean => a.size > 0 && b.size > 0 && ![...a].some((one) => b.has(one));
const namedIn = ({ contacts }: IssueParts, of: 'orders' | 'numbers'): string[] => contacts.flatMap((one) => one[of]);
const beganMs = ({ contacts }: IssueParts): number => Math.min(...contacts.map(({ atMs }) => atMs));
const lastMs = ({ contacts }: IssueParts): number => Math.max(...contacts.map(({ atMs }) => atMs));

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
