import type { CaseView } from '../contract.ts';

/** A mail that a reply answers. `answers`: Message-IDs of the thread with its own at the end; `thread`: by what the thread is known. */
export type AnsweredLetter = { readonly interaction: string; readonly node: string; readonly subject: string; readonly answers: readonly string[]; readonly thread: string | null };

const textOf = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);
const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap((one) => textOf(one) ?? []) : []);

type Item = CaseView['interactions'][number];

/** What the customer of a case wrote, the latest first. What turned out to be of somebody else stands in the case and is never answered: its subject and thread are not for them. */
const heard = (items: readonly Item[]): Item[] => items.filter(({ direction, otherCustomer }) => direction === 'in' && otherCustomer === null).toSorted((a, b) => b.occurredAt.localeCompare(a.occurredAt));

/** The mail that a reply answers: the latest that a person wrote. Shape: null where no mail has a name by which it could be answered. */
export function letterToAnswer(items: readonly Item[]): AnsweredLetter | null {
  for (const item of heard(items)) {
    const own = item.channel === 'email' && item.properties['automatic'] !== true ? textOf(item.properties['messageId']) : null;
    if (own === null) continue;
    const before = listOf(item.properties['references']);
    const known = before.length > 0 ? before : listOf([item.properties['inReplyTo']]);
    return { interaction: item.id, node: item.node, subject: item.title ?? '', answers: [...new Set([...known, own])], thread: known[0] ?? own };
  }
  return null;
}

/** Whether what they wrote last, as far as a case knows, was written by a machine. */
export function wroteMachineLast(items: readonly Item[]): boolean {
  return heard(items)[0]?.properties['automatic'] === true && heard(items).every((item) => item.properties['automatic'] === true);
}

/** On which channel they turned to us last. Shape: null for none. */
export function lastChannel(items: readonly Item[]): string | null {
  return heard(items)[0]?.channel ?? null;
}
