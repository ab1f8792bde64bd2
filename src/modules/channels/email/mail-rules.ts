import type { End } from './contract.ts';

/** What is looked at of a mail before it becomes anything. Addresses in lower case. `hops`: servers that it came through. */
export type MailFacts = { readonly messageId: string | null; readonly from: string; readonly automatic: boolean; readonly loops: readonly string[]; readonly hops: number };

/** `take`: it becomes an interaction. `end`: it ends quietly. `park`: it goes to quarantine, because there are too many of them from one address. */
export type MailVerdict = { readonly kind: 'take' } | { readonly kind: 'end'; readonly because: End } | { readonly kind: 'park' };

/** Mails from one address within an hour beyond which they are a storm: automatic ones, and all. House choices. */
export const STORM = { windowMs: 3_600_000, automatic: 10, all: 100 } as const;
/** Servers that no honest mail comes through. Source: RFC 5321, section 6.3 says at least 100 must be allowed. */
const MOST_HOPS = 100;

/** How our Message-IDs end before the `@`, so that a mail of ours that comes back is known without a look into the books. */
const OUR_MARK = '.custos';

/** A Message-ID of ours. `random`: what makes it one of a kind. */
export function ourMessageId(random: string, from: string): string {
  return `${random}${OUR_MARK}@${domainOf(from)}`;
}

/** What stands behind the last `@`, in lower case. */
export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}

/** Whether a Message-ID is one that we gave. `own`: our addresses. */
export function isOurMessageId(messageId: string, own: readonly string[]): boolean {
  const at = messageId.lastIndexOf('@');
  return at > 0 && messageId.slice(0, at).endsWith(OUR_MARK) && own.some((address) => domainOf(address) === messageId.slice(at + 1).toLowerCase());
}

/** Which mailbox an address means: itself, or the one before its `+`. Shape: null for none of ours. */
export function mailboxOf(address: string, mailboxes: readonly string[]): string | null {
  const wanted = address.trim().toLowerCase();
  const plus = wanted.indexOf('+');
  const at = wanted.indexOf('@', plus);
  const plain = plus === -1 || at === -1 ? wanted : wanted.slice(0, plus) + wanted.slice(at);
  return mailboxes.find((mailbox) => mailbox === wanted) ?? mailboxes.find((mailbox) => mailbox === plain) ?? null;
}

/** How many mails one address sent lately, this one among them. */
export type Lately = { readonly automatic: number; readonly all: number };

/**
 * What becomes of a mail. `own`: our mailboxes and the address from which we write.
 * Invariant: a mail that a person wrote is never ended for being one of many; it waits in quarantine.
 */
export function judgeMail({ messageId, from, automatic, loops, hops }: MailFacts, own: readonly string[], lately: Lately): MailVerdict {
  if (messageId !== null && isOurMessageId(messageId, own)) return { kind: 'end', because: 'own-mail' };
  if (loops.some((loop) => own.includes(loop.trim().toLowerCase()))) return { kind: 'end', because: 'own-mail' };
  if (hops > MOST_HOPS) return { kind: 'end', because: 'loop' };
  if (own.includes(from)) return { kind: 'end', because: 'own-mailbox' };
  if (automatic && lately.automatic > STORM.automatic) return { kind: 'end', because: 'auto-reply-storm' };
  return !automatic && lately.all > STORM.all ? { kind: 'park' } : { kind: 'take' };
}

/** Addresses that are remembered at once; beyond, the one that was silent longest is forgotten. */
const MOST_ADDRESSES = 10_000;

/** Counts mails by their sender over the last hour, in this process alone: who wrote is remembered nowhere else. */
export function createMailRates(clock: () => number) {
  const heard = new Map<string, { readonly atMs: number; readonly automatic: boolean }[]>();
  return {
    note(from: string, automatic: boolean): Lately {
      const nowMs = clock();
      // No more than decides is kept, whoever storms.
      const lately = [...(heard.get(from) ?? []).filter(({ atMs }) => atMs > nowMs - STORM.windowMs).slice(-(STORM.all + STORM.automatic)), { atMs: nowMs, automatic }];
      heard.delete(from);
      heard.set(from, lately);
      const oldest = heard.keys().next();
      if (heard.size > MOST_ADDRESSES && oldest.done !== true) heard.delete(oldest.value);
      return { automatic: lately.filter((one) => one.automatic).length, all: lately.length };
    },
  };
}
