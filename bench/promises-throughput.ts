import type { Terms } from '../src/modules/promises/contract.ts';
import { compileTerms } from '../src/modules/promises/terms/compile-terms.ts';
import { inOrder, type Contact } from '../src/modules/promises/engine/contact.ts';
import { foldPromise } from '../src/modules/promises/engine/fold-promise.ts';
import { readContact } from '../src/modules/promises/engine/read-contact.ts';
import { LIBRARY } from '../src/modules/promises/library.ts';
import { refOf, rowOf, type PlantedCompany } from './promises-company.ts';

/** Active promises at once. */
const ACTIVE = 50;
const OFFICE_DAY = [{ from: '09:00', to: '17:00' }];

/** Fifty promises that are promised at the same time: the ready ones with other lengths, half of them by opening hours. */
export function activeTerms(): Terms[] {
  return Array.from({ length: ACTIVE }, (_, at): Terms => {
    const { terms } = LIBRARY[at % LIBRARY.length] as (typeof LIBRARY)[number];
    const clause = terms.clause.type === 'response-deadline' ? { ...terms.clause, withinMinutes: 60 * (1 + at) } : terms.clause.type === 'explain-once' ? { ...terms.clause, withinMinutes: 5 + at } : terms.clause;
    return { ...terms, clause, clock: at % 2 === 0 ? terms.clock : { kind: 'hours', hours: { zone: 'Europe/Oslo', week: [OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, OFFICE_DAY, [], []], days: [] } } };
  });
}

/** How many interactions one core judges by fifty promises, words read and all: from rows in memory, whoever they belong to taken from the truth. By processor time, so that what else the machine does tells nothing; `readSeconds` and `foldSeconds` passed on the clock. */
export function throughput(company: PlantedCompany, nowMs: number): { readonly perSecondPerCore: number; readonly interactions: number; readonly contacts: number; readonly instances: number; readonly readSeconds: number; readonly foldSeconds: number } {
  const rows = [...company.history()].map((interaction, at) => ({ row: rowOf(interaction, at + 1), person: company.personOf.get(refOf(interaction)) ?? null }));
  const rules = activeTerms().map((terms) => compileTerms(terms, { fromMs: 0, untilMs: nowMs }, 'UTC'));
  const [startMs, usedBefore] = [performance.now(), process.cpuUsage()];
  const byPerson = new Map<string, Contact[]>();
  let contacts = 0;
  for (const { row, person } of rows) {
    const contact = readContact(row, 'UTC');
    if (contact === null || person === null) continue;
    contacts += 1;
    const own = byPerson.get(person);
    if (own === undefined) byPerson.set(person, [contact]);
    else own.push(contact);
  }
  const readMs = performance.now();
  let instances = 0;
  for (const own of byPerson.values()) {
    const history = { contacts: inOrder(own), orders: [], issues: [], remedies: [] };
    for (const rule of rules) instances += foldPromise(history, rule, nowMs).length;
  }
  const endMs = performance.now();
  const used = process.cpuUsage(usedBefore);
  return { perSecondPerCore: Math.round(rows.length / ((used.user + used.system) / 1_000_000)), interactions: rows.length, contacts, instances, readSeconds: (readMs - startMs) / 1_000, foldSeconds: (endMs - readMs) / 1_000 };
}
