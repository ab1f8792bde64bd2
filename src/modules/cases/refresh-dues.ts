import type { Database } from '../../platform/pg/transaction.ts';
import { foldCase } from './case.ts';
import { eventsOf, openCasesAfter, updateDues } from './case-store.ts';
import type { ClocksOfCases, HoursHistory } from './clocks-of-case.ts';

const AT_ONCE = 200;

/** Reckons anew what is due in every open case when the opening hours are others than before, also at the first look after a start: they may have changed meanwhile. */
export function createDueRefresher({ database, clocks, hours }: { readonly database: Database; readonly clocks: Pick<ClocksOfCases, 'ready'>; hours(): Promise<HoursHistory> }): () => Promise<void> {
  let reckonedBy: string | null = null;
  return async () => {
    const held = (await hours()).versions.at(-1)?.version ?? '';
    if (held === reckonedBy) return;
    const dueOf = await clocks.ready();
    for (let numbers = await openCasesAfter(database, 0, AT_ONCE); numbers.length > 0; numbers = await openCasesAfter(database, numbers.at(-1) ?? 0, AT_ONCE)) {
      const told = [...await eventsOf(database, numbers)].flatMap(([number, events]) => { const now = foldCase(events); return now === null ? [] : [{ number, events, now }]; });
      await updateDues(database, told.map((one) => ({ number: one.number, version: one.now.version, due: dueOf(one) })));
    }
    reckonedBy = held;
  };
}
