/** Breaks resolvable. */
export { nowhere } from './nowhere.ts';
