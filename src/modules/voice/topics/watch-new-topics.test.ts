import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicReader } from './assign-topic.ts';
import { discoverTopics } from './discover-topics.ts';
import { NEW_SUBJECT, plantedTexts } from './planted-texts.fixture.ts';
import type { TopicTree } from './topic-tree.ts';
import { chanceOfRise, isDoubtful, newTopics, withNewTopics, type DoubtfulText } from './watch-new-topics.ts';

const SEED = 23;
const { tree } = discoverTopics(plantedTexts(SEED).among(600).map((one) => one.text), { seed: SEED });
const dayAt = (day: number): string => new Date(Date.UTC(2026, 2, 1) + day * 86_400_000).toISOString().slice(0, 10);
type Written = { readonly text: string; readonly by: string };

/** Doubtful texts of days, as the stream would keep them. */
function doubtfulOf(days: readonly (readonly Written[])[], by: TopicTree): DoubtfulText[] {
  const read = topicReader(by);
  return days.flatMap((texts, day) => texts.flatMap(({ text, by: who }, at) => {
    const assignment = read(text);
    return isDoubtful(by, assignment) ? [{ ref: `${day}/${at}`, on: dayAt(day), text, by: who, fit: assignment.fit }] : [];
  }));
}

const draw = plantedTexts(SEED + 1);
const flat = Array.from({ length: 40 }, (_, day) => [...draw.among(30).map((one) => one.text), ...Array.from({ length: 4 }, draw.odd)].map((text, at) => ({ text, by: `${day} ${at}` })));
const watch = (day: number) => ({ today: dayAt(day), watchedFrom: dayAt(0) });

test('a new subject is found within two days of its start, with its first day, size, examples and a name of its own words', () => {
  const start = 20;
  const days = flat.slice(0, start + 2).map((texts, day) => (day < start ? texts : [...texts, ...Array.from({ length: 6 }, (_, at) => ({ text: draw.say(NEW_SUBJECT), by: `new ${day} ${at}` }))]));
  const [alarm, ...more] = newTopics(tree, doubtfulOf(days, tree), watch(start + 1));
  assert.ok(alarm !== undefined, `seed ${SEED}`);
  assert.equal(more.length, 0);
  assert.equal(alarm.since, dayAt(start));
  assert.ok(alarm.people >= 5 && alarm.people <= 12 && alarm.before <= 1);
  assert.match(alarm.topic.name, /app|crash/u);
  assert.ok(alarm.refs.slice(0, 3).every((ref) => Number(ref.split('/')[0]) >= start));

  const wider = withNewTopics(tree, [alarm]);
  assert.equal(topicReader(wider)('hello, the app crashes since the update, thank you').topic, alarm.topic.id, 'from then on texts are assigned to it');
  assert.deepEqual(newTopics(wider, doubtfulOf(days, wider), watch(start + 1)), [], 'and it is not new again');

  const later = [...plantedTexts(99).among(400).map((one) => one.text), ...Array.from({ length: 60 }, () => draw.say(NEW_SUBJECT))];
  const grown = discoverTopics(later, { seed: 1, previous: wider }).tree.topics.find((topic) => topic.id === alarm.topic.id);
  assert.ok(grown !== undefined && grown.young === null && grown.name === alarm.topic.name, 'a rerun makes it a topic like all others, under its id and name');
});

test('days on which nothing is new raise no alarm', () => {
  const doubtful = doubtfulOf(flat, tree);
  for (let day = 7; day < flat.length; day += 1) assert.deepEqual(newTopics(tree, doubtful.filter((one) => one.on <= dayAt(day)), watch(day)).map((alarm) => alarm.topic.name), [], `day ${day}, seed ${SEED}`);
});

test('one person who writes fifty times, or one text sent fifty times, is not a new topic', () => {
  const often = (texts: readonly Written[]): Written[][] => flat.slice(0, 21).map((day, at) => (at === 20 ? [...day, ...texts] : day));
  const onePerson = often(Array.from({ length: 50 }, () => ({ text: draw.say(NEW_SUBJECT), by: 'one' })));
  const oneText = often(Array.from({ length: 50 }, (_, at) => ({ text: 'the app crashes since the update!', by: `bot ${at}` })));
  for (const days of [onePerson, oneText]) assert.deepEqual(newTopics(tree, doubtfulOf(days, tree), watch(20)), []);
});

test('in the first week there is nothing to compare with, and no texts are no alarm', () => {
  const days = [flat[0] ?? [], Array.from({ length: 20 }, (_, at) => ({ text: draw.say(NEW_SUBJECT), by: `${at}` }))];
  assert.deepEqual(newTopics(tree, doubtfulOf(days, tree), watch(1)), []);
  assert.deepEqual(newTopics(tree, [], watch(30)), []);
});

test('the chance of a rise is the worked example of its methods page', () => {
  assert.ok(Math.abs(chanceOfRise(1, 0, 3, 25) - (1 - Math.sqrt(25 / 28))) < 1e-12);
  assert.ok(chanceOfRise(5, 0, 3, 25) < 1e-5 && chanceOfRise(5, 0, 3, 25) > 1e-7);
  assert.ok(chanceOfRise(5, 25, 3, 25) > 0.1, 'five in three days after one a day are nothing');
  assert.equal(chanceOfRise(0, 3, 3, 25), 1);
  assert.ok(chanceOfRise(200, 0, 3, 25) > 0, 'and however small it is, it is no rounding');
});
