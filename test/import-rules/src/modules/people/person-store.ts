import { sql } from '../../platform/pg/sql.ts';
export const person = sql;
