import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { InGroups } from '../../customers/contract.ts';
import { OFFICES } from '../../interactions/contract.ts';
import { AsOf } from '../as-of/contract.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"');
const short = z.string().max(100);

/** How rows are written as a file: as comma-separated values, or as Parquet. */
export const FileFormats = z.enum(['csv', 'parquet']).default('csv');

/** The figures of voice that tell how they come about. */
export const FIGURES_OF = ['score', 'compare', 'drivers', 'silent', 'said', 'topics', 'rivals'] as const;
export type FigureOf = (typeof FIGURES_OF)[number];

/** Which figure: what its own address takes. `score` for all but what is said, topics and rivals (where `source` is the site); `by`, `first`, `second` where two groups are compared; `language` and groups of customers for what is said and topics. */
export const FigureQuery = z.object({
  office: z.enum(OFFICES).optional(), score: z.string().max(700).optional(), source: short.optional(), channel: short.optional(), brand: short.optional(), language: short.optional(), months: z.coerce.number().int().min(1).max(36).default(12), until: month.optional(),
  by: short.optional(), first: short.optional(), second: short.optional(), /** Of drivers: among what. */ among: z.enum(['questions', 'all', 'orders']).optional(), ...InGroups.shape, asOf: AsOf,
});
export type FigureQuery = z.infer<typeof FigureQuery>;

/** A page about a method, by its name. */
export const MethodName = z.object({ name: z.string(), title: z.string() });
export type MethodName = z.infer<typeof MethodName>;

const interval = z.object({ value: z.number(), low: z.number(), high: z.number() });

/** One of the numbers that a figure is made of: a month of a score, a driver, a topic. Units: those of the figure, shares per cent; `value` null where too few are behind it. */
export const FigurePart = z.object({ name: z.string(), value: interval.nullable(), answers: z.number(), people: z.number() });
export type FigurePart = z.infer<typeof FigurePart>;

/**
 * How a figure comes about. Every figure of voice tells it in this shape.
 * `queries`: what was asked of the history for it, in this order, as it was run, parameters put in. `rows`: addresses of what is behind it as files; empty where there are none.
 */
export const Figure = z.object({
  of: z.enum(FIGURES_OF), name: z.string(), definition: z.object({ id: z.string(), version: z.number(), meaning: z.string() }),
  filter: z.array(z.object({ by: z.string(), is: z.string() })), period: z.object({ from: z.string(), until: z.string(), zone: z.string() }),
  /** Up to which moment what was recorded is counted. */ asOf: z.string(),
  /** Units: those of the figure; null where it is no single number, or too few are behind it. */ value: interval.nullable(), parts: z.array(FigurePart),
  /** Answers or texts that count, and of how many people. */ answers: z.number(), people: z.number(), excluded: z.array(z.object({ reason: z.string(), answers: z.number() })),
  methods: z.array(MethodName), queries: z.array(z.string()), /** Of everything that the figure says: the same as long as it says the same. */ fingerprint: z.string(), rows: z.array(z.object({ format: z.enum(['csv', 'parquet']), address: z.string() })),
});
export type Figure = z.infer<typeof Figure>;

/** A page about a method. Shape: `text` as Markdown: headings, paragraphs, lists, tables, code. */
export const MethodPage = MethodName.extend({ text: z.string() });
export type MethodPage = z.infer<typeof MethodPage>;

/** Units: characters of the note of a pin; pins on one page of the list. */
export const PIN_LIMITS = { note: 300, page: 20 } as const;
const note = z.string().trim().max(PIN_LIMITS.note);

/** A figure to pin. `query` as `FigureQuery` in JSON. */
export const PinBody = z.object({ of: z.enum(FIGURES_OF), query: FigureQuery, note: note.default('') });
export type PinBody = z.infer<typeof PinBody>;

/** A figure as somebody pinned it. `leftOut`: answers or texts in no figure. `mayChange`: the viewer may note something on it and unpin it. */
export const PinnedFigure = z.object({
  number: z.number(), of: z.enum(FIGURES_OF), name: z.string(), query: FigureQuery, asOf: z.string(), definition: z.string(), version: z.number(), value: interval.nullable(), answers: z.number(), people: z.number(), leftOut: z.number(),
  by: z.string().nullable(), at: z.string(), note: personal('text'), mayChange: z.boolean(), isPinned: z.boolean(),
});
export type PinnedFigure = z.infer<typeof PinnedFigure>;

/** What a figure said when it was pinned. */
export const SaidThen = Figure.omit({ rows: true, fingerprint: true });
export type SaidThen = z.infer<typeof SaidThen>;

/** Why a pinned figure is not the same any more: answers were deleted (erased with somebody, or by retention), answers were still being recorded at that moment, it is defined otherwise now, all texts were read anew by another reader, what it stands on is not kept as it was, or none of these. */
export const PIN_CHANGES = ['deleted', 'late', 'definition', 'read-anew', 'not-kept', 'other'] as const;

/**
 * A pinned figure counted again as of its moment. `now` null: it cannot be counted again, and what was pinned is given as it was stored (`changes` says why). `count`: answers or texts.
 * `stored`: everything that it said when it was pinned; null where it was pinned before that was kept.
 */
export const PinnedAgain = z.object({
  pinned: PinnedFigure, isSame: z.boolean(), now: z.object({ value: interval.nullable(), answers: z.number(), people: z.number(), leftOut: z.number() }).nullable(), changes: z.array(z.object({ kind: z.enum(PIN_CHANGES), count: z.number() })), stored: SaidThen.nullable(),
});
export type PinnedAgain = z.infer<typeof PinnedAgain>;

const pinNumber = z.object({ number: z.coerce.number().int().min(1).max(2_147_483_647) });

export const figureRoutes = defineRoutes({
  figure: { method: 'GET', path: '/api/voice/figures/:of', summary: 'How a figure comes about: definition and version, filter, period, as of when, answers and people, what was left out and why, pages about its methods, the queries as they are run, and its rows as files', gate: 'see-customers', params: z.object({ of: z.enum(FIGURES_OF) }), query: FigureQuery, response: Figure },
  pinFigure: { method: 'POST', path: '/api/voice/pins', summary: 'Pins a figure as of now, or as of a moment: what it says is kept, and asked for again it says whether it still gives the same number', gate: 'see-customers', body: PinBody, response: PinnedFigure, audit: 'figure.pinned' },
  pins: { method: 'GET', path: '/api/voice/pins', summary: 'The figures that are pinned, the latest first: who pinned each, when, what it said and what was noted; `before` takes the number `next` of the page before', gate: 'see-customers', query: z.object({ before: z.coerce.number().int().min(1).max(2_147_483_647).optional() }), response: z.object({ pins: z.array(PinnedFigure), next: z.number().nullable() }) },
  changePin: { method: 'PATCH', path: '/api/voice/pins/:number', summary: 'Note something on a pinned figure, unpin it, or pin it again; only whoever pinned it, or an owner', gate: 'see-customers', params: pinNumber, body: z.object({ note: note.optional(), isPinned: z.boolean().optional() }), response: PinnedFigure, audit: 'figure.pin-changed' },
  pinned: { method: 'GET', path: '/api/voice/pins/:number', summary: 'A pinned figure, counted again as of its moment: the same number, or what changed it, such as answers that were erased since; what can not be counted again is given as it was stored, and says so', gate: 'see-customers', params: pinNumber, response: PinnedAgain },
  methods: { method: 'GET', path: '/api/methods', summary: 'Pages about the methods behind figures, by name', gate: 'see-customers', response: z.object({ methods: z.array(MethodName) }) },
  method: { method: 'GET', path: '/api/methods/:name', summary: 'A page about a method: definition, worked example, source, when not to use it; as Markdown', gate: 'see-customers', params: z.object({ name: z.string().regex(/^[a-z][a-z0-9-]{0,60}$/) }), response: MethodPage },
});
