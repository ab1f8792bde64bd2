/** Breaks contract-runs-anywhere. */
export { identity } from './index.ts';
