import type { Viewer } from '../kernel/access.ts';
import { may } from '../kernel/access.ts';
import type { Health } from '../kernel/health.ts';
import type { LanguageModelState } from '../modules/voice/contract.ts';
import type { Analytics } from '../platform/clickhouse/analytics.ts';
import { ch } from '../platform/clickhouse/sql.ts';
import type { Database } from '../platform/pg/transaction.ts';
import { sql } from '../platform/pg/sql.ts';
import type { DemoProgress } from './demo-feed.ts';

type Check = Health['checks'][number];

const LATE_MS = 60_000;

async function answers(name: string, ask: () => Promise<unknown>, detail: string, fix: string): Promise<Check> {
  try {
    await ask();
    return { name, state: 'ok', detail, fix: null };
  } catch {
    return { name, state: 'down', detail: `${name} does not answer.`, fix };
  }
}

/** Whether everything works, in words, each with the one step that mends it. Viewers without the right to details learn only the state. */
export async function healthOf(deps: { readonly database: Database; readonly analytics: Analytics; readonly waiting: () => Promise<{ waiting: number; lagMs: number; fault: string | null }>; readonly demo: () => DemoProgress | null; readonly languageModel: () => Promise<LanguageModelState>; readonly version: string }, viewer: Viewer | null): Promise<Health> {
  const checks = await Promise.all([
    answers('PostgreSQL', () => deps.database.rows(sql`select 1`), `${deps.database.engine === 'private' ? 'Private' : 'Server'} ${deps.database.version}`, 'Start the database server, or restart Custos for its private one.'),
    answers('ClickHouse', () => deps.analytics.rows(ch`select 1 as one`), `${deps.analytics.engine === 'chdb' ? 'In process' : deps.analytics.engine} ${deps.analytics.version}`, 'Start the ClickHouse server, or restart Custos for the one in process.'),
    arrivals(deps.waiting),
    brokenParts(deps.analytics),
    languageModel(deps.languageModel),
  ]);
  const state = checks.some((check) => check.state === 'down') ? 'down' : checks.some((check) => check.state === 'degraded') ? 'degraded' : 'ok';
  const isTold = viewer !== null && may(viewer, 'see-health-details');
  return { state, version: deps.version, checks: isTold ? checks : [], demo: viewer === null ? null : deps.demo() };
}

async function arrivals(waiting: () => Promise<{ waiting: number; lagMs: number; fault: string | null }>): Promise<Check> {
  try {
    const now = await waiting();
    const late = now.lagMs > LATE_MS || now.fault !== null;
    return { name: 'Arrivals', state: late ? 'degraded' : 'ok', detail: now.waiting === 0 ? 'Everything accepted is recorded.' : `${now.waiting} accepted interactions are still being recorded; the oldest for ${Math.round(now.lagMs / 1000)} s.`, fix: late ? 'Nothing is lost. If it does not shrink, look for disk space and at the log.' : null };
  } catch {
    return { name: 'Arrivals', state: 'down', detail: 'It can’t be told what waits.', fix: 'See PostgreSQL.' };
  }
}

/** Whether texts leave the house: it is never in the way of anything, so it is never in trouble. */
async function languageModel(state: () => Promise<LanguageModelState>): Promise<Check> {
  const name = 'Language model';
  try {
    const { isOn, name: model, host, isHere, tokensToday, tokensADay } = await state();
    if (!isOn) return { name, state: 'ok', detail: 'Off: no text leaves this installation.', fix: null };
    return { name, state: 'ok', detail: `On: when somebody asks for a name or a summary of a topic, its texts ${isHere ? 'go to' : 'leave the house for'} ${model ?? ''} at ${host ?? ''}, with personal data masked. ${tokensToday} of ${tokensADay} tokens of today are spent. Leave CUSTOS_LANGUAGE_MODEL_URL out to switch it off.`, fix: null };
  } catch {
    return { name, state: 'ok', detail: 'It can’t be told how much was asked today.', fix: null };
  }
}

async function brokenParts(analytics: Analytics): Promise<Check> {
  try {
    const broken = await analytics.brokenParts();
    if (broken.length === 0) return { name: 'History on disk', state: 'ok', detail: 'No part is damaged.', fix: null };
    return { name: 'History on disk', state: 'degraded', detail: `ClickHouse set ${broken.length} damaged parts aside; what had arrived in the last minutes before was copied again, older interactions in them are missing from every answer.`, fix: 'Restore the last backup into a new data folder and import what came since.' };
  } catch {
    return { name: 'History on disk', state: 'down', detail: 'ClickHouse does not answer.', fix: 'See ClickHouse.' };
  }
}
