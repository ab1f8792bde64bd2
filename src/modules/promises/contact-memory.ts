import type { Contact } from './engine/contact.ts';
import { readContact } from './engine/read-contact.ts';
import type { OwnedRow } from './history-log.ts';

/** Contacts that are remembered: about as many as a company of 500,000 interactions has, 100 MB. */
const MOST = 200_000;

/** Reads rows of the history, each wording once: what was read before is remembered as long as there is room. */
export function createContactMemory(zone: string): (row: OwnedRow) => Contact | null {
  const known = new Map<number, { readonly revision: number; readonly isComplaint: boolean; readonly node: number; readonly contact: Contact | null }>();
  return (row) => {
    const before = known.get(row.number);
    if (before !== undefined && before.revision === row.revision && before.isComplaint === row.isComplaint && before.node === row.node) return before.contact;
    const contact = readContact(row, zone);
    if (known.size >= MOST) known.clear();
    known.set(row.number, { revision: row.revision, isComplaint: row.isComplaint, node: row.node, contact });
    return contact;
  };
}
