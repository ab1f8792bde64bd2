import { may, type Viewer } from '../../kernel/access.ts';
import type { AnalystView } from '../../kernel/analyst-view.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Analytics, AnswerTable } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { INTERACTION_VIEWS } from '../interactions/index.ts';
import { createVoiceViews, VOICE_VIEW_COLUMNS } from '../voice/index.ts';
import { askFile, askTable, statementOver } from './analyst-log.ts';
import { SQL_LIMITS, type AskedSql, type SqlAnswer, type SqlFormat, type SqlQuestion, type SqlView } from './contract.ts';
import { allowedNames } from './language/allowed-functions.ts';
import { readStatement, type WrittenStatement } from './language/read-statement.ts';
import { asWritten } from './language/safe-words.ts';
import { shapeOf } from './language/tokenise-sql.ts';
import { insertStatement, latestStatements } from './statement-store.ts';
import { createTurns } from './take-turns.ts';
import { tellRefusal } from './tell-refusal.ts';

/** What a view holds, apart from how it is read. */
type Columns = Pick<AnalystView<unknown>, 'name' | 'meaning' | 'row' | 'columns'>;

/** Every view, with nothing in it: for the documentation and for whoever asks which there are. */
export const VIEWS: readonly Columns[] = [...INTERACTION_VIEWS, ...VOICE_VIEW_COLUMNS];
const HIDDEN: ReadonlySet<string> = new Set(VIEWS.flatMap(({ columns }) => columns.filter(({ isPersonal }) => isPersonal).map(({ name }) => name)));
const NAMES = VIEWS.map(({ name }) => name);

/** Functions of this address beside those of the engine. */
export const OWN_FUNCTIONS = ['customerId', 'customerNumber', 'interactionId', 'interactionNumber'] as const;

/** An answer in the form that was asked for. */
export type SqlAnswered = { readonly kind: 'table'; readonly answer: SqlAnswer } | { readonly kind: 'file'; readonly reference: string; readonly blocks: AsyncIterable<Buffer> };

type Deps = Parameters<typeof createVoiceViews>[0] & { readonly database: Database; readonly analytics: Analytics; readonly clock: () => number };

const plainNames = (columns: AnswerTable['columns']): AnswerTable['columns'] => columns.map(({ name, type }) => ({ name: asWritten(name), type }));

/** A read-only SQL address over documented views. See README.md. */
export function createAnalysts(deps: Deps) {
  const voiceViews = createVoiceViews(deps);
  const inTurn = createTurns(SQL_LIMITS.waiting);

  async function answered(written: WrittenStatement, format: SqlFormat, seesAll: boolean): Promise<{ readonly table: AnswerTable; readonly isCut: boolean } | { readonly blocks: AsyncIterable<Buffer> }> {
    const statement = statementOver(written, [...INTERACTION_VIEWS, ...await voiceViews()], seesAll);
    if (format === 'parquet' && written.isPlan) throw new AppError('invalid', 'sql-plan-no-file', 'How a statement would be answered is told as JSON or CSV.');
    if (format === 'parquet') return { blocks: await begun(await askFile(deps.analytics, statement)) };
    const table = await askTable(deps.analytics, statement);
    if (table.characters > SQL_LIMITS.characters) throw new AppError('too-large', 'sql-too-large', 'The answer is larger than one may be. Ask for fewer columns, shorter texts or fewer rows.');
    const most = format === 'json' ? SQL_LIMITS.rows : SQL_LIMITS.fileRows;
    return { table: { ...table, columns: plainNames(table.columns), rows: table.rows.slice(0, most) }, isCut: table.rows.length > most };
  }

  return {
    /** Answers one statement for this viewer, and keeps that it was asked. Errors: `invalid` for one that is not read here, `too-large` for one that takes too much, `too-many` when another of the same asker runs. */
    async ask({ sql, format }: SqlQuestion, viewer: Viewer): Promise<SqlAnswered> {
      const seesAll = may(viewer, 'see-personal-data');
      const beganMs = deps.clock();
      let views: readonly string[] = [];
      const keep = (outcome: string, rows: number): Promise<number> => insertStatement(deps.database, beganMs, { askedBy: viewer.id, shape: shapeOf(sql), views, isMasked: !seesAll, format, outcome, rows, tookMs: deps.clock() - beganMs });
      try {
        const written = readStatement(sql, NAMES, format === 'json' ? SQL_LIMITS.rows : SQL_LIMITS.fileRows);
        ({ views } = written);
        const found = await inTurn(viewer.id, () => answered(written, format, seesAll));
        if ('blocks' in found) return { kind: 'file', reference: `stm_${await keep('answered', 0)}`, blocks: found.blocks };
        const { table, isCut } = found;
        const tookMs = deps.clock() - beganMs;
        return { kind: 'table', answer: { reference: `stm_${await keep('answered', table.rows.length)}`, columns: [...table.columns], rows: table.rows.map((row) => [...row]), isCut, isMasked: !seesAll, tookMs } };
      } catch (error) {
        const refusal = tellRefusal(error, seesAll ? new Set() : HIDDEN);
        await keep(refusal instanceof AppError ? refusal.code : 'unforeseen', 0);
        throw refusal;
      }
    },
    /** The views as this viewer has them. */
    views(viewer: Viewer): { isMasked: boolean; views: SqlView[]; functions: string[] } {
      const seesAll = may(viewer, 'see-personal-data');
      const { plain, aggregates, windows } = allowedNames();
      const views = VIEWS.map(({ name, meaning, row, columns }) => ({
        name, meaning, row, columns: columns.filter(({ isPersonal }) => seesAll || !isPersonal).map((column) => ({ name: column.name, type: column.type, meaning: column.meaning })), hidden: seesAll ? [] : columns.filter(({ isPersonal }) => isPersonal).map((column) => column.name),
      }));
      return { isMasked: !seesAll, views, functions: [...OWN_FUNCTIONS, ...plain, ...aggregates, ...windows] };
    },
    /** What was asked last. */
    async asked(limit: number): Promise<AskedSql[]> {
      return (await latestStatements(deps.database, limit)).map(({ number, at, askedBy, rows, ...one }) => ({ ...one, views: [...one.views], reference: `stm_${number}`, at: at.toISOString(), by: askedBy, rows: Number(rows) }));
    },
  };
}

export type Analysts = ReturnType<typeof createAnalysts>;

/** A file whose first block is there, so that a refusal comes before anything was sent. */
async function begun(blocks: AsyncIterable<Buffer>): Promise<AsyncIterable<Buffer>> {
  const rest = blocks[Symbol.asyncIterator]();
  const first = await rest.next();
  return (async function* all() {
    try {
      for (let block = first; block.done !== true; block = await rest.next()) yield block.value;
    } finally {
      await rest.return?.(undefined);
    }
  })();
}
