import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicReader } from './assign-topic.ts';
import { discoverTopics } from './discover-topics.ts';
import { NEW_SUBJECT, plantedTexts } from './planted-texts.fixture.ts';

const SEED = 7;
const planted = plantedTexts(SEED).among(600);
const raws = planted.map((one) => one.text);
const found = discoverTopics(raws, { seed: SEED });

/** For each topic the share of its texts that have the subject most of them have. */
function purity(ids: readonly (number | null)[], subjects: readonly string[]): number {
  const counts = new Map<number, Map<string, number>>();
  for (const [row, id] of ids.entries()) if (id !== null) { const of = counts.get(id) ?? new Map<string, number>(); of.set(subjects[row] as string, (of.get(subjects[row] as string) ?? 0) + 1); counts.set(id, of); }
  return [...counts.values()].reduce((sum, of) => sum + Math.max(...of.values()), 0) / ids.filter((id) => id !== null).length;
}

test('planted subjects are found again, each text beside its like', () => {
  assert.ok(purity(found.placed.map((one) => one.topic), planted.map((one) => one.subject)) > 0.95, `seed ${SEED}`);
  assert.ok(found.placed.filter((one) => one.topic !== null).length > 0.8 * raws.length);
});

test('asked for six topics, six are found, and each carries a word of its subject in its name', () => {
  const six = discoverTopics(raws, { seed: SEED, topics: 6 });
  assert.equal(six.tree.topics.length, 6);
  assert.ok(purity(six.placed.map((one) => one.nearest), planted.map((one) => one.subject)) > 0.9, `seed ${SEED}`);
  const names = six.tree.topics.map((topic) => topic.name).join(' | ');
  for (const word of ['refund', 'parcel', 'password', 'shoes', 'code', 'shop']) assert.match(names, new RegExp(word, 'u'));
});

test('every topic stands in a group of the upper level, and no two topics or groups have one name or id', () => {
  const { topics, groups } = found.tree;
  for (const topic of topics) assert.ok(groups.some((group) => group.id === topic.group));
  assert.ok(groups.length < topics.length);
  assert.equal(new Set(topics.map((topic) => topic.name)).size, topics.length);
  assert.equal(new Set([...topics, ...groups].map((one) => one.id)).size, topics.length + groups.length);
});

test('a new text is assigned to its topic; one about something else stays unclear', () => {
  const read = topicReader(found.tree);
  const later = plantedTexts(SEED + 1);
  const right = later.among(200).filter(({ text, subject }) => { const { topic } = read(text); return topic !== null && purity([...found.placed.map((one) => (one.topic === topic ? topic : null)), topic], [...planted.map((one) => one.subject), subject]) > 0.9; });
  assert.ok(right.length > 170, `${right.length} of 200, seed ${SEED + 1}`);
  const unclear = Array.from({ length: 50 }, () => read(later.odd())).filter((one) => one.topic === null);
  assert.ok(unclear.length > 45, `${unclear.length} of 50`);
  assert.equal(read(NEW_SUBJECT[0]).topic, null);
});

test('the same texts and seed make the same tree, whatever was discovered between', () => {
  const again = discoverTopics(raws, { seed: SEED });
  assert.deepEqual(again.placed, found.placed);
  assert.deepEqual(again.tree.topics, found.tree.topics);
});

test('ten thousand copies of one review are one piece of evidence', () => {
  const review = 'Worst shop ever, avoid this seller, they are thieves!!!';
  const once = discoverTopics([...raws, review], { seed: SEED });
  const often = discoverTopics([...raws, review, ...Array.from({ length: 10_000 }, (_, at) => (at % 2 === 0 ? review : review.toUpperCase()))], { seed: SEED });
  assert.equal(often.distinct, once.distinct);
  assert.deepEqual(often.tree.topics, once.tree.topics);
  assert.deepEqual(often.placed.at(-1), often.placed[raws.length], 'a copy lies where the first lies');
});

test('nothing to tell apart: no texts, empty ones, one face, all equal, a handful: no topics, all unclear, all finite', () => {
  for (const few of [[], [''], ['😀'], ['', ' \n', '!!!'], Array.from({ length: 10_000 }, () => 'great product'), raws.slice(0, 6), ['\u0000', '<b></b>', '𝔷'.repeat(100)]]) {
    const { tree, placed } = discoverTopics(few, { seed: 1 });
    assert.equal(tree.topics.length, 0);
    assert.equal(placed.length, few.length);
    for (const one of [...placed, topicReader(tree)('great product'), topicReader(tree)('')]) assert.ok(one.topic === null && one.confidence === 0 && Number.isFinite(one.fit));
  }
});

test('more topics asked for than there are texts, and faces among texts, stay finite', () => {
  const { tree, placed } = discoverTopics([...raws.slice(0, 30), '😀', '', '👍👍'], { seed: 1, topics: 500 });
  assert.ok(tree.topics.length <= 30);
  for (const one of placed) assert.ok(Number.isFinite(one.confidence) && one.confidence >= 0 && one.confidence <= 1);
  assert.equal(placed.at(-1)?.topic, null);
});

test('a name never holds what fewer than three texts say, a number, or an address', () => {
  const texts = raws.map((text, at) => (at % 40 === 0 ? `${text} my name is Zebulon${'abcdefghijklmnopqrstuvwxyz'[(at / 40) % 26] ?? ''} 4111111111111111 zeb${at}@example.org` : text));
  const { tree } = discoverTopics(texts, { seed: SEED });
  const said = JSON.stringify(tree.topics.map(({ name, words }) => ({ name, words: words.map((one) => one.phrase) })));
  assert.doesNotMatch(said, /zebulon|4111|example/iu);
});
