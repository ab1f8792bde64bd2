import type { Analytics } from './analytics.ts';
import { brokenPartsOf } from './broken-parts.ts';
import { repeatableInsert } from './query-clauses.ts';
import { openServerNode, versionOf, type ServerAddress } from './server-node.ts';
import { checkTableName } from './table-name.ts';

/** A ClickHouse server that the company runs. Errors: `unavailable` (`analytics-away`) when nobody answers at its address. */
export async function openServer(address: ServerAddress): Promise<Analytics> {
  const node = await openServerNode(address, {});
  return {
    engine: 'server',
    version: await versionOf(node),
    database: address.database,
    cluster: null,
    isReplicated: false,
    nodes: [node],
    rows: node.rows,
    texts: node.texts,
    table: node.table,
    run: node.run,
    jsonLines: (statement, asked) => node.jsonLines(statement, asked?.settings ?? {}),
    file: (statement, format, asked) => node.file(statement, format, asked?.settings ?? {}),
    async insert(table, jsonLines, { token } = {}) {
      if (jsonLines.length === 0) return;
      await node.insert(checkTableName(table), jsonLines, repeatableInsert(token));
    },
    brokenParts: () => brokenPartsOf(node),
    close: () => node.close(),
  };
}
