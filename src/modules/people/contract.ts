import { z } from 'zod';
import { ACTIONS, KEY_KINDS, ROLES } from '../../kernel/access.ts';
import { LOWER_WORD } from '../../kernel/lower-word.ts';
import { defineRoutes } from '../../kernel/route-contract.ts';

export * from './calendars/contract.ts';

export const Me = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES), may: z.array(z.enum(ACTIONS)), company: z.string(), zone: z.string() });
export type Me = z.infer<typeof Me>;
export const Person = z.object({ id: z.string(), name: z.string(), email: z.string(), role: z.enum(ROLES), active: z.boolean(), createdAt: z.string(), lastSeenAt: z.string().nullable() });
export type Person = z.infer<typeof Person>;
/** A person as an owner sees them. `secondFactor`: whether they have one that counts. */
export const Colleague = Person.extend({ secondFactor: z.boolean() });
export type Colleague = z.infer<typeof Colleague>;
export const ApiKey = z.object({ id: z.string(), name: z.string(), kind: z.enum(KEY_KINDS), source: z.string().nullable(), personalData: z.boolean(), endsWith: z.string(), createdAt: z.string(), lastUsedAt: z.string().nullable(), revokedAt: z.string().nullable() });
export type ApiKey = z.infer<typeof ApiKey>;
export const AuditEntry = z.object({ at: z.string(), who: z.string(), what: z.string(), about: z.string().nullable(), outcome: z.enum(['allowed', 'refused']) });

/** What a sign-in that was begun still needs: the code of the second factor, or setting one up because the role requires it. */
export const NextStep = z.enum(['code', 'set-up']);
export type NextStep = z.infer<typeof NextStep>;
/** What the sign-in page offers. Shape: `signOn` null when no directory is set; `next` of the sign-in that this browser began, null when none. */
export const SignInOffer = z.object({ signOn: z.object({ name: z.string() }).nullable(), passwords: z.enum(['everybody', 'owners']), next: NextStep.nullable() });
export type SignInOffer = z.infer<typeof SignInOffer>;
/** Somebody's own second factor. `hasPassword` false: they sign on with the company's directory. */
export const SecondFactor = z.object({ isOn: z.boolean(), isRequired: z.boolean(), recoveryCodesLeft: z.number().int(), hasPassword: z.boolean() });
export type SecondFactor = z.infer<typeof SecondFactor>;
/** A second factor that is being set up, shown this once. Shape: `secret` in base32; `link` (otpauth:) is what the QR code holds. */
export const SetUp = z.object({ secret: z.string(), link: z.string() });
export type SetUp = z.infer<typeof SetUp>;
const RecoveryCodes = z.object({ recoveryCodes: z.array(z.string()) });
const FactorRule = z.object({ roles: z.array(z.enum(ROLES)).max(ROLES.length) });

/** Why a sign-on with the company's directory led nowhere, by the word with which the sign-in page is opened again. */
export const SIGN_ON_REFUSALS = {
  'sign-on-unset': 'This installation has no single sign-on. Sign in with your password.',
  'sign-on-away': 'The sign-on service does not answer. Try again in a moment; owners can sign in with their password meanwhile.',
  'sign-on-lost': 'This sign-on was begun too long ago or in another browser, or was used before. Begin again.',
  'sign-on-cancelled': 'The sign-on service did not let you through. Begin again, or ask whoever looks after your accounts there.',
  'sign-on-refused': 'What the sign-on service answered does not hold, so it was not used. Begin again; if it stays so, tell an owner of this installation.',
  'sign-on-unverified': 'The sign-on service does not say that your e-mail address is verified. Ask whoever looks after your accounts there.',
  'sign-on-unknown': 'The sign-on service knows you, but you have no access here yet. Ask an owner of this installation to add you with the e-mail address of that account.',
  'sign-on-ended': 'Your access here has ended. An owner of this installation can give it back.',
  'sign-on-other': 'Another account of the sign-on service is linked to your e-mail address here. Ask an owner of this installation to reset your sign-in, then begin again.',
  'sign-in-too-often': 'Too many tries from here. Wait five minutes, then try again.',
} as const;
export type SignOnRefusal = keyof typeof SIGN_ON_REFUSALS;

/** The sentence of a refusal. */
export function signOnRefusal(code: SignOnRefusal): string {
  return SIGN_ON_REFUSALS[code];
}

const code = z.object({ code: z.string().min(1).max(60) });
const password = z.string().min(10, 'at least 10 characters').max(200);

export const routes = defineRoutes({
  firstRun: { method: 'GET', path: '/api/first-run', summary: 'Whether this installation still needs its owner', gate: 'public', response: z.object({ needed: z.boolean(), demo: z.boolean() }) },
  createOwner: { method: 'POST', path: '/api/first-run', summary: 'Create the owner; works once', gate: 'public', body: z.object({ name: z.string().min(1).max(120), email: z.email(), password, company: z.string().min(1).max(120), zone: z.string().max(60).default('UTC') }), response: Me },
  signIn: { method: 'POST', path: '/api/sign-in', summary: 'Sign in; answers with a session cookie', gate: 'public', body: z.object({ email: z.string().max(300), password: z.string().max(200) }), response: z.union([Me, z.object({ next: NextStep })]) },
  signInOffer: { method: 'GET', path: '/api/sign-in', summary: 'How one may sign in here, and what a sign-in that was begun still needs', gate: 'public', response: SignInOffer },
  signInCode: { method: 'POST', path: '/api/sign-in/code', summary: 'Finish a sign-in by the code of the second factor, or by a recovery code', gate: 'public', body: code, response: Me },
  signInSetUp: { method: 'POST', path: '/api/sign-in/second-factor', summary: 'Set a second factor up during a sign-in that requires one; the secret is shown once', gate: 'public', body: z.object({}), response: SetUp },
  signInConfirm: { method: 'POST', path: '/api/sign-in/second-factor/confirm', summary: 'Switch that second factor on by its first code, which finishes the sign-in; recovery codes are shown once', gate: 'public', body: code, response: RecoveryCodes },
  signOn: { method: 'GET', path: '/api/sign-on', summary: 'Go to the company’s directory to sign on; answers with a redirection', gate: 'public', query: z.object({ to: z.string().max(2_000).optional() }), response: z.object({}), raw: 'response' },
  signOnBack: { method: 'GET', path: '/api/sign-on/back', summary: 'Come back from the company’s directory; answers with a redirection', gate: 'public', response: z.object({}), raw: 'response' },
  signOut: { method: 'POST', path: '/api/sign-out', summary: 'Sign out', gate: 'public', body: z.object({}), response: z.object({ signedOut: z.boolean() }) },
  me: { method: 'GET', path: '/api/me', summary: 'Who is signed in and what they may do', gate: 'see-own-session', response: Me },
  secondFactor: { method: 'GET', path: '/api/me/second-factor', summary: 'Your own second factor', gate: 'see-own-session', response: SecondFactor },
  beginSecondFactor: { method: 'POST', path: '/api/me/second-factor', summary: 'Set up your own second factor; the secret is shown once and counts when it is confirmed', gate: 'see-own-session', body: z.object({}), response: SetUp },
  confirmSecondFactor: { method: 'POST', path: '/api/me/second-factor/confirm', summary: 'Switch your own second factor on by its first code; recovery codes are shown once', gate: 'see-own-session', body: code, response: RecoveryCodes, audit: 'people.second-factor-on' },
  renewRecoveryCodes: { method: 'POST', path: '/api/me/second-factor/recovery-codes', summary: 'Ten new recovery codes instead of those before, for a code; they are shown once', gate: 'see-own-session', body: code, response: RecoveryCodes, audit: 'people.recovery-codes-renewed' },
  endSecondFactor: { method: 'POST', path: '/api/me/second-factor/end', summary: 'Switch your own second factor off by password and code', gate: 'see-own-session', body: code.extend({ password: z.string().max(200).default('') }), response: SecondFactor, audit: 'people.second-factor-off' },
  factorRule: { method: 'GET', path: '/api/second-factor-rule', summary: 'Roles that require a second factor', gate: 'manage-people', response: FactorRule },
  setFactorRule: { method: 'PUT', path: '/api/second-factor-rule', summary: 'Require a second factor of roles; people of those who have none are signed out and led to set it up', gate: 'manage-people', body: FactorRule, response: FactorRule, audit: 'people.second-factor-required' },
  resetSignIn: { method: 'POST', path: '/api/people/:id/reset-sign-in', summary: 'Take away somebody’s second factor and their link to the company’s directory, and sign them out', gate: 'manage-people', params: z.object({ id: z.string() }), body: z.object({}), response: Person, audit: 'people.sign-in-reset' },
  people: { method: 'GET', path: '/api/people', summary: 'Everybody with access', gate: 'manage-people', response: z.object({ people: z.array(Colleague) }) },
  addPerson: { method: 'POST', path: '/api/people', summary: 'Give somebody access; without a password they sign on with the company’s directory', gate: 'manage-people', body: z.object({ name: z.string().min(1).max(120), email: z.email(), password: password.optional(), role: z.enum(ROLES) }), response: Person, audit: 'people.added' },
  changePerson: { method: 'PATCH', path: '/api/people/:id', summary: 'Change a role or end access; the last owner stays', gate: 'manage-people', params: z.object({ id: z.string() }), body: z.object({ role: z.enum(ROLES).optional(), active: z.boolean().optional() }), response: Person, audit: 'people.changed' },
  keys: { method: 'GET', path: '/api/keys', summary: 'API keys', gate: 'manage-keys', response: z.object({ keys: z.array(ApiKey) }) },
  createKey: { method: 'POST', path: '/api/keys', summary: 'Create an API key; the key itself is shown once', gate: 'manage-keys', body: z.object({ name: z.string().min(1).max(120), kind: z.enum(KEY_KINDS), source: z.string().regex(LOWER_WORD).optional(), personalData: z.boolean().default(false) }), response: z.object({ key: z.string(), record: ApiKey }), audit: 'keys.created' },
  revokeKey: { method: 'POST', path: '/api/keys/:id/revoke', summary: 'Revoke an API key', gate: 'manage-keys', params: z.object({ id: z.string() }), body: z.object({}), response: ApiKey, audit: 'keys.revoked' },
  audit: { method: 'GET', path: '/api/audit', summary: 'Who saw and did what, newest first', gate: 'see-audit', query: z.object({ before: z.string().optional(), who: z.string().optional(), about: z.string().optional(), limit: z.coerce.number().int().min(1).max(500).default(100) }), response: z.object({ entries: z.array(AuditEntry), next: z.string().nullable() }) },
});
