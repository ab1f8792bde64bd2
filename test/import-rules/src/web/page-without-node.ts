/** Breaks page-without-node. */
export { readFileSync } from 'node:fs';
