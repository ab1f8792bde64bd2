import type { AnalystView } from '../../../kernel/analyst-view.ts';
import { ch, texts, uint32, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { openColumn, PLACE, SOURCE, WHOSE } from '../../interactions/index.ts';
import { ANSWERS } from '../answers-log.ts';
import { read } from '../said/said-log.ts';

/** What voice shows at a moment: who reads, which labels are good enough to be said, and as what topics are counted. */
export type ShownVoice = { readonly reader: number; readonly said: readonly string[]; readonly pass: number; readonly topics: readonly { readonly key: string; readonly id: string; readonly name: string; readonly group: string }[] };

const everything = (reader: number): ChStatement => read({ reader, beforeMs: 0, fromMs: Date.UTC(1970, 0, 1), untilMs: Date.UTC(2200, 0, 1), zone: 'UTC', source: null, channel: null, brand: null, language: null });

/** What analysts may ask of what customers say, as voice shows it now. */
export function voiceViews({ reader, said, pass, topics }: ShownVoice): AnalystView<ChStatement>[] {
  const key = ch`concat(toString(language), '.', toString(topic))`;
  const named = (values: readonly string[]): ChStatement => ch`if(outcome = 'topic', transform(${key}, ${texts(['', ...topics.map((one) => one.key)])}, ${texts(['', ...values])}, ''), '')`;
  return [
    {
      name: 'answers', meaning: 'Answers on scales: ratings of interactions and each rated answer of a survey, as they were given. Which of them count in a score and how is in docs/methods.', row: 'answer', from: ANSWERS,
      columns: [
        ...PLACE, ...SOURCE, { name: 'kind', type: 'String', meaning: 'What happened', isPersonal: false, sql: ch`kind` }, openColumn('survey', 'String', 'Id of the survey, or empty'), openColumn('scale', 'String', 'nps, csat, ces, stars, thumbs …', ch`toString(scale)`), openColumn('value', 'Float64', 'The answer as it was given'),
        openColumn('low_end', 'Float64', 'Lowest answer of its scale'), openColumn('high_end', 'Float64', 'Highest answer of its scale'), openColumn('is_turned', 'UInt8', '1: a high answer is a bad one'), openColumn('is_one', 'UInt8', '1: one of several answers of a survey; 0: of the whole interaction'),
        { name: 'question', type: 'String', meaning: 'As it was asked, which may name who was asked', isPersonal: true, sql: ch`wording` },
      ],
    },
    {
      name: 'readings', meaning: 'How what customers say was read, as people of the company set it right. Figures of the pages leave texts marked as spam out.', row: 'interaction in which a customer says something', from: everything(reader),
      columns: [...PLACE, openColumn('characters', 'UInt32', 'How many characters were read'), openColumn('language', 'String', 'As it was read; empty: none of those that are read', ch`toString(language)`), openColumn('feeling', 'String', 'negative, neutral or positive; empty: not available in this language', ch`toString(feeling)`), openColumn('is_spam', 'UInt8', '1: marked as spam', ch`has(outputs, 'spam')`)],
    },
    {
      name: 'marks', meaning: 'What was read in texts, mark by mark: wants, complaints, praise, alarms, aspects. Only marks whose quality is good enough to be shown on pages.', row: 'mark of an interaction',
      from: ch`(select number, node, home, occurred_at, language, one.1 as output, one.2 as label from (select number, node, home, occurred_at, language, arrayJoin(arrayDistinct(arrayZip(arrayMap(one -> toString(one), outputs), arrayMap(one -> toString(one), labels)))) as one from ${everything(reader)}) where has(${texts(said)}, concat(one.1, '/', one.2)))`,
      columns: [...PLACE, openColumn('language', 'String', 'As it was read', ch`toString(language)`), openColumn('output', 'String', 'What kind of mark: intent, aspect, complaint …'), openColumn('label', 'String', 'Which mark')],
    },
    {
      name: 'topics', meaning: 'What texts are about, as topics are named and merged now.', row: 'interaction in which a customer says something',
      from: ch`(select *, ${WHOSE} as whose from voice_topics final where pass = ${uint32(pass)} and outcome != 'silent')`,
      columns: [
        openColumn('interaction', 'UInt64', 'Number of the interaction', ch`number`), openColumn('customer', 'Nullable(UInt64)', 'Number of the customer whose it is now; NULL: nobody known', ch`whose`), openColumn('occurred_at', 'DateTime64(3, UTC)', 'When it happened'), ...SOURCE, openColumn('language', 'String', 'As it was read', ch`toString(language)`),
        openColumn('outcome', 'String', 'topic, unclear, or no-tree: none were found in this language yet', ch`toString(outcome)`), openColumn('topic_id', 'String', 'Such as en.12', named(topics.map(({ id }) => id))), openColumn('topic', 'String', 'Its name', named(topics.map(({ name }) => name))), openColumn('topic_group', 'String', 'Name of the group in which it stands, or empty', named(topics.map(({ group }) => group))),
        openColumn('confidence', 'Float32', 'How sure it is, 0 to 1'),
      ],
    },
  ];
}
