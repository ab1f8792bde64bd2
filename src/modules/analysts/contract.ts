import { z } from 'zod';
import { defineRoutes } from '../../kernel/route-contract.ts';

/** What an answer may hold. Units: rows of an answer as JSON and as a file; characters of an answer as JSON; seconds of one statement; statements of different people that wait for the one that runs. */
export const SQL_LIMITS = { rows: 10_000, fileRows: 50_000, characters: 20_000_000, statement: 20_000, seconds: 20, waiting: 4 } as const;

/** In which form an answer comes. */
export const SQL_FORMATS = ['json', 'csv', 'parquet'] as const;
export type SqlFormat = (typeof SQL_FORMATS)[number];

export const SqlQuestion = z.object({ sql: z.string().min(1).max(SQL_LIMITS.statement), format: z.enum(SQL_FORMATS).default('json') });
export type SqlQuestion = z.infer<typeof SqlQuestion>;

/** An answer. `rows`: values in the order of `columns`, 64-bit integers as decimal text, moments as ISO 8601 in UTC. `isCut`: there are more rows than are told. `isMasked`: personal data was left out of the views. `reference`: of the statement in the log. */
export const SqlAnswer = z.object({
  reference: z.string(), columns: z.array(z.object({ name: z.string(), type: z.string() })), rows: z.array(z.array(z.unknown())), isCut: z.boolean(), isMasked: z.boolean(), tookMs: z.number(),
});
export type SqlAnswer = z.infer<typeof SqlAnswer>;

/** A view with its columns, as this viewer has it. `row`: of what there is one row. `hidden`: columns that only those who may see personal data have. */
export const SqlView = z.object({ name: z.string(), meaning: z.string(), row: z.string(), columns: z.array(z.object({ name: z.string(), type: z.string(), meaning: z.string() })), hidden: z.array(z.string()) });
export type SqlView = z.infer<typeof SqlView>;

/** A statement that somebody asked, without texts, long numbers and free names. `outcome`: answered, or why not. */
export const AskedSql = z.object({ reference: z.string(), at: z.string(), by: z.string(), shape: z.string(), views: z.array(z.string()), isMasked: z.boolean(), format: z.string(), outcome: z.string(), rows: z.number(), tookMs: z.number() });
export type AskedSql = z.infer<typeof AskedSql>;

const ask = { summary: 'Ask the views for analysts: one SELECT (also WITH, EXPLAIN), answered as JSON, CSV or Parquet; views without personal data for those who may not see it', gate: 'ask-sql', body: SqlQuestion, response: SqlAnswer, raw: 'response', audit: 'sql.asked' } as const;

export const routes = defineRoutes({
  ask: { method: 'POST', path: '/api/sql', ...ask },
  askWithKey: { method: 'POST', path: '/v1/sql', ...ask, summary: `${ask.summary}; for keys of the kind sql` },
  views: { method: 'GET', path: '/api/sql/views', summary: 'The views that analysts may ask, with the meaning of every column', gate: 'ask-sql', response: z.object({ isMasked: z.boolean(), views: z.array(SqlView), functions: z.array(z.string()) }) },
  asked: { method: 'GET', path: '/api/sql/asked', summary: 'What was asked of the views for analysts, by whom, latest first; without texts', gate: 'see-audit', query: z.object({ limit: z.coerce.number().int().min(1).max(500).default(50) }), response: z.object({ statements: z.array(AskedSql) }) },
});
