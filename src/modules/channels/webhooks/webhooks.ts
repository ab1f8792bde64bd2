import { randomBytes } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { WEBHOOK_EVENTS, type Webhook, type WebhookDelivery, type WebhookEvent } from './contract.ts';
import { messageOf } from './message.ts';
import { postMessage } from './post-message.ts';
import { deliveriesOf, deliveryByNumber, dropEnded, dueDelivery, nextDue, noteTry, putMessage, putMessages, putWebhook, removeWebhook, switchWebhook, takeDue, webhooks, type DeliveryRow, type WebhookRow } from './webhook-store.ts';

/** Waits between tries grow from the first to the last; after three days a message is given up. Units: ms. */
const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 3_600_000;
const GIVE_UP_MS = 3 * 86_400_000;
/** How long ended messages can be read. Units: ms. */
const KEPT_MS = 30 * 86_400_000;
/** Longer than a try takes. Units: ms. */
const TAKEN_MS = 60_000;
const AT_ONCE = 20;
const LOOK_MS = 60_000;

/** Addresses of the company's own that hear when customers are joined or parted and when households change. See docs/webhooks.md. */
export function createWebhooks(deps: { readonly database: Database; readonly outbox: Outbox; readonly log: Log; readonly clock: () => number; readonly nameOf: (person: string) => Promise<string | null>; /** Why nothing may leave now; null where it may. */ readonly held: () => string | null }) {
  const { database, clock } = deps;
  const rest = createPause();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();

  deps.outbox.subscribe('channels-webhooks', WEBHOOK_EVENTS, async (events, tx) => {
    const messages = events.flatMap((event) => messageOf(event) ?? []);
    if (messages.length > 0 && await putMessages(tx, messages, new Date(clock())) > 0) tx.afterCommit(rest.end);
  });

  function nextAfter({ madeAt, tries }: { readonly madeAt: Date; readonly tries: number }): Date | null {
    const at = clock() + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries);
    return at - madeAt.getTime() > GIVE_UP_MS ? null : new Date(at);
  }

  /** Sends what is due; answers whether there may be more. */
  async function round(): Promise<boolean> {
    const due = await takeDue(database, new Date(clock()), new Date(clock() + TAKEN_MS), AT_ONCE);
    await Promise.all(due.map(async (one) => {
      const { status, problem } = await postMessage(one, clock());
      await noteTry(database, one.number, { status, problem, at: new Date(clock()), nextAt: problem === null ? null : nextAfter(one) });
    }));
    return due.length === AT_ONCE;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        if (deps.held() === null) {
          while (!stopping && await round());
          await dropEnded(database, new Date(clock() - KEPT_MS));
        }
        const next = await nextDue(database);
        await rest.wait(deps.held() !== null || next === null ? LOOK_MS : Math.min(LOOK_MS, Math.max(50, next.getTime() - clock())));
      } catch (error) {
        if (stopping) return;
        deps.log.warn('webhooks-wait', factsOf(error));
        await rest.wait(FIRST_WAIT_MS);
      }
    }
  }

  async function shown({ number, switchedBy, switchedAt, madeAt, lastAt, lastStatus, lastProblem, ...row }: WebhookRow): Promise<Webhook> {
    return { id: publicId('webhook', number), ...row, switchedBy: switchedBy === null ? null : await deps.nameOf(switchedBy), switchedAt: switchedAt?.toISOString() ?? null, madeAt: madeAt.toISOString(), last: lastAt === null ? null : { at: lastAt.toISOString(), status: lastStatus, problem: lastProblem } };
  }

  async function webhookNow(number: number): Promise<Webhook> {
    const [row] = await webhooks(database, number);
    if (row === undefined) throw new AppError('not-found', 'webhook-unknown', 'There is no such webhook.');
    return shown(row);
  }

  function deliveriesShown(rows: readonly DeliveryRow[]): WebhookDelivery[] {
    const waits = deps.held() === null ? 'waiting' : 'held';
    return rows.map(({ number, madeAt, nextAt, endedAt: _, ...row }) => {
      const isOpen = nextAt !== null || row.tries === 0;
      return { id: publicId('message', number), ...row, madeAt: madeAt.toISOString(), nextAt: nextAt?.toISOString() ?? null, state: isOpen ? waits : row.problem === null ? 'delivered' : 'given-up' };
    });
  }

  return {
    held: deps.held,
    all: async (): Promise<Webhook[]> => Promise.all((await webhooks(database)).map(shown)),
    async add(name: string, url: string, events: readonly WebhookEvent[], by: string): Promise<{ secret: string; webhook: Webhook }> {
      const secret = `whs_${randomBytes(24).toString('base64url')}`;
      const number = await putWebhook(database, { name, url, secret, events: [...new Set(events)], by, at: new Date(clock()) });
      return { secret, webhook: await webhookNow(number) };
    },
    /** Errors: `not-found`. */
    async switch(id: string, on: boolean, by: string): Promise<Webhook> {
      const number = parsePublicId('webhook', id);
      await database.transaction((tx) => switchWebhook(tx, number, on, by, new Date(clock())));
      return webhookNow(number);
    },
    /** Sends a ping now and waits for how it went. Errors: `not-found`; `conflict` where nothing may leave. */
    async try(id: string): Promise<WebhookDelivery> {
      const number = parsePublicId('webhook', id);
      await webhookNow(number);
      const why = deps.held();
      if (why !== null) throw new AppError('conflict', 'webhooks-held', why);
      const ping = await putMessage(database, number, { type: 'ping' }, new Date(clock()));
      const due = await dueDelivery(database, ping);
      if (due !== null) await noteTry(database, ping, { ...await postMessage(due, clock()), at: new Date(clock()), nextAt: null });
      const row = await deliveryByNumber(database, ping);
      const [delivery] = row === null ? [] : deliveriesShown([row]);
      if (delivery === undefined) throw new AppError('not-found', 'webhook-unknown', 'The webhook was removed meanwhile.');
      return delivery;
    },
    async remove(id: string): Promise<boolean> {
      return database.transaction((tx) => removeWebhook(tx, parsePublicId('webhook', id), new Date(clock())));
    },
    async deliveries(id: string): Promise<WebhookDelivery[]> {
      const number = parsePublicId('webhook', id);
      await webhookNow(number);
      return deliveriesShown(await deliveriesOf(database, number));
    },
    start(): void {
      running = run();
    },
    async stop(): Promise<void> {
      stopping = true;
      rest.end();
      await running;
    },
  };
}

export type Webhooks = ReturnType<typeof createWebhooks>;
