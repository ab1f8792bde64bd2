import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppError } from '../../kernel/app-error.ts';
import { parseClaimRoles, roleOfClaims } from './claim-roles.ts';

const rules = parseClaimRoles('groups: cx-office=service-office, cx-agents = agent,CN=Readers=read-only');

test('somebody in a group has its role; in several, that of the one that stands first in the setting', () => {
  assert.equal(roleOfClaims(rules, { groups: ['staff', 'cx-agents'] }), 'agent');
  assert.equal(roleOfClaims(rules, { groups: ['cx-agents', 'cx-office'] }), 'service-office');
  assert.equal(roleOfClaims(rules, { groups: 'CN=Readers' }), 'read-only');
});

test('somebody in no such group has no role, whatever the claim holds', () => {
  for (const groups of [undefined, null, [], ['CX-AGENTS'], [['cx-agents']], { 0: 'cx-agents' }, 7]) assert.equal(roleOfClaims(rules, { groups }), null);
  assert.equal(roleOfClaims(parseClaimRoles('constructor: x=agent'), {}), null);
});

test('a claim may be named by an address', () => {
  assert.equal(roleOfClaims(parseClaimRoles('https://example.org/roles: a=analyst'), { 'https://example.org/roles': ['a'] }), 'analyst');
});

test('a setting that cannot be read, or that would make owners, is refused and says why', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['groups', /no claim/], [': a=agent', /no claim/], ['groups: ', /without a value/], ['groups: agent', /without a value/], ['groups: a=agent,', /without a value/], ['groups: a=boss', /a role that there is not/], ['groups: a=owner', /only an owner can give/], ['groups: a=ombudsman', /only an owner can give/],
  ];
  for (const [text, words] of wrong) assert.throws(() => parseClaimRoles(text), (error: AppError) => error.code === 'setting-wrong' && words.test(error.detail), text);
});
