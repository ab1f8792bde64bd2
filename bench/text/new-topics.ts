import { seededRandom } from '../../src/kernel/seeded-random.ts';
import { topicReader } from '../../src/modules/voice/topics/assign-topic.ts';
import { discoverTopics } from '../../src/modules/voice/topics/discover-topics.ts';
import type { TopicTree } from '../../src/modules/voice/topics/topic-tree.ts';
import { isDoubtful, newTopics, withNewTopics, type DoubtfulText, type NewTopicAlarm } from '../../src/modules/voice/topics/watch-new-topics.ts';
import { rounded } from './measures.ts';
import { banking77, type PublicText } from './sets-of-texts.ts';

/** Four draws of three intents that nobody has written about yet; so many texts a day, of a new intent so many more; given up after so many days. */
const DRAWS = 4;
const LEFT_OUT = 3;
const A_DAY = 100;
const NEW_A_DAY = 8;
const GIVEN_UP = 7;

const dayAt = (day: number): string => new Date(Date.UTC(2026, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);

/** The days of one bank: texts come, doubtful ones are kept, once a day it is looked for new topics. */
function bank(tree: TopicTree): { readonly live: (day: number, texts: readonly PublicText[]) => NewTopicAlarm[]; readonly at: () => { readonly tree: TopicTree; readonly kept: readonly DoubtfulText[] } } {
  let now = tree;
  const kept: DoubtfulText[] = [];
  return {
    live: (day, texts) => {
      const read = topicReader(now);
      for (const [at, { text }] of texts.entries()) { const assignment = read(text); if (isDoubtful(now, assignment)) kept.push({ ref: `${day}/${at}`, on: dayAt(day), text, fit: assignment.fit }); }
      const alarms = newTopics(now, kept, { today: dayAt(day), watchedFrom: dayAt(0) });
      now = withNewTopics(now, alarms);
      return alarms;
    },
    at: () => ({ tree: now, kept }),
  };
}

/**
 * Days on which nothing is new, and then one of three intents that nobody wrote about before: how often a false alarm, and on which day the new one is found.
 * The tree is learnt from questions of the test part without the three; the days are questions of the train part.
 */
export function newIntents(seed: number, report: (line: string) => void): object {
  const [test, train] = [banking77('test'), banking77('train')];
  const random = seededRandom(seed);
  const shuffled = <T>(list: readonly T[]): T[] => list.map((one) => ({ one, place: random() })).sort((a, b) => a.place - b.place).map(({ one }) => one);
  const order = shuffled([...new Set(test.map((one) => one.label))].sort());
  let [flatDays, falseAlarms] = [0, 0];
  const foundOn: number[] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const news = order.slice(draw * LEFT_OUT, (draw + 1) * LEFT_OUT);
    const { tree } = discoverTopics(test.filter((one) => !news.includes(one.label)).map((one) => one.text), { seed });
    const usual = shuffled(train.filter((one) => !news.includes(one.label)));
    const days = Math.floor(usual.length / A_DAY);
    const of = (day: number): PublicText[] => usual.slice(day * A_DAY, (day + 1) * A_DAY);
    const flat = bank(tree);
    for (let day = 0; day < days - GIVEN_UP; day += 1) { falseAlarms += flat.live(day, of(day)).length; flatDays += day >= 9 ? 1 : 0; }
    for (const label of news) {
      const texts = shuffled(train.filter((one) => one.label === label));
      const from = days - GIVEN_UP - 30;
      const one = bank(tree);
      for (let day = from; day < from + 30; day += 1) one.live(day - from, of(day));
      let found = 0;
      for (let day = 1; day <= GIVEN_UP && found === 0; day += 1) {
        const fresh = texts.slice((day - 1) * NEW_A_DAY, day * NEW_A_DAY);
        const usualToday = of(from + 29 + day);
        const alarms = one.live(29 + day, [...usualToday, ...fresh]);
        // It is found when most texts of the alarm's last days are of the new intent.
        const right = alarms.find((alarm) => alarm.refs.filter((ref) => Number(ref.split('/')[0]) >= 30 && Number(ref.split('/')[1]) >= usualToday.length).length > alarm.refs.length / 2);
        if (right !== undefined) { found = day; report(`${label}: day ${day}, "${right.topic.name}", ${right.people} texts`); }
      }
      if (found === 0) report(`${label}: not found in ${GIVEN_UP} days`);
      else foundOn.push(found);
    }
  }
  const sorted = foundOn.sort((a, b) => a - b);
  return { intents: DRAWS * LEFT_OUT, foundRatio: rounded(foundOn.length / (DRAWS * LEFT_OUT)), foundWithinTwoDays: foundOn.filter((day) => day <= 2).length, newTopicDaysMedian: sorted[sorted.length >> 1] ?? null, flatDays, falseAlarms };
}
