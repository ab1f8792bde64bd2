import assert from 'node:assert/strict';
import { test } from 'node:test';
import { may as roleMay, type Action, type Role } from '../../../kernel/access.ts';
import type { Pulse } from '../contract.ts';
import { firstStep } from './first-step.ts';
import { lastHourOf } from './last-hour.ts';

const as = (role: Role) => (action: Action): boolean => roleMay({ kind: 'person', id: 'p', name: 'p', role }, action);
const pulse = (more: Partial<Pulse> = {}): Pulse => ({ at: '2026-01-31T12:00:30Z', zone: 'UTC', total: 100, nobody: 0, lastHour: 5, refusedOpen: 0, waiting: 0, lagMs: 100, minutes: [], channels: [], quarantine: [], ...more });
const refused = pulse({ refusedOpen: 12, quarantine: [{ reason: 'malformed', open: 2 }, { reason: 'time-impossible', open: 10 }] });

test('A part that does not work comes before everything else', () => {
  const step = firstStep(refused, { state: 'down', version: '1', demo: null, checks: [{ name: 'ClickHouse', state: 'down', detail: 'gone', fix: 'Start it.' }] }, as('owner'));
  assert.deepEqual([step.urgency, step.text, step.action?.path], ['act-now', 'Start it.', '/connect/health']);
});

test('Refused items name their commonest reason, and ask only those who may mend', () => {
  const step = firstStep(refused, undefined, as('service-office'));
  assert.equal(step.urgency, 'act');
  assert.match(step.text, /a time that cannot be/);
  assert.equal(step.action?.label, 'Mend and replay');
  assert.equal(firstStep(refused, undefined, as('analyst')).action?.label, 'See them');
});

test('Somebody who may do nothing about it is not alarmed', () => {
  assert.equal(firstStep(refused, undefined, as('executive')).urgency, 'none');
  assert.equal(firstStep(refused, undefined, as('employee')).action, null);
});

test('An empty installation leads to the three ways to begin, for those who may', () => {
  assert.equal(firstStep(pulse({ total: 0 }), undefined, as('owner')).action?.path, '/start');
  assert.equal(firstStep(pulse({ total: 0 }), undefined, as('read-only')).action, null);
});

test('The last hour has sixty minutes, also when nothing arrived in most of them', () => {
  const minutes = lastHourOf(pulse({ minutes: [{ minute: '2026-01-31T12:00:00Z', brand: 2, service: 3 }, { minute: '2026-01-31T09:00:00Z', brand: 9, service: 9 }] }));
  assert.equal(minutes.length, 60);
  assert.deepEqual(minutes.at(-1), { minute: '2026-01-31T12:00:00.000Z', brand: 2, service: 3 });
  assert.equal(minutes.slice(0, -1).reduce((sum, minute) => sum + minute.brand + minute.service, 0), 0);
});
