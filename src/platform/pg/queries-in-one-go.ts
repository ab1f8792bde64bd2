import pg from 'pg';

/** What node-postgres calls on a query as answers come, beyond what its types tell. */
type Answered = pg.Query & {
  readonly name?: string;
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
type Put = { readonly columns: Map<string, unknown>; readonly open: pg.Connection; readonly known: pg.Connection };
const putOn = new WeakMap<Wire, Put>();

function puttingOn(wire: Wire): Put {
  const before = putOn.get(wire);
  if (before !== undefined) return before;
  const open = Object.create(wire, { sync: { value: () => undefined } }) as pg.Connection;
  const put = { columns: new Map<string, unknown>(), open, known: Object.create(open, { describe: { value: () => undefined } }) as pg.Connection };
  putOn.set(wire, put);
  return put;
}

/**
 * Queries of one transaction that leave together, with one end: PostgreSQL carries them out in their order and answers all at once, where by themselves each would be answered in a message of its own, for which it wakes us.
 * Where one fails, PostgreSQL passes over those after it, and all of them fail with its error.
 * Shape: one query for node-postgres, which refuses any that is none of its own while several are under way. Each is prepared (has a name) or has values.
 */
export class QueriesInOneGo extends pg.Query {
  readonly #queries: readonly Answered[];
  #at = 0;
  /** Names that this one asked PostgreSQL to parse, in order; what it did not come to is not known to it. */
  readonly #parsed: string[] = [];
  readonly #acknowledge = (): void => { this.#parsed.shift(); };
  #columns = new Map<string, unknown>();
  #described: unknown = null;

  constructor(waiting: readonly WaitingQuery[], types: pg.CustomTypesConfig) {
    super({ text: '' });
    this.#queries = waiting.map(({ query, resolve, reject }) => new pg.Query({ types, ...query }, (error: Error | undefined, result) => { if (error instanceof Error) reject(error); else resolve(result); }) as Answered);
  }

  override submit = (connection: pg.Connection): null => {
    const wire = connection as Wire;
    const { columns, open, known } = puttingOn(wire);
    this.#columns = columns;
    // One way to PostgreSQL for all of them: waking it costs more than making the statements.
    wire.stream.cork();
    for (const query of this.#queries) {
      const { name } = query;
      if (name === undefined || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) this.#parsed.push(name ?? '');
      const told = name === undefined ? undefined : columns.get(name);
      query.submit(told === undefined ? open : known);
      if (told !== undefined && told !== null) query.handleRowDescription(told);
    }
    if (this.#parsed.length > 0) wire.on('parseComplete', this.#acknowledge);
    wire.sync();
    wire.stream.uncork();
    return null;
  };

  handleRowDescription(message: unknown): void {
    this.#described = message;
    this.#queries[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    const query = this.#queries[this.#at];
    query?.handleCommandComplete(message, connection);
    if (query?.name !== undefined && !this.#columns.has(query.name)) this.#columns.set(query.name, this.#described);
    this.#described = null;
    this.#at += 1;
  }

  handleReadyForQuery(connection: Wire): void {
    connection.off('parseComplete', this.#acknowledge);
    for (const query of this.#queries) query.handleReadyForQuery(connection);
  }

  handleError(error: unknown, connection: Wire): void {
    connection.off('parseComplete', this.#acknowledge);
    for (const name of this.#parsed) connection.submittedNamedStatements[name] = undefined;
    for (const query of this.#queries.slice(0, this.#at)) query.handleReadyForQuery(connection);
    for (const query of this.#queries.slice(this.#at)) query.handleError(error, connection);
  }
}
