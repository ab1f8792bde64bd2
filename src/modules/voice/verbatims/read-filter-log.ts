import { ch, text, texts, uint32, type ChStatement } from '../../../platform/clickhouse/sql.ts';
import { read, says, type SaidFilter } from '../said/said-log.ts';
import type { Searched } from './contract.ts';

/** Who read texts, and of a topic by which pass and under which keys (`en.12`) its texts lie. */
export type ReadBy = { readonly reader: number; readonly topics: { readonly pass: number; readonly keys: readonly string[] } | null };
type ReadFilter = Pick<Searched, 'feeling' | 'intent' | 'alarm' | 'topic' | 'product' | 'rival'>;

const EVER = { beforeMs: 0, fromMs: 0, untilMs: 10_000_000_000_000, zone: 'UTC', source: null, channel: null, brand: null, language: null } as const;

/** The numbers of what names something, as it was read. */
function naming(reader: number, kind: 'product' | 'competitor', id: string): ChStatement {
  return ch`select number from voice_readings final where reader = ${uint32(reader)} and has(entity_ids, ${text(id)}) and arrayExists((one, other) -> one = ${text(kind)} and other = ${text(id)}, entity_kinds, arrayResize(entity_ids, length(entity_kinds)))`;
}

/** The numbers of interactions in which all of that was read, as people of the company set it right. Shape: undefined where nothing of the kind is asked. Cost: each question looks through what its reader read. */
export function numbersRead({ feeling, intent, alarm, topic, product, rival }: ReadFilter, { reader, topics }: ReadBy): ChStatement | undefined {
  const filter: SaidFilter = { ...EVER, reader };
  const said = [...(feeling === undefined ? [] : [['feeling', feeling] as const]), ...(intent === undefined ? [] : [['intent', intent] as const]), ...(alarm === undefined ? [] : [['alarm', alarm] as const])];
  const asked: ChStatement[] = [];
  const both = said.reduce((all, [output, label]) => ch`${all} and ${says(output, label, null)}`, ch`1`);
  if (said.length > 0) asked.push(ch`select number from ${read(filter)} where ${both}`);
  if (topic !== undefined) asked.push(ch`select number from voice_topics final where pass = ${uint32(topics?.pass ?? 0)} and outcome = 'topic' and concat(toString(language), '.', toString(topic)) in ${texts(topics?.keys ?? [])}`);
  if (product !== undefined) asked.push(naming(reader, 'product', product));
  if (rival !== undefined) asked.push(naming(reader, 'competitor', rival));
  const [first, ...others] = asked;
  return first === undefined ? undefined : others.reduce((all, one) => ch`select number from (${all}) where number global in (${one})`, first);
}
