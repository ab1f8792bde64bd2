import type { Transaction } from '../../platform/pg/transaction.ts';
import { blankRejects, rejectsAfter } from './erase-store.ts';

const AT_ONCE = 1_000;

/** Blanks rejected records of imports that say something of an erased person. `saysThem`: whether a text does. Shape: rows per table. */
export async function eraseRejects(tx: Transaction, saysThem: (text: string) => boolean): Promise<Record<string, number>> {
  let count = 0;
  for (let after = { run: 0, place: -1 }; ;) {
    const page = await rejectsAfter(tx, after.run, after.place, AT_ONCE);
    const last = page.at(-1);
    if (last === undefined) return { 'channels.import_reject': count };
    after = last;
    const theirs = page.filter(({ text }) => saysThem(text));
    if (theirs.length > 0) count += await blankRejects(tx, theirs);
  }
}
