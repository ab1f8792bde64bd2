/** Breaks platform-below-modules. */
export { people } from '../../modules/people/index.ts';
