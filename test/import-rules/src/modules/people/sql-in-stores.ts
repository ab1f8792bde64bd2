/** Breaks sql-in-stores. */
export { sql } from '../../platform/pg/sql.ts';
