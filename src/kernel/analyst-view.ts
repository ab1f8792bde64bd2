/** A column of a view for analysts. `sql`: how it is read from the view's rows. `isPersonal`: only in the view of those who may see personal data; for everybody else it is not there. */
export type AnalystColumn<Statement> = { readonly name: string; readonly type: string; readonly meaning: string; readonly isPersonal: boolean; readonly sql: Statement };

/**
 * A table that analysts may ask by SQL: the one definition of what is in it, what it means, and who may see what.
 * Shape: `from` is what follows FROM; one row per `row`. Invariant: nothing but `columns` can be named by whoever asks.
 */
export type AnalystView<Statement> = { readonly name: string; readonly meaning: string; readonly row: string; readonly columns: readonly AnalystColumn<Statement>[]; readonly from: Statement };
