import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance, testSeed } from '../../../test/chance.ts';
import { foldRefunds, stepOf, type RefundFact, type RefundSaid } from './refund.ts';

const T0 = Date.parse('2026-05-01T08:00:00Z');
const HOUR = 3_600_000;
const SEED = testSeed();

function fact(interaction: number, hours: number, channel: string, kind: string, more: Partial<RefundSaid> = {}, source = 'shop'): RefundFact {
  return { interaction, key: `key ${String(interaction).padStart(3, '0')}`, node: 1, brand: '', source, occurredMs: T0 + hours * HOUR, orderId: 'A', said: { channel, kind, subjects: [], refunds: [], moments: {}, ...more } };
}
const eur = (minor: string) => ({ refunds: [{ minor, currency: 'EUR' }] });
const named = (type: string, id: string) => ({ subjects: [{ type, id, label: '' }] });

test('the step of a return or refund is told by the words of its kind, whoever sends it', () => {
  const TABLE: readonly (readonly [channel: string, kind: string, minor: string | null, step: string | null])[] = [
    ['return', 'return-announced', null, 'asked'], ['return', 'return-requested', null, 'asked'], ['return', 'return', null, 'asked'], ['return', 'return-shipped', null, 'returning'], ['return', 'return-received', null, 'arrived'], ['return', 'item-inspected', null, 'arrived'],
    ['return', 'return-rejected', null, 'refused'], ['return', 'return-approved', null, 'asked'], ['return', 'return-cancelled', null, 'withdrawn'], ['payment', 'refund-requested', null, 'asked'], ['payment', 'refund-approved', '500', 'approved'], ['payment', 'refund-initiated', '500', 'approved'],
    ['payment', 'refund-request-approved', '500', 'approved'], ['payment', 'refund-paid', '-500', 'paid'], ['payment', 'payment-refunded', '-500', 'paid'], ['payment', 'payment', '-500', 'paid'], ['payment', 'refund-failed', '-500', 'failed'], ['payment', 'refund-declined', null, 'refused'],
    ['chat', 'refund-promised', null, 'asked'], ['order', 'order-refunded', '-500', 'paid'], ['order', 'order-cancelled', '-500', 'approved'], ['order', 'order-cancelled', null, null],
  ];
  for (const [channel, kind, minor, step] of TABLE) assert.equal(stepOf({ channel, kind, refunds: minor === null ? [] : [{ minor, currency: 'EUR' }] }), step, `${channel} ${kind}`);
});

const STORY: readonly RefundFact[] = [
  fact(1, 0, 'return', 'return-announced', named('return', 'R1')), fact(2, 30, 'return', 'return-shipped', named('return', 'R1'), 'carrier'),
  fact(3, 60, 'return', 'return-received', { ...named('return', 'R1'), moments: { promisedAt: T0 + 400 * HOUR } }, 'warehouse'), fact(4, 70, 'payment', 'refund-approved', eur('4900')), fact(5, 90, 'payment', 'refund-paid', eur('-4900'), 'bank'),
];

test('a refund is where its latest news says: asked, sent back, here, approved, paid, with who said each', () => {
  const states = STORY.map((_, at) => foldRefunds('A', STORY.slice(0, at + 1))[0]?.state);
  assert.deepEqual(states, ['asked', 'returning', 'arrived', 'approved', 'paid']);
  const [refund] = foldRefunds('A', STORY);
  assert.deepEqual([refund?.id, refund?.order, refund?.paid, refund?.agreed, refund?.arrivedAt, refund?.paidAt, refund?.promisedAt, refund?.asOf.source], ['R1', 'A', [{ amountMinor: '4900', currency: 'EUR' }], [{ amountMinor: '4900', currency: 'EUR' }], '2026-05-03T20:00:00.000Z', '2026-05-05T02:00:00.000Z', '2026-05-18T00:00:00.000Z', 'bank']);
  assert.deepEqual(refund?.history.map(({ state, source }) => `${state} ${source}`), ['asked shop', 'returning carrier', 'arrived warehouse', 'approved shop', 'paid bank']);
});

test('money paid before the parcel is back stays paid when it comes', () => {
  assert.equal(foldRefunds('A', [...STORY, fact(6, 120, 'return', 'return-received', named('return', 'R1'))])[0]?.state, 'paid');
});

test('one refund told by the shop and by whoever pays it is counted once; two payments are added; currencies are not', () => {
  assert.deepEqual(foldRefunds('A', [fact(1, 0, 'order', 'refund-paid', eur('4900')), fact(2, 1, 'payment', 'refund-paid', eur('-4900'))])[0]?.paid, [{ amountMinor: '4900', currency: 'EUR' }]);
  assert.deepEqual(foldRefunds('A', [fact(1, 0, 'payment', 'refund-paid', eur('-900')), fact(2, 1, 'payment', 'refund-paid', eur('4000')), fact(3, 2, 'payment', 'refund-paid', { refunds: [{ minor: '5', currency: 'USD' }] })])[0]?.paid, [{ amountMinor: '4900', currency: 'EUR' }, { amountMinor: '5', currency: 'USD' }]);
});

test('two returns of one order are two refunds; what names neither stands by itself', () => {
  const two = [fact(1, 0, 'return', 'return-announced', named('return', 'R1')), fact(2, 1, 'return', 'return-received', named('return', 'R2')), fact(3, 2, 'payment', 'refund-paid', eur('-100'))];
  assert.deepEqual(foldRefunds('A', two).map(({ id, state }) => `${id} ${state}`), [' paid', 'R1 asked', 'R2 arrived']);
});

test(`the order of arrival does not change it (seed ${SEED})`, () => {
  const chance = createChance(SEED);
  const kinds = ['return-announced', 'return-received', 'refund-approved', 'refund-paid', 'refund-failed', 'return-rejected', 'word'];
  for (let round = 0; round < 200; round += 1) {
    const facts = Array.from({ length: 1 + chance.below(8) }, (_, at) => fact(at, chance.below(4), chance.pick(['return', 'payment', 'chat']), chance.pick(kinds), { ...(chance.below(2) === 0 ? named('return', chance.pick(['R1', 'R2'])) : {}), ...(chance.below(2) === 0 ? eur(String(chance.below(900))) : {}) }));
    assert.deepEqual(foldRefunds('A', chance.shuffle(facts)), foldRefunds('A', facts));
  }
});
