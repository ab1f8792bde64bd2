import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { AppError } from '../../kernel/app-error.ts';
import type { Seal } from '../people/index.ts';
import { Whom } from './desk-token.ts';

/** The header by which a panel says which view it is. */
export const SESSION_HEADER = 'x-custos-desk';
const ABOUT = 'session';

/**
 * A view that was opened: by which desk, for which person, of whom. `secret`: by which it was signed; `pairing`: the hash of the leave that it was opened with.
 * `conversation` of a Chatwoot desk as its number. Units: ms since 1970.
 */
const Session = z.object({
  desk: z.union([z.object({ kind: z.literal('signed'), number: z.number(), secret: z.number() }), z.object({ kind: z.literal('chatwoot'), number: z.number(), pairing: z.string() })]),
  person: z.string(), whom: Whom, conversation: z.number().nullable(), language: z.string().nullable(), expiresMs: z.number(),
});
export type DeskSession = z.infer<typeof Session>;

/** What is said of a view that is no more. */
export const sessionOver = (): AppError => new AppError('forbidden', 'desk-view-over', 'This view is over. Open the customer again in your desk.');

/** Writes a view down so that only this installation reads it. */
export function writeSession(seal: Seal, session: DeskSession): string {
  return seal.seal(Buffer.from(JSON.stringify(session)), ABOUT).toString('base64url');
}

/** The view that a request comes from. Shape: null when it names none. Errors: `forbidden` for one that is over or not ours. */
export function sessionOf(seal: Seal, request: Pick<IncomingMessage, 'headers'>, nowMs: number): DeskSession | null {
  const text = request.headers[SESSION_HEADER];
  if (typeof text !== 'string' || text === '') return null;
  let session: DeskSession;
  try {
    session = Session.parse(JSON.parse(seal.open(Buffer.from(text, 'base64url'), ABOUT).toString()));
  } catch {
    throw sessionOver();
  }
  if (session.expiresMs <= nowMs) throw sessionOver();
  return session;
}
