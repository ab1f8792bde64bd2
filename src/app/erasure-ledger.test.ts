import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { LedgerEntry } from '../modules/customers/index.ts';
import { noteBackup, openErasureLedger, takeLedger } from './erasure-ledger.ts';

const folder = mkdtempSync(join(tmpdir(), 'custos-ledger-'));
after(() => { rmSync(folder, { recursive: true }); });
const entry = (key: string): LedgerEntry => ({ key, hashes: ['aa'], claims: [], secret: '00', names: [], customer: 1, reason: 'asked', by: 'ann', at: '2026-01-01T00:00:00.000Z' });

test('an erasure is noted once, and in every backup that is still there', () => {
  mkdirSync(join(folder, 'a'));
  mkdirSync(join(folder, 'a-backup'));
  const ledger = openErasureLedger(join(folder, 'a'));
  noteBackup(join(folder, 'a'), join(folder, 'a-backup'));
  ledger.note(entry('one'));
  ledger.note(entry('one'));
  assert.deepEqual(ledger.entries().map(({ key }) => key), ['one']);
  mkdirSync(join(folder, 'b'));
  takeLedger(join(folder, 'b'), join(folder, 'a-backup'));
  assert.deepEqual(openErasureLedger(join(folder, 'b')).entries(), [entry('one')]);
});

test('half a line that a power cut left stops nobody, and the next line begins on its own', () => {
  mkdirSync(join(folder, 'torn'));
  const ledger = openErasureLedger(join(folder, 'torn'));
  ledger.note(entry('one'));
  appendFileSync(join(folder, 'torn', 'erasures.jsonl'), '{"key":"tw');
  assert.deepEqual(ledger.entries().map(({ key }) => key), ['one']);
  ledger.note(entry('two'));
  assert.deepEqual(ledger.entries().map(({ key }) => key), ['one', 'two']);
  assert.equal(readFileSync(join(folder, 'torn', 'erasures.jsonl'), 'utf8').split('\n').length, 4);
});
