import { hashOfSecret, isSecret, mintSecret } from '../../platform/http/link-secret.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Customers } from '../customers/index.ts';
import { PORTAL_LIMITS } from './contract.ts';
import { decideEntry, type Proofs } from './enter-rules.ts';
import { countWrongAnswer, knownLink, linkOfHash, openSession, sessionOf, type LinkRow } from './link-store.ts';
import { whoseOf, type ReadDeps, type Whose } from './read-page.ts';

const DAY_MS = 86_400_000;
const NO_PROOFS: Proofs = { postcodes: [], orders: [] };

export type EnterDeps = Pick<ReadDeps, 'identity' | 'clock'> & { readonly database: Database; readonly customers: Pick<Customers, 'one' | 'orders'> };

/** What became of somebody at the door. `in`: with the cookie of their browser, null where it has one that holds. */
export type Entered = { readonly is: 'in'; readonly session: string | null; readonly maxAgeMs: number; readonly whose: Whose } | { readonly is: 'ask' | 'wrong' };

/** Somebody follows a link, with the cookie of their browser, and an answer where one was asked for. Invariant: of a link that there never was, or that is dead, the same is asked of the database and answered as of one whose proof did not fit. */
export async function enterPage(deps: EnterDeps, { token, session, answer, language }: { readonly token: string; readonly session: string | null; readonly answer: string | null; readonly language: string | null }): Promise<Entered> {
  const nowMs = deps.clock();
  const link = await linkOfHash(deps.database, hashOfSecret(isSecret(token) ? token : ''));
  const before = await sessionOf(deps.database, hashOfSecret(session ?? ''), nowMs);
  const isKnown = before !== null && before.number === link?.number;
  const whose = await whoseOf(deps, link ?? { node: 0, beside: [] });
  const proofs = whose === null ? NO_PROOFS : await proofsOf(deps, whose);
  const decided = decideEntry(link === null || whose === null ? null : knownLink(link), { isKnown, answer, proofs }, nowMs);
  if (decided === 'in' && link !== null && whose !== null) return isKnown ? { is: 'in', session: null, maxAgeMs: 0, whose } : await letIn(deps, link, whose, answer !== null, language, nowMs);
  if (decided === 'refuse' && link !== null) await deps.database.transaction((tx) => countWrongAnswer(tx, link.number, nowMs));
  return { is: decided === 'refuse' ? 'wrong' : 'ask' };
}

async function letIn({ database }: EnterDeps, link: LinkRow, whose: Whose, isProved: boolean, language: string | null, nowMs: number): Promise<Entered> {
  const session = mintSecret();
  const expiresMs = Math.min(link.expiresAt.getTime(), nowMs + PORTAL_LIMITS.sessionDays * DAY_MS);
  // Of two browsers that come first at once one is let in, the other is asked.
  const isIn = await database.transaction((tx) => openSession(tx, link.number, { hash: hashOfSecret(session), isProved, nowMs, expiresMs, language }));
  return isIn ? { is: 'in', session, maxAgeMs: expiresMs - nowMs, whose } : { is: 'ask' };
}

/** What the customer told us and the holder of a link alone does not see in it: their postcode, and the numbers of their latest orders. */
async function proofsOf({ customers }: EnterDeps, { id }: Whose): Promise<Proofs> {
  const [{ traits }, orders] = await Promise.all([customers.one(id), customers.orders(id)]);
  return { postcodes: traits.filter(({ name }) => name === 'postcode').map(({ value }) => value), orders: orders.slice(0, PORTAL_LIMITS.ordersAsked).map((order) => order.id) };
}
