import { createHash } from 'node:crypto';
import { granted, refused, type Outcome } from '../../kernel/outcome.ts';
import { ruleOf, type Claim, type ClaimInput, type Identifier } from './contract.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';

/** Why a claim can't be made: one of its identifiers can't be one. */
export type ClaimRefusal = { readonly type: string; readonly reason: 'too-long' | 'control-character' };

const HOUR_LENGTH = '2026-01-01T00'.length;

/** Whether a type says which device it was rather than who. */
export function isDeviceType(type: string): boolean {
  return !ruleOf(type).bridges;
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Makes the claim that an input states: identifiers normalised, each once (verified if anywhere verified), in one order; traits cleaned and sorted; a session only where nothing but devices is known.
 * Invariant: the order of identifiers and traits in the input makes no difference.
 */
export function claimOf(input: ClaimInput, defaultCountry?: string): Outcome<Claim, ClaimRefusal> {
  const found = new Map<string, Identifier>();
  for (const { type, value, verified } of input.identifiers) {
    const normal = normaliseIdentifier(type, value, defaultCountry);
    if (normal.outcome === 'refused') return refused({ type, reason: normal.reason });
    if (normal.outcome === 'ignored') continue;
    const key = `${type} ${normal.value}`;
    found.set(key, { type, value: normal.value, verified: verified || found.get(key)?.verified === true });
  }
  const identifiers = [...found.values()].sort((a, b) => byCodeUnits(a.type, b.type) || byCodeUnits(a.value, b.value));
  const traits: Record<string, string> = {};
  for (const name of Object.keys(input.traits).sort(byCodeUnits)) {
    const value = (input.traits[name] ?? '').toWellFormed().replace(/\p{Cc}+/gu, ' ').trim();
    if (value !== '') traits[name] = value;
  }
  const nameless = identifiers.length > 0 && identifiers.every(({ type }) => isDeviceType(type));
  const session = nameless ? (input.session?.toWellFormed().replace(/\p{Cc}+/gu, ' ').trim() || `hour ${new Date(input.occurredMs).toISOString().slice(0, HOUR_LENGTH)}`) : null;
  return granted({ source: input.source, brand: input.brand, identifiers, traits, session, occurredMs: input.occurredMs, evidence: input.evidence });
}

/**
 * The fingerprint of a claim: interactions with equal fingerprints share one identity node. Neither moment nor evidence is part of it.
 * Shape: SHA-256 in hexadecimal over the parts, each preceded by its length, so that no two lists of parts run into one text.
 */
export function claimHash(claim: Claim): string {
  const parts = [claim.source, claim.brand, claim.session === null ? '' : `s${claim.session}`];
  for (const { type, value, verified } of claim.identifiers) parts.push(type, value, verified ? 'verified' : 'claimed');
  parts.push('traits');
  for (const [name, value] of Object.entries(claim.traits)) parts.push(name, value);
  return createHash('sha256').update(parts.map((part) => `${part.length}:${part}`).join('')).digest('hex');
}
