import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../../platform/log/log.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../platform/outbox/outbox.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { Journeys } from '../journeys/index.ts';
import type { People } from '../people/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { Readings } from '../voice/index.ts';
import { backTest, backTestVerdicts, type Days } from './back-test.ts';
import { contradict } from './terms/compare-terms.ts';
import { beginningOf, compileTerms } from './terms/compile-terms.ts';
import { LIBRARY } from './library.ts';
import { mattersBehind, type TopicSource } from './matters-behind.ts';
import type { BackTest, Forecast, MandateLine, MattersBehind, OnePromise, Part, PromiseLine, Terms, Verdicts } from './contract.ts';
import { createForecast } from './forecast/create-forecast.ts';
import { createHistories } from './histories.ts';
import { createPresenter } from './present-promises.ts';
import { compileHeld, heldVersions, type HeldRule } from './publications.ts';
import { allPublications, allVersions, holdPublishing, insertPromise, insertPublication, insertVersion } from './promise-store.ts';
import { createRemedies } from './remedies/create-remedies.ts';
import { remediesOf } from './remedies/remedy-store.ts';
import { waitingNow } from './verdict-store.ts';
import { watchPromises } from './watch-promises.ts';

export { brokenIn, lastBroken } from './broken-view.ts';
export { brokenOften } from './broken-often-view.ts';
export { keptByWeek, type KeptWeek } from './kept-by-week.ts';
export { brokenTo } from './settled-view.ts';
export { promisesHeld, promisesKept } from './verdict-store.ts';
export { LIBRARY } from './library.ts';

/** Promises that a company made before: ready ones by their keys, with what it gives where it breaks one, and who may give what without asking. */
export type TakenOver = { readonly promises: readonly { readonly key: string; readonly remedy: Terms['remedy'] }[]; readonly mandate: readonly MandateLine[] };

/** How far back a promise that the company made before is counted. Units: ms. */
const SINCE_MOST_MS = 3_653 * 86_400_000;

/** Versions that hold now. */
const inForce = (held: readonly HeldRule[]): HeldRule[] => held.filter(({ untilMs }) => untilMs === Number.POSITIVE_INFINITY);

/** What the company promised, and what became of it. See README.md. */
export async function createPromises(deps: {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly identity: Identity; readonly subjects: Subjects; readonly customers: Pick<Customers, 'quoted'>; readonly people: Pick<People, 'list'>; readonly journeys: Pick<Journeys, 'issuesOfMany'>; readonly topics: TopicSource;
  readonly readings: Pick<Readings, 'shown'>; readonly log: Log; readonly clock: () => number; readonly zone: string; /** Why nothing is given for broken promises now; null where it may be. */ readonly remedyHeld: () => Promise<string | null>;
  /** Whether a case is of these claims. */ readonly isCaseOf: (caseId: string, nodes: readonly number[]) => Promise<boolean>;
}) {
  const { database, clock, zone } = deps;
  const histories = createHistories({ ...deps, remediesOf: (whom) => remediesOf(database, deps.identity.withOwners, whom) });
  const present = createPresenter(deps);
  const remedies = createRemedies(deps);
  const tested = { ...deps, histories };
  const forecast = createForecast(tested);
  let held: HeldRule[] = [];
  const refresh = async (): Promise<void> => { held = compileHeld(heldVersions(await allVersions(database), await allPublications(database)), zone); };
  await refresh();
  const watch = watchPromises({ ...deps, histories, rules: () => held });

  /** Errors: `invalid` for terms that cannot be kept by anybody, and for people without access. */
  async function check(terms: Terms): Promise<void> {
    compileTerms(terms, { fromMs: 0, untilMs: 0 }, zone);
    const known = new Set((await deps.people.list()).filter(({ active }) => active).map(({ id }) => id));
    if ([terms.owners.brand, terms.owners.service].some((one) => one !== null && !known.has(one))) throw new AppError('invalid', 'person-unknown', 'Name people who have access: one of these is unknown, or their access has ended.');
    if (terms.exclusions.days.some(({ from, until }) => until < from)) throw new AppError('invalid', 'days-turned-round', 'A stretch of days ends before it begins.');
  }

  async function versionsOf(promise: number): Promise<Awaited<ReturnType<typeof allVersions>>> {
    const versions = await allVersions(database, promise);
    if (versions.length === 0) throw new AppError('not-found', 'promise-unknown', 'There is no such promise.');
    return versions;
  }

  /** What keeps terms from being published. Errors: `invalid` by what is missing; `conflict` with the promises that they contradict. */
  function assertPublishable(promise: number, terms: Terms, others: readonly HeldRule[]): void {
    if (terms.audience === null) throw new AppError('invalid', 'audience-missing', 'Nobody is promised this yet: choose to whom, everyone or a group of customers.');
    if (terms.published === '') throw new AppError('invalid', 'published-text-missing', 'Write the sentence that customers read.');
    if (terms.owners.brand === null || terms.owners.service === null) throw new AppError('invalid', 'owners-missing', 'Name who answers for it in both offices, brand & marketing and service.');
    const against = others.filter((one) => one.promise !== promise && contradict(terms, one.terms));
    if (against.length > 0) throw new AppError('conflict', 'promise-contradicts', `The same customers are promised the same thing otherwise by ${against.map((one) => `“${one.terms.name}”`).join(' and ')}. Change one of them, narrow whom it is for, or stop it first.`);
  }

  /** Promises a version from now on, or says since when the company promises it already. Errors: `not-found`; `invalid` for a moment to come, or too long ago; `conflict` for an earlier moment of what was published here before; as `assertPublishable`. Units: ms since 1970. */
  async function publish(promise: number, version: number, by: string, sinceMs: number | null): Promise<void> {
    const wanted = (await versionsOf(promise)).find(({ number }) => number === version);
    if (wanted === undefined) throw new AppError('not-found', 'promise-version-unknown', 'There is no such version of this promise.');
    await check(wanted.terms);
    const nowMs = clock();
    const fromMs = sinceMs ?? nowMs;
    if (fromMs > nowMs) throw new AppError('invalid', 'since-to-come', 'Say since when it has been promised: this day is still to come.');
    if (fromMs < nowMs - SINCE_MOST_MS) throw new AppError('invalid', 'since-too-long-ago', 'A promise is counted for ten years at most: name a later day.');
    await database.transaction(async (tx) => {
      await holdPublishing(tx);
      const now = inForce(compileHeld(heldVersions(await allVersions(tx), await allPublications(tx)), zone));
      assertPublishable(promise, wanted.terms, now);
      if (fromMs < nowMs && (await allPublications(tx, promise)).length > 0) throw new AppError('conflict', 'published-before', 'This promise was published here before: what held then is not rewritten. Publish it from now on.');
      if (!now.some((one) => one.promise === promise && one.version === version)) await insertPublication(tx, promise, version, by, new Date(fromMs), new Date(nowMs));
    });
    await refresh();
    if (fromMs < nowMs) await watch.goThroughSince(fromMs);
    watch.wake();
  }

  return {
    /** What is owed for broken promises, who may give what, and what was given. */
    remedies,
    promises: (): Promise<PromiseLine[]> => present.lines(),
    people: async () => (await deps.people.list()).filter(({ active }) => active).map(({ id, name }) => ({ id, name })),
    /** What is promised by a version: its name, and what is given where it breaks. Shape: null when there is none. */
    async promisedOf(promise: number, version: number): Promise<{ readonly name: string; readonly remedy: string | null } | null> {
      const terms = (await allVersions(database, promise)).find(({ number }) => number === version)?.terms;
      return terms === undefined ? null : { name: terms.name, remedy: terms.remedy?.text ?? null };
    },
    one: async (promise: number): Promise<OnePromise> => { await versionsOf(promise); return present.one(promise); },
    verdicts: async (promise: number, part: Part): Promise<Verdicts> => { await versionsOf(promise); return present.verdicts(promise, part); },
    /** Writes a promise down. Errors: as `check`. */
    async draft(terms: Terms, note: string, by: string): Promise<number> {
      await check(terms);
      return database.transaction((tx) => insertPromise(tx, terms, note, by, new Date(clock())));
    },
    /** Keeps another version. Errors: as `check`; `not-found`; `conflict` when somebody else saved meanwhile. */
    async save(promise: number, terms: Terms, basedOn: number, note: string, by: string): Promise<number> {
      await versionsOf(promise);
      await check(terms);
      if (!await database.transaction((tx) => insertVersion(tx, promise, basedOn, { terms, note, by, at: new Date(clock()) }))) throw new AppError('conflict', 'promise-changed-meanwhile', 'Somebody else changed this promise meanwhile. Load the page again and make your change to theirs.');
      return basedOn + 1;
    },
    /** Promises a version from now on, or since a day on which the company promised it already. Errors: as `publish`. */
    publish: (promise: number, version: number, by: string, since: string | null = null): Promise<void> => publish(promise, version, by, since === null ? null : beginningOf(since, zone)),
    /** Takes over what a company has promised since a moment, and who may give what; nothing where anything is promised or an owner is missing. Units: ms since 1970. */
    async takeOver(made: TakenOver, sinceMs: number): Promise<void> {
      const owner = (await deps.people.list()).find(({ role, active }) => role === 'owner' && active);
      if (owner === undefined || (await allVersions(database)).length > 0) return;
      for (const { key, remedy } of made.promises) {
        const terms = LIBRARY.find((one) => one.key === key)?.terms;
        if (terms === undefined) continue;
        const number = await database.transaction((tx) => insertPromise(tx, { ...terms, remedy, owners: { brand: owner.id, service: owner.id } }, '', owner.id, new Date(clock())));
        await publish(number, 1, owner.id, sinceMs);
      }
      await remedies.saveMandate(made.mandate, 0, '', owner.id);
    },
    /** Promises it no more. Errors: `not-found`; `conflict` for one that is not promised. */
    async stop(promise: number, by: string): Promise<number> {
      const last = (await versionsOf(promise)).at(-1)?.number ?? 0;
      await database.transaction(async (tx) => {
        await holdPublishing(tx);
        const published = (await allPublications(tx, promise)).at(-1);
        if (published === undefined || published.version === null) throw new AppError('conflict', 'promise-not-published', 'This promise is not published, so there is nothing to stop.');
        await insertPublication(tx, promise, null, by, new Date(clock()));
      });
      await refresh();
      return last;
    },
    /** Published promises that terms contradict; `promise`: whose terms they are, null for a new one's. */
    contradictions: (terms: Terms, promise: number | null): { promise: number; name: string }[] => inForce(held).filter((one) => one.promise !== promise && contradict(terms, one.terms)).map((one) => ({ promise: one.promise, name: one.terms.name })),
    /** What of a promise is due soon, and how likely each breaks. Errors: `not-found`; `unavailable` before customers were put into groups. */
    async forecast(promise: number): Promise<Forecast> {
      const versions = await versionsOf(promise);
      const terms = inForce(held).find((one) => one.promise === promise)?.terms ?? versions.at(-1)?.terms;
      return forecast.of(promise, terms as Terms);
    },
    /** What lies behind the breaks of a promise. Errors: `not-found`. */
    async matters(promise: number): Promise<MattersBehind> {
      await versionsOf(promise);
      return mattersBehind(deps, promise);
    },
    backTest: async (terms: Terms, days: Days | undefined): Promise<BackTest> => { await check(terms); return backTest(tested, terms, days); },
    async backTestVerdicts(terms: Terms, days: Days | undefined, part: Part): Promise<Verdicts> {
      const { instances, total } = await backTestVerdicts(tested, terms, days, part);
      return { total, verdicts: await present.shown(instances.map((one) => ({ ...one, promise: 0, version: 0 }))) };
    },
    /** Takes over what another process published. */
    reload: refresh,
    start: (): void => { watch.start(); },
    /** Whether nothing that arrived before a moment still waits to be judged. Units: ms since 1970. */
    isJudgedUntil: async (atMs: number): Promise<boolean> => (await waitingNow(database, atMs, 1)).length === 0,
    /** For tests: everything that waits or is due is judged. */
    settled: (): Promise<void> => watch.settled(),
    stopWatching: (): Promise<void> => watch.stop(),
  };
}

export type Promises = Awaited<ReturnType<typeof createPromises>>;
