import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { SaidThenQuery, SaidVerbatims } from '../said/contract.ts';

/** Most rivals, and most spellings of one beside its name. */
export const RIVALS_MOST = 200;
export const SPELLINGS_MOST = 11;
/** Most products whose names are looked for. */
export const PRODUCTS_MOST = 20_000;

const written = z.string().transform((name) => name.normalize('NFC').trim().replace(/\s+/gu, ' ')).pipe(z.string().min(3, 'A name has at least three letters.').max(80).regex(/\p{L}/u, 'A name has letters.'));

/** A rival with each of its spellings. `countsFrom`: texts that were read before were read without it as it is now; null: the whole history was read with it. */
export const Rival = z.object({ number: z.number(), name: z.string(), spellings: z.array(z.string()), changedAt: z.string(), countsFrom: z.string().nullable() });
export type Rival = z.infer<typeof Rival>;

export const RivalBody = z.object({ name: written, spellings: z.array(written).max(SPELLINGS_MOST).default([]) });
export type RivalBody = z.infer<typeof RivalBody>;

/** Names that are looked for in texts. `products`: how many are known of what was recorded, those told of most, and how many the history was read without. `again`: how far the history has been read again; null: it is not being. */
export const Names = z.object({
  rivals: z.array(Rival), products: z.object({ known: z.number(), most: z.number(), unread: z.number(), first: z.array(z.object({ id: z.string(), name: z.string() })), lookedAt: z.string().nullable() }),
  again: z.object({ version: z.number(), texts: z.number() }).nullable(),
});
export type Names = z.infer<typeof Names>;

const share = z.object({ value: z.number(), low: z.number(), high: z.number() });
const counted = z.object({ texts: z.number(), people: z.number(), /** Per cent of all texts in a language that is read, with the 95 % interval; null below ten people. */ share: share.nullable() });

/** A product or rival with in how many texts it is named. `countsFrom`: the moment since which it is looked for as it is now, where the history was not read since; null: in all of it. `months`: oldest first. */
export const NamedFigure = counted.extend({ kind: z.enum(['product', 'rival']), id: z.string(), name: z.string(), countsFrom: z.string().nullable(), months: z.array(counted.extend({ month: z.string(), isRunning: z.boolean() })) });
export type NamedFigure = z.infer<typeof NamedFigure>;

/** Products and rivals that customers named in a period, by how many people named them. `others`: named too, and not among those shown. `looked`: how many are looked for. */
export const NamedSaid = z.object({
  /** Null: now. */ asOf: z.string().nullable(), version: z.number(), zone: z.string(), from: z.string(), until: z.string(), texts: z.number(), people: z.number(), products: z.array(NamedFigure), rivals: z.array(NamedFigure),
  others: z.object({ products: z.number(), rivals: z.number() }), looked: z.object({ products: z.number(), rivals: z.number() }),
});
export type NamedSaid = z.infer<typeof NamedSaid>;

/** The texts that name something. `output` `product` or `rival`, `label` its id. */
export const NamedVerbatimsQuery = SaidThenQuery.extend({
  output: z.enum(['product', 'rival']), label: z.string().min(1).max(300), before: z.string().regex(/^-?\d{1,16}\.\d{1,16}$/).optional(), limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type NamedVerbatimsQuery = z.infer<typeof NamedVerbatimsQuery>;

const number = z.object({ number: z.coerce.number().int().min(1) });

export const nameRoutes = defineRoutes({
  names: { method: 'GET', path: '/api/voice/names', summary: 'Rivals and products whose names are looked for in texts, and since when each counts', gate: 'teach-readings', response: Names },
  named: { method: 'GET', path: '/api/voice/said/names', summary: 'Products and rivals that customers named in a period: texts, people, share with interval, by month', gate: 'see-customers', query: SaidThenQuery, response: NamedSaid },
  namedVerbatims: { method: 'GET', path: '/api/voice/said/names/verbatims', summary: 'The texts that name a product or rival, newest first, in the customers’ own words, the words that name it marked; masked by role', gate: 'see-customers', query: NamedVerbatimsQuery, response: SaidVerbatims, audit: 'said.opened' },
  addRival: { method: 'POST', path: '/api/voice/rivals', summary: 'Look for a rival in texts from now on; a spelling in small letters throughout counts however it is written', gate: 'name-rivals', body: RivalBody, response: Rival, audit: 'rivals.added' },
  changeRival: { method: 'PUT', path: '/api/voice/rivals/:number', summary: 'Change a rival’s name and spellings; they count from now on', gate: 'name-rivals', params: number, body: RivalBody, response: Rival, audit: 'rivals.changed' },
  removeRival: { method: 'DELETE', path: '/api/voice/rivals/:number', summary: 'Look for a rival no more, and show it no more', gate: 'name-rivals', params: number, response: z.object({ removed: z.boolean() }), audit: 'rivals.removed' },
  readNamesAgain: { method: 'POST', path: '/api/voice/names/read-again', summary: 'Read the whole history again with the names of now, in the background', gate: 'name-rivals', body: z.object({}), response: z.object({ version: z.number() }), audit: 'readings.read-again' },
});
