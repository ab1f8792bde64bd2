import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppError } from '../../kernel/app-error.ts';
import { hashOfRecoveryCode, mintRecoveryCodes } from './recovery-code.ts';
import { createSeal } from './seal-secret.ts';

const unreadable = (error: AppError): boolean => error.code === 'secret-unreadable';

test('what is sealed opens for its owner alone, under the same secret and purpose, unchanged', () => {
  const seal = createSeal('the secret of this installation', 'second factor');
  const secret = Buffer.from('twenty bytes of luck');
  const sealed = seal.seal(secret, 'per_anna');
  assert.ok(!sealed.includes(secret));
  assert.deepEqual(seal.open(sealed, 'per_anna'), secret);
  assert.notDeepEqual(seal.seal(secret, 'per_anna'), sealed, 'the same secret looks different each time');
  assert.throws(() => seal.open(sealed, 'per_bjorn'), unreadable);
  assert.throws(() => createSeal('another secret', 'second factor').open(sealed, 'per_anna'), unreadable);
  assert.throws(() => createSeal('the secret of this installation', 'cookies').open(sealed, 'per_anna'), unreadable);
  for (let at = 0; at < sealed.length; at += 7) {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
    assert.throws(() => seal.open(changed, 'per_anna'), unreadable, `byte ${at}`);
  }
  assert.throws(() => seal.open(sealed.subarray(0, 20), 'per_anna'), unreadable);
});

test('ten recovery codes are all different, and each counts however it is typed', () => {
  const codes = mintRecoveryCodes();
  assert.equal(new Set(codes).size, 10);
  for (const code of codes) {
    assert.match(code, /^([a-z2-7]{4}-){3}[a-z2-7]{4}$/);
    assert.equal(hashOfRecoveryCode(` ${code.toUpperCase().replaceAll('-', ' ')} `), hashOfRecoveryCode(code));
  }
  assert.equal(new Set(codes.map(hashOfRecoveryCode)).size, 10);
});
