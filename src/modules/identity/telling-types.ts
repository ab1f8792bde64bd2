import { ruleOf } from './contract.ts';
import type { NodeIdentifier } from './identity-node.ts';

/** A value that goes with more different people than this is everybody's: a front desk's number, a placeholder that nobody listed. Units: people. */
export const GENERIC_LIMIT = 25;

/** Whether a type tells people apart: each has few values of it. */
export function isTelling(type: string): boolean {
  const rule = ruleOf(type);
  return rule.bridges && rule.limit <= GENERIC_LIMIT;
}

/** Whether a type names one person for good: telling, and not handed on. */
export function isOwn(type: string): boolean {
  return isTelling(type) && ruleOf(type).passesOn !== true;
}

/** Whether a shared value leaves no doubt that it is one person, whatever they are called: one login, or a value of their own that was verified both times. */
export function isCertain(type: string, isProven: boolean): boolean {
  return type === 'user' || (isProven && isOwn(type));
}

/** Whether a claim says nothing about who it was but by values that are handed on. */
export function isBare(identifiers: readonly NodeIdentifier[]): boolean {
  return !identifiers.some(({ type, joins }) => joins && isOwn(type));
}

/** Whether a single value that does not name one person is all that a claim could be joined by: a call from a number, a parcel of an order. */
export function isLone(identifiers: readonly NodeIdentifier[]): boolean {
  const joining = identifiers.filter(({ type, joins }) => joins && ruleOf(type).bridges);
  return joining.length === 1 && !isOwn(joining[0]?.type ?? '');
}

/** Whether an identifier proves who somebody is: verified, and of a type that names one person. */
export function isProof({ type, verified, joins }: NodeIdentifier): boolean {
  return verified && joins && isOwn(type);
}
