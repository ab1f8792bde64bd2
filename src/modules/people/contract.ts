import { z } from 'zod';
import { ACTIONS, KEY_KINDS, ROLES } from '../../kernel/access.ts';
import { LOWER_WORD } from '../../kernel/lower-word.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';

export const Me = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES), may: z.array(z.enum(ACTIONS)), company: z.string(), zone: z.string() });
export type Me = z.infer<typeof Me>;
export const Person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES), active: z.boolean(), createdAt: z.string(), lastSeenAt: z.string().nullable() });
export type Person = z.infer<typeof Person>;
export const ApiKey = z.object({ id: z.string(), name: z.string(), kind: z.enum(KEY_KINDS), source: z.string().nullable(), personalData: z.boolean(), endsWith: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable() });
export type ApiKey = z.infer<typeof ApiKey>;
export const AuditEntry = z.object({ at: z.string(), who: z.string(), what: z.string(), about: z.string().nullable(), outcome: z.enum(['allowed', 'refused']) });

const password = z.string().min(10, 'at least 10 characters').max(200);

export const routes = defineRoutes({
  firstRun: { method: 'GET', path: '/api/first-run', summary: 'Whether this installation still needs its owner', gate: 'public', response: z.object({ needed: z.boolean(), demo: z.boolean() }) },
  createOwner: { method: 'POST', path: '/api/first-run', summary: 'Create the owner; works once', gate: 'public', body: z.object({ name: z.string().min(1).max(120), email: z.email(), password, company: z.string().min(1).max(120), zone: z.string().max(60).default('UTC') }), response: Me },
  signIn: { method: 'POST', path: '/api/sign-in', summary: 'Sign in; answers with a session cookie', gate: 'public', body: z.object({ email: z.string().max(300), password: z.string().max(200) }), response: Me },
  signOut: { method: 'POST', path: '/api/sign-out', summary: 'Sign out', gate: 'public', body: z.object({}), response: z.object({ signedOut: z.boolean() }) },
  me: { method: 'GET', path: '/api/me', summary: 'Who is signed in and what they may do', gate: 'see-own-session', response: Me },
  people: { method: 'GET', path: '/api/people', summary: 'Everybody with access', gate: 'manage-people', response: z.object({ people: z.array(Person) }) },
  addPerson: { method: 'POST', path: '/api/people', summary: 'Give somebody access', gate: 'manage-people', body: z.object({ name: z.string().min(1).max(120), email: z.email(), password, role: z.enum(ROLES) }), response: Person, audit: 'people.added' },
  changePerson: { method: 'PATCH', path: '/api/people/:id', summary: 'Change a role or end access; the last owner stays', gate: 'manage-people', params: z.object({ id: z.string() }), body: z.object({ role: z.enum(ROLES).optional(), active: z.boolean().optional() }), response: Person, audit: 'people.changed' },
  keys: { method: 'GET', path: '/api/keys', summary: 'API keys', gate: 'manage-keys', response: z.object({ keys: z.array(ApiKey) }) },
  createKey: { method: 'POST', path: '/api/keys', summary: 'Create an API key; the key itself is shown once', gate: 'manage-keys', body: z.object({ name: z.string().min(1).max(120), kind: z.enum(KEY_KINDS), source: z.string().regex(LOWER_WORD).optional(), personalData: z.boolean().default(false) }), response: z.object({ key: z.string(), record: ApiKey }), audit: 'keys.created' },
  revokeKey: { method: 'POST', path: '/api/keys/:id/revoke', summary: 'Revoke an API key', gate: 'manage-keys', params: z.object({ id: z.string() }), body: z.object({}), response: ApiKey, audit: 'keys.revoked' },
  audit: { method: 'GET', path: '/api/audit', summary: 'Who saw and did what, newest first', gate: 'see-audit', query: z.object({ before: z.string().optional(), who: z.string().optional(), about: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }), response: z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }) },
});
