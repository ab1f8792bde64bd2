import { z } from 'zod';
import { personal } from '../../../kernel/personal-data.ts';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { InGroups, QUOTING } from '../../customers/contract.ts';
import { DIRECTIONS, OFFICES, SPEAKERS } from '../../interactions/contract.ts';

/** Limits of one search. Units: characters; verbatims on a page, in a file, counted exactly. */
export const VERBATIM_LIMITS = { words: 1_000, page: 200, file: 10_000, counted: 10_000 } as const;

const day = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'expected a day such as "2026-03-01"');
const short = z.string().min(1).max(100);

/** What is searched: `words` as typed (all words, "a phrase", -not, begin*), and of what. `from` and `until` are days in the company's zone, both included, by when it first was known. */
export const Searched = z.object({
  words: z.string().max(VERBATIM_LIMITS.words).optional(), channel: short.optional(), source: short.optional(), direction: z.enum(DIRECTIONS).optional(), brand: short.optional(), language: short.optional(), from: day.optional(), until: day.optional(),
  office: z.enum(OFFICES).optional(), stage: short.optional(), kind: short.optional(), /** As it was given, whatever its scale; both included. */ ratingFrom: z.coerce.number().optional(), ratingUntil: z.coerce.number().optional(),
  /** What was read in it: how it feels, what it wants, what must be looked at, what it is about (`en.12`), which product or rival (its number) it names. */
  feeling: z.enum(['negative', 'neutral', 'positive']).optional(), intent: short.optional(), alarm: short.optional(), topic: short.optional(), product: z.string().min(1).max(300).optional(), rival: short.optional(),
  /** Only words of customers who are in all of these groups today. */ ...InGroups.shape,
  /** Only words of customers who agreed to be quoted. */ quotable: z.literal('true').optional(),
});
export type Searched = z.infer<typeof Searched>;

export const VerbatimsQuery = Searched.extend({ before: z.string().max(40).optional(), limit: z.coerce.number().int().min(1).max(VERBATIM_LIMITS.page).default(50) });
export type VerbatimsQuery = z.infer<typeof VerbatimsQuery>;

/** A piece of what was said. `speaker` null: whoever the interaction is from. `isCut`: more stands before or after. `hits`: where it says what was searched for, [from, until) in UTF-16 code units. */
export const Quote = z.object({ of: z.enum(['title', 'text', 'turn', 'answer']), speaker: z.enum(SPEAKERS).nullable(), text: personal('text'), isCutBefore: z.boolean(), isCutAfter: z.boolean(), hits: z.array(z.tuple([z.number(), z.number()])) });
export type Quote = z.infer<typeof Quote>;

/** Something that was said, with who said it where that is known. `signed`: names that somebody of whom nothing is known gave. `more`: pieces that are not quoted. `quoting`: whether the customer agreed to be quoted; null where no words of a customer stand in it. */
export const Verbatim = z.object({
  id: z.string(), revision: z.number(), customer: z.string().nullable(), name: personal('name').nullable(), signed: z.array(z.string()).meta({ personal: 'name' }),
  channel: z.string(), source: z.string(), brand: z.string(), kind: z.string(), direction: z.enum(DIRECTIONS), office: z.enum(['brand', 'service']), language: z.string().nullable(),
  occurredAt: z.string(), occurredPrecision: z.enum(['ms', 'minute', 'day']),
  rating: z.object({ value: z.number(), min: z.number(), max: z.number(), scale: z.string(), question: z.string().nullable() }).nullable(), quotes: z.array(Quote), more: z.number(), quoting: z.enum(QUOTING).nullable(),
});
export type Verbatim = z.infer<typeof Verbatim>;

/** A page of verbatims, newest first: what was found in a short while, maybe nothing; `next` goes on from there and is null when everything was looked at. `searchedUntil`: back to this moment nothing was left out; null when there is no `next`. `total` only with the first page, null where it is not told: whoever reads texts masked is not told how many say what they can't read. `isLeast`: there are more. */
export const Verbatims = z.object({ verbatims: z.array(Verbatim), next: z.string().nullable(), searchedUntil: z.string().nullable(), total: z.object({ count: z.number(), isLeast: z.boolean() }).nullable(), /** More words were asked for than are looked at. */ isCut: z.boolean(), zone: z.string() });
export type Verbatims = z.infer<typeof Verbatims>;

/** A customer's own words to be shown to others: masked for everybody. `name`: only of whoever agreed to be quoted, and only to whoever may see personal data. */
export const QuoteToShow = z.object({ id: z.string(), text: z.string(), name: personal('name').nullable(), quoting: z.enum(QUOTING), channel: z.string(), occurredAt: z.string(), occurredPrecision: z.enum(['ms', 'minute', 'day']) });
export type QuoteToShow = z.infer<typeof QuoteToShow>;

/** Quotes for a screen that many see. `all`: of those who did not agree to be quoted too. */
export const WallQuery = Searched.extend({ all: z.literal('true').optional() });
export type WallQuery = z.infer<typeof WallQuery>;

/** A customer's words on a wall: masked whoever asks, cut to what is read from afar, of nobody named. */
export const WallQuote = z.object({ id: z.string(), text: z.string(), language: z.string().nullable(), channel: z.string(), occurredAt: z.string(), occurredPrecision: z.enum(['ms', 'minute', 'day']), rating: Verbatim.shape.rating });
export type WallQuote = z.infer<typeof WallQuote>;

export const VerbatimChoices = z.object({ channels: z.array(z.string()), sources: z.array(z.string()), brands: z.array(z.string()), languages: z.array(z.string()), kinds: z.array(z.string()), /** Topics as they are shown now. */ topics: z.array(z.object({ id: z.string(), name: z.string() })) });

export const verbatimRoutes = defineRoutes({
  verbatims: { method: 'GET', path: '/api/voice/verbatims', summary: 'Everything that was said, searched by its words: all of them, "a phrase", -not, begin*; newest first, masked by role; a page holds what was found in a short while, maybe nothing: `searchedUntil` says how far back it looked, `next` goes on from there, the last page has none', gate: 'see-customers', query: VerbatimsQuery, response: Verbatims, audit: 'verbatims.searched' },
  verbatimChoices: { method: 'GET', path: '/api/voice/verbatims/choices', summary: 'Channels, sources, brands, languages, kinds and topics of what was said', gate: 'see-customers', response: VerbatimChoices },
  verbatimsFile: { method: 'GET', path: '/api/voice/verbatims.csv', summary: 'The same as a file: at most 10,000 verbatims whole, newest first, masked by role, with whether each may be quoted; its last line says how many are left out', gate: 'see-customers', query: Searched, response: Verbatim, raw: 'response', audit: 'verbatims.exported' },
  quoteToShow: { method: 'GET', path: '/api/voice/verbatims/quote', summary: 'The customer’s own words of one interaction to be shown to others: masked for every role, with whether the customer agreed to be quoted, and with a name only where they did', gate: 'see-customers', query: z.object({ id: short }), response: QuoteToShow, audit: 'verbatims.quoted' },
  verbatimWall: { method: 'GET', path: '/api/voice/verbatims/wall', summary: 'The newest words of customers for a screen that many see: masked and without names for every role, of those alone who agreed to be quoted unless `all=true`', gate: 'see-customers', query: WallQuery, response: z.object({ quotes: z.array(WallQuote) }) },
  verbatimsLive: { method: 'GET', path: '/api/voice/verbatims/live', summary: 'Server-sent events: `news` with a count, at most once a second, when something was said that may pass the search; ask for the first page then', gate: 'see-customers', query: Searched, response: z.object({ count: z.number() }), raw: 'response' },
});
