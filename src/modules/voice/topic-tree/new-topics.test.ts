import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discoverTopics } from '../topics/discover-topics.ts';
import { plantedTexts } from '../topics/planted-texts.fixture.ts';
import { newTopicsShown } from './new-topics.ts';
import { shownTree, type Logged, type LoggedAct } from './replay-decisions.ts';

const { tree } = discoverTopics(plantedTexts(3).among(240).map(({ text }) => text), { seed: 1 });
const [like, other] = tree.topics;
const signature = like?.places[0]?.signature;
if (like === undefined || other === undefined || signature === undefined) assert.fail('too few topics');
const NEW: LoggedAct = { kind: 'new', topic: { ...like, id: 900, name: 'app crashes', group: null, young: { since: '2026-06-20', signature, least: 0.2, certain: 0.4 } }, people: 14, before: 0, chance: 0.000_1 };
const told = (through: number, ...acts: readonly LoggedAct[]) => {
  const log = [NEW, ...acts].map((act, at): Logged => ({ number: at + 1, language: 'en', act, firstId: act.kind === 'new' ? 900 : null, by: 'custos', at: new Date(0) }));
  return newTopicsShown({ log, languages: new Map([['en', { base: tree, rows: tree, ...shownTree(tree, log, through) }]]) }, [1]);
};

test('a new topic is told by the name that it has now, with how many wrote of it and since when', () => {
  assert.deepEqual(told(1), [{ number: 1, id: 'en.900', name: 'app crashes', language: 'en', since: '2026-06-20', people: 14, before: 0, foundAt: new Date(0).toISOString() }]);
  assert.equal(told(2, { kind: 'rename', id: 900, name: 'The app' })[0]?.name, 'The app');
});

test('it is told once texts were read by it, and not while that is on its way', () => {
  assert.deepEqual(told(0), []);
});

test('a new topic that somebody hid, or merged into another, is not told', () => {
  assert.deepEqual(told(2, { kind: 'hide', id: 900 }), []);
  assert.deepEqual(told(2, { kind: 'merge', into: other.id, from: [900] }), []);
});
