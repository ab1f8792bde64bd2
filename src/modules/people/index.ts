import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Pool } from 'pg';
import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { createTogether } from '../../kernel/ask-together.ts';
import type { AuditRecord } from '../../platform/http/serve-route.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { addPerson, type NewPerson } from './add-person.ts';
import { keysOffered } from './api-key.ts';
import { auditPage, type AuditQuestion } from './audit-view.ts';
import { changePerson, type PersonChange } from './change-person.ts';
import { createCalendars } from './calendars/calendars.ts';
import { companyRow } from './company-store.ts';
import type { ApiKey, Colleague, Person, SignInOffer } from './contract.ts';
import { createKey, type KeyWish } from './create-key.ts';
import { createOwner, type FirstRun } from './create-owner.ts';
import { createDoor } from './door.ts';
import { allKeys, markRevoked } from './key-store.ts';
import { createSightings } from './note-sightings.ts';
import { allPeople, hasOwner, namesOfPeople, personByEmail, personById } from './person-store.ts';
import { createKeyRecogniser } from './recognise-key.ts';
import { createPersonRecogniser } from './recognise-person.ts';
import { resetSignIn } from './reset-sign-in.ts';
import { createSeal, type Seal } from './seal-secret.ts';
import { createSecondFactors } from './second-factor.ts';
import { peopleWithFactor } from './second-factor-store.ts';
import { deleteOldSessions } from './session-store.ts';
import { createSignIn } from './sign-in.ts';
import { createSignOnDoor, type SignOnSettings } from './sign-on-door.ts';
import { createAuditWriter } from './write-audit.ts';

export { parseClaimRoles } from './claim-roles.ts';
export { createSeal, type Seal } from './seal-secret.ts';
export { createSignInLimit } from './limit-sign-in.ts';
export type { SignOnSettings } from './sign-on-door.ts';

/** `ownerEmail` and `ownerPassword` make the first run unattended. `demo` says that this installation shows the demo company. `sessionSecret`, when kept outside the database, signs sessions and seals second factors. `signOn` is the company's directory; `passwords` `owners`: with it, nobody else signs in by password. */
export type PeopleSettings = { readonly ownerEmail?: string | null; readonly ownerPassword?: string | null; readonly company?: string | null; readonly zone?: string; readonly demo?: boolean; readonly sessionSecret?: string | null; readonly signOn?: SignOnSettings | null; readonly passwords?: 'everybody' | 'owners' };

/** `pool` is a plain node-postgres pool whose search path is `people`; whoever made it ends it, after `close`. */
export type PeopleDeps = { readonly database: Database; readonly pool: Pool; readonly log: Log; readonly clock: () => number; readonly settings?: PeopleSettings };

/** The company whose installation this is. `zone` is where its days and months begin. */
export type Company = { readonly name: string; readonly zone: string };

/** Staff, roles, keys, sign-in and the audit log. */
export type People = Awaited<ReturnType<typeof createPeople>>;

const FLUSH_MS = 1_000;
const SWEEP_MS = 3_600_000;

/** Everybody with access to this installation. Creates the unattended owner when settings name one and there is none. Errors: `invalid` when only half of an owner is named. */
export async function createPeople({ database, pool, log, clock, settings = {} }: PeopleDeps) {
  const row = await companyRow(database, { zone: settings.zone ?? 'UTC', secret: randomBytes(32).toString('base64url') });
  let company: Company = { name: row.name ?? 'Custos', zone: row.zone };
  let ownerKnown = false;

  const secret = settings.sessionSecret ?? row.session_secret;
  const signIn = createSignIn({ pool, secret, log, isActive: async (id) => (await personById(database, id))?.active === true });
  const keys = createKeyRecogniser(database, clock);
  const persons = createPersonRecogniser(database, signIn, clock);
  const audits = createAuditWriter(database, log);
  const note = (what: string, person: Person): void => audits.add({ atMs: clock(), who: person.id, what, about: person.id, outcome: 'allowed' });
  const factors = createSecondFactors({ database, seal: createSeal(secret, 'custos second factor'), clock, company: () => company.name });
  const passwords = settings.signOn == null ? 'everybody' : settings.passwords ?? 'everybody';
  const door = createDoor({ database, signIn, factors, clock, passwords, note });
  const signOn = settings.signOn == null ? null : createSignOnDoor({ settings: settings.signOn, database, door, clock, log, note, refused: (personId) => audits.add({ atMs: clock(), who: 'nobody', what: 'people.sign-on', about: personId, outcome: 'refused' }) });
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
    /** Keeps secrets of other modules (of connectors, of pages in other systems) unreadable at rest, each purpose by a key of its own. */
    seal: (purpose: string): Seal => createSeal(secret, purpose, 'This was sealed under another secret of this installation and cannot be read. Enter it again.'),
    /** Whoever has exactly this address. Shape: null when nobody has. */
    personOfEmail: (email: string): Promise<Person | null> => personByEmail(database, email.trim().toLowerCase()),
    /** When somebody is there, by which clocks run. */
    calendars: createCalendars({ database, clock }),
    demo: (): boolean => settings.demo === true,
    firstRunNeeded,
    createOwner: becomeOwned,
    enter: door.enter,
    /** Signing in, step by step. */
    door,
    /** The company's directory; null when none is set. */
    signOn,
    /** Second factors of people. */
    factors,
    signInOffer: async (cookies: string | undefined): Promise<SignInOffer> => ({ signOn: signOn === null ? null : { name: signOn.name }, passwords, next: await door.next(cookies) }),
    /** Requires a second factor of roles; in this process people of those who have none are out from this moment. Errors: as `factors.requireOf`. */
    async requireFactorOf(...asked: Parameters<typeof factors.requireOf>): Promise<void> {
      await factors.requireOf(...asked);
      persons.forget();
    },
    /** Takes away somebody's second factor and their link to the company's directory, and signs them out. Errors: `not-found`. */
    async resetSignIn(id: string): Promise<Person> {
      const person = await resetSignIn(database, id);
      persons.forget();
      return person;
    },
    /** Ends the session of a Cookie header. Answers the cookies that make the browser forget it. */
    async leave(cookies: string | undefined): Promise<readonly string[]> {
      const cleared = await signIn.leave(cookies ?? '');
      persons.forget();
      return cleared;
    },
    person: (id: string): Promise<Person | null> => personById(database, id),
    list: (): Promise<Person[]> => allPeople(database),
    /** Everybody, as an owner sees them. */
    async colleagues(): Promise<Colleague[]> {
      const withFactor = await peopleWithFactor(database);
      return (await allPeople(database)).map((person) => ({ ...person, secondFactor: withFactor.has(person.id) }));
    },
    /** How somebody is called; null for somebody it does not know. Many who are asked for at the same time are asked for together. */
    nameOf,
    /** Gives somebody access. Errors: as `addPerson`; `invalid` without a password where there is no directory to sign on with. */
    async add(given: Omit<NewPerson, 'password'> & { readonly password?: string | undefined }): Promise<Person> {
      if (given.password === undefined && signOn === null) throw new AppError('invalid', 'password-missing', 'Give a first password of at least 10 characters.');
      return addPerson(database, { ...given, password: given.password ?? null });
    },
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
