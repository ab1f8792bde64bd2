/** Breaks kernel-is-pure. */
export { readFileSync } from 'node:fs';
