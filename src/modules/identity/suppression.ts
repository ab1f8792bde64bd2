import { createHmac } from 'node:crypto';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { ruleOf, type ClaimInput, type Identifier } from './contract.ts';
import { HASH_TYPE, mailHashesOf } from './mail-hash.ts';
import { usableClaim } from './resolve-claims.ts';
import { countRefused, erasureState, holdErasures, suppressedKeys, type ErasureState } from './suppression-store.ts';

/** The hash under which an identifier of somebody who was erased is kept: it recognises them and tells nobody who they were. Shape: hexadecimal. */
export function suppressionKey(secret: Buffer, type: string, value: string): string {
  return createHmac('sha256', secret).update(`${type}\n${value}`).digest('hex');
}

/** Every hash by which an identifier may come back: an address also as the hashes that others know it by. */
export function suppressionKeysOf(secret: Buffer, identifier: Identifier): string[] {
  return [suppressionKey(secret, identifier.type, identifier.value), ...mailHashesOf(identifier).map((hash) => suppressionKey(secret, HASH_TYPE, hash))];
}

/** How surely a type says who it was: names (0), what is handed on to strangers (1), devices and doors (2). */
function rankOf(type: string): number {
  const rule = ruleOf(type);
  return rule.bridges ? (rule.passesOn === true ? 1 : 0) : 2;
}

/**
 * The hash by which a claim is that of somebody who was erased; null when it is not.
 * Only the surest identifiers of a claim count: a stranger who now has their phone number or sits at their computer, and says who they are, is a stranger.
 */
export function suppressedBy(identifiers: readonly Identifier[], secret: Buffer, suppressed: ReadonlySet<string>): string | null {
  const surest = Math.min(...identifiers.map(({ type }) => rankOf(type)));
  for (const identifier of identifiers) {
    if (rankOf(identifier.type) !== surest) continue;
    const found = suppressionKeysOf(secret, identifier).find((key) => suppressed.has(key));
    if (found !== undefined) return found;
  }
  return null;
}

/**
 * Which of these claims are of people who were erased. `isCounted`: they were sent since, which the certificate tells. `isLast`: nothing may be erased between this answer and the end of the transaction.
 * Cost: one small question as long as nobody was ever erased.
 */
export async function suppressedAmong(tx: Transaction, claims: readonly Pick<ClaimInput, 'identifiers' | 'traits' | 'about'>[], defaultCountry: string | undefined, { isLast, isCounted }: { readonly isLast: boolean; readonly isCounted: boolean }, hear: (state: ErasureState) => void): Promise<ReadonlySet<number>> {
  if (isLast) await holdErasures(tx);
  const state = await erasureState(tx);
  const { erasures, secret } = state;
  hear(state);
  if (erasures === 0) return new Set();
  const identifiers = claims.map((claim) => usableClaim({ source: '', brand: '', session: null, occurredMs: 0, evidence: 0, ...claim }, defaultCountry).identifiers);
  const keys = [...new Set(identifiers.flat().flatMap((one) => suppressionKeysOf(secret, one)))];
  const suppressed = keys.length === 0 ? new Set<string>() : await suppressedKeys(tx, keys.map((key) => Buffer.from(key, 'hex')));
  if (suppressed.size === 0) return new Set();
  const refused = new Map(identifiers.flatMap((ones, at) => { const key = ones.length === 0 ? null : suppressedBy(ones, secret, suppressed); return key === null ? [] : [[at, key] as const]; }));
  if (isCounted && refused.size > 0) await countRefused(tx, [...refused.values()]);
  return new Set(refused.keys());
}
