import pg from 'pg';

/** What node-postgres calls on a query as answers come, beyond what its types tell. */
type Answered = pg.Query & {
  readonly name?: string;
  readonly _result: { _types: pg.CustomTypesConfig };
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Wire): void;
  handleReadyForQuery(connection: Wire): void;
  handleError(error: unknown, connection: Wire): void;
};
type Wire = pg.Connection & { readonly submittedNamedStatements: Record<string, string | undefined>; readonly parsedStatements: Readonly<Record<string, string | undefined>> };
/** A query and who waits for its answer. */
export type WaitingQuery = { readonly query: pg.QueryConfig; readonly resolve: (result: pg.QueryResult) => void; readonly reject: (error: Error) => void };

/**
 * How queries are put on one connection. `columns`: what PostgreSQL told of those of prepared statements, by name; null where one answers none. They stay the same: PostgreSQL refuses a statement whose columns would be others.
 * `open` doesn't say after each query that nothing follows; `known` doesn't ask for its columns either.
 */
type Put = {
  readonly columns: Map<string, unknown>; readonly open: pg.Connection; readonly known: pg.Connection;
  /** Names that PostgreSQL was asked to parse, in order, of each go under way; what it did not come to is not known to it. */
  readonly unparsed: string[][];
};
const putOn = new WeakMap<Wire, Put>();

function puttingOn(wire: Wire): Put {
  const before = putOn.get(wire);
  if (before !== undefined) return before;
  const open = Object.create(wire, { sync: { value: () => undefined } }) as pg.Connection;
  const put: Put = { columns: new Map(), open, known: Object.create(open, { describe: { value: () => undefined } }) as pg.Connection, unparsed: [] };
  // Goes are answered in their order, so the first is the one that is.
  wire.on('parseComplete', () => { put.unparsed[0]?.shift(); });
  putOn.set(wire, put);
  return put;
}

/** A query of node-postgres. Made of its text and values: a configuration it would copy property by property, which costs as much as all the rest. */
function queryOf({ query: { text, values, name }, resolve, reject }: WaitingQuery, types: pg.CustomTypesConfig): Answered {
  const query = new pg.Query(text, values ?? [], (error: Error | undefined, result) => { if (error instanceof Error) reject(error); else resolve(result); }) as Answered;
  query._result._types = types;
  return name === undefined ? query : Object.assign(query, { name });
}

/**
 * Queries of one transaction that leave together, with one end: PostgreSQL carries them out in their order and answers all at once, where by themselves each would be answered in a message of its own, for which it wakes us.
 * Where one fails, PostgreSQL passes over those after it, and all of them fail with its error.
 * Shape: one query for node-postgres, which refuses any that is none of its own while several are under way. Each is prepared (has a name) or has values.
 */
export function queriesInOneGo(waiting: readonly WaitingQuery[], types: pg.CustomTypesConfig): pg.Query {
  const queries = waiting.map((one) => queryOf(one, types));
  const unparsed: string[] = [];
  let columns = new Map<string, unknown>();
  let at = 0;
  let described: unknown = null;
  const handlers: Omit<Answered, keyof pg.Query | '_result'> & Pick<pg.Query, 'submit'> = {
    submit(connection) {
      const wire = connection as Wire;
      const put = puttingOn(wire);
      ({ columns } = put);
      put.unparsed.push(unparsed);
      // One way to PostgreSQL for all of them: waking it costs more than making the statements.
      wire.stream.cork();
      for (const query of queries) {
        const { name } = query;
        if (name === undefined || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) unparsed.push(name ?? '');
        const told = name === undefined ? undefined : columns.get(name);
        query.submit(told === undefined ? put.open : put.known);
        if (told !== undefined && told !== null) query.handleRowDescription(told);
      }
      wire.sync();
      wire.stream.uncork();
    },
    handleRowDescription(message) {
      described = message;
      queries[at]?.handleRowDescription(message);
    },
    handleDataRow(message) {
      queries[at]?.handleDataRow(message);
    },
    handleCommandComplete(message, connection) {
      const query = queries[at];
      query?.handleCommandComplete(message, connection);
      if (query?.name !== undefined && !columns.has(query.name)) columns.set(query.name, described);
      described = null;
      at += 1;
    },
    handleReadyForQuery(connection) {
      puttingOn(connection).unparsed.shift();
      for (const query of queries) query.handleReadyForQuery(connection);
    },
    handleError(error, connection) {
      puttingOn(connection).unparsed.shift();
      for (const name of unparsed) connection.submittedNamedStatements[name] = undefined;
      for (const query of queries.slice(0, at)) query.handleReadyForQuery(connection);
      for (const query of queries.slice(at)) query.handleError(error, connection);
    },
  };
  return Object.assign(new pg.Query({ text: '' }), handlers);
}
