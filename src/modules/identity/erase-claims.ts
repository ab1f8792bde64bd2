import type { Transaction } from '../../platform/pg/transaction.ts';
import { IDENTIFIER_RULES } from './contract.ts';
import { blankNodes, hashedNodes, homesOfNodes, identifiersOfNodes, nodesHashedAs } from './erase-store.ts';
import { takeTurn } from './identity-store.ts';
import type { IdentityMemory } from './identity-memory.ts';
import { suppressionKeysOf } from './suppression.ts';
import { countErasure, erasureState, putSuppressed, takeSecret } from './suppression-store.ts';

/** What names a person nobody may bring back. `hashes`: identifiers; `claims`: fingerprints of claims; both under `secret`. Shape: hexadecimal. */
export type Tombstone = { readonly key: string; readonly hashes: readonly string[]; readonly claims: readonly string[]; readonly secret: string };

/** Claims that are being erased, and every spelling of their identifiers, for modules that look for them in texts. */
export type ErasedClaims = { readonly nodes: readonly number[]; readonly homes: readonly number[]; readonly values: readonly string[]; readonly tombstone: Tombstone; readonly counts: Readonly<Record<string, number>> };

const BLOCK_BYTES = 64;

function padsOf(secret: Buffer): { inner: Buffer; outer: Buffer } {
  const key = Buffer.concat([secret, Buffer.alloc(BLOCK_BYTES - secret.length)]);
  return { inner: Buffer.from(key.map((byte) => byte ^ 0x36)), outer: Buffer.from(key.map((byte) => byte ^ 0x5c)) };
}

/** Types that do not name a person for good: devices, doors, and what is handed on. */
const NOT_NAMING = Object.entries(IDENTIFIER_RULES).flatMap(([type, rule]) => (!rule.bridges || 'passesOn' in rule ? [type] : []));

/** The claims that an erasure before this backup's restore was about. Shape: null when the backup's own erasures were hashed under another key. */
export async function nodesOfTombstone(tx: Transaction, tombstone: Tombstone): Promise<number[] | null> {
  const secret = Buffer.from(tombstone.secret, 'hex');
  return (await takeSecret(tx, secret)) ? nodesHashedAs(tx, tombstone.claims, tombstone.hashes, NOT_NAMING, padsOf(secret)) : null;
}

/**
 * Erases claims and keeps hashes of their identifiers. `known`: the tombstone of an erasure that is applied again.
 * Invariant: nothing is recorded between the beginning of this and the end of the transaction; what arrives afterwards under one of the hashes is refused. Identifiers that others have too are not hashed, nor are doors.
 */
export async function eraseClaims(tx: Transaction, memory: IdentityMemory, nodes: readonly number[], key: string, known: Tombstone | null): Promise<ErasedClaims> {
  const { secret } = await erasureState(tx);
  const identifiers = await identifiersOfNodes(tx, nodes);
  const homes = await homesOfNodes(tx, nodes);
  const claims = await hashedNodes(tx, nodes, padsOf(secret));
  const own = identifiers.filter(({ type, isShared }) => !isShared && type !== 'address').flatMap(({ type, value, said }) => suppressionKeysOf(secret, { type, value, verified: false, ...(said === null ? {} : { said }) }));
  const hashes = [...new Set([...(known?.hashes ?? []), ...own])];
  await putSuppressed(tx, key, hashes);
  await countErasure(tx);
  await takeTurn(tx);
  const counts = await blankNodes(tx, nodes);
  tx.afterCommit(() => { memory.claims.clear(); memory.claims.version = -1; });
  const values = identifiers.flatMap(({ type, value, said, isShared }) => (isShared ? [] : [type === 'raw' ? value.replace(/^[a-z-]+ /, '') : value, ...(said === null ? [] : [said])]));
  return { nodes, homes, values: [...new Set(values)], tombstone: { key, hashes, claims: [...new Set([...(known?.claims ?? []), ...claims])], secret: secret.toString('hex') }, counts };
}
