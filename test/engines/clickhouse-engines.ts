import { openAnalytics } from '../../src/platform/clickhouse/open-analytics.ts';
import { openChdb } from '../../src/platform/clickhouse/chdb.ts';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { chdbTestFolder, dropDatabase, testDatabase, withDatabase } from './clickhouse.ts';
import { startClickhouseServers, type ClickhouseServers } from './clickhouse-server.ts';

/** An engine that the contract suite runs on. `start` is called once; `servers` is there afterwards when it has any. */
export interface EngineUnderTest {
  readonly name: string;
  start(): Promise<{ readonly analytics: Analytics; readonly servers: ClickhouseServers | null; stop(): Promise<void> }>;
}

async function onServers(shards: number, replicas: number): ReturnType<EngineUnderTest['start']> {
  const servers = await startClickhouseServers(shards, replicas);
  try {
    const analytics = await openAnalytics({ dataFolder: '', url: withDatabase(servers.url, testDatabase()), cluster: shards * replicas > 1 ? servers.cluster : undefined });
    return { analytics, servers, stop: async () => { await analytics.close(); await servers.stop(); } };
  } catch (error) {
    await servers.stop();
    throw error;
  }
}

/** ClickHouse in process, as a server, and as a cluster of two shards with two replicas each. */
export const ENGINES: readonly EngineUnderTest[] = [
  {
    name: 'in process',
    start: async () => {
      const database = testDatabase();
      const analytics = await openChdb({ folder: chdbTestFolder(), database });
      return { analytics, servers: null, stop: async () => { await dropDatabase(analytics, database); await analytics.close(); } };
    },
  },
  { name: 'a server', start: () => onServers(1, 1) },
  { name: 'a cluster of 2 × 2', start: () => onServers(2, 2) },
];
