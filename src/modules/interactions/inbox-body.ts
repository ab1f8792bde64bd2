import type { AcceptedItem, CheckedInteraction } from './checked-interaction.ts';

/** A group of new items as the inbox keeps it. Shape: lists of one length, in the order in which the items came; the number is null where the item was not new. */
type NewGroup = { readonly numbers: readonly (number | null)[]; readonly receivedMs: number; readonly sentMs: readonly (number | null)[]; readonly checked: readonly CheckedInteraction[] };

/**
 * The text of a group of new items behind their numbers, which PostgreSQL puts before it: the texts of items are never taken apart there.
 * Shape: `{"numbers":` + list + this is a NewGroup. `bodies` are JSON texts.
 */
export function newGroupText(receivedMs: number, sentMs: readonly (number | null)[], bodies: readonly string[]): string {
  return `,"receivedMs":${receivedMs},"sentMs":${JSON.stringify(sentMs)},"checked":[${bodies.join(',')}]}`;
}

/** The items of a body of the inbox: of a group of new ones, or of a list of items as they are. `holdsRepeats`: the body holds texts of items that were not new, too. */
export function readInbox(body: string): { readonly items: AcceptedItem[]; readonly holdsRepeats: boolean } {
  const read = JSON.parse(body) as NewGroup | AcceptedItem[];
  if (Array.isArray(read)) return { items: read, holdsRepeats: false };
  const { numbers, receivedMs, sentMs, checked } = read;
  const items = checked.flatMap((one, place) => {
    const number = numbers[place] ?? null;
    return number === null ? [] : [{ number, revision: 1, older: false, receivedMs, sentMs: sentMs[place] ?? null, checked: one }];
  });
  return { items, holdsRepeats: items.length < checked.length };
}
