/** Breaks modules-by-front-door. */
export { person } from '../people/person-store.ts';
