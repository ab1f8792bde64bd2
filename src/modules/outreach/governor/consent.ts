import { dropFor, type Rule } from './person-facts.ts';

/** Law and consent come first, for every purpose: what was refused, or never allowed where it must be, is dropped. */
export const consent: Rule = (_ask, facts) => (facts.consent.allowed ? null : dropFor(facts.consent.wasRefused ? 'consent-refused' : 'no-consent'));
