/** Breaks page-by-contract. */
export { database } from '../platform/pg/database.ts';
