/** Breaks app-by-front-door. */
export { person } from '../modules/people/person-store.ts';
