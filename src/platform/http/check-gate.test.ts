import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACTIONS, may, ROLES, type Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { checkGate, isCrossSite } from './check-gate.ts';

const refusal = (run: () => void): string | null => {
  try {
    run();
    return null;
  } catch (error) {
    assert.ok(error instanceof AppError);
    return error.kind;
  }
};

test('every role gets through exactly the gates that the matrix gives it', () => {
  for (const role of ROLES) {
    const viewer: Viewer = { kind: 'person', id: 'p', name: 'P', role };
    for (const action of ACTIONS) assert.equal(refusal(() => checkGate(action, viewer)), may(viewer, action) ? null : 'forbidden', `${role} ${action}`);
    assert.equal(refusal(() => checkGate('write-key', viewer)), 'forbidden');
  }
});

test('nobody gets through a public gate only', () => {
  assert.equal(refusal(() => checkGate('public', null)), null);
  assert.equal(refusal(() => checkGate('write-key', null)), 'unauthenticated');
  for (const action of ACTIONS) assert.equal(refusal(() => checkGate(action, null)), 'unauthenticated');
});

test('a write key sends and does nothing else; a read key never sends', () => {
  const key = { kind: 'key', id: 'k', name: 'K', source: null, personalData: true } as const;
  assert.equal(refusal(() => checkGate('write-key', { ...key, key: 'write' })), null);
  assert.equal(refusal(() => checkGate('see-customers', { ...key, key: 'write' })), 'forbidden');
  assert.equal(refusal(() => checkGate('write-key', { ...key, key: 'read' })), 'forbidden');
  assert.equal(refusal(() => checkGate('see-customers', { ...key, key: 'read' })), null);
});

test('a change asked for by a page of another site is recognised, whatever the browser tells', () => {
  const own = { method: 'POST', origin: 'http://cx.example:4700', fetchSite: undefined, host: 'cx.example:4700' };
  assert.equal(isCrossSite(own), false);
  assert.equal(isCrossSite({ ...own, origin: undefined }), false, 'a program, not a browser');
  assert.equal(isCrossSite({ ...own, origin: 'http://evil.example' }), true);
  assert.equal(isCrossSite({ ...own, origin: 'http://cx.example' }), true, 'another port is another origin');
  assert.equal(isCrossSite({ ...own, origin: 'null' }), true, 'a sandboxed frame');
  assert.equal(isCrossSite({ ...own, fetchSite: 'cross-site' }), true);
  assert.equal(isCrossSite({ ...own, fetchSite: 'same-site' }), true);
  assert.equal(isCrossSite({ ...own, host: '127.0.0.1:4700', fetchSite: 'same-origin' }), false, 'behind a proxy that changes Host');
  assert.equal(isCrossSite({ ...own, method: 'GET', origin: 'http://evil.example' }), false);
});
