/** Breaks nothing-imports-the-top. */
export { main } from '../../cli/main.ts';
