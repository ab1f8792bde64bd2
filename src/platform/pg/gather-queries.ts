import type pg from 'pg';
import { TYPES } from './connection.ts';
import { queriesInOneGo, type WaitingQuery } from './queries-in-one-go.ts';

/**
 * Asks the queries of a transaction on its connection. Those that are given in one turn of the event loop leave together; they are carried out in the order in which they were given.
 * `isAwaited` false: nobody goes on by its answer. The answers of one turn come without waiting until such queries that were given after the others are carried out.
 */
export function gatherQueries(client: pg.ClientBase): <Row extends pg.QueryResultRow>(query: pg.QueryConfig, isAwaited?: boolean) => Promise<pg.QueryResult<Row>> {
  let waiting: WaitingQuery[] = [];
  /** How many of them there were when the last awaited one was given, itself among them. */
  let awaited = 0;
  const leave = (): void => {
    const goes = [waiting.slice(0, awaited), waiting.slice(awaited)].filter((go) => go.length > 0);
    [waiting, awaited] = [[], 0];
    for (const go of goes) client.query(queriesInOneGo(go, TYPES));
  };
  return (query, isAwaited = true) => {
    // Without a name or values it may be several statements in one text, which PostgreSQL only takes by themselves.
    if (query.name === undefined && (query.values ?? []).length === 0) {
      leave();
      return client.query(query);
    }
    if (waiting.length === 0) process.nextTick(leave);
    return new Promise((resolve, reject) => {
      waiting.push({ query, resolve: resolve as WaitingQuery['resolve'], reject });
      if (isAwaited) awaited = waiting.length;
    });
  };
}
