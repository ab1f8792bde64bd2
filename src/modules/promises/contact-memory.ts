import type { Contact } from './engine/contact.ts';
import { readContact } from './engine/read-contact.ts';
import type { OwnedRow } from './history-log.ts';


/** Reads rows of the history, each wording once: what was read before is remembered as long as there is room, and so long at most. Units: ms. */
export function createContactMemory(zone: string, { most, forMs }: { readonly most: number; readonly forMs: number }): (row: OwnedRow) => Contact | null {
  const known = new Map<number, { readonly revision: number; readonly isComplaint: boolean; readonly node: number; readonly contact: Contact | null }>();
  let forget: NodeJS.Timeout | null = null;
  return (row) => {
    const before = known.get(row.number);
    if (before !== undefined && before.revision === row.revision && before.isComplaint === row.isComplaint && before.node === row.node) return before.contact;
    const contact = readContact(row, zone);
    if (known.size >= most) known.clear();
    known.set(row.number, { revision: row.revision, isComplaint: row.isComplaint, node: row.node, contact });
    forget ??= setTimeout(() => { known.clear(); forget = null; }, forMs).unref();
    return contact;
  };
}
