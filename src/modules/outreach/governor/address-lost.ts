import { dropFor, type Rule } from './person-facts.ts';

/** Nothing is sent to an address from which mail came back, because nobody is there. */
export const addressLost: Rule = (_ask, facts) => (facts.isLost ? dropFor('address-lost') : null);
