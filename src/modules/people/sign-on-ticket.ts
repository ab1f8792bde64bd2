import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { Proofs } from './sign-on.ts';

/** A sign-on that was begun, in the hand of one browser: its cookie. State, nonce and PKCE verifier are made from it, so whoever has another browser, or none, cannot bring an answer that fits. */
export function mintTicket(): string {
  return randomBytes(32).toString('base64url');
}

/** State, nonce and PKCE verifier of a ticket. Invariant: none tells the ticket or another. Shape: 43 letters each. */
export function proofsOf(ticket: string): Proofs {
  const made = (purpose: string): string => createHmac('sha256', ticket).update(purpose).digest('base64url');
  return { state: made('state'), nonce: made('nonce'), verifier: made('verifier') };
}

/** What is stored of a ticket, so that it counts once. Shape: hex. */
export function hashOfTicket(ticket: string): string {
  return createHash('sha256').update(ticket).digest('hex');
}
