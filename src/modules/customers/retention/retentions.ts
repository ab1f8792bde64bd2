import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Channels } from '../../channels/index.ts';
import type { Identity } from '../../identity/index.ts';
import type { Due, Interactions } from '../../interactions/index.ts';
import type { Subjects } from '../../subjects/index.ts';
import { letGoBesides, type KeptBesides } from '../kept-besides.ts';
import { bringBackTraits, forgetWords } from '../trait-store.ts';
import { TRIED_MS, type Retention, type RetentionRule, type RetentionRuleState, type RetentionRun } from './contract.ts';
import { createForgetting } from './forget-people.ts';
import { dueBefore, isSameRule, nextRunMs, PROPOSED, ruleKey, ruleName } from './retention-rules.ts';
import { beginRun, breakRun, finishRun, lastRuns, markReleased, putSetting, runByNumber, runs, settings, type RunResult, type RunRow } from './retention-store.ts';

/** How often it is looked whether a rule is due. */
const LOOK_MS = 600_000;
const RUNS_SHOWN = 200;
const UPLOAD_DAYS = 7;
/** What is said of a run that is about no interactions. */
const NOBODY = { interactions: 0, customers: 0, oldestAt: null, newestAt: null } as const;
const BROKEN_OFF = 'This run broke off. What it had dealt with is gone; the next run goes on.';

/** How long what is kept: rules that somebody switches on, a dry run before, a log of every run. See README.md. */
export function createRetention(deps: { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly subjects: Subjects; readonly channels: Channels; readonly log: Log; readonly clock: () => number; readonly besides?: readonly KeptBesides[] }) {
  const { database, interactions, subjects, channels } = deps;
  const forgetting = createForgetting(deps);
  let timer: ReturnType<typeof setInterval> | null = null;
  let working: Promise<void> | null = null;
  let stopped = false;

  async function rulesNow(): Promise<RetentionRuleState[]> {
    const [set, last] = await Promise.all([settings(database), lastRuns(database)]);
    const named = new Map(set.map((one) => [one.key, one]));
    const proposed = PROPOSED.filter((rule) => !named.has(ruleKey(rule))).map((rule) => ({ key: ruleKey(rule), rule, isOn: false, by: null, at: null }));
    return [...set, ...proposed].map(({ key, rule, isOn, by, at }): RetentionRuleState => {
      const tried = last.find((run) => run.key === key && run.isDry && isSameRule(run.rule, rule));
      const lastRun = last.find((run) => run.key === key && !run.isDry);
      return {
        key, name: ruleName(rule), rule, isProposed: at === null, isOn, by, at: at?.toISOString() ?? null, tried: tried === undefined ? null : present(tried), lastRun: lastRun === undefined ? null : present(lastRun),
        beginsAt: isOn && at !== null ? new Date(nextRunMs(at.getTime(), lastRun?.finishedAt?.getTime() ?? null)).toISOString() : null,
      };
    }).sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async function ruleOf(key: string): Promise<RetentionRuleState> {
    const found = (await rulesNow()).find((one) => one.key === key);
    if (found === undefined) throw new AppError('not-found', 'retention-rule-unknown', 'There is no such rule.');
    return found;
  }

  const overview = async (): Promise<Retention> => ({ rules: await rulesNow(), runs: (await runs(database, RUNS_SHOWN)).map(present), uploadDays: UPLOAD_DAYS });
  const dueOf = (rule: RetentionRule, beforeMs: number): Due => ({ channel: rule.channel ?? '', kinds: rule.kinds, beforeMs, receivedByMs: deps.clock() });

  async function wouldDelete(rule: RetentionRule, beforeMs: number): Promise<RunResult> {
    if (rule.what === 'quarantine') return { ...NOBODY, counts: { 'interactions.parked': await interactions.parkedBefore(new Date(beforeMs)) } };
    if (rule.what === 'rejects') return { ...NOBODY, counts: { 'channels.import_reject': await channels.rejectsBefore(new Date(beforeMs)) } };
    const due = dueOf(rule, beforeMs);
    const [found, parked] = await Promise.all([interactions.dueCount(due), interactions.dueParked(due)]);
    const statements: Record<string, number> = {};
    if (found.interactions > 0) for await (const numbers of interactions.dueNumbers(due)) for (const [table, rows] of Object.entries(await subjects.statementsAmong(numbers))) statements[table] = (statements[table] ?? 0) + rows;
    return { ...found, counts: { interactions_log: found.interactions, ...statements, 'interactions.parked': parked, ...await forgetting.wouldForget(due) } };
  }

  async function deleteDue(rule: RetentionRule, beforeMs: number, run: number): Promise<RunResult> {
    if (rule.what === 'quarantine') return { ...NOBODY, counts: { 'interactions.parked': await interactions.dropParkedBefore(new Date(beforeMs)) } };
    if (rule.what === 'rejects') return { ...NOBODY, counts: { 'channels.import_reject': await channels.dropRejectsBefore(new Date(beforeMs)) } };
    const due = dueOf(rule, beforeMs);
    const found = await interactions.dueCount(due);
    const { counts, interactions: count } = await interactions.expire(due, run, async (tx, numbers) => {
      const traits = await forgetWords(tx, numbers);
      if (traits.length > 0) await bringBackTraits(tx, traits);
      return { ...await subjects.forgetInteractions(tx, numbers), 'customers.trait': traits.length, ...await letGoBesides(deps.besides ?? [], (one) => one.forgetInteractions(tx, numbers)) };
    }, forgetting.forgetAt);
    return { ...found, interactions: count, counts };
  }

  async function carryOut(key: string, rule: RetentionRule, isDry: boolean, by: string | null): Promise<RetentionRun> {
    const startedAt = new Date(deps.clock());
    const beforeMs = dueBefore(startedAt.getTime(), rule.keepMonths);
    const number = await beginRun(database, { key, rule, isDry, before: new Date(beforeMs), by, startedAt });
    try {
      await finishRun(database, number, isDry ? await wouldDelete(rule, beforeMs) : await deleteDue(rule, beforeMs, number), new Date(deps.clock()));
    } catch (error) {
      deps.log.error('retention-broke-off', { run: publicId('retention', number), ...factsOf(error) });
      await breakRun(database, number, error instanceof AppError && error.kind !== 'internal' ? error.detail : BROKEN_OFF);
      throw error;
    }
    const run = await runByNumber(database, number);
    if (run === null) throw new AppError('internal', 'retention-run-missing', 'The run can not be found.');
    if (!isDry) deps.log.info('retention-ran', { run: publicId('retention', number), interactions: run.interactions });
    return present(run);
  }

  /** One process at a time deletes; null while another does. */
  async function alone<T>(work: () => Promise<T>): Promise<T | null> {
    const lead = await database.tryLock('customers.retention');
    if (lead === null) return null;
    try { return await work(); } finally { await lead.release(); }
  }

  /** Deletes what is due of every rule that is on and whose turn it is. */
  async function look(): Promise<void> {
    await alone(async () => {
      await channels.forgetUploads();
      for (const { key, rule, isOn, beginsAt } of await rulesNow()) {
        if (stopped || !isOn || beginsAt === null || Date.parse(beginsAt) > deps.clock()) continue;
        await carryOut(key, rule, false, null).catch(() => undefined);
      }
    });
  }

  return {
    overview,
    /** Adds or changes a rule. It is off then, whatever it was: other months are another decision. */
    async set(rule: RetentionRule, by: string): Promise<Retention> {
      await putSetting(database, { key: ruleKey(rule), rule, isOn: false, by, at: new Date(deps.clock()) });
      return overview();
    },
    /** What a rule would delete now. */
    async tryOut(key: string, by: string): Promise<RetentionRun> {
      return carryOut(key, (await ruleOf(key)).rule, true, by);
    },
    /** Errors: `conflict` for a rule that was not tried within a day as it stands. */
    async switchTo(key: string, on: boolean, by: string): Promise<Retention> {
      const { rule, tried } = await ruleOf(key);
      if (on && (tried?.finishedAt == null || deps.clock() - Date.parse(tried.finishedAt) > TRIED_MS)) throw new AppError('conflict', 'retention-not-tried', 'Try this rule first: it shows what would be deleted. A dry run stands for a day.');
      await putSetting(database, { key, rule, isOn: on, by, at: new Date(deps.clock()) });
      return overview();
    },
    /** Deletes at once what a rule that is on is about. Errors: `conflict` for a rule that is off, or while another run is under way. */
    async runNow(key: string, by: string): Promise<RetentionRun> {
      const { rule, isOn } = await ruleOf(key);
      if (!isOn) throw new AppError('conflict', 'retention-off', 'This rule is off: switch it on first.');
      const run = await alone(() => carryOut(key, rule, false, by));
      if (run === null) throw new AppError('conflict', 'retention-running', 'Another run is under way. Try again when it is through.');
      return run;
    },
    /** Lets the ids that a run deleted be taken in again, as new. Errors: `conflict` while its rule is on, or when it was done before. */
    async release(id: string, by: string): Promise<number> {
      const number = parsePublicId('retention', id);
      const run = await runByNumber(database, number);
      if (run === null || run.isDry) throw new AppError('not-found', 'retention-run-unknown', 'There is no such run.');
      if ((await ruleOf(run.key)).isOn) throw new AppError('conflict', 'retention-on', 'Switch the rule off first: it would delete them again.');
      return database.transaction(async (tx) => {
        if (!(await markReleased(tx, number, by, new Date(deps.clock())))) throw new AppError('conflict', 'retention-released', 'This was done before.');
        return interactions.releaseExpired(tx, number);
      });
    },
    look,
    start(): void {
      const begin = (): void => {
        working ??= look().catch((error: unknown) => { deps.log.warn('retention-look-failed', factsOf(error)); }).finally(() => { working = null; });
      };
      timer = setInterval(begin, LOOK_MS);
      timer.unref();
    },
    async stop(): Promise<void> {
      stopped = true;
      if (timer !== null) clearInterval(timer);
      await working;
    },
  };
}

export type RetentionKeeper = ReturnType<typeof createRetention>;

function present(run: RunRow): RetentionRun {
  return {
    id: publicId('retention', run.number), key: run.key, isDry: run.isDry, rule: run.rule, before: run.before.toISOString(), by: run.by, startedAt: run.startedAt.toISOString(), finishedAt: run.finishedAt?.toISOString() ?? null, interactions: run.interactions, customers: run.customers,
    oldestAt: run.oldestAt?.toISOString() ?? null, newestAt: run.newestAt?.toISOString() ?? null, counts: { ...run.counts }, problem: run.problem, releasedAt: run.releasedAt?.toISOString() ?? null, releasedBy: run.releasedBy,
  };
}
