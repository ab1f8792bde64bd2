/** Breaks primitives-know-no-domain. */
export { contract } from '../../modules/people/contract.ts';
