import assert from 'node:assert/strict';
import { test } from 'node:test';
import { topicReader } from './assign-topic.ts';
import { discoverTopics } from './discover-topics.ts';
import { type PLANTED, plantedTexts } from './planted-texts.fixture.ts';
import { partsOfTopic } from './split-topic.ts';
import { decidedTree, type TopicDecision } from './topic-decisions.ts';

const SEED = 11;
const first = plantedTexts(SEED).among(500);
const raws = first.map((one) => one.text);
const { tree } = discoverTopics(raws, { seed: SEED, topics: 6 });
const read = topicReader(tree);
/** The topic in which a planted subject lies. */
const of = (subject: keyof typeof PLANTED): number => {
  const counts = new Map<number, number>();
  for (const { text, subject: own } of first) if (own === subject) { const { nearest } = read(text); if (nearest !== null) counts.set(nearest, (counts.get(nearest) ?? 0) + 1); }
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
};
const later = plantedTexts(SEED + 1).among(500).map((one) => one.text);

test('a rerun over later texts and another seed keeps ids and names', () => {
  const again = discoverTopics(later, { seed: SEED + 5, topics: 6, previous: tree }).tree;
  const names = new Map(tree.topics.map((topic) => [topic.id, topic.name]));
  const continued = again.topics.filter((topic) => names.get(topic.id) === topic.name);
  assert.ok(continued.length >= 5, `${continued.length} of 6, seed ${SEED}`);
  for (const id of tree.topics.map((topic) => topic.id)) assert.ok(again.topics.some((topic) => topic.id === id) || again.retired.includes(id), 'a topic goes on or is named as retired');
});

test('nothing that people renamed, pinned, merged, split or hid is lost by a rerun, not even when nobody writes about it any more', () => {
  const parts = partsOfTopic(tree, first.filter((one) => one.subject === 'delivery').map((one) => one.text), { parts: 2, seed: 1 });
  assert.equal(parts.length, 2);
  const log: TopicDecision[] = [
    { seq: 1, act: { kind: 'rename', id: of('refund'), name: 'Money back' } },
    { seq: 2, act: { kind: 'pin', id: of('password') } },
    { seq: 3, act: { kind: 'merge', into: of('shoes'), from: [of('voucher')] } },
    { seq: 4, act: { kind: 'split', id: of('delivery'), parts } },
    { seq: 5, act: { kind: 'hide', id: of('staff') } },
  ];
  const decided = decidedTree(tree, log);
  assert.deepEqual(decided.refused, []);
  const again = decidedTree(discoverTopics(later, { seed: 3, previous: decided.tree }).tree, log).tree;
  const silent = discoverTopics(Array.from({ length: 60 }, () => plantedTexts(5)).map((draw, at) => `${draw.odd()} nothing known ${at}`), { seed: 4, previous: again }).tree;
  for (const [when, now] of [['at once', decided.tree], ['later', again], ['when nobody writes', silent]] as const) {
    const by = (id: number) => now.topics.find((topic) => topic.id === id);
    assert.equal(by(of('refund'))?.name, 'Money back', when);
    assert.equal(by(of('password'))?.care.pinned, true, when);
    assert.equal(by(of('shoes'))?.places.length, 2, when);
    assert.equal(by(of('voucher')), undefined, when);
    assert.equal(by(of('delivery')), undefined, when);
    assert.equal(now.topics.filter((topic) => topic.care.shaped && topic.id !== of('shoes')).length, 2, when);
    assert.equal(by(of('staff'))?.care.hidden, true, when);
  }
  const after = topicReader(again);
  const where = (subject: keyof typeof PLANTED, id: number): number => first.filter((one) => one.subject === subject && after(one.text).topic === id).length / first.filter((one) => one.subject === subject).length;
  assert.ok(where('refund', of('refund')) > 0.8 && where('voucher', of('shoes')) > 0.7 && where('shoes', of('shoes')) > 0.7, `${where('refund', of('refund'))} ${where('voucher', of('shoes'))} ${where('shoes', of('shoes'))}`);
});

test('doing the log twice is doing it once; what cannot be done is refused by name and stops nothing', () => {
  const log: TopicDecision[] = [
    { seq: 1, act: { kind: 'pin', id: 9_999 } },
    { seq: 2, act: { kind: 'rename', id: of('refund'), name: '  ' } },
    { seq: 3, act: { kind: 'merge', into: of('refund'), from: [of('refund')] } },
    { seq: 4, act: { kind: 'split', id: of('refund'), parts: [] } },
    { seq: 5, act: { kind: 'rename', id: tree.groups[0]?.id ?? -1, name: 'After the sale' } },
  ];
  const once = decidedTree(tree, log);
  assert.deepEqual(once.refused, [{ seq: 1, reason: 'no-such-topic' }, { seq: 2, reason: 'no-name' }, { seq: 3, reason: 'nothing-to-merge' }, { seq: 4, reason: 'nothing-to-split' }]);
  assert.equal(once.tree.groups[0]?.name, 'After the sale');
  assert.deepEqual(once.tree.topics, tree.topics);
  assert.deepEqual(decidedTree(once.tree, log), { tree: once.tree, refused: [] });
});
