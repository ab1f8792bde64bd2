import { hash } from 'node:crypto';
import { granted, refused, type Outcome } from '../../kernel/outcome.ts';
import { ruleOf, VERIFICATIONS, type Claim, type ClaimInput, type Identifier } from './contract.ts';
import { normaliseIdentifier } from './normalise-identifier.ts';
import { orderAsked } from './order-asked.ts';

/** Why a claim can't be made: one of its identifiers can't be one. */
export type ClaimRefusal = { readonly type: string; readonly reason: 'too-long' | 'control-character' };

const HOUR_LENGTH = '2026-01-01T00'.length;

/** Whether a type says which device it was rather than who. */
export function isDeviceType(type: string): boolean {
  return !ruleOf(type).bridges;
}

const RAW_TYPE = 'raw';

/** The country that a claim itself names, as two letters. */
function countryOf(traits: Readonly<Record<string, string>>): string | undefined {
  const said = traits['country']?.trim().toUpperCase();
  return said !== undefined && /^[A-Z]{2}$/.test(said) ? said : undefined;
}

/** One identifier that a claim states twice: verified if anywhere verified, by the surest way. */
function bothSaid(a: Identifier, b: Identifier): Identifier {
  const verifiedBy = VERIFICATIONS.find((way) => way === a.verifiedBy || way === b.verifiedBy);
  const said = [a.said, b.said].filter((one) => one !== undefined).sort(byCodeUnits)[0];
  return { type: a.type, value: a.value, verified: a.verified || b.verified, ...(verifiedBy === undefined ? {} : { verifiedBy }), ...(said === undefined ? {} : { said }) };
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Makes the claim that an input states: identifiers normalised, each once (verified if anywhere verified), in one order; the order that they came about where nothing else names them; traits cleaned and sorted; a session only where nothing but devices is known.
 * Invariant: the order of identifiers and traits in the input makes no difference.
 */
export function claimOf(input: ClaimInput, defaultCountry?: string): Outcome<Claim, ClaimRefusal> {
  const found = new Map<string, Identifier>();
  const country = countryOf(input.traits) ?? defaultCountry;
  for (const { type, value, verified, verifiedBy } of input.identifiers) {
    const normal = normaliseIdentifier(type, value, country);
    if (normal.outcome === 'refused') return refused({ type, reason: normal.reason });
    if (normal.outcome === 'ignored') continue;
    const isRaw = normal.outcome === 'raw';
    const identifier: Identifier = {
      type: isRaw ? RAW_TYPE : type, value: normal.value, verified: verified && !isRaw, ...(verified && !isRaw && verifiedBy !== undefined ? { verifiedBy } : {}), ...(!isRaw && normal.said !== undefined ? { said: normal.said } : {}),
    };
    const key = `${identifier.type} ${identifier.value}`;
    const before = found.get(key);
    found.set(key, before === undefined ? identifier : bothSaid(before, identifier));
  }
  const order = orderAsked(input, [...found.values()]);
  const identifiers = [...found.values(), ...(order === null ? [] : [order])].sort((a, b) => byCodeUnits(a.type, b.type) || byCodeUnits(a.value, b.value));
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
  for (const { type, value, verified, verifiedBy, said } of claim.identifiers) {
    const how = verified ? (verifiedBy === undefined ? 'verified' : `verified by ${verifiedBy}`) : 'claimed';
    parts.push(type, value, said === undefined ? how : `${how} as ${said}`);
  }
  parts.push('traits');
  for (const [name, value] of Object.entries(claim.traits)) parts.push(name, value);
  return hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''), 'hex');
}
