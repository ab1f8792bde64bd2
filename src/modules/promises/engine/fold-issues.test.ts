import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessCalendar } from '../../../kernel/business-calendar.ts';
import type { Clause } from '../terms/contract.ts';
import { MARK, type Contact, type CustomerHistory, type OrderTrack } from './contact.ts';
import { foldPromise } from './fold-promise.ts';
import type { Instance } from './instance.ts';
import type { IssueStep } from './issue.ts';
import type { RemedyTrack } from './remedy-given.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 5, 2, 10);

let numbers = 0;
type More = Partial<IssueStep> & { readonly marks?: number; readonly orders?: readonly number[]; readonly given?: Contact['given']; readonly noWords?: boolean };
function step(role: IssueStep['role'], hours: number, { marks = 0, orders = [], given = [], noWords = false, ...more }: More = {}): IssueStep {
  numbers += 1;
  const atMs = START + hours * HOUR;
  const channel = more.channel ?? 'email';
  const contact: Contact = { number: numbers, key: String(numbers).padStart(6, '0'), node: 1, atMs, endsMs: atMs, channel, brand: '', marks: marks | (role === 'reply' ? MARK.SENT | MARK.SERVICE : MARK.ASKS), threads: [], orders, numbers: [], given, answeredMs: null, from: '' };
  return { number: numbers, node: 1, atMs, endsMs: atMs, channel, role, people: [], team: '', isHandedOver: false, settles: false, isThanks: false, isCold: false, contact: noWords ? null : contact, ...more };
}
const ask = (hours: number, more: More = {}): IssueStep => step('ask', hours, more);
const reply = (hours: number, more: More = {}): IssueStep => step('reply', hours, { settles: true, ...more });

const history = (issues: readonly (readonly IssueStep[])[], more: Partial<CustomerHistory> = {}): CustomerHistory => ({ contacts: issues.flat().flatMap(({ contact }) => contact ?? []).toSorted((a, b) => a.atMs - b.atMs), orders: [], issues: issues.map((steps, issue) => ({ issue, steps })), remedies: [], ...more });
const fold = (clause: Clause, given: CustomerHistory, nowDays: number): Instance[] => foldPromise(given, { clause, calendar: null, covers: () => true }, START + nowDays * DAY);
const states = (clause: Clause, steps: readonly IssueStep[], nowDays = 60): string[] => fold(clause, history([steps]), nowDays).map(({ state, evidence, seam }) => `${state} ${evidence.at(-1)?.rule ?? ''}${seam === '' ? '' : ` ${seam}`}`);

const ONCE: Clause = { type: 'ask-once', withinDays: 14 };
const SETTLED: Clause = { type: 'no-repeat', withinDays: 14 };
const ONE: Clause = { type: 'one-person', mostPeople: 1, withinDays: 30 };
const FINAL: Clause = { type: 'final-answer', to: 'complaint', withinDays: 30 };
const THROUGH: Clause = { type: 'followed-through' };
const FIRST: Clause = { type: 'told-before', withinHours: 24 };

test('asking once is kept when nobody has to ask again, broken at the moment of the second asking, and runs until then', () => {
  assert.deepEqual(states(ONCE, [ask(0), reply(3)]), ['kept not-again']);
  assert.deepEqual(states(ONCE, [ask(0), reply(3), ask(50, { channel: 'call' })]), ['broken came-again email to call']);
  assert.deepEqual(states(ONCE, [ask(0), reply(3)], 5), ['running asked']);
  assert.deepEqual(states(ONCE, [ask(0), ask(15 * 24)]), ['kept not-again'], 'later than promised is another time');
  const [broken] = fold(ONCE, history([[ask(0), ask(50), ask(90)]]), 60);
  assert.equal(broken?.settledMs, START + 50 * HOUR, 'an issue breaks once, however often they ask');
});

test('an answer to our question, a talk that goes on, a hand-over, words before everybody, thanks and an absence notice are no second asking', () => {
  assert.deepEqual(states(ONCE, [ask(0), reply(3, { marks: MARK.REQUESTS }), ask(20), reply(24)]), ['kept not-again']);
  assert.deepEqual(states(ONCE, [ask(0, { channel: 'chat' }), ask(0.4, { channel: 'call' })]), ['kept not-again']);
  assert.deepEqual(states(ONCE, [ask(0, { channel: 'bot' }), ask(2, { channel: 'call', isHandedOver: true })]), ['kept not-again']);
  assert.deepEqual(states(ONCE, [ask(0), step('public', 30), reply(31), ask(40, { marks: MARK.AUTOMATIC })]), ['kept not-again']);
  assert.deepEqual(states(ONCE, [ask(0), reply(3), ask(20, { isThanks: true })]), ['kept not-again'], 'who thanks asks nothing');
  assert.deepEqual(states(ONCE, [ask(0), ask(20, { channel: 'call', noWords: true })]), ['broken came-again email to call'], 'a call of which no words are known is a call');
});

test('what was settled and comes back is broken; what we asked about, or promised to do, was not settled yet', () => {
  assert.deepEqual(states(SETTLED, [ask(0), reply(3), ask(50)]), ['broken came-again email to email']);
  assert.deepEqual(states(SETTLED, [ask(0), reply(3, { settles: false }), ask(50)]), []);
  assert.deepEqual(states(SETTLED, [ask(0), reply(3, { marks: MARK.REQUESTS }), ask(50)]), []);
  assert.deepEqual(states(SETTLED, [ask(0), reply(3), ask(50), reply(55), ask(90), reply(99)]), ['broken came-again email to email', 'broken came-again email to email', 'kept not-again'], 'each time that we had settled it');
});

test('one person sees a matter through; a second one, or a cold hand-over, breaks it between the teams where it happened', () => {
  const by = (person: number, team: string): More => ({ people: [person], team });
  assert.deepEqual(states(ONE, [ask(0, by(1, 'team-a')), reply(5, by(1, 'team-a')), reply(9)]), ['kept same-person']);
  assert.deepEqual(states(ONE, [ask(0, by(1, 'team-a')), reply(5), reply(9, by(2, 'team-b'))]), ['broken another-person team-a to team-b']);
  assert.deepEqual(states({ ...ONE, mostPeople: 2 }, [ask(0, by(1, 'team-a')), reply(9, by(2, 'team-b'))]), ['kept same-person']);
  assert.deepEqual(states({ ...ONE, mostPeople: 2 }, [ask(0, by(1, 'team-a')), ask(1, { ...by(2, 'team-b'), isCold: true })]), ['broken cold-hand-over team-a to team-b']);
  assert.deepEqual(states(ONE, [ask(0), reply(5)]), [], 'where nobody is named, nothing is judged');
});

test('a complaint has its final answer when our last word by the day settles it and the customer did not come again', () => {
  const complaint = (hours: number): IssueStep => ask(hours, { marks: MARK.COMPLAINT });
  assert.deepEqual(states(FINAL, [complaint(0), reply(24)]), ['kept settled']);
  assert.deepEqual(states(FINAL, [complaint(0), reply(24), ask(48)]), ['broken still-open email to email']);
  assert.deepEqual(states(FINAL, [complaint(0), reply(24), ask(48, { channel: 'call' }), reply(60)]), ['kept settled']);
  assert.deepEqual(states(FINAL, [complaint(0), reply(31 * 24)]), ['broken still-open']);
  assert.deepEqual(states(FINAL, [complaint(0), reply(24)], 20), ['running asked'], 'until the day they may come again');
  assert.deepEqual(states(FINAL, [ask(0), reply(24)]), [], 'no complaint');
});

test('what was said would happen is looked for in the whole matter: news to another address, money, a delivery', () => {
  const promise = (kind: 'reply' | 'refund' | 'deliver', dueHours: number, more: More = {}): IssueStep => ask(0, { given: [{ kind, dueMs: START + dueHours * HOUR, inWorkingDays: false }], ...more });
  assert.deepEqual(states(THROUGH, [promise('reply', 24), reply(20, { channel: 'sms' })]), ['kept told']);
  assert.deepEqual(states(THROUGH, [promise('reply', 24), reply(30, { channel: 'sms' })]), ['broken told-late']);
  assert.deepEqual(states(THROUGH, [promise('reply', 24), reply(20, { marks: MARK.AUTOMATIC })]), ['broken not-told']);
  const order: OrderTrack = { order: 7, number: 9, node: 1, brand: '', placedMs: START, promisedMs: null, delivered: { atMs: START + 20 * HOUR, number: 90, node: 1 }, returned: null, refunded: [], cancelledMs: null, delayed: null };
  const through = (steps: readonly IssueStep[], orders: readonly OrderTrack[]): string[] => fold(THROUGH, history([steps], { orders }), 60).map(({ state, evidence }) => `${state} ${evidence.at(-1)?.rule ?? ''}`);
  assert.deepEqual(through([promise('deliver', 24)], [order]), ['kept delivered'], 'their only order is meant');
  assert.deepEqual(through([promise('deliver', 12, { orders: [7] })], [order, { ...order, order: 8 }]), ['broken delivered-late']);
  assert.deepEqual(through([promise('deliver', 24)], [order, { ...order, order: 8 }]), [], 'of two orders nobody knows which');
  assert.deepEqual(through([promise('refund', 24, { orders: [7] })], [order]), ['broken not-refunded']);
});

test('who waits for something late hears of it from us first: a word of ours keeps it, their question breaks it', () => {
  const late: OrderTrack = { order: 7, number: 9, node: 1, brand: '', placedMs: START - 5 * DAY, promisedMs: START, delivered: null, returned: null, refunded: [], cancelledMs: null, delayed: null };
  const told = (steps: readonly IssueStep[], more: Partial<OrderTrack> = {}, nowDays = 60): string[] => fold(FIRST, history([steps], { orders: [{ ...late, ...more }] }), nowDays).map(({ state, evidence }) => `${state} ${evidence.at(-1)?.rule ?? ''}`);
  assert.deepEqual(told([reply(5, { orders: [7] })]), ['kept told']);
  assert.deepEqual(told([reply(-30, { orders: [7], marks: MARK.SAYS_LATE })]), ['kept told'], 'told before its day had passed');
  assert.deepEqual(told([reply(-30, { orders: [7] })]), ['broken not-told'], 'that it was sent says nothing of a delay');
  assert.deepEqual(told([ask(3, { orders: [7] }), reply(5, { orders: [7] })]), ['broken asked-first']);
  assert.deepEqual(told([ask(-48, { orders: [7] }), ask(3, { channel: 'call' })]), ['broken asked-first'], 'they ask again in the matter in which they had named it');
  assert.deepEqual(told([], { delivered: { atMs: START + 4 * HOUR, number: 90, node: 1 } }), ['kept delivered']);
  assert.deepEqual(told([], { delivered: { atMs: START - HOUR, number: 90, node: 1 } }), [], 'it was not late');
  assert.deepEqual(told([], { cancelledMs: START - HOUR }), []);
  assert.deepEqual(told([], { delayed: { atMs: START - 2 * DAY, number: 30, node: 1 } }), ['broken not-told'], 'a source said so days before');
  assert.deepEqual(told([], {}, 0.5), ['running known-late']);
});

test('what is owed for a broken promise is given by its day, or breaks the promise to make good', () => {
  const owed = (more: Partial<RemedyTrack>): RemedyTrack => ({ remedy: 1, trigger: 5, node: 1, channel: 'email', owedMs: START, dueMs: START + 14 * DAY, givenMs: null, ...more });
  const made = (...remedies: readonly RemedyTrack[]): (readonly [string, number])[] => fold({ type: 'remedy-given' }, history([], { remedies }), 60).map(({ state, ordinal }) => [state, ordinal] as const);
  assert.deepEqual(made(owed({ givenMs: START + DAY }), owed({ remedy: 2, givenMs: START + 20 * DAY }), owed({ remedy: 3, trigger: 6 })), [['kept', 0], ['broken', 1], ['broken', 0]]);
});

test('by working days the time of a matter stands still at weekends', () => {
  const day = [{ from: '09:00', to: '17:00' }];
  const calendar = businessCalendar({ zone: 'UTC', week: [day, day, day, day, day, [], []], days: [] });
  assert.ok(calendar.ok);
  const [instance] = foldPromise(history([[ask(0)]]), { clause: { ...ONCE, withinDays: 5 }, calendar: calendar.value, covers: () => true }, START);
  assert.equal(new Date(instance?.dueMs ?? 0).toISOString(), '2026-06-09T10:00:00.000Z', 'from Tuesday to Tuesday');
});
