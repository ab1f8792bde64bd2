import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discoverTopics } from '../topics/discover-topics.ts';
import { PLANTED, plantedTexts } from '../topics/planted-texts.fixture.ts';
import { partsOfTopic } from '../topics/split-topic.ts';
import { topicReader } from '../topics/assign-topic.ts';
import { actOf, plainAct, readingTree, shownTree, type Logged, type LoggedAct } from './replay-decisions.ts';
import { sharedPhrases, treeOfShared } from './shared-phrases.ts';
import { packTrees, unpackTrees } from './tree-file.ts';

const planted = plantedTexts(3);
const texts = planted.among(240).map(({ text }) => text);
const { tree } = discoverTopics(texts, { seed: 1 });
const [first, second] = tree.topics;
if (first === undefined || second === undefined) assert.fail('too few topics');
const log = (...acts: readonly (readonly [LoggedAct, number?])[]): Logged[] => acts.map(([act, firstId], at) => ({ number: at + 1, language: 'en', act, firstId: firstId ?? null, by: 'ada', at: new Date(0) }));

test('a decision that was taken back leaves nothing behind', () => {
  const given = log([{ kind: 'rename', id: first.id, name: 'Mine' }], [{ kind: 'merge', into: first.id, from: [second.id] }], [{ kind: 'undo', undoes: 1 }], [{ kind: 'undo', undoes: 2 }]);
  const shown = shownTree(tree, given, 4);
  assert.deepEqual(shown.tree.topics, tree.topics);
  assert.equal(shown.into.size, 0);
});

test('merged topics are counted in the last one into which they were merged', () => {
  const third = tree.topics[2]?.id ?? 0;
  const { into } = shownTree(tree, log([{ kind: 'merge', into: second.id, from: [first.id] }], [{ kind: 'merge', into: third, from: [second.id] }]), 2);
  assert.deepEqual([into.get(first.id), into.get(second.id)], [third, third]);
});

test('parts keep their ids when an earlier split is taken back, and are shown only once texts were read by them', () => {
  const parts = partsOfTopic(tree, texts.filter((text) => topicReader(tree)(text).topic === first.id), { parts: 2, seed: 1 });
  assert.equal(parts.length, 2);
  const given = log([{ kind: 'split', id: first.id, parts }, 100], [{ kind: 'split', id: second.id, parts }, 102], [{ kind: 'undo', undoes: 1 }]);
  const ids = (through: number): number[] => shownTree(tree, given, through).tree.topics.map(({ id }) => id).filter((id) => id >= 100);
  assert.deepEqual([ids(0), ids(3)], [[], [102, 103]]);
  assert.deepEqual(readingTree(tree, given, 2).topics.map(({ id }) => id).filter((id) => id >= 100).toSorted((a, b) => a - b), [100, 101, 102, 103]);
  const again = actOf(JSON.parse(JSON.stringify(plainAct(given[0]?.act as LoggedAct))) as LoggedAct);
  assert.deepEqual(again, given[0]?.act);
});

test('trees come back from where they are kept as they were', () => {
  const file = packTrees(new Map([['en', tree]]));
  assert.ok(file.length < 2_000_000, `${file.length} bytes`);
  const back = unpackTrees(file).get('en');
  assert.deepEqual(texts.map((text) => topicReader(back ?? assert.fail('gone'))(text)), texts.map(topicReader(tree)));
  assert.deepEqual(back, tree);
  const { directions } = back?.latent ?? assert.fail('gone');
  assert.equal(directions.buffer.byteLength, directions.byteLength, 'nothing of the file is held beside what is used');
  assert.ok(structuredClone(back)?.latent.directions.buffer instanceof SharedArrayBuffer, 'threads that read by it do not hold it once more');
  assert.deepEqual(unpackTrees(packTrees(new Map([['en', back ?? tree]]))).get('en'), tree, 'what was read can be kept again');
});

test('a phrase that one customer repeats, or that is the name of those who say it, is kept nowhere', () => {
  const said = (text: string, person: number, ...names: string[]): { text: string; person: number; names: string[] } => ({ text, person, names });
  const given = [said('Yours, Ottilie Brandvold', 1, 'ottilie', 'brandvold'), said('It is Ottilie Brandvold again', 1), said('Ottilie Brandvold here', 1), ...[2, 3, 4].map((person) => said('My refund, says Kim', person, 'kim')), said('refund 4417 of order 4417', 5), said('@desk 4417', 6), said('@desk 4417', 7)];
  assert.deepEqual([...sharedPhrases(['ottilie', 'ottilie brandvold', 'kim', 'refund', '4417', '@desk'], given)], ['refund']);
});

test('no phrase of a tree is said by fewer than three customers', () => {
  // Five people say everything about refunds; each of them signs it alone.
  const spoken = texts.map((text, at) => ({ text: `${text} Zyxwvut${at % 2 === 0 ? 'a' : 'b'} Qrst`, person: at, names: [] as string[] }));
  const few = spoken.map((one) => ({ ...one, person: one.text.includes('refund') ? 1 : one.person }));
  const own = treeOfShared(discoverTopics(few.map(({ text }) => text), { seed: 1 }).tree, few, undefined);
  for (const { name, words } of own.topics) assert.ok(![name, ...words.map(({ phrase }) => phrase)].some((one) => one.includes('refund')), name);
  assert.ok(own.topics.some(({ name }) => Object.keys(PLANTED).some((subject) => name.includes(subject.slice(0, 5)))));
});
