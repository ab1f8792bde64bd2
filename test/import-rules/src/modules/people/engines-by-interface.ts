/** Breaks engines-by-interface. */
export { database } from '../../platform/pg/database.ts';
