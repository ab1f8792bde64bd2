import assert from 'node:assert/strict';
import { createLog } from '../../platform/log/log.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { IdentityHouse } from '../../../test/engines/identity-house.ts';
import { AppError } from '../../kernel/app-error.ts';
import { publicId } from '../../kernel/public-id.ts';
import { InteractionInput, type AcceptResult } from '../interactions/contract.ts';
import type { Subjects } from '../subjects/index.ts';
import { createCustomers } from '../customers/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { createOutreach, type HoldSource, type Outreach } from '../outreach/index.ts';
import { DEFAULT_GOVERNOR_RULES } from '../outreach/contract.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Live } from '../../platform/live/live.ts';
import type { SurveyFollowUpWanted } from './contract.ts';
import type { Definition } from './definition/contract.ts';
import { createSurveys, type Message, type Surveys } from './index.ts';
import type { Asking } from './public-pages.ts';

/** Surveys on a database with people, what left, what was accepted, and what modules on the right were told. */
export type SurveysHouse = {
  readonly surveys: Surveys; readonly outreach: Outreach; readonly world: World; readonly mails: Message[]; readonly accepted: InteractionInput[]; readonly touched: Set<string>; readonly traits: Map<string, ReadonlySet<string>>; followUps(): SurveyFollowUpWanted[];
  /** Somebody by an address, who allowed surveys. */ somebody(email: string): Promise<{ readonly id: string; readonly node: number }>;
  /** A survey that runs. */ running(definition: Definition): Promise<{ readonly id: string; readonly key: string }>;
  /** An order of somebody arrives now. */ delivered(whose: { readonly node: number }, order: string, ago?: number): Promise<void>;
  /** What became of the moment of an order. */ stateOf(order: string): Promise<{ state: string; reasons: string[] } | undefined>;
};

/** What tests change of the world: the moment, whether mails wait in a queue, and who is held by customer number. */
type World = { nowMs: number; isQueued: boolean; holds: Awaited<ReturnType<HoldSource>> };

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** Somebody's browser. */
export const BROWSER: Asking = { address: '203.0.113.7', wishes: ['en'] };

export async function surveysHouse(people: IdentityHouse): Promise<SurveysHouse> {
  await people.emptied();
  await people.database.run(sql`truncate outreach.entry, outreach.reply, outreach.switch, outreach.rules, customers.consent_word, surveys.answer, surveys.invitation, surveys.change, surveys.version, surveys.survey`);
  const identity = people.started();
  const world: World = { nowMs: Date.UTC(2026, 5, 15, 10), isQueued: false, holds: new Map() };
  const clock = (): number => world.nowMs;
  const log = createLog('error', (line) => assert.fail(line));
  const { database } = people;
  const nameOf = async (id: string): Promise<string | null> => (id === 'p1' ? 'Olga Owner' : null);
  const { consents } = createCustomers({ database, identity, outbox: identity.outbox, clock, analytics: {} as Analytics, interactions: {} as Interactions, subjects: {} as Subjects, live: {} as Live });
  const outreach = createOutreach({ database, identity, consents, outbox: identity.outbox, log, clock, zone: 'Europe/Oslo', nameOf, held: () => null, holdSources: [async () => world.holds] });
  await outreach.changeRules({ ...DEFAULT_GOVERNOR_RULES, quiet: { fromHour: 0, untilHour: 0 }, less: { shareRatio: 0, factor: 1 }, pressure: { ...DEFAULT_GOVERNOR_RULES.pressure, most: 1_000 } }, 0, 'for a test', 'p1');
  const mails: Message[] = [];
  const accepted: InteractionInput[] = [];
  const touched = new Set<string>();
  const traits = new Map<string, ReadonlySet<string>>();
  const accept = async (_: string, items: readonly unknown[]): Promise<AcceptResult[]> => items.map((item) => {
    const parsed = InteractionInput.parse(item);
    accepted.push(parsed);
    return { id: parsed.id, status: 'accepted', reference: publicId('interaction', 1_000 + accepted.length) };
  });
  const surveys = createSurveys({
    database, outbox: identity.outbox, log, clock, zone: 'Europe/Oslo', identity, outreach, accept, redact: (text) => text.replaceAll('4111 1111 1111 1111', '•'), nameOf,
    personOf: async (customer) => ({ name: 'Ann', language: null, traits: traits.get(publicId('customer', customer)) ?? new Set() }), touched: async (keys) => new Set(keys.filter((key) => touched.has(key))), address: 'https://custos.example/',
    carriers: {
      sms: null,
      email: {
        isReady: async () => true,
        carry: async (message) => {
          if (world.isQueued) { mails.push(message); return { became: 'on-its-way' }; }
          const { committed, reasons } = await outreach.commit(message.reservation);
          if (!committed) return { became: 'not-taken', reasons };
          mails.push(message);
          return { became: 'sent' };
        },
      },
    },
  });
  return {
    surveys, outreach, world, mails, accepted, touched, traits, followUps: () => identity.outbox.published.filter((event): event is SurveyFollowUpWanted => event.type === 'survey.follow-up-wanted'),
    async somebody(email) {
      await people.send(identity, [{ source: 'test', brand: 'main', identifiers: [{ type: 'email', value: email, verified: false }], traits: {}, session: null, occurredMs: Date.UTC(2026, 0, 1), evidence: 1 }]);
      const [customer] = await identity.customersByIdentifier('email', email);
      const id = publicId('customer', customer ?? assert.fail(`nobody has ${email}`));
      await consents.record(id, { purpose: 'research', channel: 'any', answer: 'given', basis: 'consent', atMs: world.nowMs - 60_000, expiresMs: null, wording: null, version: null, note: 'said so', identifier: null }, 'p1');
      const [node] = await identity.nodesOf(numberOf(id));
      return { id, node: node ?? assert.fail() };
    },
    async running(definition) {
      const id = await surveys.make(definition, 'p1');
      await surveys.publish(id, 1, 'p1');
      return { id, key: (await surveys.one(id)).key };
    },
    delivered: ({ node }, order, ago = 0) => people.database.transaction((tx) => surveys.meet(tx, { moment: 'order-delivered', key: `order main/${order}`, node, atMs: world.nowMs - ago, channel: 'order', brand: 'main', about: { type: 'order', id: order, label: order } })),
    async stateOf(order) {
      const [row] = await people.database.rows<{ state: string; reasons: string[] }>(sql`select state, reasons from surveys.invitation where about_id = ${order}`);
      return row;
    },
  };
}

/** The number in a customer's id. */
export const numberOf = (id: string): number => Number.parseInt(id.slice(4), 36);

/** Whether an error is this refusal. */
export const isRefused = (kind: AppError['kind'], code: string) => (error: unknown) => error instanceof AppError && error.kind === kind && error.code === code;

/** The link in a mail, as its path. */
export function linkIn(message: Message | undefined): string {
  return /https:\/\/custos\.example\/s\/([A-Za-z0-9_-]{32})/.exec(message?.text ?? '')?.[1] ?? assert.fail('no link in the mail');
}
