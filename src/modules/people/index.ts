import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import type { Role, Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { createTogether } from '../../kernel/ask-together.ts';
import type { AuditRecord } from '../../platform/http/serve-route.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { addPerson } from './add-person.ts';
import { keysOffered } from './api-key.ts';
import { auditPage, type AuditQuestion } from './audit-view.ts';
import { changePerson, type PersonChange } from './change-person.ts';
import { companyRow } from './company-store.ts';
import type { ApiKey, Person } from './contract.ts';
import { createKey, type KeyWish } from './create-key.ts';
import { createOwner, type FirstRun } from './create-owner.ts';
import { allKeys, markRevoked } from './key-store.ts';
import { createSignInLimit } from './limit-sign-in.ts';
import { createSightings } from './note-sightings.ts';
import { allPeople, deleteOldSessions, hasOwner, namesOfPeople, personById, personIdOfEmail } from './person-store.ts';
import { createKeyRecogniser } from './recognise-key.ts';
import { createPersonRecogniser } from './recognise-person.ts';
import { createSignIn } from './sign-in.ts';
import { createAuditWriter } from './write-audit.ts';

/** `ownerEmail` and `ownerPassword` make the first run unattended. `demo` says that this installation shows the demo company. `sessionSecret`, when kept outside the database, signs sessions. */
export type PeopleSettings = { readonly ownerEmail?: string | null; readonly ownerPassword?: string | null; readonly company?: string | null; readonly zone?: string; readonly demo?: boolean; readonly sessionSecret?: string | null };

/** `pool` is a plain node-postgres pool whose search path is `people`; whoever made it ends it, after `close`. */
export type PeopleDeps = { readonly database: Database; readonly pool: Pool; readonly log: Log; readonly clock: () => number; readonly settings?: PeopleSettings };

/** The company whose installation this is. `zone` is where its days and months begin. */
export type Company = { readonly name: string; readonly zone: string };

/** Somebody who got in, with the cookies that keep them in. */
export type Entry = { readonly person: Person; readonly cookies: readonly string[] };

/** Staff, roles, keys, sign-in and the audit log. */
export type People = Awaited<ReturnType<typeof createPeople>>;

const FLUSH_MS = 1_000;
const SWEEP_MS = 3_600_000;

/** Everybody with access to this installation. Creates the unattended owner when settings name one and there is none. Errors: `invalid` when only half of an owner is named. */
export async function createPeople({ database, pool, log, clock, settings = {} }: PeopleDeps) {
  const row = await companyRow(database, { zone: settings.zone ?? 'UTC', secret: randomBytes(32).toString('base64url') });
  let company: Company = { name: row.name ?? 'Custos', zone: row.zone };
  let ownerKnown = false;

  const signIn = createSignIn({ pool, secret: settings.sessionSecret ?? row.session_secret, log, isActive: async (id) => (await personById(database, id))?.active === true });
  const keys = createKeyRecogniser(database, clock);
  const persons = createPersonRecogniser(database, signIn, clock);
  const limit = createSignInLimit(clock);
  const audits = createAuditWriter(database, log);
  const sightings = createSightings(database, clock);
  const nameOf = createTogether<string, ReadonlyMap<string, string>, string | null>({ slots: 2, most: 1_000, ask: (ids) => namesOfPeople(database, ids), read: (names, ids) => ids.map((id) => names.get(id) ?? null) });

  const flush = async (): Promise<void> => {
    await audits.flush();
    await sightings.flush();
  };
  const quietly = (work: () => Promise<void>): void => void work().catch((error: unknown) => log.warn('people-upkeep-failed', factsOf(error)));
  const timers = [setInterval(() => quietly(flush), FLUSH_MS).unref(), setInterval(() => quietly(() => deleteOldSessions(database)), SWEEP_MS).unref()];

  const audit = ({ viewer, what, about, outcome }: AuditRecord): void => audits.add({ atMs: clock(), who: viewer?.id ?? 'nobody', what, about, outcome });
  const auditCustos = (what: string, about: string): void => audits.add({ atMs: clock(), who: 'custos', what, about, outcome: 'allowed' });

  const becomeOwned = async (given: FirstRun): Promise<Person> => {
    const owner = await createOwner(database, given);
    ownerKnown = true;
    company = { name: given.company, zone: given.zone };
    auditCustos('people.owner-created', owner.id);
    return owner;
  };
  const firstRunNeeded = async (): Promise<boolean> => {
    ownerKnown ||= await hasOwner(database);
    return !ownerKnown;
  };
  const keyViewer = async (key: string): Promise<Extract<Viewer, { kind: 'key' }> | null> => {
    const viewer = await keys.viewerOfKey(key);
    if (viewer !== null) sightings.seen('key', viewer.id);
    return viewer;
  };

  const people = {
    /** Who asks: the first valid key that the request offers, else the person whose session it carries. Null when nobody. */
    async viewerOf(request: IncomingMessage): Promise<Viewer | null> {
      for (const { key, place } of keysOffered(request)) {
        const viewer = await keyViewer(key);
        if (viewer !== null && (place === 'header' || viewer.key === 'write')) return viewer;
      }
      const person = await persons.viewerOfCookies(request.headers.cookie);
      if (person !== null) sightings.seen('person', person.id);
      return person;
    },
    /** Who a key is that arrived elsewhere, such as in a body. */
    viewerOfKey: keyViewer,
    /** Notes who saw or did what, or was refused; given to the HTTP server. */
    audit,
    /** Name and zone of the company. Shape: named Custos until the first run. */
    company: (): Company => company,
    demo: (): boolean => settings.demo === true,
    firstRunNeeded,
    createOwner: becomeOwned,
    /** Signs somebody in. `about` of a refusal is told to `tried` when the e-mail address has access. Errors: `unauthenticated`, the same for a wrong address, a wrong password and ended access; `too-many`. */
    async enter(email: string, password: string, clientAddress: string, tried: (personId: string) => void = () => undefined): Promise<Entry> {
      limit.attempt(clientAddress, email);
      const entered = await signIn.enter(email, password);
      const person = entered === null ? null : await personById(database, entered.personId);
      if (entered === null || person === null) {
        const known = await personIdOfEmail(database, email);
        if (known !== null) tried(known);
        throw new AppError('unauthenticated', 'sign-in-refused', 'E-mail address and password do not fit together, or this access has ended. Check both; an owner can help.');
      }
      limit.forgive(clientAddress, email);
      audits.add({ atMs: clock(), who: person.id, what: 'people.signed-in', about: person.id, outcome: 'allowed' });
      return { person, cookies: entered.cookies };
    },
    /** Ends the session of a Cookie header. Answers the cookies that make the browser forget it. */
    async leave(cookies: string | undefined): Promise<readonly string[]> {
      const cleared = await signIn.leave(cookies ?? '');
      persons.forget();
      return cleared;
    },
    person: (id: string): Promise<Person | null> => personById(database, id),
    list: (): Promise<Person[]> => allPeople(database),
    /** How somebody is called; null for somebody it does not know. Many who are asked for at the same time are asked for together. */
    nameOf,
    add: (given: { readonly name: string; readonly email: string; readonly password: string; readonly role: Role }): Promise<Person> => addPerson(database, given),
    /** Changes a role or ends access; in this process the change holds from this moment. */
    async change(id: string, change: PersonChange): Promise<Person> {
      const person = await changePerson(database, id, change);
      persons.forget();
      return person;
    },
    keys: (): Promise<ApiKey[]> => allKeys(database),
    /** Makes an API key; the answer holds the key, which is never shown again. */
    async createKey(wish: KeyWish): Promise<{ readonly key: string; readonly record: ApiKey }> {
      const made = await createKey(database, wish);
      keys.forget();
      return made;
    },
    /** Ends a key: here at once, in other processes within five seconds. Errors: `not-found`. */
    async revokeKey(id: string): Promise<ApiKey> {
      const revoked = await markRevoked(database, id);
      if (revoked === null) throw new AppError('not-found', 'key-not-found', 'There is no key with this id. Reload the list of keys.');
      keys.forget();
      return revoked;
    },
    auditPage: async (question: AuditQuestion): ReturnType<typeof auditPage> => {
      await audits.flush();
      return auditPage(database, question);
    },
    /** Writes what is still in memory. */
    flush,
    /** Writes what is still in memory and stops all upkeep. */
    async close(): Promise<void> {
      for (const timer of timers) clearInterval(timer);
      await flush();
    },
  };

  await ensureOwner(settings, firstRunNeeded, becomeOwned).catch((error: unknown) => {
    for (const timer of timers) clearInterval(timer);
    throw error;
  });
  return people;
}

async function ensureOwner({ ownerEmail = null, ownerPassword = null, company = null, zone = 'UTC' }: PeopleSettings, needed: () => Promise<boolean>, create: (given: FirstRun) => Promise<Person>): Promise<void> {
  if (ownerEmail === null && ownerPassword === null) return;
  if (ownerEmail === null || ownerPassword === null) throw new AppError('invalid', 'owner-incomplete', 'Set both CUSTOS_OWNER_EMAIL and CUSTOS_OWNER_PASSWORD, or neither.');
  if (ownerPassword.length < 10) throw new AppError('invalid', 'owner-password-short', 'CUSTOS_OWNER_PASSWORD must have at least 10 characters.');
  if (!(await needed())) return;
  await create({ name: 'Owner', email: ownerEmail, password: ownerPassword, company: company ?? 'Our company', zone }).catch((error: unknown) => {
    // Another process of the same installation was a moment faster.
    if (!(error instanceof AppError && error.code === 'owner-exists')) throw error;
  });
}
