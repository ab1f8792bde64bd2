import { z } from 'zod';
import { defineRoutes } from '../../../kernel/route-contract.ts';
import { FileFormats } from '../figures/contract.ts';
import { Felt, SaidThenQuery, SaidVerbatims, UNKNOWN_LANGUAGE } from '../said/contract.ts';

export { UNKNOWN_LANGUAGE };

/** Texts of so many different customers in the last twelve months, before topics are found in a language. */
export const TOPIC_PEOPLE = 300;

/** Topics of all languages together. */
export const ALL_LANGUAGES = 'all';

const percent = z.object({ value: z.number(), low: z.number(), high: z.number() });
/** `en.12`: a topic or a group of topics in a language; `en.0`: what is about nothing known. */
const topicId = z.string().regex(/^[a-z]{2}\.\d{1,9}$/, 'expected a topic such as "en.12"');
const name = z.string().trim().min(1).max(80);

/** One month of a topic. `share`: per cent of the month's texts; null below ten people. */
export const TopicMonth = z.object({ month: z.string(), texts: z.number(), people: z.number(), share: percent.nullable(), isRunning: z.boolean() });
export type TopicMonth = z.infer<typeof TopicMonth>;

/** How often something is spoken of. `share`: per cent of all texts in the language, null below ten people. `change`: against as many months before, in points of per cent; `isReal`: told apart from chance among all topics at once; null where either is not said. */
export const TopicFigure = z.object({
  id: topicId, name: z.string(), texts: z.number(), people: z.number(), share: percent.nullable(), change: z.object({ difference: z.number(), low: z.number(), high: z.number(), isReal: z.boolean() }).nullable(), months: z.array(TopicMonth), felt: Felt,
});
export type TopicFigure = z.infer<typeof TopicFigure>;

/** What a topic is in one language, where topics of all are shown together. */
export const TopicOfLanguage = z.object({ id: topicId, language: z.string(), name: z.string(), words: z.array(z.string()), texts: z.number(), people: z.number() });

/** A topic. `languages`: each in which it is spoken of, where topics of all are shown together; else none. `words`: phrases that tell it, said by at least three different customers. `since`: the first day of one that is new. `parts`: topics that were merged into it since they were last found. */
export const ShownTopic = TopicFigure.extend({ words: z.array(z.string()), isNamed: z.boolean(), isPinned: z.boolean(), since: z.string().nullable(), merged: z.number(), languages: z.array(TopicOfLanguage) });
export type ShownTopic = z.infer<typeof ShownTopic>;

/** Topics that lie near each other. */
export const ShownGroup = TopicFigure.extend({ isNamed: z.boolean(), topics: z.array(ShownTopic) });
export type ShownGroup = z.infer<typeof ShownGroup>;

/** What somebody decided. `mayUndo`: it can be taken back; topics that were found anew since hold it. */
export const DecisionTold = z.object({ number: z.number(), kind: z.string(), words: z.string(), by: z.string(), at: z.string(), isUndone: z.boolean(), mayUndo: z.boolean() });
export type DecisionTold = z.infer<typeof DecisionTold>;

/**
 * What the customers spent who spoke of a topic in the period, each once: the observed value of the last 365 days, by currency (docs/methods/observed-value.md). What was spent by them, never what would be lost.
 * `known`: how many of them have any value known. Shape: currencies of most people first, those of fewer than ten left out. Units: minor units.
 */
export const TopicValue = z.object({ known: z.number(), spent: z.array(z.object({ currency: z.string(), minor: z.string(), people: z.number() })) });
export type TopicValue = z.infer<typeof TopicValue>;

/** What customers of each topic and group spent, by its id. `asOf`: when their orders were counted; null with nothing in it while that is done for the first time since the start. */
export const TopicValues = z.object({ asOf: z.string().nullable(), of: z.record(topicId, TopicValue) });
export type TopicValues = z.infer<typeof TopicValues>;

/**
 * What texts are about, in one language or in all (`language` `all`), found without labels.
 * `finding`: topics are being found. `again`: how many texts were read again by new topics, which are shown once all are; null when none are on their way. `madeAt` null: none were found yet.
 */
export const Topics = z.object({
  /** Null: now. */ asOf: z.string().nullable(), /** When customers were put into the groups that are asked for; null where none are. */ groupedAt: z.string().nullable(),
  tree: z.number().nullable(), madeAt: z.string().nullable(), learntFrom: z.number(), finding: z.boolean(), again: z.object({ texts: z.number(), begunAt: z.string() }).nullable(), problem: z.string().nullable(), peopleNeeded: z.number(),
  zone: z.string(), from: z.string(), until: z.string(), choices: z.object({ sources: z.array(z.string()), channels: z.array(z.string()), brands: z.array(z.string()) }),
  language: z.string().nullable(), /** Topics of several languages as one, as an embedder says that knows them; null where none is on, or nothing was compared yet. `cut`: the likeness from which two are one, null where too few topics told it; `compared`: pairs; `joined`: topics of several languages. */ across: z.object({ cut: z.number().nullable(), compared: z.number(), joined: z.number(), madeAt: z.string() }).nullable(),
  languages: z.array(z.object({ language: z.string().nullable(), texts: z.number(), people: z.number(), hasTopics: z.boolean() })),
  texts: z.number(), people: z.number(), unclear: TopicFigure.nullable(),
  /** New ones, the latest first; they stand in `groups` or `alone` too. */ fresh: z.array(z.object({ id: topicId, name: z.string(), since: z.string(), people: z.number(), before: z.number() })),
  groups: z.array(ShownGroup), /** New topics belong to no group until topics are found again. */ alone: z.array(ShownTopic), hidden: z.array(ShownTopic), decisions: z.array(DecisionTold),
  /** Null as of a moment, for which orders are not counted, and within a figure. */ values: TopicValues.nullable(),
});
export type Topics = z.infer<typeof Topics>;

export const TopicVerbatimsQuery = SaidThenQuery.omit({ language: true }).extend({ before: z.string().regex(/^-?\d{1,16}\.\d{1,16}$/).optional(), limit: z.coerce.number().int().min(1).max(100).default(20), /** The topic in every language in which it is spoken of. */ language: z.literal(ALL_LANGUAGES).optional() });
export type TopicVerbatimsQuery = z.infer<typeof TopicVerbatimsQuery>;

/** In every language in which the topic is spoken of. */
const language = z.literal(ALL_LANGUAGES).optional();

/** What somebody does to topics. `apart`: keeps one by itself, not together with those of other languages. `split`: into so many parts, as their texts fall apart. `undo`: takes back a decision. */
export const TopicDecisionBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('rename'), id: topicId, name, language }),
  z.object({ kind: z.enum(['pin', 'unpin', 'hide', 'show']), id: topicId, language }),
  z.object({ kind: z.literal('apart'), id: topicId }),
  z.object({ kind: z.literal('merge'), into: topicId, from: z.array(topicId).min(1).max(20), language }),
  z.object({ kind: z.literal('split'), id: topicId, parts: z.number().int().min(2).max(6).default(2) }),
  z.object({ kind: z.literal('undo'), number: z.number().int().min(1) }),
]);
export type TopicDecisionBody = z.infer<typeof TopicDecisionBody>;

/** A topic that was found as new, as it is told to whoever has not seen it. `number`: by which it is marked as seen; `since`: the first day on which it was spoken of; `people` in the four weeks before it was found, `before` those of them before its last days. */
export const NewTopic = z.object({ number: z.number(), id: topicId, name: z.string(), language: z.string(), since: z.string().nullable(), people: z.number(), before: z.number(), foundAt: z.string() });
export type NewTopic = z.infer<typeof NewTopic>;

/** The same as a file. */
export const TopicFileQuery = SaidThenQuery.extend({ format: FileFormats });
export type TopicFileQuery = z.infer<typeof TopicFileQuery>;

/** One row of the file of topics. `customer` empty: nobody known. `topic`: `en.12`, empty where the text fits none well. */
export const TopicRow = z.object({ customer: z.string().nullable(), when: z.string(), channel: z.string(), source: z.string(), brand: z.string(), language: z.string(), topic: z.string().nullable(), name: z.string().nullable(), group: z.string().nullable(), interaction: z.string() });
export type TopicRow = z.infer<typeof TopicRow>;

export const topicRoutes = defineRoutes({
  topics: { method: 'GET', path: '/api/voice/topics', summary: 'What customers write about, found without labels: topics in groups, named by words that several customers share, with texts, people, share, months, change, feeling, and what those spent who spoke of them; new ones; what stays unclear', gate: 'see-customers', query: SaidThenQuery, response: Topics },
  topicRows: { method: 'GET', path: '/api/voice/topics/rows.csv', summary: 'Which topic each text of a period is about as a file, newest first: customer’s id, moment, channel, source, brand, language, topic, group; no names of people and no words; CSV, or Parquet with `format=parquet`', gate: 'see-customers', query: TopicFileQuery, response: TopicRow, raw: 'response', audit: 'topics.exported' },
  newTopics: { method: 'GET', path: '/api/voice/topics/new', summary: 'Topics that were found as new in the last four weeks and that the viewer did not mark as seen', gate: 'see-customers', response: z.object({ topics: z.array(NewTopic) }) },
  newTopicsSeen: { method: 'POST', path: '/api/voice/topics/new/seen', summary: 'Mark new topics as seen', gate: 'see-customers', body: z.object({ numbers: z.array(z.number().int().min(1)).max(200) }), response: z.object({ seen: z.number() }) },
  topicVerbatims: { method: 'GET', path: '/api/voice/topics/:id/verbatims', summary: 'The texts about a topic or a group, newest first, in the customers’ own words, masked by role', gate: 'see-customers', params: z.object({ id: topicId }), query: TopicVerbatimsQuery, response: SaidVerbatims, audit: 'topic.opened' },
  decideTopics: { method: 'POST', path: '/api/voice/topics/decisions', summary: 'Rename, pin, hide, merge or split a topic, or take a decision back; kept when topics are found again', gate: 'teach-readings', body: TopicDecisionBody, response: z.object({ number: z.number() }), audit: 'topics.decided' },
  findTopics: { method: 'POST', path: '/api/voice/topics/find', summary: 'Find topics anew in the background; ids, names and decisions stay', gate: 'teach-readings', response: z.object({ tree: z.number() }), audit: 'topics.found' },
});
