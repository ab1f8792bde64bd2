import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Chatwoot } from '../channels/index.ts';
import type { Person } from '../people/contract.ts';
import type { People, Seal } from '../people/index.ts';
import { sessionOf, sessionOver, writeSession, type DeskSession } from './desk-session.ts';
import { allowPairing, countUse, insertPairing, pairingAsked, pairingOf, secretsOf, signedDesks } from './desk-store.ts';
import { checkDeskToken, readDeskToken } from './desk-token.ts';
import { limitTries } from './limit-tries.ts';

/** How long an opened view lasts. Units: ms. */
const VIEW_MS = 30 * 60_000;
/** How often a signed address may be opened: a desk may load its frame again. */
const USES_MOST = 3;
/** How long leave is asked for, and how long it lasts: a working day. Units: ms. */
const ASKED_MS = 10 * 60_000;
const LEAVE_MS = 12 * 3_600_000;
/** Tries within some minutes: of one network address, which may be a whole office, and of one person. */
const OPENINGS = { windowMs: 5 * 60_000, most: 600 } as const;
const ASKS = { windowMs: 5 * 60_000, most: 60 } as const;
const POLLS = { windowMs: 5 * 60_000, most: 6_000 } as const;
const CODES = { windowMs: 5 * 60_000, most: 30 } as const;

/** Letters and digits that nobody takes for each other. */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What opens in a Chatwoot desk, as its page was told. */
export type ChatwootOpening = { readonly pairing: string; readonly desk: string; readonly account: number; readonly conversation: number; readonly agentEmail: string; readonly email?: string | null | undefined; readonly phone?: string | null | undefined };
export type Opened = { readonly session: string; readonly expiresAt: string; readonly origins: string[] };

export type OpenDeps = { readonly database: Database; readonly seal: Seal; readonly people: Pick<People, 'person' | 'personOfEmail'>; readonly chatwoot: Pick<Chatwoot, 'panels'>; readonly clock: () => number };

const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
export const aboutSecret = (desk: number): string => `desk ${desk}`;
const codeOf = (code: string): string => code.toUpperCase().replace(/[^A-Z0-9]/g, '');

const NOT_OURS = (): AppError => new AppError('forbidden', 'desk-not-signed', 'This view was not opened by a help desk that Custos knows. Open it from your desk, or ask an owner to look under Connect, Help desks.');
const OVER = (): AppError => new AppError('forbidden', 'desk-view-over', 'This view is over. Open the customer again in your desk.');
const NO_ACCESS = (): AppError => new AppError('forbidden', 'agent-unknown', 'Your address in the desk has no access to Custos. An owner can give it to you under Connect, People.');

/** Opens views beside conversations. Invariant: whoever is refused learns nothing about any customer; every view is a person's, with what their role may see. */
export function createViews({ database, seal, people, chatwoot, clock }: OpenDeps) {
  const openings = limitTries(clock, OPENINGS);
  const asks = limitTries(clock, ASKS);
  const polls = limitTries(clock, POLLS);
  const codes = limitTries(clock, CODES);

  function opened(session: Omit<DeskSession, 'expiresMs'>, origins: readonly string[], untilMs = Number.POSITIVE_INFINITY): Opened {
    const expiresMs = Math.min(clock() + VIEW_MS, untilMs);
    return { session: writeSession(seal, { ...session, expiresMs }), expiresAt: new Date(expiresMs).toISOString(), origins: [...origins] };
  }

  async function openSigned(text: string): Promise<Opened> {
    const read = readDeskToken(text);
    const number = read === null ? null : deskNumber(read.claims.iss);
    if (read === null || number === null) throw NOT_OURS();
    const now = new Date(clock());
    const [[desk], secrets] = await Promise.all([signedDesks(database, now, number), secretsOf(database, number, now)]);
    const plain = secrets.map((secret) => ({ number: secret.number, text: seal.open(secret.sealed, aboutSecret(number)).toString() }));
    const checked = checkDeskToken(read, plain.map((secret) => secret.text), clock());
    if (desk === undefined || (!checked.ok && checked.refusal === 'not-signed')) throw NOT_OURS();
    if (!checked.ok || await countUse(database, hashOf(text), new Date(read.claims.exp * 1_000 + 120_000)) > USES_MOST) throw OVER();
    const { agent, customer, conversation, language } = checked.value;
    const person = await people.personOfEmail(agent.email);
    if (person?.active !== true) throw NO_ACCESS();
    // In a desk of one's own making a conversation is the number of an order or of an own id at most: only Chatwoot's conversations are known here.
    if (conversation !== undefined && Object.values(customer).every((value) => value === undefined)) throw new AppError('invalid', 'desk-names-nobody', 'The desk named a conversation that Custos does not know. It must also name the customer.');
    return opened({ desk: { kind: 'signed', number, secret: plain.find((secret) => read.isSignedBy(secret.text))?.number ?? 0 }, person: person.id, whom: customer, conversation: null, language: language ?? null }, desk.origins);
  }

  async function openChatwoot({ pairing, desk, account, conversation, agentEmail, email, phone }: ChatwootOpening): Promise<Opened> {
    const number = parsePublicId('chatwoot', desk);
    const [leave, panel] = [await pairingOf(database, hashOf(pairing), new Date(clock())), (await chatwoot.panels()).find((one) => one.number === number)];
    if (panel === undefined || leave === null || leave.person === null || leave.chatwoot !== number || panel.account !== account) throw OVER();
    const person = await people.person(leave.person);
    if (person?.active !== true) throw NO_ACCESS();
    // Somebody else at the same machine sees what they may themselves, and answers for it by their own name.
    if (person.email.toLowerCase() !== agentEmail.trim().toLowerCase()) throw new AppError('forbidden', 'agent-is-another', 'This panel was connected by somebody else, or your address in the desk is not the one that you sign in to Custos with. Connect it again.');
    const whom = { ...(email == null || email === '' ? {} : { email }), ...(phone == null || phone === '' ? {} : { phone }) };
    return opened({ desk: { kind: 'chatwoot', number, pairing: hashOf(pairing).toString('base64url') }, person: person.id, whom, conversation, language: null }, [panel.origin], leave.expiresAt.getTime());
  }

  /** Whether what a view was opened with still counts: a removed desk, a replaced secret or a leave that was taken back end it at once. */
  async function stillCounts({ desk }: DeskSession): Promise<boolean> {
    const now = new Date(clock());
    if (desk.kind === 'signed') return (await secretsOf(database, desk.number, now)).some(({ number }) => number === desk.secret);
    return (await pairingOf(database, Buffer.from(desk.pairing, 'base64url'), now))?.person != null && (await chatwoot.panels()).some(({ number }) => number === desk.number);
  }

  return {
    /** Errors: `forbidden` in one sentence that tells nothing of anybody; `too-many`. */
    async open(asked: { readonly token: string } | ChatwootOpening, clientAddress: string): Promise<Opened> {
      openings(clientAddress);
      return 'token' in asked ? openSigned(asked.token) : openChatwoot(asked);
    },
    /** The view of a request. Errors: `forbidden`. */
    session(request: Pick<IncomingMessage, 'headers'>): DeskSession {
      const session = sessionOf(seal, request, clock());
      if (session === null) throw new AppError('invalid', 'desk-view-missing', 'This is asked by the panel in a help desk. Open a customer there.');
      return session;
    },
    /** Who looks, where a view says so. Shape: null for requests without a view. Errors: `forbidden`. */
    async viewerOf(request: Pick<IncomingMessage, 'headers' | 'url'>): Promise<Viewer | null> {
      if (request.url?.startsWith('/api/embed/') !== true) return null;
      const session = sessionOf(seal, request, clock());
      if (session === null) return null;
      const person = await people.person(session.person);
      if (person?.active !== true || !(await stillCounts(session))) throw sessionOver();
      return { kind: 'person', id: person.id, name: person.name, role: person.role };
    },
    /** A panel asks for leave. Errors: `not-found`; `too-many`. */
    async askLeave(desk: string, clientAddress: string): Promise<{ code: string; pairing: string; expiresAt: string; origin: string }> {
      asks(clientAddress);
      const number = parsePublicId('chatwoot', desk);
      const panel = (await chatwoot.panels()).find((one) => one.number === number);
      if (panel === undefined) throw new AppError('not-found', 'desk-unknown', 'Custos knows no such help desk. An owner finds its address under Connect, Help desks.');
      const code = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)] ?? 'A').join('');
      const pairing = randomBytes(32).toString('base64url');
      const expiresAt = new Date(clock() + ASKED_MS);
      await insertPairing(database, { hash: hashOf(pairing), codeHash: hashOf(code), chatwoot: number, at: new Date(clock()), expiresAt });
      return { code: `${code.slice(0, 4)}-${code.slice(4)}`, pairing, expiresAt: expiresAt.toISOString(), origin: panel.origin };
    },
    async leaveState(pairing: string, clientAddress: string): Promise<'asked' | 'given' | 'over'> {
      polls(clientAddress);
      const leave = await pairingOf(database, hashOf(pairing), new Date(clock()));
      return leave === null ? 'over' : leave.person === null ? 'asked' : 'given';
    },
    /** Which desk's panel asks under a code. Errors: `too-many`. */
    async leaveAsked(code: string, person: string): Promise<{ desk: string | null; askedAt: string | null }> {
      codes(person);
      const asked = await pairingAsked(database, hashOf(codeOf(code)), new Date(clock()));
      const panel = asked === null ? undefined : (await chatwoot.panels()).find((one) => one.number === asked.chatwoot);
      return { desk: panel?.name ?? null, askedAt: panel === undefined ? null : asked?.askedAt.toISOString() ?? null };
    },
    /** Errors: `too-many`. */
    async giveLeave(code: string, person: Pick<Person, 'id'>): Promise<boolean> {
      codes(person.id);
      return allowPairing(database, hashOf(codeOf(code)), person.id, new Date(clock()), new Date(clock() + LEAVE_MS));
    },
  };
}

function deskNumber(id: string): number | null {
  try { return parsePublicId('desk', id); } catch { return null; }
}

/** `dsk_…` of a desk that signs. */
export const deskId = (number: number): string => publicId('desk', number);
