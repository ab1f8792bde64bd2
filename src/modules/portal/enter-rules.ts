import { PORTAL_LIMITS } from './contract.ts';

const HOUR_MS = 3_600_000;

/** A link as far as it decides who gets in. Units: ms since 1970. */
export type KnownLink = { readonly madeMs: number; readonly expiresMs: number; readonly firstUsedMs: number | null; readonly wrongAnswers: number; readonly endedMs: number | null };

/** What the holder of a link alone need not know: what the customer told us. */
export type Proofs = { readonly postcodes: readonly string[]; readonly orders: readonly string[] };

/** Letters and digits alone, upper case: nobody should fail by a space. */
function plain(text: string): string {
  return text.normalize('NFKC').toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether an answer is the customer's postcode, or an order number of theirs or at least its last four characters. */
export function isProof(answer: string, { postcodes, orders }: Proofs): boolean {
  const given = plain(answer);
  if (given.length < 3) return false;
  return postcodes.some((postcode) => plain(postcode) === given) || (given.length >= 4 && orders.some((order) => { const whole = plain(order); return whole === given || (whole.length >= 6 && whole.endsWith(given)); }));
}

/** Whether a link opens anything at all. */
export function isAlive(link: KnownLink | null, nowMs: number): link is KnownLink {
  return link !== null && link.endedMs === null && link.expiresMs > nowMs && link.wrongAnswers < PORTAL_LIMITS.wrongAnswers;
}

/**
 * Whether whoever holds a link gets in. `ask`: a proof is needed; `refuse`: it did not fit. `isKnown`: this browser was let in by this link before.
 * Invariant: without a proof only the first browser gets in, within a day; of a link that is dead the answer is the same as of one whose proof did not fit, so that nobody learns whether it ever lived.
 */
export function decideEntry(link: KnownLink | null, asked: { readonly isKnown: boolean; readonly answer: string | null; readonly proofs: Proofs }, nowMs: number): 'in' | 'ask' | 'refuse' {
  const alive = isAlive(link, nowMs);
  if (alive && asked.isKnown) return 'in';
  if (asked.answer !== null) return alive && isProof(asked.answer, asked.proofs) ? 'in' : 'refuse';
  return alive && link.firstUsedMs === null && nowMs - link.madeMs <= PORTAL_LIMITS.freshHours * HOUR_MS ? 'in' : 'ask';
}
