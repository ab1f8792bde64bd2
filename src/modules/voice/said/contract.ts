import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { InGroups } from '../../customers/contract.ts';
import { OFFICES } from '../../interactions/contract.ts';
import { AsOf } from '../as-of/contract.ts';
import { FileFormats } from '../figures/contract.ts';
import { LabelCard } from '../readings/contract.ts';
import { Verbatim } from '../verbatims/contract.ts';

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'expected a month such as "2026-03"');
const short = z.string().min(1).max(100);
const percent = z.object({ value: z.number(), low: z.number(), high: z.number() });
const certainty = z.enum(['none', 'too-few', 'indicative', 'shown']);

/** Language of texts that are in none of those which are read. */
export const UNKNOWN_LANGUAGE = 'unknown';

/** Which texts are counted. `office`: by channels of one office alone; of customers who are in all of these groups today. `months` up to and with `until`, which is the month of the latest text unless it is said. `language` `unknown`: none of those that are read. */
export const SaidQuery = z.object({
  office: z.enum(OFFICES).optional(), source: short.optional(), channel: short.optional(), brand: short.optional(), language: short.optional(), months: z.coerce.number().int().min(1).max(36).default(12), until: month.optional(), ...InGroups.shape,
});
export type SaidQuery = z.infer<typeof SaidQuery>;

const byFeeling = z.object({ negative: z.number(), neutral: z.number(), positive: z.number() });

/** How texts feel. Units: per cent of them, with 95 % intervals that know who said several; null below ten people. `counts`: texts; `speakers`: people of whom at least one text feels so; null below ten people, too. */
export const Felt = z.object({
  texts: z.number(), people: z.number(), certainty, negative: percent.nullable(), neutral: percent.nullable(), positive: percent.nullable(), counts: byFeeling.nullable(), speakers: byFeeling.nullable(),
});
export type Felt = z.infer<typeof Felt>;

/** One thing that is said: in how many texts, by how many people. `share`: per cent of all texts in which it could have been read; null where fewer than ten people said anything. */
export const SaidFigure = z.object({ output: z.string(), label: z.string(), texts: z.number(), people: z.number(), share: percent.nullable() });
export type SaidFigure = z.infer<typeof SaidFigure>;

/** An aspect with how it is felt where it is spoken of. */
export const AspectFigure = SaidFigure.extend({ felt: Felt });
export type AspectFigure = z.infer<typeof AspectFigure>;

/** What customers said in a period: in which languages, how it feels, what they want, complaints, praise, alarms, aspects. `people`: customers, and each text of somebody unknown as one. */
export const Said = z.object({
  /** Null: now. */ asOf: z.string().nullable(), /** When customers were put into the groups that are asked for; null where none are. */ groupedAt: z.string().nullable(),
  /** Who read it. `again`: how far another reader has come in the history; null when nothing is being read again. */
  version: z.number(), again: z.object({ version: z.number(), texts: z.number() }).nullable(),
  zone: z.string(), from: z.string(), until: z.string(), choices: z.object({ sources: z.array(z.string()), channels: z.array(z.string()), brands: z.array(z.string()), languages: z.array(z.string()) }),
  texts: z.number(), people: z.number(), /** Read as advertising or written by a machine: in no figure below. */ spam: z.object({ texts: z.number(), people: z.number() }),
  /** `isFelt`: feelings are read in it. `isRead`: everything else is, too. `language` null: none of those that are read. */
  languages: z.array(z.object({ language: z.string().nullable(), texts: z.number(), people: z.number(), isFelt: z.boolean(), isRead: z.boolean() })),
  felt: Felt, months: z.array(Felt.extend({ month: z.string(), isRunning: z.boolean() })),
  /** Texts in languages in which more than feelings are read: of them `share` is said. */
  read: z.object({ texts: z.number(), people: z.number(), certainty }), said: z.array(SaidFigure), /** Most people first. */ aspects: z.array(AspectFigure),
  card: z.array(LabelCard),
});
export type Said = z.infer<typeof Said>;

/** The same as of a moment. */
export const SaidThenQuery = SaidQuery.extend({ asOf: AsOf });
export type SaidThenQuery = z.infer<typeof SaidThenQuery>;

/** The texts behind a figure. `output` `feeling`, `language` or one that is read; `felt`: only where it is felt so (aspects). */
export const SaidVerbatimsQuery = SaidThenQuery.extend({
  output: short, label: short, felt: z.enum(['negative', 'neutral', 'positive']).optional(), before: z.string().regex(/^-?\d{1,16}\.\d{1,16}$/).optional(), limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type SaidVerbatimsQuery = z.infer<typeof SaidVerbatimsQuery>;

/** A page of texts, newest first, in the customers' own words alone; the words that carry what was asked for are marked. */
export const SaidVerbatims = z.object({ verbatims: z.array(Verbatim), next: z.string().nullable(), version: z.number() });
export type SaidVerbatims = z.infer<typeof SaidVerbatims>;

/** What was read as a file. */
export const SaidFileQuery = SaidThenQuery.extend({ format: FileFormats });
export type SaidFileQuery = z.infer<typeof SaidFileQuery>;

/** What was read in one text. `said`: things such as `complaint` or `alarm churn`. `counts` false: advertising. */
export const SaidRow = z.object({ customer: z.string().nullable(), when: z.string(), channel: z.string(), source: z.string(), brand: z.string(), language: z.string().nullable(), feeling: z.string().nullable(), said: z.array(z.string()), counts: z.boolean(), interaction: z.string() });

export const saidRoutes = defineRoutes({
  saidRows: { method: 'GET', path: '/api/voice/said/rows.csv', summary: 'What was read in each text of a period as a file, newest first: customer’s id, moment, channel, source, brand, language, feeling, all that it says; no names and no words; CSV, or Parquet with `format=parquet`', gate: 'see-customers', query: SaidFileQuery, response: SaidRow, raw: 'response', audit: 'said.exported' },
  said: { method: 'GET', path: '/api/voice/said', summary: 'What customers said in a period: languages, feelings by month, what they want, complaints with and without the word, praise, alarms, aspects and how they are felt; each with texts, people and interval', gate: 'see-customers', query: SaidThenQuery, response: Said },
  saidVerbatims: { method: 'GET', path: '/api/voice/said/verbatims', summary: 'The texts behind a figure of what is said, newest first, in the customers’ own words, the words that carry it marked; masked by role; a page may hold fewer than `limit`, the last has no `next`', gate: 'see-customers', query: SaidVerbatimsQuery, response: SaidVerbatims, audit: 'said.opened' },
});
