import { compareContact, gather, newIssue, type ContactTopic, type IssueSoFar, type Levels } from './compare-contact.ts';
import type { Contact } from './contact.ts';
import { weighContact, type Reason, type ThreadModel } from './thread-model.ts';

/** What somebody of the company said: two contacts are about one thing, or about two. Shape: interaction numbers; the latest word about two contacts counts. */
export type ThreadWord = { readonly a: number; readonly b: number; readonly together: boolean };

/** A contact with its place. `thread`: which of the customer's issues, by place; null for what we wrote about none of them. `reasons`: why it joined, or why it did not join the nearest; empty for the first. `byPerson`: by somebody's word. */
export type Threaded = { readonly contact: Contact; readonly thread: number | null; readonly bits: number; readonly reasons: readonly Reason[]; readonly byPerson: boolean };

/** What a customer spoke of in a contact, null where it is not known. */
export type TopicOf = (interaction: number) => ContactTopic | null;

/** One comparison on the way, for learning. `sure`: that it is this issue among all and none, 0 to 1. */
export type Compared = { readonly levels: Levels; readonly gapMs: number; readonly sure: number; /** Of all issues of the customer the last one touched. */ readonly isLatest: boolean };

/** What is said before everybody, and what we write, joins on better odds: most reviews and letters are about no issue. Units: bits. */
const PUBLIC_BITS = 3;
const REPLY_BITS = 2;
/** Issues that are older are compared only where an order, a ticket or a mail is shared. Units: ms. */
const LOOK_BACK_MS = 180 * 86_400_000;
/** Odds beyond this are sure. Units: bits. */
const MOST_BITS = 40;

/** The order in which contacts happened, the same however they came in. */
export const asTheyHappened = (a: Contact, b: Contact): number => a.atMs - b.atMs || a.interaction - b.interaction;

/** Whether a letter of ours may be about an issue at all: it names its ticket or mail, or somebody wrote it by hand. Campaigns are neither. */
function mayBelong(contact: Contact, levels: Levels): boolean {
  return contact.role !== 'reply' || levels.thread === 'same' || levels.thread === 'title' || contact.staff.length > 0;
}

const cutOf = (contact: Contact, { cutBits }: ThreadModel): number => (contact.role === 'public' ? PUBLIC_BITS : contact.role === 'reply' ? REPLY_BITS : cutBits);

/**
 * Puts contacts of one customer into issues: in the order in which they happened, each joins the issue with which its odds are best, if that is likelier than all others and none together, or begins one.
 * Invariant: depends on the contacts, the model and the words alone, not on the order in which they came in. What people said outranks all odds. Cost: contacts × issues of the last half year.
 */
export function threadContacts(contacts: readonly Contact[], model: ThreadModel, words: readonly ThreadWord[] = [], topicOf: TopicOf = () => null, compared?: (contact: Contact, with_: readonly Compared[]) => void): Threaded[] {
  const issues: IssueSoFar[] = [];
  const said = wordsByContact(words);
  const placeOf = new Map<number, number>();
  return contacts.toSorted(asTheyHappened).map((contact): Threaded => {
    const bound = boundTo(contact, said, placeOf);
    const topic = contact.role === 'reply' ? null : topicOf(contact.interaction);
    const found = bound.to !== null ? { thread: bound.to, bits: 0, reasons: [] } : nearest(contact, topic, bound.apart);
    const joins = bound.to !== null || found.bits > cutOf(contact, model) && found.thread !== null;
    if (!joins && contact.role !== 'ask') return { contact, thread: null, bits: found.bits, reasons: found.reasons, byPerson: false };
    const thread = joins ? found.thread ?? 0 : issues.push(newIssue()) - 1;
    const issue = issues[thread] as IssueSoFar;
    gather(issue, contact, topic, model);
    placeOf.set(contact.interaction, thread);
    return { contact, thread, bits: found.bits, reasons: found.reasons, byPerson: bound.to !== null };
  });

  function nearest(contact: Contact, topic: ContactTopic | null, apart: ReadonlySet<number>): { thread: number | null; bits: number; reasons: readonly Reason[] } {
    const latestMs = Math.max(...issues.map(({ lastMs }) => lastMs));
    const near = issues.flatMap((issue, thread) => {
      if (apart.has(thread)) return [];
      const gapMs = contact.atMs - issue.lastMs;
      const levels = compareContact(contact, topic, issue, model);
      if (gapMs > LOOK_BACK_MS && levels.thread !== 'same' && levels.thing !== 'order') return [];
      if (!mayBelong(contact, levels)) return [];
      return [{ thread, levels, gapMs, isLatest: issue.lastMs === latestMs, ...weighContact(model, levels, gapMs, { isAsk: contact.role === 'ask', topic: [...issue.topics][0] ?? null }) }];
    });
    const [best] = near.toSorted((a, b) => b.bits - a.bits || a.thread - b.thread);
    if (best === undefined) return { thread: null, bits: Number.NEGATIVE_INFINITY, reasons: [] };
    const weights = near.map(({ bits }) => 2 ** Math.min(MOST_BITS, bits));
    const all = weights.reduce((sum, one) => sum + one, 1);
    compared?.(contact, near.map(({ levels, gapMs, isLatest }, at) => ({ levels, gapMs, isLatest, sure: (weights[at] ?? 0) / all })));
    const own = 2 ** Math.min(MOST_BITS, best.bits);
    return { thread: best.thread, bits: Math.log2(own / (all - own)), reasons: best.reasons };
  }
}

function wordsByContact(words: readonly ThreadWord[]): Map<number, Map<number, boolean>> {
  const said = new Map<number, Map<number, boolean>>();
  const note = (from: number, to: number, together: boolean): void => { said.set(from, (said.get(from) ?? new Map<number, boolean>()).set(to, together)); };
  for (const { a, b, together } of words) {
    note(a, b, together);
    note(b, a, together);
  }
  return said;
}

/** To which issue words bind a contact, and from which they part it. A word that puts together counts before one that parts it from others of the same issue. */
function boundTo(contact: Contact, said: ReadonlyMap<number, ReadonlyMap<number, boolean>>, placeOf: ReadonlyMap<number, number>): { readonly to: number | null; readonly apart: ReadonlySet<number> } {
  const apart = new Set<number>();
  let to: number | null = null;
  for (const [other, together] of said.get(contact.interaction) ?? []) {
    const place = placeOf.get(other);
    if (place === undefined) continue;
    if (together) to ??= place;
    else apart.add(place);
  }
  return { to, apart };
}
