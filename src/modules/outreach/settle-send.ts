import { AppError } from '../../kernel/app-error.ts';
import { isoOrNull } from '../../kernel/instant.ts';
import { hashOfSecret } from '../../platform/http/link-secret.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Commit, GovernorRules, Reach } from './contract.ts';
import { gatherKnown, openLedger } from './gather-facts.ts';
import { decide, type Verdict } from './governor/decide.ts';
import { ownersOf, reservationOf, settle, type Reservation } from './ledger-store.ts';
import { mayLeave, type ReserveDeps } from './reserve-sends.ts';

const TRIES = 5;

/** Errors: `not-found` for a token that there never was; `conflict` for one that was used or has expired. */
function checkOpen(reservation: Reservation | null, nowMs: number): Reservation {
  if (reservation === null) throw new AppError('not-found', 'token-unknown', 'There is no such reservation.');
  if (reservation.state !== 'reserved') throw new AppError('conflict', 'token-used', 'This token was used before. Reserve again.');
  if ((reservation.expiresAt?.getTime() ?? 0) <= nowMs) throw new AppError('conflict', 'token-expired', 'This reservation has expired. Reserve again.');
  return reservation;
}

/**
 * Uses a reservation, at the moment of sending: whoever sends calls this and sends only if it says so. Everything is looked at once more under the person's lock, by the rules of now.
 * Invariant: a token is used once, whatever the answer. Errors: `not-found`, `conflict` (used, expired).
 */
export async function commitSend(deps: ReserveDeps, token: string): Promise<Commit> {
  const hash = hashOfSecret(token);
  const { rules } = await deps.rulesNow();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await knownOf(deps, checkOpen(await reservationOf(deps.database, hash, false), deps.clock()), rules);
    if (known === null) throw new AppError('not-found', 'token-unknown', 'There is no such reservation.');
    const verdict = await deps.database.transaction((tx) => settleOne(tx, deps, hash, known, rules));
    if (verdict !== null) return { committed: verdict.decision === 'send', decision: verdict.decision, reasons: [...verdict.reasons], until: isoOrNull(verdict.untilMs) };
  }
  throw new AppError('unavailable', 'people-are-moving', 'This person is being joined or parted right now. Try again in a moment.');
}

/** Shape: null when the person must be found again. */
async function settleOne(tx: Transaction, deps: ReserveDeps, hash: string, known: Awaited<ReturnType<typeof gatherKnown>>, rules: GovernorRules): Promise<Verdict | null> {
  const nowMs = deps.clock();
  const [target] = known.targets;
  const { number, slot } = checkOpen(await reservationOf(tx, hash, false), nowMs);
  const ledger = await openLedger(tx, deps, known, { slots: [slot], nowMs, isDry: false, except: number }, rules, false);
  if (ledger === null || target === undefined) return null;
  // Only now nobody else can settle it.
  const reservation = checkOpen(await reservationOf(tx, hash, true), nowMs);
  const isOn = await mayLeave(tx, reservation.purpose, deps.held);
  const verdict: Verdict = isOn ? decide({ ...reservation, plannedMs: nowMs, notAfterMs: null }, ledger.factsOf(target), rules) : { decision: 'hold', reasons: ['listen-only'], untilMs: null };
  await settle(tx, number, verdict.decision === 'send' ? 'committed' : 'released', verdict.reasons, nowMs);
  return verdict;
}

/** What is known of whoever a send is for, by the rules of now. Shape: null when they are gone. */
async function knownOf(deps: ReserveDeps, { node, address, purpose, channel }: Reservation, rules: GovernorRules): Promise<Awaited<ReturnType<typeof gatherKnown>> | null> {
  const customer = (await ownersOf(deps.database, deps.identity.withOwners, [node])).get(node);
  return customer === undefined ? null : gatherKnown(deps, [{ customer, node, address }], { purpose, channel: channel as Reach }, rules, await deps.drawKey());
}

/** Whether what was committed and could not leave yet may still go: whoever waits for a mail server asks again before each try. Settles nothing. Errors: `unavailable`. */
export async function stillMaySend(deps: ReserveDeps, token: string): Promise<Omit<Commit, 'committed'>> {
  const { rules } = await deps.rulesNow();
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const reservation = await reservationOf(deps.database, hashOfSecret(token), false);
    const known = reservation?.state !== 'committed' ? null : await knownOf(deps, reservation, rules);
    const [target] = known?.targets ?? [];
    if (reservation === null || known === null || target === undefined) return { decision: 'drop', reasons: ['person-unknown'], until: null };
    const nowMs = deps.clock();
    const verdict = await deps.database.transaction(async (tx): Promise<Verdict | null> => {
      const ledger = await openLedger(tx, deps, known, { slots: [reservation.slot], nowMs, isDry: false, except: reservation.number }, rules, false);
      return ledger === null ? null : decide({ ...reservation, plannedMs: nowMs, notAfterMs: null }, ledger.factsOf(target), rules);
    });
    if (verdict !== null) return { decision: verdict.decision, reasons: [...verdict.reasons], until: isoOrNull(verdict.untilMs) };
  }
  throw new AppError('unavailable', 'people-are-moving', 'This person is being joined or parted right now. Try again in a moment.');
}

/** Gives a reservation back: nothing was sent. False: it was used, given back or has expired before. Errors: `not-found`. */
export async function releaseSend(deps: Pick<ReserveDeps, 'database' | 'clock'>, token: string): Promise<boolean> {
  return deps.database.transaction(async (tx) => {
    const reservation = await reservationOf(tx, hashOfSecret(token), true);
    if (reservation === null) throw new AppError('not-found', 'token-unknown', 'There is no such reservation.');
    if (reservation.state !== 'reserved') return false;
    await settle(tx, reservation.number, 'released', [], deps.clock());
    return (reservation.expiresAt?.getTime() ?? 0) > deps.clock();
  });
}
