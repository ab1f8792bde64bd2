import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import { latestRevisions, type InteractionSaid } from '../../interactions/contract.ts';
import type { Seal } from '../../people/index.ts';
import type { Accept } from '../import/carry-out.ts';
import { conversationOf, conversationsOf, deskCounts, deskOfHook, desks, insertDesk, messagesOf, noteHeard, putHook, putHookSecret, putMessages, putToken, removeDesk, switchDesk, type DeskRow } from './chatwoot-store.ts';
import type { ChatwootDesk, ChatwootWrite, DeskWrite } from './contract.ts';
import { createDeskWriter, type DeskPeople } from './desk-writer.ts';
import { readPage } from './read-history.ts';
import { hearHook } from './receive-hook.ts';
import { readTicket } from './to-interaction.ts';
import { isSignedHook, type HookHeaders } from './verify-hook.ts';
import { putWrites, writesOf, type WantedWrite, type WriteBody } from './write-store.ts';
import { OVERTAKEN } from './write-desk.ts';

const LOOK_MS = 60_000;
const FAULT_MS = 10_000;
/** Messages of a conversation that a case begins with, at most. */
const MESSAGES_MOST = 100;

type Deps = { readonly database: Database; readonly outbox: Outbox; readonly accept: Accept; readonly seal: Seal; readonly log: Log; readonly clock: () => number; readonly people: DeskPeople; /** Why nothing may leave now; null where it may. */ readonly held: () => string | null };

/** What somebody wants of a desk; what is left out stays. `signedBy` null: its webhooks need no signature. */
export type DeskWish = { readonly hears?: boolean | undefined; readonly writes?: readonly DeskWrite[] | undefined; readonly token?: string | undefined; readonly signedBy?: string | null | undefined };

const hashOf = (hook: string): Buffer => createHash('sha256').update(hook).digest();
const newHook = (): string => randomBytes(32).toString('base64url');
const aboutToken = (number: number): string => `chatwoot ${number} token`;
const aboutHook = (number: number): string => `chatwoot ${number} hook`;
const NEEDS: Readonly<Record<WriteBody['kind'], DeskWrite>> = { assign: 'owner', attributes: 'owner', status: 'status', note: 'notes' };

/** Help desks of the company that run Chatwoot: what happens there becomes interactions, what is decided about a case is written back to the desk's own people. See docs/chatwoot.md. */
export function createChatwoot(deps: Deps) {
  const { database, clock, seal } = deps;
  const rest = createPause();
  const tries = new Map<number, number>();
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  const doorOf = ({ number, url, account, token }: DeskRow) => ({ url, account, token: seal.open(token, aboutToken(number)).toString() });
  const writer = createDeskWriter({ ...deps, doorOf });

  deps.outbox.subscribe('channels-chatwoot', ['interaction.said'], async (events, tx) => {
    const messages = latestRevisions(events as readonly InteractionSaid[]).flatMap(({ number, node, source, talk }) => {
      const of = source.startsWith('chatwoot-') ? (talk?.tickets ?? []).flatMap((ticket) => readTicket(ticket) ?? [])[0] : undefined;
      return of === undefined ? [] : [{ interaction: number, node, ...of }];
    });
    if (messages.length > 0) await putMessages(tx, messages);
  });

  /** What is written, in a few words. */
  async function saysOf(body: WriteBody): Promise<string> {
    switch (body.kind) {
      case 'assign': return body.person === null ? 'Nobody has it' : `${await deps.people.nameOf(body.person) ?? 'Somebody who left'} has it`;
      case 'status': return body.status;
      case 'attributes': return `${body.case}, ${body.state}`;
      case 'note': return body.text;
      default: return body satisfies never;
    }
  }

  async function deskNow(id: string): Promise<DeskRow> {
    const [row] = await desks(database, parsePublicId('chatwoot', id));
    if (row === undefined) throw new AppError('not-found', 'desk-unknown', 'There is no such help desk.');
    return row;
  }

  async function shown(row: DeskRow): Promise<ChatwootDesk> {
    const { number, name, url, account, hears, writes } = row;
    return {
      id: publicId('chatwoot', number), name, url, account, hears, writes, isSigned: row.hookSecret !== null, switchedBy: row.switchedBy === null ? null : await deps.people.nameOf(row.switchedBy), switchedAt: row.switchedAt?.toISOString() ?? null, madeAt: row.madeAt.toISOString(), ...await deskCounts(database, number),
      heardAt: row.heardAt?.toISOString() ?? null, reading: { knownUntil: row.knownUntil?.toISOString() ?? null, page: row.readPage, problem: row.readProblem, nextAt: row.nextReadAt?.toISOString() ?? null },
    };
  }

  /** Reads a page of each desk whose time has come. Answers whether there is more to read now. */
  async function readRound(): Promise<boolean> {
    let isMore = false;
    for (const row of await desks(database)) {
      if (stopping || !row.hears || (row.nextReadAt?.getTime() ?? 0) > clock()) continue;
      const lock = await database.tryLock(`chatwoot-${row.number}`);
      if (lock === null) continue;
      try {
        const [fresh] = await desks(database, row.number);
        if (fresh === undefined || !fresh.hears || (fresh.nextReadAt?.getTime() ?? 0) > clock()) continue;
        const read = await readPage(deps, fresh, doorOf(fresh), tries.get(row.number) ?? 0);
        tries.set(row.number, read.isWell ? 0 : (tries.get(row.number) ?? 0) + 1);
        isMore ||= read.isMore;
      } finally {
        await lock.release();
      }
    }
    return isMore;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        const next = await writer.round();
        const isMore = await readRound();
        const nextRead = Math.min(...(await desks(database)).filter(({ hears }) => hears).map(({ nextReadAt }) => nextReadAt?.getTime() ?? 0), Number.POSITIVE_INFINITY);
        if (!isMore) await rest.wait(Math.min(LOOK_MS, Math.max(50, Math.min(next?.getTime() ?? Number.POSITIVE_INFINITY, nextRead) - clock())));
      } catch (error) {
        if (stopping) return;
        deps.log.warn('chatwoot-waits', factsOf(error));
        await rest.wait(FAULT_MS);
      }
    }
  }

  return {
    held: deps.held,
    all: async (): Promise<ChatwootDesk[]> => Promise.all((await desks(database)).map(shown)),
    /** Adds a desk. Shape: `hook`, the last part of the path at which it is heard, is known here by its hash alone from then on. */
    async add({ url, token, ...given }: { readonly name: string; readonly url: string; readonly account: number; readonly token: string }, by: string): Promise<{ hook: string; desk: ChatwootDesk }> {
      const hook = newHook();
      const number = await database.transaction(async (tx) => {
        const made = await insertDesk(tx, { ...given, url: url.replace(/\/+$/, ''), hookHash: hashOf(hook), by, at: new Date(clock()) });
        await putToken(tx, made, seal.seal(Buffer.from(token), aboutToken(made)));
        return made;
      });
      return { hook, desk: await shown(await deskNow(publicId('chatwoot', number))) };
    },
    /** Errors: `not-found`. */
    async set(id: string, { hears, writes, token, signedBy }: DeskWish, by: string): Promise<ChatwootDesk> {
      const { number, ...row } = await deskNow(id);
      await database.transaction(async (tx) => {
        if (token !== undefined) await putToken(tx, number, seal.seal(Buffer.from(token), aboutToken(number)));
        if (signedBy !== undefined) await putHookSecret(tx, number, signedBy === null ? null : seal.seal(Buffer.from(signedBy), aboutHook(number)));
        if (hears !== undefined || writes !== undefined) await switchDesk(tx, number, { hears: hears ?? row.hears, writes: writes === undefined ? row.writes : [...new Set(writes)] }, by, new Date(clock()));
        tx.afterCommit(rest.end);
      });
      return shown(await deskNow(id));
    },
    /** Errors: `not-found`. */
    async renewHook(id: string): Promise<string> {
      const { number } = await deskNow(id);
      const hook = newHook();
      await putHook(database, number, hashOf(hook));
      return hook;
    },
    remove: (id: string): Promise<boolean> => database.transaction((tx) => removeDesk(tx, parsePublicId('chatwoot', id), new Date(clock()))),
    async writes(id: string): Promise<ChatwootWrite[]> {
      return Promise.all((await writesOf(database, (await deskNow(id)).number)).map(async ({ number, conversation, body, madeBy, madeAt, nextAt, tries: tried, problem }) => ({
        id: publicId('message', number), conversation, kind: body.kind, says: await saysOf(body), madeAt: madeAt.toISOString(), by: await deps.people.nameOf(madeBy), tries: tried, problem,
        state: nextAt !== null ? (deps.held() === null ? 'waiting' as const : 'held' as const) : problem === null ? 'done' as const : problem === OVERTAKEN ? 'overtaken' as const : 'failed' as const,
      })));
    },
    /** Hears a webhook. Errors: `not-found` for a path that leads nowhere; `forbidden` when it is not signed as it must be. */
    async hear(hook: string, body: Buffer, headers: HookHeaders): Promise<boolean> {
      const row = await deskOfHook(database, hashOf(hook));
      if (row === null) throw new AppError('not-found', 'hook-unknown', 'No help desk is heard at this address.');
      if (row.hookSecret !== null && !isSignedHook(seal.open(row.hookSecret, aboutHook(row.number)).toString(), body, headers, clock())) throw new AppError('forbidden', 'hook-not-signed', 'This was not signed by the desk, or too long ago.');
      if (!row.hears) return false;
      let payload: unknown;
      try { payload = JSON.parse(body.toString()); } catch { throw new AppError('invalid', 'body-not-json', 'A webhook of Chatwoot is JSON.'); }
      const isHeard = await hearHook(deps, row, payload, headers.timestamp);
      await noteHeard(database, row.number, new Date(clock()));
      return isHeard;
    },
    /** A conversation as the panel beside it needs it: its latest messages with whose claims they carry, and how it stands. Shape: null for a desk that is not there. */
    async conversation(desk: number, conversation: number): Promise<{ readonly messages: readonly { readonly interaction: number; readonly node: number }[]; readonly status: string | null; readonly assignee: number | null } | null> {
      const [row] = await desks(database, desk);
      if (row === undefined) return null;
      const [messages, now] = await Promise.all([messagesOf(database, desk, conversation, MESSAGES_MOST), conversationOf(database, desk, conversation)]);
      return { messages, status: now?.status ?? null, assignee: now?.assignee ?? null };
    },
    /** Desks by number, as panels name and frame them. */
    async panels(): Promise<{ readonly number: number; readonly name: string; readonly origin: string; readonly account: number; readonly writes: readonly DeskWrite[] }[]> {
      return (await desks(database)).map(({ number, name, url, account, writes }) => ({ number, name, origin: new URL(url).origin, account, writes }));
    },
    /** Of which conversations interactions are, the latest first. */
    conversationsOf: (interactions: readonly number[], tx: Transaction | null = null) => conversationsOf(tx ?? database, interactions),
    /** The confirmed address of an agent of a desk. Shape: null for nobody, and while the desk does not answer. */
    agentEmail: writer.agentEmail,
    /** Notes what a person decided, to be written into the desk; what may not be written into it is left out. In the caller's transaction nothing else is asked. Shape: how many things will be. */
    async write(tx: Transaction, wanted: readonly Omit<WantedWrite, 'expected' | 'at'>[]): Promise<number> {
      const mays = new Map((await desks(tx)).map(({ number, writes }) => [number, writes]));
      const known: WantedWrite[] = [];
      for (const one of wanted) if (mays.get(one.desk)?.includes(NEEDS[one.body.kind]) === true) known.push({ ...one, expected: (await conversationOf(tx, one.desk, one.conversation))?.assignee ?? null, at: new Date(clock()) });
      await putWrites(tx, known);
      if (known.length > 0) tx.afterCommit(rest.end);
      return known.length;
    },
    start(): void { running = run(); },
    async stop(): Promise<void> {
      stopping = true;
      rest.end();
      await running;
    },
  };
}

export type Chatwoot = ReturnType<typeof createChatwoot>;
