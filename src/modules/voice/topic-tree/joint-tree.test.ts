import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_CARE, type Topic, type TopicCare } from '../topics/topic-tree.ts';
import { jointTree, keyOf, orderOf, presentedJoint, type LanguageTopics } from './joint-tree.ts';
import { textsElsewhere } from './present-topics.ts';
import { topicNamesShown } from './topic-names-shown.ts';

const topic = (id: number, name: string, group: number | null, texts: number, care: Partial<TopicCare> = {}): Topic => ({ id, group, name, texts, words: [{ phrase: name, weight: 1, texts }], places: [], young: null, care: { ...NO_CARE, ...care } });
const language = (topics: readonly Topic[], groups: readonly [id: number, name: string][], into = new Map<number, number>()): LanguageTopics =>
  ({ rows: { topics: [...topics, ...[...into.keys()].map((id) => topic(id, `merged ${id}`, null, 5))] }, tree: { topics, groups: groups.map(([id, name]) => ({ id, name, named: false })) }, into });
const LANGUAGES = new Map([
  ['de', language([topic(1, 'Erstattung', 8, 40), topic(2, 'Paket', 8, 30), topic(3, 'Rechnung', 9, 20), topic(4, 'Mahnung', 8, 10)], [[8, 'Geld und Post'], [9, 'Papier']], new Map([[6, 1]]))],
  ['en', language([topic(1, 'parcel', 10, 90), topic(2, 'refund', 10, 80), topic(3, 'login', 11, 70)], [[10, 'after buying'], [11, 'account']])],
]);
const JOINED = [{ members: ['de.1', 'en.2'], likeness: .9 }, { members: ['de.2', 'en.1'], likeness: .8 }];
const NONE: ReadonlySet<string> = new Set();
const ORDER = ['en', 'de'];
const shownOf = (joint: ReturnType<typeof jointTree>): string[] => joint.tree.topics.map(({ id, name, group, texts }) => `${joint.idOf.get(id)} ${name} in ${group === null ? 'none' : joint.idOf.get(group)}: ${texts}, ${(joint.members.get(id) ?? []).map((one) => one.topic.name).join(' + ')}`);

test('topics that are one across languages are one of the tree, in the group of the language that leads; a group that mostly goes with another is in it with all that is its own', () => {
  assert.deepEqual(orderOf(LANGUAGES), ORDER);
  const joint = jointTree(LANGUAGES, ORDER, JOINED, NONE);
  assert.deepEqual(shownOf(joint), [
    'en.1 parcel in en.10: 120, parcel + Paket', 'en.2 refund in en.10: 120, refund + Erstattung', 'en.3 login in en.11: 70, login',
    'de.3 Rechnung in de.9: 20, Rechnung', 'de.4 Mahnung in en.10: 10, Mahnung',
  ]);
  assert.deepEqual(joint.tree.groups.map(({ name }) => name), ['after buying', 'account', 'Papier']);
  assert.equal(joint.several, 2);
});

test('every row of every language is counted once: as its topic, in its group, and in its language', () => {
  const { as, keyOf: key } = jointTree(LANGUAGES, ORDER, JOINED, NONE);
  const of = (place: number, id: number): (number | undefined)[] => { const at = as.from.indexOf(keyOf(place, id)); return [as.topic[at], as.group[at], as.member[at]]; };
  assert.equal(new Set(as.from).size, as.from.length);
  assert.deepEqual(of(1, 1), [key('en.2'), 10, keyOf(1, 1)]);
  assert.deepEqual(of(1, 6), of(1, 1), 'one that was merged into it, too');
  assert.deepEqual(of(0, 2), [key('en.2'), 10, 2]);
  assert.deepEqual(of(0, 3), [3, 11, 0], 'one of a single language is no part of anything');
  assert.equal(key('de.1'), key('en.2'));
});

test('names and pins that people gave to either stand; what is hidden, gone or kept apart goes with nothing', () => {
  const named = new Map(LANGUAGES).set('de', language([topic(1, 'Geld zurück', 8, 40, { named: true }), topic(2, 'Paket', 8, 30, { pinned: true })], [[8, 'Post']]));
  const joint = jointTree(named, ORDER, JOINED, NONE);
  assert.deepEqual(joint.tree.topics.map(({ name, care }) => [name, care.named, care.pinned]), [['parcel', false, true], ['Geld zurück', true, false], ['login', false, false]]);
  const hidden = new Map(LANGUAGES).set('de', language([topic(1, 'Erstattung', 8, 40, { hidden: true })], [[8, 'Post']]));
  assert.equal(jointTree(hidden, ORDER, JOINED, NONE).several, 0);
  assert.deepEqual(jointTree(LANGUAGES, ORDER, JOINED, new Set(['de.1'])).idsOf('en.2'), ['en.2']);
  assert.deepEqual(jointTree(LANGUAGES, ORDER, JOINED, new Set(['de.1'])).idsOf('en.1'), ['en.1', 'de.2']);
  const three = [{ members: ['de.1', 'de.6', 'en.2'], likeness: .9 }];
  assert.deepEqual(jointTree(LANGUAGES, ORDER, three, NONE).idsOf('de.1'), ['en.2', 'de.1'], 'a merged one is not there twice');
});

test('whoever counts by topics counts those of several languages as one, by the name of the first', () => {
  const joint = jointTree(LANGUAGES, ORDER, JOINED, NONE);
  assert.deepEqual([joint.idsOf('de.1'), presentedJoint(joint, LANGUAGES).mergedInto(joint.keyOf('en.2') ?? 0)], [['en.2', 'de.1'], 1]);
  const shown = topicNamesShown({ current: { number: 3, tree: 1, decidedThrough: 0, state: 'current', switchedAt: null, place: { home: 0, placedMs: 0, number: 0 }, texts: 0, begunAt: new Date(0) }, languages: LANGUAGES }, joint);
  assert.deepEqual([shown?.names.get('en.2'), shown?.names.get('de.1'), shown?.names.get('de.3'), shown?.shownAs.get('de.6')], ['refund', undefined, 'Rechnung (de)', 'en.2']);
});

test('with all languages shown together only texts in those without topics are left out', () => {
  const languages = [{ language: 'en', texts: 40, people: 40, hasTopics: true }, { language: 'de', texts: 30, people: 30, hasTopics: true }, { language: null, texts: 5, people: 5, hasTopics: false }];
  assert.deepEqual(['all', 'en', 'de'].map((language) => textsElsewhere({ language, languages })), [5, 35, 45]);
});
