import type pg from 'pg';
import { TYPES } from './connection.ts';
import { queriesInOneGo, type WaitingQuery } from './queries-in-one-go.ts';

/** Asks the queries of a transaction on its connection. Those that are given in one turn of the event loop leave together; they are carried out in the order in which they were given. */
export function gatherQueries(client: pg.ClientBase): <Row extends pg.QueryResultRow>(query: pg.QueryConfig) => Promise<pg.QueryResult<Row>> {
  let waiting: WaitingQuery[] = [];
  const leave = (): void => {
    const leaving = waiting;
    waiting = [];
    if (leaving.length > 0) client.query(queriesInOneGo(leaving, TYPES));
  };
  return (query) => {
    // Without a name or values it may be several statements in one text, which PostgreSQL only takes by themselves.
    if (query.name === undefined && (query.values ?? []).length === 0) {
      leave();
      return client.query(query);
    }
    if (waiting.length === 0) process.nextTick(leave);
    return new Promise((resolve, reject) => { waiting.push({ query, resolve: resolve as WaitingQuery['resolve'], reject }); });
  };
}
