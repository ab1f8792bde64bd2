import assert from 'node:assert/strict';
import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Live } from '../../platform/live/live.ts';
import { createLog } from '../../platform/log/log.ts';
import { createCustomers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Interactions } from '../interactions/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { ClaimInput } from '../identity/contract.ts';
import { DEFAULT_GOVERNOR_RULES, type Answer, type GovernorRules } from './contract.ts';
import type { StateHold } from './governor/person-facts.ts';
import { createOutreach, type Outreach } from './index.ts';
import { putRules } from './switch-store.ts';

/** An outreach on a database with people, and what tests change of the world around it. */
export type OutreachHouse = { readonly outreach: Outreach; readonly world: { nowMs: number; held: string | null; holds: Map<number, readonly StateHold[]> }; allow(customer: string, purpose: 'research' | 'marketing' | 'service', answer?: 'given' | 'refused'): Promise<void>; rule(change: Partial<GovernorRules>): Promise<void> };

/** Rules under which nothing but clocks and caps holds anybody. */
export const PLAIN_RULES: GovernorRules = { ...DEFAULT_GOVERNOR_RULES, quiet: { fromHour: 0, untilHour: 0 }, less: { shareRatio: 0, factor: 1 }, pressure: { ...DEFAULT_GOVERNOR_RULES.pressure, most: 1_000 } };

/** Puts an outreach together on who is who of a test. */
export function outreachHouse({ database, identity, outbox }: { readonly database: Database; readonly identity: Identity; readonly outbox: Outbox }): OutreachHouse {
  const world: OutreachHouse['world'] = { nowMs: Date.UTC(2026, 5, 15, 10), held: null, holds: new Map() };
  const clock = (): number => world.nowMs;
  const customers = createCustomers({ database, identity, outbox, clock, analytics: {} as Analytics, interactions: {} as Interactions, subjects: {} as Subjects, live: {} as Live });
  const outreach = createOutreach({ database, identity, consents: customers.consents, outbox, log: createLog('error', () => undefined), clock, zone: 'Europe/Oslo', nameOf: async (id) => (id === 'p1' ? 'Olga Owner' : null), held: () => world.held, holdSources: [async () => world.holds] });
  return {
    outreach, world,
    async allow(customer, purpose, answer = 'given') {
      await customers.consents.record(customer, { purpose, channel: 'any', answer, basis: 'consent', atMs: world.nowMs - 60_000, expiresMs: null, wording: null, version: null, note: 'said so', identifier: null }, 'p1');
    },
    async rule(change) {
      const { version, rules } = await outreach.rules();
      await database.transaction((tx) => putRules(tx, version, { rules: { ...rules, ...change }, note: 'for a test', by: 'p1', at: new Date(world.nowMs) }));
    },
  };
}

/** A claim with these identifiers. */
export const claim = (identifiers: Readonly<Record<string, string>>, traits: Readonly<Record<string, string>> = {}): ClaimInput => ({ source: 'test', brand: 'main', identifiers: Object.entries(identifiers).map(([type, value]) => ({ type, value, verified: false })), traits, session: null, occurredMs: Date.UTC(2026, 0, 1), evidence: 1 });

/** The number in a customer's id. */
export const numberOf = (id: string): number => Number.parseInt(id.slice(4), 36);

/** A survey by e-mail that is its own series. */
export const survey = (slot: string, questions = 1) => ({ purpose: 'survey', channel: 'email', slot, questions, series: slot } as const);

/** A decision with its reasons in one line. */
export const saying = ({ decision, reasons }: Pick<Answer, 'decision' | 'reasons'>): string => [decision, ...reasons].join(' ');

/** Whether an error is this refusal. */
export const isRefused = (kind: AppError['kind'], code: string) => (error: unknown) => error instanceof AppError && error.kind === kind && error.code === code;

/** The token of a send. Errors: fails when it is none. */
export const tokenOf = (answer: Answer): string => answer.token ?? assert.fail(`no token: ${saying(answer)}`);
