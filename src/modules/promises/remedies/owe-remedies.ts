import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { HeldRule } from '../publications.ts';
import type { VerdictRow } from '../verdict-store.ts';
import { putOwed, withdrawOwed, type Owed } from './remedy-store.ts';

const DAY_MS = 86_400_000;
/** A remedy is due so long after the break where the promise names no other time. */
const USUAL_REMEDY_DAYS = 14;

/** What is owed for breaks, and no more for those that were taken back. Nothing is owed to nobody known, by a promise that names no remedy, and for remedies that came late: one would follow the other for ever. */
export async function oweRemedies(tx: Transaction, rules: readonly HeldRule[], broke: readonly VerdictRow[], mended: readonly VerdictRow[], nowMs: number): Promise<void> {
  const termsOf = new Map(rules.map((one) => [`${one.promise} ${one.version}`, one.terms]));
  await putOwed(tx, broke.flatMap((one): Owed[] => {
    const { remedy = null, clause, owners } = termsOf.get(`${one.promise} ${one.version}`) ?? {};
    if (remedy === null || one.node === 0 || clause?.type === 'remedy-given') return [];
    const owedMs = one.settledMs ?? nowMs;
    return [{ promise: one.promise, version: one.version, trigger: one.trigger, ordinal: one.ordinal, node: one.node, channel: one.channel, what: remedy.text, valueMinor: remedy.valueMinor, currency: remedy.currency, owner: owners?.service ?? null, owedMs, dueMs: owedMs + (remedy.withinDays ?? USUAL_REMEDY_DAYS) * DAY_MS }];
  }));
  await withdrawOwed(tx, mended, nowMs);
}
