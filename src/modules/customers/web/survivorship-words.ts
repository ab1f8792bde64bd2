import { capital } from '../../../kernel/capital.ts';
import type { Criterion, LostValue } from '../contract.ts';

/** A criterion as a person says it. */
export const CRITERION_NAMES: Readonly<Record<Criterion, string>> = { trust: 'the more trusted source', verification: 'the surer speaker', recency: 'the later word', frequency: 'what more records say' };

/** A trait's name as people write it: birthDate → Birth date. */
export function traitName(name: string): string {
  return capital(name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase());
}

const PROOF_WORDS: Readonly<Record<string, string>> = { login: 'signed in', 'signed-token': 'signed token', staff: 'heard by staff', 'clicked-link': 'clicked a link', dkim: 'mail with DKIM', 'paid-order': 'paid an order', '': 'verified' };

/** How the source knew who spoke. Null: it was only claimed. */
export function proofWords(verifiedBy: string | null): string {
  return verifiedBy === null ? 'only claimed' : PROOF_WORDS[verifiedBy] ?? verifiedBy.replaceAll('-', ' ');
}

const LOST_WORDS: Readonly<Record<LostValue['lostBy'], string>> = {
  trust: 'its source is trusted less', verification: 'it was less sure who spoke', recency: 'it was said earlier', frequency: 'fewer records say it', moment: 'said at the same moment; settled by the names of the two interactions',
};

/** Why a value does not count. */
export function lostWords(lostBy: LostValue['lostBy']): string {
  return LOST_WORDS[lostBy];
}

/** An order of criteria as one sentence part. */
export function criteriaText(criteria: readonly Criterion[]): string {
  return criteria.map((one) => CRITERION_NAMES[one]).join(', then ');
}
