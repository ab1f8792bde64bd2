import { AppError } from '../../kernel/app-error.ts';

/** The name of one of our tables, safe to stand in a statement. Errors: `internal` for any other text. */
export function checkTableName(table: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(table)) throw new AppError('internal', 'table-malformed', 'Names of ClickHouse tables are lower-case letters, digits and underscores.');
  return table;
}
