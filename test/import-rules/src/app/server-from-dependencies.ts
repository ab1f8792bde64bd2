/** Breaks server-from-dependencies. */
export { version } from 'typescript';
