import { ch, instant, text, texts, uint32, uint64s, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { chosen, PERSON, type AnswerFilter } from '../answers-log.ts';
import { publicIdIn } from '../public-id-log.ts';
import { guarded } from '../said/said-rows-log.ts';
import type { CountedAs } from './topics-log.ts';

/** Topics of one language, as which they are counted, and what topics and groups are called. */
export type NamedTopics = { readonly language: string; readonly as: Pick<CountedAs, 'from' | 'topic' | 'group'>; readonly names: ReadonlyMap<number, string> };

/** What stands at the place of a row's topic in a list. Shape: the first for topics that are not in it. */
function perLanguage(known: readonly NamedTopics[], value: (one: NamedTopics) => ChStatement): ChStatement {
  return known.reduceRight((rest, one) => ch`if(language = ${text(one.language)}, ${value(one)}, ${rest})`, ch`''`);
}

/** Which topic each text is about, as rows of a file, newest first: no names of people, no words. `isForSpreadsheets`: nothing in it is a formula. Cost: one reading of the period. */
export function topicRows(filter: AnswerFilter & { readonly pass: number }, known: readonly NamedTopics[], isForSpreadsheets: boolean): ChStatement {
  const at = ({ as }: NamedTopics): ChStatement => ch`indexOf(${uint64s(as.from)}, toUInt64(topic))`;
  const id = perLanguage(known, (one) => ch`concat(${text(`${one.language}.`)}, toString(${uint64s([0, ...one.as.topic])}[${at(one)} + 1]))`);
  const name = perLanguage(known, (one) => ch`${texts(['', ...one.as.topic.map((topic) => one.names.get(topic) ?? '')])}[${at(one)} + 1]`);
  const group = perLanguage(known, (one) => ch`${texts(['', ...one.as.group.map((number) => one.names.get(number) ?? '')])}[${at(one)} + 1]`);
  const shown = (column: ChStatement): ChStatement => ch`if(outcome = 'topic', nullIf(${guarded(column, isForSpreadsheets)}, ''), null)`;
  return ch`
    select ${publicIdIn('customer', ch`toUInt64(greatest(${PERSON}, 0))`)} as customer, occurred_at as when, ${guarded(ch`channel`, isForSpreadsheets)} as channel, ${guarded(ch`source`, isForSpreadsheets)} as source, ${guarded(ch`brand`, isForSpreadsheets)} as brand,
      toString(language) as language, ${shown(ch`topic_id`)} as topic, ${shown(ch`topic_name`)} as name, ${shown(ch`group_name`)} as \`group\`, ${publicIdIn('interaction', ch`number`)} as interaction
    from (
      select *, ${id} as topic_id, ${name} as topic_name, ${group} as group_name from voice_topics final
      where pass = ${uint32(filter.pass)} and language in ${texts(known.map(({ language }) => language))} and outcome in ('topic', 'unclear') and occurred_at >= ${instant(filter.fromMs)} and occurred_at < ${instant(filter.untilMs)} and ${chosen(filter)}
    )
    order by occurred_at desc, number desc`;
}
