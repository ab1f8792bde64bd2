import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"');
const short = z.string().max(100);

/** The figures of voice that tell how they come about. */
export const FIGURES_OF = ['score', 'compare', 'drivers', 'silent', 'said', 'topics'] as const;
export type FigureOf = (typeof FIGURES_OF)[number];

/** Which figure: what its own address takes. `score` for all but what is said and topics; `by`, `first`, `second` where two groups are compared; `language` for what is said and topics. */
export const FigureQuery = z.object({
  score: z.string().max(700).optional(), source: short.optional(), channel: short.optional(), brand: short.optional(), language: short.optional(), months: z.coerce.number().int().min(1).max(36).default(12), until: month.optional(),
  by: short.optional(), first: short.optional(), second: short.optional(),
});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** A page about a method, by its name. */
export const MethodName = z.object({ name: z.string(), title: z.string() });
export type MethodName = z.infer<typeof MethodName>;

/**
 * How a figure comes about. Every figure of voice tells it in this shape.
 * `queries`: what was asked of the history for it, in this order, as it was run, parameters put in. `rows`: addresses of what is behind it as files; empty where there are none.
 */
export const Figure = z.object({
  of: z.enum(FIGURES_OF), name: z.string(), definition: z.object({ id: z.string(), version: z.number(), meaning: z.string() }),
  filter: z.array(z.object({ by: z.string(), is: z.string() })), period: z.object({ from: z.string(), until: z.string(), zone: z.string() }),
  /** Up to which moment what was recorded is counted. */ asOf: z.string(),
  /** Units: those of the figure; null where it is no single number, or too few are behind it. */ value: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable(),
  /** Answers or texts that count, and of how many people. */ answers: z.number(), people: z.number(), excluded: z.array(z.object({ reason: z.string(), answers: z.number() })),
  methods: z.array(MethodName), queries: z.array(z.string()), rows: z.array(z.object({ format: z.enum(['csv', 'parquet']), address: z.string() })),
});
export type Figure = z.infer<typeof Figure>;

/** A page about a method. Shape: `text` as Markdown: headings, paragraphs, lists, tables, code. */
export const MethodPage = MethodName.extend({ text: z.string() });
export type MethodPage = z.infer<typeof MethodPage>;

export const figureRoutes = defineRoutes({
  figure: { method: 'GET', path: '/api/voice/figures/:of', summary: 'How a figure comes about: definition and version, filter, period, as of when, answers and people, what was left out and why, pages about its methods, the queries as they are run, and its rows as files', gate: 'see-customers', params: z.object({ of: z.enum(FIGURES_OF) }), query: FigureQuery, response: Figure },
  methods: { method: 'GET', path: '/api/methods', summary: 'Pages about the methods behind figures, by name', gate: 'see-customers', response: z.object({ methods: z.array(MethodName) }) },
  method: { method: 'GET', path: '/api/methods/:name', summary: 'A page about a method: definition, worked example, source, when not to use it; as Markdown', gate: 'see-customers', params: z.object({ name: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) }), response: MethodPage },
});
