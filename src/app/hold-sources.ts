import { customersWaiting } from '../modules/cases/index.ts';
import type { Identity } from '../modules/identity/index.ts';
import { customersBeforeOmbudsman } from '../modules/ombudsman/index.ts';
import { holdSince, talkedSince, type HoldSource } from '../modules/outreach/index.ts';
import { lastBroken } from '../modules/promises/index.ts';
import { complainedSince } from '../modules/voice/index.ts';
import type { Analytics } from '../platform/clickhouse/analytics.ts';
import type { Database } from '../platform/pg/transaction.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Who knows in which states people are asked nothing: who talks with us, has something open, turned to the ombudsman, was promised what broke, or complained. `shownVersion`: of the readings that are shown now. */
export function holdSourcesOf({ database, analytics, identity: { withOwners }, clock, shownVersion }: { readonly database: Database; readonly analytics: Analytics; readonly identity: Pick<Identity, 'withOwners'>; readonly clock: () => number; readonly shownVersion: () => number }): HoldSource[] {
  return [
    holdSince('talking', clock, ({ talkingHours }) => talkingHours * HOUR_MS, (fromMs) => talkedSince(analytics, fromMs)),
    async (customers) => new Map((await customersWaiting(database, withOwners, customers)).map((customer) => [customer, [{ kind: 'open-case', untilMs: null }]] as const)),
    async (customers) => new Map((await customersBeforeOmbudsman(database, withOwners, customers)).map((customer) => [customer, [{ kind: 'complaint', untilMs: null }]] as const)),
    async (customers, nowMs, { brokenDays }) => new Map([...await lastBroken(database, withOwners, customers, nowMs - brokenDays * DAY_MS)].map(([customer, atMs]) => [customer, [{ kind: 'promise-broken', untilMs: atMs + brokenDays * DAY_MS }]] as const)),
    holdSince('complaint', clock, ({ complaintDays }) => complaintDays * DAY_MS, (fromMs) => complainedSince(analytics, shownVersion(), fromMs)),
  ];
}
