import { z } from 'zod';
import { LOWER_WORD } from '../../kernel/lower-word.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';
import { personal } from '../../kernel/personal-data.ts';

export * from './chatwoot/contract.ts';
export * from './email/contract.ts';
export * from './webhooks/contract.ts';

export const IMPORT_KINDS = ['orders', 'reviews', 'tickets', 'calls', 'mail', 'chats', 'interactions'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];
export const FILE_FORMATS = ['csv', 'tsv', 'jsonl', 'parquet', 'mime'] as const;

/** Which column (or JSON path) feeds which field; see docs/import.md. Values are column names, `=constant`, or templates such as `{first} {last}`. */
export const Mapping = z.object({ fields: z.record(z.string(), z.string()), identifiers: z.record(z.string(), z.string()).default({}), subjects: z.record(z.string(), z.string()).default({}), traits: z.record(z.string(), z.string()).default({}), properties: z.record(z.string(), z.string()).default({}), zone: z.string().default('UTC'), currency: z.string().optional(), dayFirst: z.boolean().optional(),
  /** How decimals are written, where the values alone leave 1.234 open. */
  decimal: z.enum(['comma', 'point']).optional(),
  /** How the file is written, where it is not seen rightly: encoding (any WHATWG label), delimiter, quote ("" for none), whether the first line names the columns. */
  file: z.object({ encoding: z.string().max(40).optional(), delimiter: z.string().length(1).optional(), quote: z.string().max(1).optional(), header: z.boolean().optional() }).optional(),
});
export type Mapping = z.infer<typeof Mapping>;

export const Preview = z.object({
  file: z.string(), format: z.enum(FILE_FORMATS), kind: z.enum(IMPORT_KINDS), bytes: z.number(), columns: z.array(z.object({ name: z.string(), example: personal('text'), mappedTo: z.string().nullable(), filledRatio: z.number() })), mapping: Mapping,
  rows: z.array(z.object({ line: z.number(), interaction: z.record(z.string(), z.unknown()).meta({ personal: 'trait' }).nullable(), problem: z.string().nullable() })), warnings: z.array(z.string()),
});
export type Preview = z.infer<typeof Preview>;

export const ImportRun = z.object({
  id: z.string(), file: z.string(), kind: z.enum(IMPORT_KINDS), state: z.enum(['running', 'paused', 'done', 'failed']), source: z.string(), rowsRead: z.number(), accepted: z.number(), duplicates: z.number(), revised: z.number(), quarantined: z.number(), rejected: z.number(),
  bytesRead: z.number(), bytesTotal: z.number(), rowsPerSecond: z.number(), secondsLeft: z.number().nullable(), startedAt: z.string(), endedAt: z.string().nullable(), problem: z.string().nullable(),
});
export type ImportRun = z.infer<typeof ImportRun>;

export const routes = defineRoutes({
  upload: { method: 'POST', path: '/api/imports/files', summary: 'Upload a file to import (raw body; name in the query)', gate: 'import-files', query: z.object({ name: z.string().min(1).max(200) }), response: z.object({ upload: z.string(), guess: z.enum(IMPORT_KINDS) }), raw: 'request' },
  preview: { method: 'POST', path: '/api/imports/preview', summary: 'How the first rows of an uploaded file would become interactions', gate: 'import-files', body: z.object({ upload: z.string(), kind: z.enum(IMPORT_KINDS), mapping: Mapping.optional() }), response: Preview },
  start: { method: 'POST', path: '/api/imports', summary: 'Import an uploaded file', gate: 'import-files', body: z.object({ upload: z.string(), kind: z.enum(IMPORT_KINDS), source: z.string().regex(LOWER_WORD), mapping: Mapping }), response: ImportRun, audit: 'import.started' },
  runs: { method: 'GET', path: '/api/imports', summary: 'Imports, newest first', gate: 'import-files', response: z.object({ runs: z.array(ImportRun) }) },
  run: { method: 'GET', path: '/api/imports/:id', summary: 'Progress of one import', gate: 'import-files', params: z.object({ id: z.string() }), response: ImportRun },
  resume: { method: 'POST', path: '/api/imports/:id/resume', summary: 'Go on with an import that stopped', gate: 'import-files', params: z.object({ id: z.string() }), body: z.object({}), response: ImportRun, audit: 'import.resumed' },
  rejects: { method: 'GET', path: '/api/imports/:id/rejects', summary: 'Lines that were not imported, with line number and reason', gate: 'import-files', params: z.object({ id: z.string() }), response: z.object({ rejects: z.array(z.object({ line: z.number(), reason: personal('text'), text: personal('text') })), total: z.number() }) },
});
