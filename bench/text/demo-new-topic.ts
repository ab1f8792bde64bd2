import type { Topic } from '../../simulator/truth.ts';
import { topicReader } from '../../src/modules/voice/topics/assign-topic.ts';
import { discoverTopics } from '../../src/modules/voice/topics/discover-topics.ts';
import { isDoubtful, newTopics, withNewTopics, type DoubtfulText } from '../../src/modules/voice/topics/watch-new-topics.ts';
import { batchDay, demoTexts, type DemoText } from './demo-texts.ts';

/** A company of this size; so many days of texts, of which the first ones teach the topics that are there, and the others are watched. */
const CUSTOMERS = 16_000;
const DAYS = 120;
const TAUGHT_DAYS = 50;
/** Days until there is something to compare with: on them nothing can be found. */
const BLIND_DAYS = 9;
const SEEDS = 3;
/** Topics that are planted to begin on a day: finding one of them is no false alarm. */
const NEW: ReadonlySet<string> = new Set<Topic>(['stove-gas', 'zip-broken', 'app-crash', 'not-warm']);
const DAY_MS = 86_400_000;
const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

type Watched = { readonly days: number | null; readonly falseAlarms: number; readonly flatDays: number; readonly other: readonly string[] };

/** One company: its topics are learnt once; then every day its doubtful texts are kept and looked at. */
function watched(seed: number, report: (line: string) => void): Watched {
  const texts = demoTexts(seed, CUSTOMERS, DAYS);
  const start = batchDay(seed, CUSTOMERS);
  const first = (texts[0] as DemoText).day;
  const from = first + TAUGHT_DAYS;
  let { tree } = discoverTopics(texts.filter(({ day }) => day < from).map(({ text }) => text), { seed });
  const topicOf = new Map(texts.map(({ ref, reading }) => [ref, reading.tells.topic]));
  const kept: DoubtfulText[] = [];
  const other: string[] = [];
  let [falseAlarms, flatDays] = [0, 0];
  for (let day = from; day < start + 14; day += 1) {
    const read = topicReader(tree);
    for (const { ref, text, by } of texts.filter((one) => one.day === day)) {
      const assignment = read(text);
      if (isDoubtful(tree, assignment)) kept.push({ ref, on: dateOf(day), text, by, fit: assignment.fit });
    }
    const alarms = newTopics(tree, kept, { today: dateOf(day), watchedFrom: dateOf(from) });
    tree = withNewTopics(tree, alarms);
    if (day < start && day >= from + BLIND_DAYS) flatDays += 1;
    for (const alarm of alarms) {
      const most = [...Map.groupBy(alarm.refs, (ref) => topicOf.get(ref) ?? 'nothing')].sort((a, b) => b[1].length - a[1].length)[0]?.[0] ?? 'nothing';
      report(`seed ${seed}, day ${day - start + 1}: "${alarm.topic.name}", ${alarm.people} people, mostly ${most}`);
      if (most === 'stove-gas') return { days: day - start + 1, falseAlarms, flatDays, other };
      if (NEW.has(most)) other.push(`${most} on day ${day - start + 1}`);
      else falseAlarms += 1;
    }
  }
  return { days: null, falseAlarms, flatDays, other };
}

/** How soon a batch of stoves that lose gas is found as a new topic, in several companies; the slowest counts. Shape: `days` null when one was not found within two weeks. */
export function newBatch(seed: number, report: (line: string) => void): { readonly days: number | null; readonly falseAlarms: number; readonly flatDays: number; readonly rest: object } {
  const runs = Array.from({ length: SEEDS }, (_, at) => watched(seed + at, report));
  const days = runs.map((run) => run.days);
  return { days: days.some((one) => one === null) ? null : Math.max(...days.map(Number)), falseAlarms: runs.reduce((sum, run) => sum + run.falseAlarms, 0), flatDays: runs.reduce((sum, run) => sum + run.flatDays, 0), rest: { days, alsoFound: runs.flatMap((run) => run.other) } };
}
