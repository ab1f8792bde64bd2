import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../kernel/app-error.ts';
import { mailToStaff } from './mail-to-staff.ts';

type Outcome = 'sent' | 'later' | 'refused' | 'unknown';
const through = (outcome: Outcome, { demo = null, address = 'https://custos.example', isSet = true }: { readonly demo?: string | null; readonly address?: string | null; readonly isSet?: boolean } = {}) =>
  mailToStaff({ mail: () => ({ sendsFrom: async () => (isSet ? { address: 'custos@shop.example', name: '' } : null), toStaff: async () => ({ outcome, problem: outcome === 'sent' ? null : 'So it was.' }) }), held: () => demo, address });
const letter = { to: 'eva@staff.example', key: 'monday 2026-06-15 eva', subject: 'Monday', html: '<p>Five lines</p>', text: 'Five lines' };

test('a mail for the staff waits for a mail server, for an address that its links lead to, and never leaves the demo', async () => {
  assert.equal(await through('sent').held(), null);
  assert.match(await through('sent', { isSet: false }).held() ?? '', /through which server/);
  assert.match(await through('sent', { address: null }).held() ?? '', /CUSTOS_ADDRESS/);
  assert.equal(await through('sent', { demo: 'The demo sends nothing.' }).held(), 'The demo sends nothing.');
});

test('what surely did not leave is tried again; what broke off may have arrived and is not repeated; what is refused stays so', async () => {
  for (const outcome of ['sent', 'unknown'] as const) await through(outcome).deliver(letter);
  await assert.rejects(through('later').deliver(letter), (error) => error instanceof AppError && error.kind === 'unavailable');
  await assert.rejects(through('refused').deliver(letter), (error) => error instanceof AppError && error.kind === 'conflict');
});
