import type { Database } from '../../platform/pg/transaction.ts';
import type { RuleCounts } from './count-rules.ts';
import type { RuleSet } from './rule-language.ts';
import { keepCount, keptCount, latestRuleSet } from './rule-set-store.ts';

/** Figures as far as they are known. `counts` null: never counted yet. `isCounting`: newer ones are on their way. `failed`: the last count broke off. */
export type Counting = { readonly counts: RuleCounts | null; readonly asOf: string | null; readonly tookMs: number | null; readonly isCounting: boolean; readonly failed: boolean };
type Known = { readonly counts: RuleCounts; readonly countedMs: number; readonly tookMs: number };

const FRESH_MS = 60_000;
/** Counting takes at most a twentieth of the time. */
const REST = 20;
const REMEMBERED = 8;

/**
 * Counts in the background, one rule set at a time, the latest asked for next: a page never waits.
 * `prepare` goes before a count of the rules that hold. Figures of rules that hold are kept over a restart, those of drafts only remembered.
 */
export function createRuleCounter(deps: {
  readonly database: Database; readonly clock: () => number; hashOf(rules: RuleSet): string;
  count(rules: RuleSet, isStopped: () => boolean): Promise<RuleCounts>; prepare(isStopped: () => boolean): Promise<void>;
}) {
  const known = new Map<string, Known>();
  let stopped = false;
  let running: { readonly hash: string; readonly ended: Promise<void> } | null = null;
  let next: RuleSet | null = null;
  let failedHash: string | null = null;

  async function run(rules: RuleSet, hash: string): Promise<void> {
    const startedMs = deps.clock();
    try {
      await deps.prepare(() => stopped);
      const counts = await deps.count(rules, () => stopped);
      if (stopped) return;
      const tookMs = deps.clock() - startedMs;
      known.delete(hash);
      known.set(hash, { counts, countedMs: startedMs, tookMs });
      for (const oldest of [...known.keys()].slice(0, Math.max(0, known.size - REMEMBERED))) known.delete(oldest);
      if ((await latestRuleSet(deps.database))?.hash === hash) await deps.database.transaction((tx) => keepCount(tx, hash, { counts, countedMs: startedMs, tookMs }));
      if (failedHash === hash) failedHash = null;
    } catch {
      // Told with the figures; the next question tries again.
      failedHash = hash;
    }
  }

  function begin(rules: RuleSet, hash: string): void {
    if (stopped || running?.hash === hash) return;
    if (running !== null) { next = rules; return; }
    const ended = run(rules, hash).then(() => {
      running = null;
      const waiting = next;
      next = null;
      if (waiting !== null) begin(waiting, deps.hashOf(waiting));
    });
    running = { hash, ended };
  }

  return {
    async counting(rules: RuleSet): Promise<Counting> {
      const hash = deps.hashOf(rules);
      if (!known.has(hash)) {
        const kept = await keptCount(deps.database, hash);
        if (kept !== null && !known.has(hash)) known.set(hash, { counts: kept.counts, countedMs: kept.countedAt.getTime(), tookMs: kept.tookMs });
      }
      const now = known.get(hash) ?? null;
      const failed = failedHash === hash;
      if (now === null || deps.clock() - now.countedMs > Math.max(FRESH_MS, now.tookMs * REST)) begin(rules, hash);
      return { counts: now?.counts ?? null, asOf: now === null ? null : new Date(now.countedMs).toISOString(), tookMs: now?.tookMs ?? null, isCounting: running !== null && (running.hash === hash || next !== null), failed };
    },
    async stop(): Promise<void> {
      stopped = true;
      next = null;
      await running?.ended;
    },
  };
}
