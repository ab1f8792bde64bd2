import { setImmediate } from 'node:timers/promises';
import type { ValuesOfAll } from '../../customers/index.ts';
import type { TopicValue } from './contract.ts';
import { UNCLEAR, type CountedAs } from './topics-log.ts';

/** Sums of fewer people are not told: they would be what somebody spent. */
const PEOPLE_LEAST = 10;

/** Which rows are counted as each topic and group that is shown. Shape: keys of rows, by what they are counted as. */
function rowsOf({ from, topic, group }: CountedAs): Map<number, number[]> {
  const rows = new Map<number, number[]>([[UNCLEAR, [UNCLEAR]]]);
  const put = (key: number, row: number): void => { const own = rows.get(key); if (own === undefined) rows.set(key, [row]); else own.push(row); };
  for (const [at, row] of from.entries()) {
    put(topic[at] ?? row, row);
    if ((group[at] ?? 0) !== 0) put(group[at] ?? 0, row);
  }
  return rows;
}

function *speakersOf(rows: readonly number[], speakers: ReadonlyMap<number, readonly number[]>): Generator<number> {
  for (const row of rows) yield* speakers.get(row) ?? [];
}

/** What the customers spent who spoke of each topic and group: each once in it, in whichever language and under whichever merged topic they spoke. Never what would be lost. Shape: by id. Cost: a look-up for each customer of a topic; others are served between two topics. */
export async function topicValues(speakers: ReadonlyMap<number, readonly number[]>, as: CountedAs, values: ValuesOfAll, idOf: (key: number) => string): Promise<Record<string, TopicValue>> {
  const told: Record<string, TopicValue> = {};
  for (const [key, rows] of rowsOf(as)) {
    const { known, spent } = values.of(speakersOf(rows, speakers));
    told[idOf(key)] = { known, spent: spent.filter(({ people }) => people >= PEOPLE_LEAST) };
    await setImmediate();
  }
  return told;
}
