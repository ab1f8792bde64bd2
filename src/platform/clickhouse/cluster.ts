import { AppError } from '../../kernel/app-error.ts';
import type { Log } from '../log/log.ts';
import type { Analytics, QuerySettings } from './analytics.ts';
import { brokenPartsOf } from './broken-parts.ts';
import { analyticsError, engineCodeOf, isUnreachable } from './engine-error.ts';
import { repeatableInsert } from './query-clauses.ts';
import { openServerNode, versionOf, type ServerAddress, type ServerNode } from './server-node.ts';
import { changesEveryNode, spreadChange } from './spread.ts';
import { ch, text, type ChStatement } from './sql.ts';
import { checkTableName } from './table-name.ts';

/** Units: ms. For how long a node that did not answer is asked last. */
const SHUN_MS = 5_000;

/** Distributed tables: an answer is whole or an error, and a subquery over another sharded table is made global. Rows that one table takes from another go through the table that spans all: each shard by itself would write them to one of its replicas alone. */
const CLUSTER_SETTINGS: QuerySettings = { skip_unavailable_shards: 0, distributed_product_mode: 'global', insert_distributed_sync: 1, parallel_distributed_insert_select: 0, insert_distributed_timeout: 60 };

/** Codes with which a live node says that a node behind it is away: socket timeout, network error, all connection tries failed, attempt to read after end. */
const BEHIND_AWAY: readonly number[] = [32, 209, 210, 279];

function causeOf(error: unknown): unknown {
  return error instanceof AppError ? error.cause : error;
}

/** The first words of a statement with the target of an INSERT … SELECT. */
function insertTarget(words: string): string | null {
  return /^\s*insert\s+into\s+(?:table\s+)?([a-z][a-z0-9_]*)/i.exec(words)?.[1] ?? null;
}

/**
 * A cluster of ClickHouse servers. Reads and inserts go to any node, in turn, through the tables that span all (`Distributed`); a node that does not answer is passed over.
 * Statements that change tables run on every node; those that change a sharded table run on its local twins.
 * `isReplicated`: new sharded tables copy their rows within a shard by themselves; the cluster's `internal_replication` must be true then.
 * Invariant: only a node that can't be reached is replaced by the next; a refused statement is never tried twice.
 * Errors: `unavailable` when no node answers, when a shard has no live replica, or when a change can't reach every node.
 */
export async function openCluster(addresses: readonly ServerAddress[], cluster: string, log?: Log, isReplicated = false): Promise<Analytics> {
  if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(cluster)) throw new AppError('invalid', 'clickhouse-cluster-malformed', 'CLICKHOUSE_CLUSTER must be the name of a cluster in the servers\' own remote_servers.');
  const database = addresses[0]?.database;
  if (database === undefined || addresses.some((one) => one.database !== database)) throw new AppError('invalid', 'clickhouse-url-malformed', 'All nodes in CLICKHOUSE_URL must name the same database.');

  const nodes: ServerNode[] = [];
  const close = async (): Promise<void> => { await Promise.all(nodes.map((node) => node.close())); };
  try {
    // Every node must be there at the start: migrations have to reach them all.
    for (const address of addresses) nodes.push(await openServerNode(address, CLUSTER_SETTINGS));
    const known = await nodes[0]?.rows(ch`SELECT 1 FROM system.clusters WHERE cluster = ${text(cluster)} LIMIT 1`);
    if (known?.length !== 1) throw new AppError('invalid', 'clickhouse-cluster-unknown', `The servers do not know a cluster named ${cluster}. Check CLICKHOUSE_CLUSTER and remote_servers.`);
  } catch (error) {
    await close();
    throw error;
  }

  const shunnedUntil = new Map<ServerNode, number>();
  let turn = 0;

  /** Live nodes first, starting with another one each time. */
  const inTurn = (): ServerNode[] => {
    turn = (turn + 1) % nodes.length;
    const rotated = [...nodes.slice(turn), ...nodes.slice(0, turn)];
    const shunned = (node: ServerNode): number => ((shunnedUntil.get(node) ?? 0) > Date.now() ? 1 : 0);
    return rotated.sort((a, b) => shunned(a) - shunned(b));
  };

  const onAny = async <T>(work: (node: ServerNode) => Promise<T>): Promise<T> => {
    let last: unknown;
    for (const node of inTurn()) {
      try {
        return await work(node);
      } catch (error) {
        if (!isUnreachable(causeOf(error))) throw error;
        last = error;
        shunnedUntil.set(node, Date.now() + SHUN_MS);
        log?.warn('clickhouse-node-away', { node: node.name });
      }
    }
    throw analyticsError(last);
  };

  const sharded = async (node: ServerNode): Promise<Set<string>> => {
    const found = await node.rows<{ name: string }>(ch`SELECT name FROM system.tables WHERE database = currentDatabase() AND engine = 'Distributed'`);
    return new Set(found.map(({ name }) => name));
  };
  const spreadKnown = new Map<string, boolean>();
  const isSharded = async (table: string): Promise<boolean> => {
    const known = spreadKnown.get(table);
    if (known !== undefined) return known;
    const found = await onAny((node) => node.rows<{ engine: string }>(ch`SELECT engine FROM system.tables WHERE database = currentDatabase() AND name = ${text(table)}`));
    const answer = found[0]?.engine === 'Distributed';
    if (found[0] !== undefined) spreadKnown.set(table, answer);
    return answer;
  };

  const insertSharded = (table: string, jsonLines: string | Buffer, settings: QuerySettings): Promise<void> => onAny(async (node) => {
    try {
      await node.insert(table, jsonLines, settings);
    } catch (error) {
      const code = engineCodeOf(causeOf(error));
      if (code === null || !BEHIND_AWAY.includes(code)) throw error;
      // A replica behind the node is away: the node keeps the rows on its disk and sends them when the replica is back.
      log?.warn('clickhouse-replica-away', { node: node.name, engineCode: code });
      await node.insert(table, jsonLines, { ...settings, insert_distributed_sync: 0 });
    }
  });

  const analytics: Analytics = {
    engine: 'cluster',
    version: await onAny(versionOf),
    database,
    cluster,
    isReplicated,
    nodes,
    rows: <Row>(statement: ChStatement, asked: Parameters<Analytics['rows']>[1]) => onAny((node) => node.rows<Row>(statement, asked)),
    texts: (statement, asked) => onAny((node) => node.texts(statement, asked)),
    table: (statement, asked) => onAny((node) => node.table(statement, asked)),
    async *jsonLines(statement, asked) {
      const live = await onAny(async (node) => { await node.rows(ch`SELECT 1`); return node; });
      yield* live.jsonLines(statement, asked?.settings ?? {});
    },
    async *file(statement, format, asked) {
      const live = await onAny(async (node) => { await node.rows(ch`SELECT 1`); return node; });
      yield* live.file(statement, format, asked?.settings ?? {});
    },
    async run(statement, asked) {
      const words = statement.strings.join('').trim();
      const target = insertTarget(words);
      if (changesEveryNode(words)) {
        for (const node of nodes) {
          // The name of a table stands before the first parameter, so the local twin is put into the first piece of text.
          const [head = '', ...rest] = statement.strings;
          for (const changed of spreadChange(head.trim(), await sharded(node))) await node.run({ strings: [changed, ...rest], params: statement.params }, asked);
        }
        spreadKnown.clear();
      } else if (target !== null && !(await isSharded(target))) {
        for (const node of nodes) await node.run(statement, asked);
      } else {
        await onAny((node) => node.run(statement, asked));
      }
    },
    async insert(table, jsonLines, { token } = {}) {
      if (jsonLines.length === 0) return;
      const settings = repeatableInsert(token);
      if (await isSharded(checkTableName(table))) await insertSharded(table, jsonLines, settings);
      else await Promise.all(nodes.map((node) => node.insert(table, jsonLines, settings)));
    },
    async brokenParts() {
      return (await Promise.all(nodes.map(brokenPartsOf))).flat();
    },
    close,
  };
  return analytics;
}
