import type { DriverExclusion, DriverKind } from '../contract.ts';
import { INDICATIVE_FROM } from '../scores/estimate-score.ts';
import type { OrderFacts } from './order-facts.ts';

/** What is known of one answer beside what was answered. `contacts`, `order` null: not known. `topics` null: something was written in a language that has no topics yet. */
export type AnswerFacts = { readonly person: string; readonly channel: string; readonly contacts: number | null; readonly order: OrderFacts | null; readonly topics: ReadonlySet<string> | null };

/** A fact as a possible driver: one value an answer, null where it is not known. */
export type FactColumn = { readonly key: string; readonly name: string; readonly kind: DriverKind; readonly values: readonly (number | null)[] };
/** A fact that is not looked at, and why. `answers`: of how many it is known. */
export type FactLeftOut = { readonly name: string; readonly kind: DriverKind; readonly reason: DriverExclusion; readonly answers: number };

/** Most topics and channels that are looked at: those of most people. */
const TOPICS_MOST = 6;
const CHANNELS_MOST = 3;

/** Twice the price is one step, wherever it begins: a few large orders do not decide. */
const steps = (minor: number): number => Math.log2(1 + Math.max(0, minor));

/** What is usually ordered for, by currency, so that orders in several can be compared. Units: steps. Shape: currencies of ten people or more. */
function usualValues(rows: readonly AnswerFacts[]): Map<string, number> {
  const ordered = rows.flatMap(({ person, order }) => (order === null || order.valueMinor === null || order.currency === null ? [] : [{ person, currency: order.currency, value: steps(order.valueMinor) }]));
  const many = [...Map.groupBy(ordered, ({ currency }) => currency)].filter(([, own]) => new Set(own.map(({ person }) => person)).size >= INDICATIVE_FROM);
  return new Map(many.map(([currency, own]) => [currency, own.reduce((sum, { value }) => sum + value, 0) / own.length]));
}

const yes = (is: boolean): number => (is ? 1 : 0);

/** What most rows have; the first by name among equals. */
function mostFrequent(values: readonly string[]): string | null {
  const counts = Map.groupBy(values, (value) => value);
  return [...counts].toSorted((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? null;
}

/**
 * Facts about answers as possible drivers, and those of which too little is known. Invariant: what is not known is null, never 0. A channel is compared with the one that most answered by.
 * `topicNames`: what topics are called, by key; null: no topics were found yet.
 */
export function factColumns(rows: readonly AnswerFacts[], topicNames: ReadonlyMap<string, string> | null): { readonly columns: FactColumn[]; readonly leftOut: FactLeftOut[] } {
  const columns: FactColumn[] = [];
  const leftOut: FactLeftOut[] = [];
  const peopleOf = (holds: (row: AnswerFacts, at: number) => boolean): number => new Set(rows.filter(holds).map(({ person }) => person)).size;
  const put = (column: FactColumn): void => {
    const { name, kind, values } = column;
    if (peopleOf((_, at) => values[at] != null) < INDICATIVE_FROM) leftOut.push({ name, kind, reason: 'too-few-known', answers: values.filter((value) => value !== null).length });
    else columns.push(column);
  };
  const ofOrder = (key: string, name: string, value: (order: OrderFacts) => number | null): void => put({ key: `order ${key}`, name, kind: 'order', values: rows.map(({ order }) => (order === null ? null : value(order))) });

  ofOrder('days-late', 'Days late', ({ daysLate }) => daysLate);
  ofOrder('delivery-days', 'Days until delivery', ({ deliveryDays }) => deliveryDays);
  ofOrder('returned', 'Returned or refunded', ({ isReturned }) => yes(isReturned));
  const usualValue = usualValues(rows);
  ofOrder('value', 'Order value', (order) => { const usual = usualValue.get(order.currency ?? ''); return order.valueMinor === null || usual === undefined ? null : steps(order.valueMinor) - usual; });
  put({ key: 'contact before', name: 'Contacts in the 30 days before', kind: 'contact', values: rows.map(({ contacts }) => contacts) });

  const usual = mostFrequent(rows.map(({ channel }) => channel));
  const channels = [...new Set(rows.map(({ channel }) => channel))].filter((channel) => channel !== usual).map((channel) => ({ channel, people: peopleOf((row) => row.channel === channel) })).toSorted((a, b) => b.people - a.people || (a.channel < b.channel ? -1 : 1));
  if (channels.length === 0) leftOut.push({ name: 'Channel of the answer', kind: 'channel', reason: 'all-the-same', answers: rows.length });
  for (const [at, { channel }] of channels.entries()) {
    const column: FactColumn = { key: `channel ${channel}`, name: `Answered by ${channel}, not ${usual ?? ''}`, kind: 'channel', values: rows.map((row) => yes(row.channel === channel)) };
    if (at < CHANNELS_MOST) put(column); else leftOut.push({ name: column.name, kind: 'channel', reason: 'beyond-most', answers: rows.filter((row) => row.channel === channel).length });
  }

  const told = rows.filter(({ topics }) => topics !== null).length;
  if (topicNames === null || topicNames.size === 0) leftOut.push({ name: 'Topics', kind: 'topic', reason: 'too-few-known', answers: 0 });
  else putTopics(topicNames, told);
  return { columns, leftOut };

  function putTopics(names: ReadonlyMap<string, string>, answers: number): void {
    const byPeople = [...names].map(([key, name]) => ({ key, name, people: peopleOf(({ topics }) => topics?.has(key) === true) })).toSorted((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
    const enough = byPeople.filter(({ people }) => people >= INDICATIVE_FROM);
    for (const { key, name } of enough.slice(0, TOPICS_MOST)) put({ key: `topic ${key}`, name: `Wrote about ${name}`, kind: 'topic', values: rows.map(({ topics }) => (topics === null ? null : yes(topics.has(key)))) });
    for (const { name } of enough.slice(TOPICS_MOST)) leftOut.push({ name: `Wrote about ${name}`, kind: 'topic', reason: 'beyond-most', answers });
    const few = byPeople.length - enough.length;
    if (few > 0) leftOut.push({ name: few === 1 ? 'One topic' : `${few} topics`, kind: 'topic', reason: 'too-few-wrote', answers });
  }
}
