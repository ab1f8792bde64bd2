import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppError } from '../../kernel/app-error.ts';
import { createSignInLimit, SIGN_IN_LIMITS } from './limit-sign-in.ts';

const tooOften = (error: AppError): boolean => error.kind === 'too-many';

test('an address that guesses one password is stopped, others are not, and the window slides', () => {
  let nowMs = 0;
  const limit = createSignInLimit(() => nowMs);
  for (let count = 0; count < SIGN_IN_LIMITS.perAddressAndEmail; count += 1) {
    limit.attempt('10.0.0.1', 'anna@example.org');
    nowMs += 1_000;
  }
  assert.throws(() => limit.attempt('10.0.0.1', 'ANNA@example.org'), tooOften);
  limit.attempt('10.0.0.1', 'bjorn@example.org');
  limit.attempt('10.0.0.2', 'anna@example.org');
  nowMs = SIGN_IN_LIMITS.windowMs;
  limit.attempt('10.0.0.1', 'anna@example.org');
  assert.throws(() => limit.attempt('10.0.0.1', 'anna@example.org'), tooOften);
});

test('guessing many people from one address, or one person from many addresses, is stopped too', () => {
  const limit = createSignInLimit(() => 0);
  for (let count = 0; count < SIGN_IN_LIMITS.perAddress; count += 1) limit.attempt('10.0.0.1', `${count}@example.org`);
  assert.throws(() => limit.attempt('10.0.0.1', 'fresh@example.org'), tooOften);
  for (let count = 0; count < SIGN_IN_LIMITS.perEmail; count += 1) limit.attempt(`10.1.0.${count}`, 'anna@example.org');
  assert.throws(() => limit.attempt('10.2.0.1', 'anna@example.org'), tooOften);
});

test('somebody who got in has a clean slate, their address has not', () => {
  const limit = createSignInLimit(() => 0);
  for (let count = 0; count < SIGN_IN_LIMITS.perAddress; count += 1) {
    limit.attempt('10.0.0.1', 'anna@example.org');
    limit.forgive('10.0.0.1', 'anna@example.org');
  }
  assert.throws(() => limit.attempt('10.0.0.1', 'anna@example.org'), tooOften);
});
