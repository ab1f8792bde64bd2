/** Breaks reading-order-people. */
export { identity } from '../identity/index.ts';
