import { AppError } from '../../kernel/app-error.ts';
import type { AnalystView } from '../../kernel/analyst-view.ts';
import type { Analytics, AnswerTable, QuerySettings } from '../../platform/clickhouse/analytics.ts';
import { ch, type ChStatement } from '../../platform/clickhouse/sql.ts';
import { asWritten, inBackticks } from './language/safe-words.ts';
import type { WrittenStatement } from './language/read-statement.ts';

/** What one statement may take. Units: bytes; seconds. Less than a report of Custos itself: recording and pages come first, whoever asks here waits. */
const CAPS: QuerySettings = {
  readonly: 2, max_execution_time: 20, timeout_overflow_mode: 'throw', max_threads: 1, max_memory_usage: 200_000_000, max_bytes_before_external_group_by: 0, max_bytes_before_external_sort: 0, max_temporary_data_on_disk_size_for_query: 1_000_000,
  max_result_bytes: 64_000_000, result_overflow_mode: 'throw', max_ast_elements: 200_000, max_expanded_ast_elements: 500_000, max_block_size: 8_192, do_not_merge_across_partitions_select_final: 1, allow_introspection_functions: 0,
};

function joined(columns: readonly ChStatement[]): ChStatement {
  return columns.reduce((all, one, at) => (at === 0 ? one : ch`${all}, ${one}`), ch``);
}

/** A view as it stands in FROM for this asker. Invariant: a column that they may not see is not in it, so that nothing can be made of it. */
function rowsOf(view: AnalystView<ChStatement>, seesAll: boolean): ChStatement {
  const columns = view.columns.filter(({ isPersonal }) => seesAll || !isPersonal).map(({ name, sql }) => ch`${sql} as ${{ strings: [inBackticks(name)], params: [] }}`);
  return ch`(select ${joined(columns)} from ${view.from})`;
}

/** A statement that was read and written anew, with the views put where they are named. */
export function statementOver(written: WrittenStatement, views: readonly AnalystView<ChStatement>[], seesAll: boolean): ChStatement {
  return written.pieces.reduce<ChStatement>((all, piece) => {
    if ('text' in piece) return ch`${all}${{ strings: [piece.text], params: [] }}`;
    const view = views.find(({ name }) => name === piece.view);
    if (view === undefined) throw new AppError('internal', 'view-missing', 'A view that was read is not known.');
    return ch`${all}${rowsOf(view, seesAll)}`;
  }, ch``);
}

/** Asks it within the caps of this address, beside reports: never beside a page's own questions. */
export function askTable(analytics: Analytics, statement: ChStatement): Promise<AnswerTable> {
  return analytics.table(statement, { class: 'report', settings: CAPS });
}

/** The same as a Parquet file, its columns under the names that the asker gave them. */
export async function askFile(analytics: Analytics, statement: ChStatement): Promise<AsyncIterable<Buffer>> {
  const { columns } = await askTable(analytics, ch`select * from (${statement}) limit 0`);
  const named = joined(columns.map(({ name }) => ({ strings: [`${ticked(name)} as ${ticked(asWritten(name))}`], params: [] })));
  return analytics.file(ch`select ${named} from (${statement})`, 'Parquet', { settings: CAPS });
}

/** A name that the engine itself told. */
const ticked = (name: string): string => `\`${name.replace(/[`\\{}]/g, ' ')}\``;
