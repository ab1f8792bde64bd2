import assert from 'node:assert/strict';
import { test } from 'node:test';
import { businessCalendar } from '../../../kernel/business-calendar.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Clause } from '../terms/contract.ts';
import { byOrder, inOrder, MARK, type Contact, type OrderTrack } from './contact.ts';
import { foldPromise } from './fold-promise.ts';
import type { FoldedRule, Instance } from './instance.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 5, 2, 10);
const MAIL = MARK.ASKS | MARK.QUESTION | MARK.SERVICE;
const REPLY = MARK.SENT | MARK.PERSON | MARK.SERVICE;
const TALK = MARK.TALK | MARK.ASKS | MARK.PERSON | MARK.SERVICE;

let numbers = 0;
const contact = (hours: number, marks: number, more: Partial<Contact> = {}): Contact => {
  numbers += 1;
  return { number: numbers, key: String(numbers).padStart(6, '0'), node: 1, atMs: START + hours * HOUR, endsMs: START + hours * HOUR, channel: 'email', brand: '', marks, threads: [], orders: [], numbers: [], given: [], answeredMs: null, from: '', ...more };
};
const rule = (clause: Clause, more: Partial<FoldedRule> = {}): FoldedRule => ({ clause, calendar: null, covers: () => true, ...more });
const fold = (clause: Clause, contacts: readonly Contact[], nowHours: number, more: Partial<FoldedRule> = {}, orders: readonly OrderTrack[] = []): Instance[] => foldPromise({ contacts: inOrder(contacts), orders, issues: [], remedies: [] }, rule(clause, more), START + nowHours * HOUR);
const states = (instances: readonly Instance[]): string[] => instances.map(({ state, evidence }) => `${state} ${evidence.at(-1)?.rule ?? ''}`);

const FOUR_HOURS: Clause = { type: 'response-deadline', to: 'message', withinMinutes: 240 };
const WORD: Clause = { type: 'kept-word', word: 'any' };
const ONCE: Clause = { type: 'explain-once', withinMinutes: 30 };
const CLAUSES: readonly Clause[] = [FOUR_HOURS, WORD, ONCE];

test('a mail answered in the last minute is kept, one answered a minute later is broken, one not due yet runs', () => {
  const asked = contact(0, MAIL, { threads: [7] });
  const reply = (minutes: number): Contact => contact(minutes / 60, REPLY, { threads: [7] });
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, reply(240)], 48)), ['kept answered']);
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, reply(241)], 48)), ['broken answered-late']);
  assert.deepEqual(states(fold(FOUR_HOURS, [asked], 3)), ['running asked']);
  assert.deepEqual(states(fold(FOUR_HOURS, [asked], 5)), ['broken not-answered']);
});

test('an auto-reply is no answer, and a note of a machine about another order is none', () => {
  const asked = contact(0, MAIL, { threads: [7], orders: [1] });
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, contact(0.1, MARK.SENT | MARK.AUTOMATIC, { threads: [7] }), contact(1, MARK.SENT | MARK.SERVICE, { orders: [2] })], 5)), ['broken not-answered']);
});

test('a person may answer by another channel: a call to the customer, or a message by name', () => {
  const asked = contact(0, MAIL, { threads: [7] });
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, contact(2, REPLY, { channel: 'sms' })], 5)), ['kept answered']);
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, contact(2, MARK.TALK | MARK.PERSON | MARK.SENT, { channel: 'call', answeredMs: START + 2 * HOUR })], 5)), ['kept answered']);
  assert.deepEqual(states(fold(FOUR_HOURS, [asked, contact(2, REPLY, { channel: 'sms', orders: [2] })].map((one, at) => (at === 0 ? { ...one, orders: [1] } : one)), 5)), ['broken not-answered'], 'what is about another order answers nothing');
});

test('who asks again while waiting waits once, and a new question after the answer counts anew', () => {
  const first = contact(0, MAIL, { threads: [7] });
  assert.equal(fold(FOUR_HOURS, [first, contact(6, MAIL, { threads: [7] }), contact(9, MAIL)], 20).length, 1);
  assert.deepEqual(states(fold(FOUR_HOURS, [first, contact(1, REPLY, { threads: [7] }), contact(9, MAIL)], 20)), ['kept answered', 'broken not-answered']);
});

test('by opening hours the clock stands still at night: asked on Tuesday at 16:00, due on Wednesday at 12:00', () => {
  const day = [{ from: '09:00', to: '17:00' }];
  const calendar = businessCalendar({ zone: 'UTC', week: [day, day, day, day, day, [], []], days: [] });
  assert.ok(calendar.ok);
  const [instance] = fold(FOUR_HOURS, [contact(6, MAIL)], 6, { calendar: calendar.value });
  assert.equal(new Date(instance?.dueMs ?? 0).toISOString(), '2026-06-03T12:00:00.000Z');
});

const promised = (hours: number, dueHours: number, more: Partial<Contact> = {}): Contact => contact(hours, TALK, { channel: 'call', given: [{ kind: 'reply', dueMs: START + dueHours * HOUR, inWorkingDays: false }], answeredMs: START + hours * HOUR, ...more });

test('a word is kept by telling something in time, not by the customer calling again, and not by a newsletter or an auto-reply', () => {
  const word = promised(0, 48, { orders: [1] });
  assert.deepEqual(states(fold(WORD, [word, contact(47.9, REPLY, { orders: [1] })], 72)), ['kept told']);
  assert.deepEqual(states(fold(WORD, [word, contact(20, TALK, { channel: 'call', answeredMs: START }), contact(21, MARK.SENT), contact(22, MARK.SENT | MARK.SERVICE | MARK.AUTOMATIC, { orders: [1] })], 72)), ['broken not-told']);
  assert.deepEqual(states(fold(WORD, [word, contact(50, REPLY)], 72)), ['broken told-late']);
  assert.deepEqual(states(fold(WORD, [word, contact(20, REPLY, { orders: [2] })], 72)), ['broken not-told'], 'what is told about another order keeps nothing');
});

test('money is promised and must come: a message does not keep it, a refund of the order does', () => {
  const word = promised(0, 100, { orders: [1], given: [{ kind: 'refund', dueMs: START + 100 * HOUR, inWorkingDays: false }] });
  assert.deepEqual(states(fold(WORD, [word, contact(20, REPLY, { orders: [1] })], 120)), ['broken not-refunded']);
  assert.deepEqual(states(fold(WORD, [word, contact(99, MARK.REFUND, { channel: 'payment', orders: [1] })], 120)), ['kept refunded']);
  assert.deepEqual(states(fold(WORD, [word, contact(99, MARK.REFUND, { channel: 'payment', orders: [2] })], 120)), ['broken not-refunded']);
});

test('whoever says the number of an order of theirs speaks of that order', () => {
  const money = { given: [{ kind: 'refund' as const, dueMs: START + 100 * HOUR, inWorkingDays: false }], numbers: [1, 77] };
  const [mine, other] = [contact(99, MARK.REFUND, { channel: 'payment', orders: [1] }), contact(50, MARK.REFUND, { channel: 'payment', orders: [2] })];
  assert.deepEqual(states(fold(WORD, [promised(0, 100, money), other, contact(200, MAIL, { orders: [1] })], 250)), ['broken not-refunded']);
  assert.deepEqual(states(fold(WORD, [promised(0, 100, money), other, mine], 250)), ['kept refunded']);
});

test('who was written to at another address about the same order was told all the same; what was said there sets nothing off here', () => {
  const word = promised(0, 48, { orders: [1] });
  const told = contact(40, REPLY, { node: 2, orders: [1], given: [{ kind: 'reply', dueMs: START + 60 * HOUR, inWorkingDays: false }] });
  const [about, about2] = [byOrder([told]), byOrder([{ ...told, orders: [2] }])];
  const history = (elsewhere: ReturnType<typeof byOrder>) => foldPromise({ contacts: inOrder([contact(-30, MAIL), word], [], elsewhere), orders: [], issues: [], remedies: [] }, rule(WORD), START + 72 * HOUR);
  assert.deepEqual([states(history(about)), states(history(about2))], [['kept told'], ['broken not-told']]);
});

test('nothing is judged where it would not show: news for somebody known by a phone number alone, money of whom no order is known', () => {
  assert.deepEqual(fold(WORD, [promised(0, 48)], 72), []);
  assert.deepEqual(states(fold(WORD, [contact(-30, MAIL), promised(0, 48)], 72)), ['broken not-told']);
  const money = promised(0, 48, { given: [{ kind: 'refund', dueMs: START + 48 * HOUR, inWorkingDays: false }] });
  assert.deepEqual(fold(WORD, [contact(-30, MAIL), money], 72), []);
  assert.deepEqual(states(fold(WORD, [contact(-30, MAIL, { orders: [1] }), money], 72)), ['broken not-refunded']);
});

test('a word in working days is not broken before they are over', () => {
  // Tuesday and five working days: Tuesday of next week.
  const word = promised(0, 5 * 24, { given: [{ kind: 'reply', dueMs: START + 5 * DAY, inWorkingDays: true }] });
  const wrote = contact(-30, MAIL);
  assert.deepEqual(states(fold(WORD, [wrote, word], 6 * 24)), ['running promised-reply']);
  assert.deepEqual(states(fold(WORD, [wrote, word], 7 * 24 + 1)), ['broken not-told']);
});

test('told once is enough: after a hand-over staff may read it back, but not ask for it again', () => {
  const bot = contact(0, MARK.TALK | MARK.ASKS | MARK.HANDED_ON, { channel: 'bot', endsMs: START + 60_000 });
  const call = (marks: number, more: Partial<Contact> = {}): Contact => contact(0.1, TALK | marks, { channel: 'call', ...more });
  assert.deepEqual(states(fold(ONCE, [bot, call(0)], 1)), ['kept known']);
  assert.deepEqual(states(fold(ONCE, [bot, call(MARK.ASKS_STORY | MARK.TELLS)], 1)), ['broken asked-again']);
  assert.deepEqual(states(fold(ONCE, [bot, call(MARK.SAYS_TOLD)], 1)), ['broken said-told-before']);
  assert.deepEqual(fold(ONCE, [bot, call(MARK.ASKS_STORY)], 1).map(({ seam }) => seam), ['bot to call']);
});

test('nobody was handed over who calls days later, or calls without having told anything before', () => {
  const chat = contact(0, TALK, { channel: 'chat' });
  assert.deepEqual(fold(ONCE, [chat, contact(30, TALK | MARK.ASKS_STORY, { channel: 'call' })], 60), []);
  assert.deepEqual(fold(ONCE, [contact(30, TALK | MARK.ASKS_STORY, { channel: 'call' })], 60), []);
  assert.equal(fold(ONCE, [chat, contact(30, TALK | MARK.ASKS_STORY | MARK.HANDED_IN, { channel: 'call' })], 60).length, 1, 'where the source says so, it was a hand-over');
});

test('an order is delivered by its day, late, or not at all; a cancelled one owes nothing', () => {
  const order = (more: Partial<OrderTrack>): OrderTrack => ({ order: 1, number: 9, node: 1, brand: '', placedMs: START, promisedMs: START + 3 * DAY, delivered: null, returned: null, refunded: [], cancelledMs: null, delayed: null, ...more });
  const at = (days: number) => ({ atMs: START + days * DAY, number: 10, node: 1 });
  const of = (more: Partial<OrderTrack>, nowDays = 20): string[] => states(fold({ type: 'outcome-as-ordered', outcome: { is: 'deliver-by', graceHours: 0 } }, [], nowDays * 24, {}, [order(more)]));
  assert.deepEqual([of({ delivered: at(3) }), of({ delivered: at(4) }), of({}), of({}, 2), of({ cancelledMs: START + DAY }), of({ promisedMs: null })], [['kept delivered'], ['broken delivered-late'], ['broken not-delivered'], ['running ordered'], [], []]);
  const back = (more: Partial<OrderTrack>): string[] => states(fold({ type: 'outcome-as-ordered', outcome: { is: 'refund-by', withinDays: 14 } }, [], 60 * 24, {}, [order({ returned: at(5), ...more })]));
  assert.deepEqual([back({ refunded: [at(19)] }), back({ refunded: [at(20)] }), back({})], [['kept refunded'], ['broken refunded-late'], ['broken not-refunded']]);
});

test('the same interactions in any order, and repeated, give the same verdicts', () => {
  const seed = Date.now() % 1_000_000;
  const random = seededRandom(seed);
  const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)] as T;
  for (let round = 0; round < 200; round += 1) {
    const contacts = Array.from({ length: 12 }, () => {
      const hours = Math.floor(random() * 200);
      return contact(hours, pick([MAIL, REPLY, TALK, TALK | MARK.HANDED_IN, TALK | MARK.ASKS_STORY, MARK.REFUND, MARK.TALK | MARK.ASKS | MARK.HANDED_ON]), { channel: pick(['email', 'call', 'chat']), threads: random() < 0.5 ? [pick([1, 2])] : [], orders: random() < 0.5 ? [pick([1, 2])] : [], given: random() < 0.3 ? [{ kind: pick(['reply', 'refund'] as const), dueMs: START + (hours + 40) * HOUR, inWorkingDays: random() < 0.3 }] : [] });
    });
    const shuffled = [...contacts, ...contacts.slice(0, 5)].map((one) => ({ one, by: random() })).toSorted((a, b) => a.by - b.by).map(({ one }) => one);
    for (const promise of CLAUSES) assert.deepEqual(fold(promise, shuffled, 150), fold(promise, contacts, 150), `seed ${seed}`);
  }
});
