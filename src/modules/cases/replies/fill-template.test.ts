import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaseView } from '../contract.ts';
import { REPLY_LANGUAGES } from './contract.ts';
import { fillTemplate, openPlaces, unknownPlaces, type PlaceValues } from './fill-template.ts';
import { lastChannel, letterToAnswer, wroteMachineLast } from './letter-to-answer.ts';
import { STARTING_TEMPLATES } from './starting-templates.ts';

const KNOWN: PlaceValues = { name: 'Nora', order: 'N-17', status: 'It left our house.', promise: 'Ann will tell you by Friday.', owner: 'Ann', case: 'cas_1' };

test('every place of a template is filled with what is known', () => {
  assert.deepEqual(fillTemplate('Hello {name}, {order}: {status} {promise} {owner} ({case}), {name}', KNOWN), { text: 'Hello Nora, N-17: It left our house. Ann will tell you by Friday. Ann (cas_1), Nora', missing: [] });
});

test('a place of which nothing is known stays open and is named; one with nothing to say leaves no gap', () => {
  assert.deepEqual(fillTemplate('About {order}.\n\n{promise}\n\nKind regards. {promise}\n', { ...KNOWN, order: null, promise: '' }), { text: 'About {order}.\n\nKind regards.', missing: ['order'] });
  assert.deepEqual(openPlaces('About {order} and {nothing} of ours'), ['order']);
});

test('what is filled in is not read as a template again, and what is no place is left alone', () => {
  assert.deepEqual(fillTemplate('Hello {name} {x} { name }', { ...KNOWN, name: '{owner} {status}' }), { text: 'Hello {owner} {status} {x} { name }', missing: [] });
  assert.deepEqual(unknownPlaces('{name} {nmae} {toString} {nmae}'), ['nmae']);
});

test('every template that Custos comes with is there in every language, with the places of the first', () => {
  for (const [key, words] of Object.entries(STARTING_TEMPLATES)) {
    for (const language of REPLY_LANGUAGES) assert.deepEqual([key, language, unknownPlaces(words[language].text), openPlaces(words[language].text).toSorted()], [key, language, [], openPlaces(words.en.text).toSorted()]);
  }
});

type Item = CaseView['interactions'][number];
const item = (id: string, at: string, more: Partial<Item> = {}): Item => ({ id, node: 'nod_1', otherCustomer: null, channel: 'email', direction: 'in', occurredAt: at, title: `About ${id}`, properties: { messageId: `${id}@x` }, ...more }) as Item;

test('a reply answers the latest mail that a person wrote, with its thread before it', () => {
  const items = [
    item('a', '2026-03-01', { properties: { messageId: 'a@x', inReplyTo: 'root@x' } }), item('b', '2026-03-02', { properties: { messageId: 'b@x', references: ['root@x', 'a@x'], inReplyTo: 'a@x' } }),
    item('c', '2026-03-03', { properties: { messageId: 'c@x', automatic: true } }), item('d', '2026-03-04', { direction: 'out' }), item('e', '2026-03-05', { channel: 'call', properties: {} }),
  ];
  const answered = letterToAnswer(items);
  assert.deepEqual([answered?.interaction, answered?.answers, answered?.thread], ['b', ['root@x', 'a@x', 'b@x'], 'root@x']);
  assert.deepEqual(letterToAnswer(items.slice(0, 1))?.answers, ['root@x', 'a@x']);
  assert.deepEqual([letterToAnswer([]), letterToAnswer(items.slice(2))], [null, null]);
  assert.deepEqual([lastChannel(items), lastChannel(items.slice(0, 2)), lastChannel([])], ['call', 'email', null]);
});

test('where only machines wrote, nobody is there to answer', () => {
  const machine = item('m', '2026-03-03', { properties: { automatic: true } });
  assert.deepEqual([wroteMachineLast([machine]), wroteMachineLast([machine, item('a', '2026-03-01')]), wroteMachineLast([])], [true, false, false]);
});
