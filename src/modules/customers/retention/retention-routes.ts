import type { RouteServer } from '../../../platform/http/server.ts';
import { staffName, type NameOf } from '../staff-name.ts';
import { retentionRoutes, type Retention, type RetentionRun } from './contract.ts';
import type { RetentionKeeper } from './retentions.ts';

/** Serves retention. */
export function serveRetentionRoutes(server: RouteServer, retention: RetentionKeeper, nameOf: NameOf): void {
  const runNamed = async (run: RetentionRun): Promise<RetentionRun> => ({ ...run, by: await staffName(nameOf, run.by), releasedBy: await staffName(nameOf, run.releasedBy) });
  const runOrNull = async (run: RetentionRun | null): Promise<RetentionRun | null> => (run === null ? null : runNamed(run));
  const named = async ({ rules, runs, uploadDays }: Retention): Promise<Retention> => ({
    rules: await Promise.all(rules.map(async (rule) => ({ ...rule, by: await staffName(nameOf, rule.by), tried: await runOrNull(rule.tried), lastRun: await runOrNull(rule.lastRun) }))), runs: await Promise.all(runs.map(runNamed)), uploadDays,
  });
  server.handle(retentionRoutes.retention, async () => named(await retention.overview()));
  server.handle(retentionRoutes.setRetention, async ({ body, viewer }) => named(await retention.set(body, viewer?.id ?? '')));
  server.handle(retentionRoutes.tryRetention, async ({ params, viewer, auditAbout }) => { auditAbout(params.key); return runNamed(await retention.tryOut(params.key, viewer?.id ?? '')); });
  server.handle(retentionRoutes.switchRetention, async ({ params, body, viewer, auditAbout }) => { auditAbout(params.key); return named(await retention.switchTo(params.key, body.on, viewer?.id ?? '')); });
  server.handle(retentionRoutes.runRetention, async ({ params, viewer, auditAbout }) => { auditAbout(params.key); return runNamed(await retention.runNow(params.key, viewer?.id ?? '')); });
  server.handle(retentionRoutes.releaseRetention, async ({ params, viewer, auditAbout }) => { auditAbout(params.run); return { released: await retention.release(params.run, viewer?.id ?? '') }; });
}
