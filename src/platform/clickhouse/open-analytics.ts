import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import type { Analytics } from './analytics.ts';
import { chdbFolderOf, openChdb } from './chdb.ts';
import { openCluster } from './cluster.ts';
import { parseServerAddresses } from './server-node.ts';
import { openServer } from './server.ts';

/** Which ClickHouse this installation uses: `url` (CLICKHOUSE_URL) and `cluster` (CLICKHOUSE_CLUSTER, `isReplicated` CLICKHOUSE_REPLICATED), or neither for ClickHouse in process below `dataFolder`. */
export type AnalyticsSettings = { readonly dataFolder: string; readonly url?: string | undefined; readonly cluster?: string | undefined; readonly isReplicated?: boolean; readonly memoryBytes?: number | undefined };

/** Opens the ClickHouse that the settings name. Errors: `unavailable` when a server is away, `conflict` when another process has the folder, `invalid` for settings that contradict. */
export async function openAnalytics(settings: AnalyticsSettings, log?: Log): Promise<Analytics> {
  const addresses = parseServerAddresses(settings.url ?? '');
  const [only] = addresses;
  if (only === undefined) return openChdb({ folder: chdbFolderOf(settings.dataFolder), ...(log === undefined ? {} : { log }), ...(settings.memoryBytes === undefined ? {} : { memoryBytes: settings.memoryBytes }) });
  if (settings.cluster !== undefined && settings.cluster !== '') return openCluster(addresses, settings.cluster, log, settings.isReplicated);
  if (addresses.length > 1) throw new AppError('invalid', 'clickhouse-cluster-missing', 'CLICKHOUSE_URL names several nodes: name their cluster in CLICKHOUSE_CLUSTER.');
  return openServer(only);
}

/** Units: ms. The longest wait between two tries. */
const LONGEST_WAIT_MS = 10_000;

/**
 * Opens ClickHouse and waits for a server that is away, saying so in the log at every try.
 * Errors: like `openAnalytics`, except that `analytics-away` is thrown only after `patienceMs` (for ever by default) or when `signal` aborts.
 */
export async function waitForAnalytics(settings: AnalyticsSettings, log: Log, options: { readonly patienceMs?: number; readonly signal?: AbortSignal } = {}): Promise<Analytics> {
  const giveUpAt = Date.now() + (options.patienceMs ?? Infinity);
  for (let waitMs = 500; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await openAnalytics(settings, log);
    } catch (error) {
      const away = error instanceof AppError && error.code === 'analytics-away';
      if (!away || Date.now() + waitMs > giveUpAt || options.signal?.aborted === true) throw error;
      log.warn('clickhouse-away', { detail: 'ClickHouse does not answer at CLICKHOUSE_URL. Custos waits for it and goes on by itself.', nextTryMs: waitMs });
      await sleep(waitMs, undefined, options.signal === undefined ? {} : { signal: options.signal }).catch(() => { throw error; });
    }
  }
}
