import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readCommand } from './chat/read-command.ts';
import { isFromChat } from './chat/verify-chat.ts';
import { createAddressLimit } from './limit-reports.ts';
import { aboutOf, becauseOf, interactionOf } from './report.ts';
import { standingOf } from './report-standing.ts';
import { openedName, sealedName } from './seal-name.ts';

const report = { id: 'k', atMs: Date.UTC(2026, 5, 1), words: 'The lift is broken.', outcome: 'must' as const };

test('what an employee raised is the house’s own word about the customer, and does not say who raised it', () => {
  const item = interactionOf(report, { way: 'page', place: null }, { identifier: { type: 'email', value: 'a@x.example' }, number: 'BH-1' });
  assert.deepEqual([item['channel'], item['direction'], item['kind'], item['subjects']], ['staff', 'internal', 'raised', [{ type: 'order', id: 'BH-1' }]]);
  assert.deepEqual(Object.keys(item).toSorted(), ['channel', 'direction', 'id', 'identifiers', 'kind', 'occurredAt', 'properties', 'subjects', 'text', 'title']);
});

test('what came without an account says so, with its place, and carries no identifier', () => {
  const item = interactionOf({ ...report, outcome: 'fixed' }, { way: 'place', place: 'Shop in Bergen' }, { identifier: null, number: null });
  assert.deepEqual([item['title'], item['kind'], item['identifiers'], item['properties']], ['Raised at Shop in Bergen, not verified', 'raised-and-fixed', undefined, { raisedBy: 'place', verified: false }]);
});

test('a case is named by the first words of the report, whole ones, in one line, also where there is no space', () => {
  assert.equal(aboutOf('  The lift\n is broken. '), 'The lift is broken.');
  const long = aboutOf('word '.repeat(100));
  assert.ok(long.length <= 161 && long.endsWith('word…'));
  assert.equal(aboutOf('x'.repeat(500)).length, 161);
});

test('the case says “an employee” where the name is hidden, the name where it is not, and that nothing verifies it where there is no account', () => {
  assert.match(becauseOf({ way: 'page', person: null, place: null, calls: null }) ?? '', /^An employee raised it/);
  assert.equal(becauseOf({ way: 'page', person: 'eli', place: null, calls: null }), null);
  assert.match(becauseOf({ way: 'slack', person: null, place: 'Shops', calls: 'kim' }) ?? '', /in Slack.*nothing verifies who it was\. They call themselves “kim”/);
});

test('how a report stands is what became of its case; a fixed one is kept, and one whose customer was erased is gone', () => {
  const facts = { outcome: 'must' as const, atMs: 1, recordedMs: 2, case: 'cas_1' };
  const held = { state: 'owned' as const, owner: 'ann', queue: 'service', how: 'an earlier try', changedMs: 9 };
  assert.equal(standingOf({ ...facts, recordedMs: null }, null).state, 'received');
  assert.equal(standingOf({ ...facts, outcome: 'fixed', case: null }, null).state, 'noted');
  assert.equal(standingOf(facts, null).state, 'gone');
  assert.deepEqual(standingOf(facts, { ...held, state: 'new', owner: null }), { state: 'waiting', owner: null, queue: 'service', how: null, changedMs: 9 });
  assert.deepEqual(standingOf(facts, held), { state: 'owned', owner: 'ann', queue: null, how: null, changedMs: 9 }, 'what did not solve it is not told as how it was solved');
  assert.equal(standingOf(facts, { ...held, state: 'confirmed' }).how, 'an earlier try');
});

test('a seal opens to whoever it is of among those who are there, and to nobody else', () => {
  const people = [{ id: 'a' }, { id: 'b' }];
  assert.equal(openedName('key', sealedName('key', 'b'), people)?.id, 'b');
  assert.equal(openedName('key', sealedName('key', 'c'), people), null);
  assert.equal(openedName('another key', sealedName('key', 'b'), people), null);
});

test('a slash command is read: fixed first, an order named, nothing without words', () => {
  const read = (text: string) => readCommand(new URLSearchParams({ text, user_name: 'kim', trigger_id: 't' }).toString());
  assert.deepEqual(read('fixed: gave a new zip'), { outcome: 'fixed', words: 'gave a new zip', about: null, calls: 'kim', id: 't' });
  assert.deepEqual([read('The box order:BH-7. was empty')?.about, read('Fixedly odd')?.outcome], ['BH-7', 'must']);
  assert.deepEqual([read(''), read('fixed'), read(' ok')], [null, null, null]);
});

test('Mattermost is known by its token, wherever it sends it; a wrong, empty or longer one is refused', () => {
  const from = (headers: Record<string, string>, body = '') => isFromChat('mattermost', 'secret-token-of-it', { headers, body }, 0);
  assert.deepEqual([from({ authorization: 'Token secret-token-of-it' }), from({}, 'token=secret-token-of-it'), from({}, ''), from({ authorization: 'Token secret-token-of-it2' }), from({ authorization: 'Token nope' }, 'token=secret-token-of-it')], [true, true, false, false, false]);
});

test('one address can not flood the public pages, and the hour after it may again', () => {
  let nowMs = 0;
  const limit = createAddressLimit(() => nowMs, 2);
  limit('a');
  limit('a');
  assert.throws(() => limit('a'), { code: 'raised-too-often' });
  limit('b');
  nowMs += 3_600_001;
  limit('a');
});
