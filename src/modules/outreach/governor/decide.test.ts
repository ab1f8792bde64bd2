import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { DEFAULT_GOVERNOR_RULES, PURPOSE_KEYS, type GovernorRules, type Reason } from '../contract.ts';
import { backedOffDays } from './back-off.ts';
import { decide, type Verdict } from './decide.ts';
import { DAY_MS, HOLD_KINDS, type PastSend, type PersonFacts, type PlannedAsk } from './person-facts.ts';
import { weightOf } from './pressure.ts';

/** Noon of a day in June, in Oslo. */
const NOW = Date.UTC(2026, 5, 15, 10);
const RULES = DEFAULT_GOVERNOR_RULES;

const someone: PersonFacts = { consent: { allowed: true, wasRefused: false }, isLost: false, holds: [], past: [], lastReplyMs: null, isContactedLess: false, zones: ['Europe/Oslo'] };
const survey = (questions: number, more: Partial<PlannedAsk> = {}): PlannedAsk => ({ purpose: 'survey', slot: 'now', series: 'nps', questions, weight: questions > 1 ? 6 : 3, plannedMs: NOW, notAfterMs: null, ...more });
const service = (purpose: 'reply' | 'update' | 'remedy' | 'notice', more: Partial<PlannedAsk> = {}): PlannedAsk => ({ purpose, slot: 'now', series: null, questions: 0, weight: 1, plannedMs: NOW, notAfterMs: null, ...more });
let sends = 0;
const sent = (daysAgo: number, more: Partial<PastSend> = {}): PastSend => ({ number: (sends += 1), purpose: 'survey', slot: `slot ${sends}`, series: 'other', questions: 5, weight: 0, atMs: NOW - daysAgo * DAY_MS, isReserved: false, expiresMs: null, whose: 'own', ...more });
const said = (ask: PlannedAsk, facts: Partial<PersonFacts> = {}, rules: GovernorRules = RULES): [Verdict['decision'], Reason[], number | null] => {
  const { decision, reasons, untilMs } = decide(ask, { ...someone, ...facts }, rules);
  return [decision, [...reasons], untilMs === null ? null : Math.round((untilMs - NOW) / DAY_MS * 1_000) / 1_000];
};

test('nobody who refused, and nobody who must be asked first and was not, is contacted, whatever it is about', () => {
  for (const purpose of PURPOSE_KEYS) {
    assert.deepEqual(said({ ...survey(1), purpose }, { consent: { allowed: false, wasRefused: true } }), ['drop', ['consent-refused'], null]);
    assert.deepEqual(said({ ...survey(1), purpose }, { consent: { allowed: false, wasRefused: false } }), ['drop', ['no-consent'], null]);
  }
});

test('nothing of any purpose goes to an address from which mail came back, because nobody is there', () => {
  for (const purpose of PURPOSE_KEYS) assert.deepEqual(said({ ...survey(1), purpose }, { isLost: true }), ['drop', ['address-lost'], null]);
  assert.deepEqual(said(survey(1), { isLost: true, consent: { allowed: false, wasRefused: true } })[1], ['consent-refused'], 'their word is told before it');
});

test('nobody gets two of one purpose and slot; what somebody else reserved is asked for again when that ends', () => {
  for (const ask of [survey(1), service('reply'), service('notice')]) {
    const same = { purpose: ask.purpose, slot: 'now', questions: 0, series: null } as const;
    assert.deepEqual(said(ask, { past: [sent(400, same)] })[1], ['already-sent']);
    assert.deepEqual(said({ ...ask, purpose: 'update' }, { past: [sent(400, { ...same, purpose: 'update', isReserved: true, expiresMs: NOW + DAY_MS })] }), ['hold', ['already-reserved'], 1]);
  }
  assert.equal(said(service('reply'), { past: [sent(0, { purpose: 'update', slot: 'now' })] })[0], 'send');
});

test('in every state in which people are to be left alone they are asked nothing, and still answered', () => {
  for (const kind of HOLD_KINDS) {
    assert.deepEqual(said(survey(1), { holds: [{ kind, untilMs: NOW + 2 * DAY_MS }] }), ['hold', [kind], 2]);
    assert.deepEqual(said(survey(1), { holds: [{ kind, untilMs: null }] }), ['hold', [kind], null]);
    assert.deepEqual(said(survey(1, { plannedMs: NOW + 3 * DAY_MS }), { holds: [{ kind, untilMs: NOW + 2 * DAY_MS }] })[0], 'send', 'it is over when the send leaves');
    for (const purpose of ['reply', 'update', 'remedy', 'notice'] as const) assert.equal(said(service(purpose), { holds: [{ kind, untilMs: null }] })[0], 'send');
  }
});

test('two clocks run apart: thirty days since any survey for a long one, seven for one question, ninety since this very survey', () => {
  const table: readonly [PlannedAsk, PastSend[], [Verdict['decision'], Reason[], number | null]][] = [
    [survey(5), [sent(29)], ['hold', ['asked-lately'], 1]],
    [survey(5), [sent(30)], ['send', [], null]],
    [survey(1), [sent(6, { questions: 1 })], ['hold', ['asked-lately'], 1]],
    [survey(1), [sent(7)], ['send', [], null]],
    [survey(1), [sent(89, { series: 'nps' })], ['hold', ['series-lately'], 1]],
    [survey(1), [sent(90, { series: 'nps' })], ['send', [], null]],
    [survey(1, { series: null }), [sent(40, { series: null, slot: 'now', isReserved: false })], ['drop', ['already-sent'], null]],
    [survey(1), [sent(-6, { isReserved: true })], ['hold', ['asked-lately'], 13]],
    [survey(1), [sent(1, { purpose: 'campaign', questions: 0 })], ['send', [], null]],
    [survey(1), [sent(1, { purpose: 'reply', questions: 0 })], ['send', [], null]],
  ];
  for (const [ask, past, expected] of table) assert.deepEqual(said(ask, { past }, { ...RULES, answerDays: 90 }), expected);
});

test('three long surveys or six single questions in a year are the most, planned ones counted', () => {
  const apart = { ...RULES, long: { gapDays: 0, most: 3 }, short: { gapDays: 0, most: 6 }, seriesGapDays: 0 };
  assert.deepEqual(said(survey(5), { past: [sent(300), sent(200), sent(100)] }, apart), ['hold', ['cap-reached'], 65]);
  assert.deepEqual(said(survey(5), { past: [sent(365), sent(200), sent(100)] }, apart), ['send', [], null]);
  assert.deepEqual(said(survey(5), { past: [sent(300), sent(200), sent(-10, { isReserved: true })] }, apart), ['hold', ['cap-reached'], 65]);
  assert.deepEqual(said(survey(1), { past: [sent(300), sent(200), sent(100)] }, apart), ['send', [], null], 'single questions have a cap of their own');
  const six = [60, 50, 40, 30, 20, 10].map((days) => sent(days, { questions: 1 }));
  assert.deepEqual(said(survey(1), { past: six }, apart), ['hold', ['cap-reached'], 305]);
  assert.deepEqual(said(survey(1), {}, { ...apart, short: { gapDays: 0, most: 0 } }), ['hold', ['cap-reached'], null]);
});

test('pressure counts everything that was sent and what is planned that weighs more; service messages pass, whatever it is', () => {
  const apart = { ...RULES, campaign: { gapDays: 0, most: 999 } };
  const campaign: PlannedAsk = { ...survey(0), purpose: 'campaign', weight: 4 };
  const updates = [1, 2, 3, 4, 5, 6].map((days) => sent(days, { purpose: 'update', questions: 0, weight: 1 }));
  assert.deepEqual(said(campaign, { past: updates }, apart), ['send', [], null]);
  assert.deepEqual(said(campaign, { past: [...updates, sent(0.5, { purpose: 'notice', questions: 0, weight: 1 })] }, apart), ['hold', ['pressure'], 1]);
  assert.deepEqual(said(campaign, { past: [sent(-2, { isReserved: true, weight: 7 })] }, apart), ['hold', ['pressure'], 9], 'a heavier one is planned');
  assert.deepEqual(said(campaign, { past: [sent(-2, { isReserved: true, weight: 4 }), sent(-3, { isReserved: true, weight: 4 })] }, apart), ['send', [], null], 'what is planned and weighs no more gives way');
  assert.deepEqual(said({ ...campaign, weight: 11 }, {}, apart), ['hold', ['pressure'], null], 'heavier than anybody may bear');
  assert.equal(said(service('update', { weight: 50 }), { past: updates })[0], 'send');
  assert.deepEqual(PURPOSE_KEYS.map((purpose) => weightOf({ purpose, questions: 1 }, RULES)), [0, 1, 0, 3, 4, 1]);
});

test('each question left without an answer makes the wait half as long again, up to 180 days; a reply ends that', () => {
  assert.deepEqual([0, 1, 2, 3, 10].map((ignored) => backedOffDays(30, ignored, RULES)), [30, 45, 67.5, 101.25, 180]);
  assert.equal(backedOffDays(200, 3, RULES), 200, 'never less than it was');
  const ignored = [sent(40), sent(120)];
  assert.deepEqual(said(survey(5), { past: ignored }), ['hold', ['asked-lately', 'backed-off'], 27.833], 'half a day is midnight: eight in the morning');
  assert.deepEqual(said(survey(5), { past: ignored, lastReplyMs: NOW - 39 * DAY_MS }), ['send', [], null]);
  assert.deepEqual(said(survey(5), { past: [sent(40), sent(10)] }), ['hold', ['asked-lately'], 35], 'for ten days an answer may still come');
});

test('who shares an inbox is asked as one, always; who shares a home while the rules say so', () => {
  const each = { ...RULES, householdAsOne: false };
  assert.deepEqual(said(survey(5), { past: [sent(10, { whose: 'home' })] }), ['hold', ['asked-lately', 'shared-contact'], 20]);
  assert.equal(said(survey(5), { past: [sent(10, { whose: 'home' })] }, each)[0], 'send');
  assert.deepEqual(said(survey(5), { past: [sent(10, { whose: 'inbox' })] }, each), ['hold', ['asked-lately', 'shared-contact'], 20]);
  assert.equal(said(survey(5), { past: [sent(100, { whose: 'inbox', slot: 'now', purpose: 'survey' })] })[0], 'send', 'one slot is each person’s own');
});

test('whoever is contacted less waits twice as long and is told so; in no case they wait less', () => {
  assert.deepEqual(said(survey(5), { past: [sent(40)], isContactedLess: true, lastReplyMs: NOW }), ['hold', ['asked-lately', 'contacted-less'], 20]);
  assert.deepEqual(said(survey(5), { past: [sent(60)], isContactedLess: true, lastReplyMs: NOW }), ['send', [], null]);
});

test('at night only an answer to what they wrote goes out, and the rest waits for eight in the morning where they live', () => {
  const late = Date.UTC(2026, 5, 15, 20, 30);
  for (const ask of [survey(1), service('update'), service('notice'), service('remedy')]) {
    const { decision, reasons, untilMs } = decide({ ...ask, plannedMs: late }, someone, RULES);
    assert.deepEqual([decision, reasons, untilMs], ['hold', ['quiet-hours'], Date.UTC(2026, 5, 16, 6)]);
  }
  assert.equal(decide({ ...service('reply'), plannedMs: late }, someone, RULES).decision, 'send');
  const { untilMs } = decide(survey(1), { ...someone, holds: [{ kind: 'talking', untilMs: late }] }, RULES);
  assert.equal(untilMs, Date.UTC(2026, 5, 16, 6), 'what ends at night ends in the morning');
});

test('every objection is told, and what could be asked only when it is pointless is dropped', () => {
  const facts = { past: [sent(10)], holds: [{ kind: 'complaint', untilMs: NOW + 3 * DAY_MS }] } as const;
  assert.deepEqual(said(survey(5), facts), ['hold', ['complaint', 'asked-lately'], 20]);
  assert.deepEqual(said(survey(5, { notAfterMs: NOW + 19 * DAY_MS }), facts), ['drop', ['complaint', 'asked-lately', 'too-late'], null]);
  assert.deepEqual(said(survey(5, { notAfterMs: NOW + 21 * DAY_MS }), facts)[0], 'hold');
});

test('more that was sent, more holds, being contacted less: none of it ever turns a hold into a send, and no hold ends before now', (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  const purposes = ['survey', 'campaign', 'update', 'reply'] as const;
  const randomSend = (): PastSend => {
    const purpose = chance.pick(purposes);
    const isReserved = chance.next() < 0.2;
    return sent(isReserved ? -chance.below(20) : chance.below(500), { purpose, questions: purpose === 'survey' ? 1 + chance.below(3) : 0, weight: chance.below(7), series: chance.pick(['nps', 'other', null]), slot: chance.pick(['now', 'a', 'b']), isReserved, expiresMs: isReserved ? NOW + DAY_MS : null, whose: chance.pick(['own', 'own', 'inbox', 'home']) });
  };
  for (let run = 0; run < 3_000; run += 1) {
    const facts: PersonFacts = { ...someone, past: Array.from({ length: chance.below(8) }, randomSend), lastReplyMs: chance.next() < 0.5 ? null : NOW - chance.below(300) * DAY_MS, zones: [chance.pick(['Europe/Oslo', 'America/New_York', 'Asia/Tokyo'])] };
    const ask = { ...survey(chance.below(4)), purpose: chance.pick(purposes), series: chance.pick(['nps', 'other', null]) };
    const before = decide(ask, facts, RULES);
    const worse = [{ ...facts, past: [...facts.past, randomSend()] }, { ...facts, isContactedLess: true }, { ...facts, holds: [{ kind: 'complaint', untilMs: NOW + DAY_MS }] }] as const;
    if (before.decision !== 'send') for (const one of worse) assert.notEqual(decide(ask, one, RULES).decision, 'send', JSON.stringify({ run, ask, facts }));
    if (before.decision === 'hold') assert.ok(before.untilMs === null || before.untilMs > NOW, 'a hold ends later than now');
  }
});
