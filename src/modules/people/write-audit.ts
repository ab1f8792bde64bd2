import { factsOf, type Log } from '../../platform/log/log.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { appendAudit, type AuditLine } from './audit-store.ts';

/** Lines kept while the database is away. Past it the newest are refused and counted in the log. */
const WAITING_MOST = 20_000;
const BATCH_MOST = 2_000;

/** Writes the audit log beside the requests, so that nobody waits for it. */
export type AuditWriter = {
  /** Takes a line; it is durable within about a second, or when `flush` returns. */
  add(line: AuditLine): void;
  flush(): Promise<void>;
};

/**
 * An audit writer; whoever made it calls `flush` every second and before the end.
 * Invariant: lines are written once each and in order; refusals of nobody are told once per flush and thing tried, so that a scanner cannot fill the disk.
 */
export function createAuditWriter(database: Database, log: Log): AuditWriter {
  let waiting: AuditLine[] = [];
  let nobody = new Set<string>();
  let lostCount = 0;
  let writing: Promise<void> | null = null;

  async function write(): Promise<void> {
    nobody = new Set();
    if (lostCount > 0) log.error('audit-lines-lost', { count: lostCount });
    lostCount = 0;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, BATCH_MOST);
      try {
        await appendAudit(database, batch);
      } catch (error) {
        log.warn('audit-not-written', { waiting: waiting.length, ...factsOf(error) });
        return;
      }
      waiting = waiting.slice(batch.length);
    }
  }

  return {
    add(line) {
      if (line.who === 'nobody' && line.outcome === 'refused') {
        const tried = `${line.what} ${line.about ?? ''}`;
        if (nobody.has(tried) || nobody.size > 100) return;
        nobody.add(tried);
      }
      if (waiting.length >= WAITING_MOST) lostCount += 1;
      else waiting.push(line);
    },
    async flush() {
      // A second caller waits for the first and then for what came in meanwhile.
      if (writing !== null) await writing;
      writing ??= write().finally(() => { writing = null; });
      await writing;
    },
  };
}
