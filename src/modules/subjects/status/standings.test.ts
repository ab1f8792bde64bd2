import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IncidentState, OrderState, ParcelState, RefundState } from '../contract.ts';
import { FIRST_STATUS_SETTING } from './contract.ts';
import { incidentStanding } from './incident-standing.ts';
import { orderStanding } from './order-standing.ts';
import { refundStanding } from './refund-standing.ts';
import type { Standing } from './standing.ts';

const NOW = Date.parse('2026-03-10T12:00:00Z');
const on = (day: number, hour = 10): string => new Date(Date.UTC(2026, 2, day, hour)).toISOString();
const from = (at: string, source = 'shop') => ({ at, source, interaction: 'int_1' });
const keys = ({ statements }: Standing): string[] => statements.map(({ key }) => key);

function order(state: string, day: number, more: Partial<OrderState> = {}): OrderState {
  return { id: 'A', brand: '', customer: null, state, placedAt: on(1), promisedAt: null, totalMinor: null, currency: null, lines: [], parcels: [], refundedMinor: '0', asOf: from(on(day)), history: [{ state, ...from(on(day)) }], ...more };
}
function parcel(state: string, day: number, more: Partial<ParcelState> = {}): ParcelState {
  return { id: 'P1', carrier: 'Somebody', state, promisedAt: null, shippedAt: null, deliveredAt: null, asOf: from(on(day), 'carrier'), ...more };
}
const standing = (one: OrderState, incidents: readonly IncidentState[] = []): Standing => orderStanding(one, incidents, NOW, FIRST_STATUS_SETTING);

test('an order without parcels stands as its latest word says; each state that is known has its own sentence', () => {
  for (const state of ['placed', 'paid', 'packed', 'shipped', 'delivered', 'completed', 'cancelled', 'returned', 'refunded']) {
    const { isKnown, isOpen, ...rest } = standing(order(state, 9));
    assert.deepEqual([keys({ isKnown, isOpen, ...rest }), isKnown, isOpen], [[state], true, !['delivered', 'completed', 'cancelled', 'returned', 'refunded'].includes(state)], state);
  }
  assert.deepEqual(standing(order('in-orbit', 9)).statements[0], { key: 'other', order: 'A', at: on(9), quoted: 'in-orbit' });
});

test('parcels say more than their order, until it is over', () => {
  assert.deepEqual(standing(order('shipped', 8, { parcels: [parcel('out-for-delivery', 10)] })).statements, [{ key: 'out-for-delivery', order: 'A', at: on(10) }]);
  assert.deepEqual(standing(order('shipped', 8, { parcels: [parcel('delivered', 9, { deliveredAt: on(9, 15) }), parcel('shipped', 9, { id: 'P2', shippedAt: on(8, 9) })] })).statements.map((one) => [one.key, one.parcel, one.at]), [['delivered', 'P1', on(9, 15)], ['shipped', 'P2', on(8, 9)]]);
  assert.deepEqual(keys(standing(order('cancelled', 9, { parcels: [parcel('announced', 8)] }))), ['cancelled']);
});

test('what is late is late against what was promised, by how much, as long as it is open and when it came', () => {
  const late = standing(order('shipped', 8, { promisedAt: on(8, 18), parcels: [parcel('shipped', 9)] }));
  assert.deepEqual(late.statements[1], { key: 'late-open', promised: on(8, 18), lateMs: 42 * 3_600_000 });
  assert.equal(late.lateMs, 42 * 3_600_000);
  assert.deepEqual(standing(order('delivered', 9, { promisedAt: on(7), parcels: [parcel('delivered', 9, { deliveredAt: on(9) })] })).statements[1], { key: 'late-done', promised: on(7), lateMs: 48 * 3_600_000 });
  assert.deepEqual(keys(standing(order('shipped', 9, { promisedAt: on(12) }))), ['shipped', 'promised']);
  assert.deepEqual(keys(standing(order('delivered', 9, { promisedAt: on(9, 18) }))), ['delivered']);
  assert.deepEqual(keys(standing(order('cancelled', 9, { promisedAt: on(5) }))), ['cancelled']);
});

test('a day alone is kept until it ends', () => {
  const promised = '2026-03-10T00:00:00.000Z';
  assert.deepEqual(keys(standing(order('shipped', 9, { promisedAt: promised }))), ['shipped', 'promised']);
});

test('a parcel without news for three days, an order without news for four: we do not know how it stands now', () => {
  const silent = standing(order('shipped', 5, { parcels: [parcel('shipped', 6, { shippedAt: on(5) })] }));
  assert.deepEqual([keys(silent), silent.isKnown, silent.isOpen, silent.statements[1]?.at], [['shipped', 'old-news'], false, true, on(6)]);
  assert.equal(standing(order('packed', 7)).isKnown, true);
  assert.deepEqual([keys(standing(order('packed', 5))), standing(order('packed', 5)).isKnown], [['packed', 'old-news'], false]);
  assert.equal(standing(order('delivered', 1)).isKnown, true);
});

test('an order of which no state was ever said is not known; one that nobody spoke of for long is not open any more', () => {
  const unsaid = standing(order('known', 9, { history: [] }));
  assert.deepEqual([keys(unsaid), unsaid.isKnown], [['no-news'], false]);
  const old = order('shipped', 1, { asOf: from('2025-11-01T00:00:00Z'), history: [{ state: 'shipped', ...from('2025-11-01T00:00:00Z') }] });
  assert.deepEqual([standing(old).isOpen, standing(old).isKnown], [false, false]);
});

const incident = (more: Partial<IncidentState> = {}): IncidentState => ({ id: 'zip', brand: '', state: 'open', title: 'Zips break', tell: 'New zips come on Monday.', since: on(8), until: null, nextUpdateAt: on(12), affects: [], asOf: from(on(9), 'staff'), history: [], ...more });

test('a known problem that touches an order is said with it while both are open, with the company’s own words', () => {
  const touched = standing(order('packed', 9), [incident()]);
  assert.deepEqual([keys(touched), touched.besides.map(({ key }) => key)], [['packed', 'incident-touches'], ['tell', 'incident-next']]);
  assert.deepEqual(keys(standing(order('packed', 9), [incident({ state: 'closed' })])), ['packed']);
  assert.deepEqual(keys(standing(order('delivered', 9), [incident()])), ['delivered']);
});

test('news of a problem that is overdue is not known, and one that nobody spoke of since is old', () => {
  const of = (more: Partial<IncidentState>): Standing => incidentStanding(incident(more), NOW, FIRST_STATUS_SETTING);
  assert.deepEqual([keys(of({})), of({}).isKnown], [['incident-open', 'tell', 'incident-next'], true]);
  assert.deepEqual([keys(of({ nextUpdateAt: on(10, 8), tell: '' })), of({ nextUpdateAt: on(10, 8) }).isKnown, of({ nextUpdateAt: on(10, 8) }).lateMs], [['incident-open', 'incident-overdue'], false, 4 * 3_600_000]);
  assert.deepEqual([keys(of({ nextUpdateAt: null, tell: '', asOf: from(on(7)) })), of({ nextUpdateAt: null, asOf: from(on(7)) }).isKnown], [['incident-open', 'old-news'], false]);
  assert.deepEqual([keys(of({ state: 'closed', until: on(9) })), of({ state: 'closed' }).isOpen], [['incident-closed'], false]);
});

function refund(state: RefundState['state'], day: number, more: Partial<RefundState> = {}): RefundState {
  return { id: 'R1', order: 'A', brand: '', state, paid: [], agreed: [], askedAt: null, arrivedAt: null, approvedAt: null, paidAt: null, promisedAt: null, asOf: from(on(day)), history: [{ state, ...from(on(day)) }], ...more };
}
const stands = (one: RefundState, refundDays: number | null = null): Standing => refundStanding(one, NOW, { ...FIRST_STATUS_SETTING, refundDays });

test('a refund stands as its latest step says, with its amount where that is known', () => {
  const money = [{ amountMinor: '4900', currency: 'EUR' }];
  assert.deepEqual(stands(refund('approved', 9, { agreed: money })).statements, [{ key: 'refund-approved', order: 'A', at: on(9) }, { key: 'refund-amount', money }]);
  assert.deepEqual(keys(stands(refund('paid', 9, { agreed: money, paid: money }))), ['refund-paid', 'refund-paid-amount']);
  for (const [state, isOpen] of [['asked', true], ['returning', true], ['arrived', true], ['failed', true], ['refused', false], ['withdrawn', false], ['paid', false]] as const) assert.deepEqual([keys(stands(refund(state, 9)))[0], stands(refund(state, 9)).isOpen], [`refund-${state}`, isOpen]);
});

test('a refund is promised by what a source says, else by the company’s rule from when what came back was here; without either nothing is said', () => {
  assert.deepEqual(keys(stands(refund('arrived', 9, { arrivedAt: on(9) }))), ['refund-arrived']);
  assert.deepEqual(stands(refund('arrived', 9, { arrivedAt: on(9) }), 14).statements[1], { key: 'promised', promised: on(23, 0) });
  assert.deepEqual(stands(refund('arrived', 8, { arrivedAt: on(8), promisedAt: on(9) }), 14).statements[1], { key: 'late-open', promised: on(9), lateMs: 26 * 3_600_000 });
  assert.deepEqual(stands(refund('paid', 9, { arrivedAt: on(2) }), 5).statements[1], { key: 'late-done', promised: on(7, 0), lateMs: 34 * 3_600_000 });
});

test('a refund without news for a week is not known', () => {
  const silent = stands(refund('arrived', 2));
  assert.deepEqual([keys(silent), silent.isKnown], [['refund-arrived', 'old-news'], false]);
});
