import pg from 'pg';

/** What node-postgres calls on a query as answers come, beyond what its types tell. */
type Answered = pg.Query & {
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
 * Queries of one transaction that leave together, with one end: PostgreSQL carries them out in their order and answers all at once, where by themselves each would be answered in a message of its own, for which it wakes us.
 * Where one fails, PostgreSQL passes over those after it, and all of them fail with its error.
 * Shape: one query for node-postgres, which refuses any that is none of its own while several are under way. Each is prepared (has a name) or has values.
 */
export class QueriesInOneGo extends pg.Query {
  readonly #queries: readonly Answered[];
  #at = 0;
  /** Names that this one asked PostgreSQL to parse, in order; what it did not come to is not known to it. */
  readonly #parsed: string[] = [];
  #acknowledge = (): void => { this.#parsed.shift(); };

  constructor(waiting: readonly WaitingQuery[], types: pg.CustomTypesConfig) {
    super({ text: '' });
    this.#queries = waiting.map(({ query, resolve, reject }) => new pg.Query({ types, ...query }, (error: Error | undefined, result) => { if (error instanceof Error) reject(error); else resolve(result); }) as Answered);
  }

  override submit = (connection: pg.Connection): null => {
    const wire = connection as Wire;
    // All but the last part of a query, which says that nothing follows it.
    const open = Object.create(wire, { sync: { value: () => undefined } }) as pg.Connection;
    wire.on('parseComplete', this.#acknowledge);
    // One way to PostgreSQL for all of them: waking it costs more than making the statements.
    wire.stream.cork();
    for (const query of this.#queries) {
      const { name } = query as unknown as { readonly name?: string };
      if (name === undefined || (wire.parsedStatements[name] ?? wire.submittedNamedStatements[name]) === undefined) this.#parsed.push(name ?? '');
      query.submit(open);
    }
    wire.sync();
    wire.stream.uncork();
    return null;
  };

  handleRowDescription(message: unknown): void {
    this.#queries[this.#at]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Wire): void {
    this.#queries[this.#at]?.handleCommandComplete(message, connection);
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
