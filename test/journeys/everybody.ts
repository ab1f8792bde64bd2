import { ROLES, type KeyKind, type Role, type Viewer } from '../../src/kernel/access.ts';
import type { ApiKey, Me } from '../../src/modules/people/contract.ts';
import { answerOf, type RunningCustos } from './harness.ts';
import type { Walker } from './role-walk.ts';

const PASSWORD = 'everybody has this one';

/** One person of every role, signed in, one key of every kind, and nobody. */
export async function everybody(custos: RunningCustos): Promise<Walker[]> {
  const people = await Promise.all(ROLES.map((role) => personOf(custos, role)));
  const keys = await Promise.all([
    keyOf(custos, 'write key', { kind: 'write', source: 'walker' }), keyOf(custos, 'read key', { kind: 'read' }), keyOf(custos, 'read key with personal data', { kind: 'read', personalData: true }),
    keyOf(custos, 'contact key', { kind: 'contact' }), keyOf(custos, 'SQL key', { kind: 'sql' }), keyOf(custos, 'SQL key with personal data', { kind: 'sql', personalData: true }),
  ]);
  return [...people, ...keys, { name: 'nobody', viewer: null, headers: {} }];
}

async function personOf(custos: RunningCustos, role: Role): Promise<Walker> {
  const email = `${role}@staff.example`;
  await answerOf(custos.ask('/api/people', { cookie: custos.ownerSession, body: { name: `The ${role}`, email, password: PASSWORD, role } }));
  const cookie = await custos.signIn(email, PASSWORD);
  const me = await answerOf<Me>(custos.ask('/api/me', { cookie }));
  return { name: role, viewer: { kind: 'person', id: me.id, name: me.name, role }, headers: { cookie } };
}

async function keyOf(custos: RunningCustos, name: string, wish: { readonly kind: KeyKind; readonly source?: string; readonly personalData?: boolean }): Promise<Walker> {
  const { key, record } = await answerOf<{ key: string; record: ApiKey }>(custos.ask('/api/keys', { cookie: custos.ownerSession, body: { name, ...wish } }));
  const viewer: Viewer = { kind: 'key', id: record.id, name, key: record.kind, source: record.source, personalData: record.personalData };
  return { name, viewer, headers: { authorization: `Bearer ${key}` } };
}
