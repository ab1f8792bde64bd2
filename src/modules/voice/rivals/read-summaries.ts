import { AppError } from '../../../kernel/app-error.ts';
import { createRecordSplitter, type Dialect, type TextRecord } from '../../../kernel/split-records.ts';
import { SUMMARIES_MOST, SummaryBody } from './contract.ts';

const STAR_COLUMNS = ['1', '2', '3', '4', '5'] as const;
const KNOWN: readonly string[] = ['rival', 'site', 'on', 'mean', 'ratings', 'address', ...STAR_COLUMNS];
const MUST: readonly string[] = ['site', 'on', 'mean', 'ratings'];
/** Most faults that are told at once. */
const FAULTS_MOST = 10;

/** The table by the one rule for tables as text: separator of the first line, quotes and line breaks within them, true line numbers. Empty lines are left out. */
function recordsOf(text: string): { readonly columns: readonly string[]; readonly records: readonly TextRecord[] } {
  const dialect: Dialect = { delimiter: /\S.*/u.exec(text)?.[0].includes(';') === true ? ';' : ',', quote: '"', escape: '"', newline: text.includes('\n') ? '\n' : '\r' };
  const splitter = createRecordSplitter(dialect);
  const isSaid = ({ cells, problem }: TextRecord): boolean => problem !== null || cells.some((cell) => cell.trim() !== '');
  const head = createRecordSplitter(dialect).push(text, true).find(isSaid);
  const columns = (head?.cells ?? []).map((name) => name.trim().toLowerCase());
  splitter.setColumns(columns.length);
  return { columns, records: splitter.push(text, true).filter((record) => record.line !== head?.line && isSaid(record)) };
}

/**
 * Summaries of public pages out of a file with a head. Shape: one a line, in their order.
 * Errors: `invalid` for a column that is unknown or missing, too many lines, and for lines that are wrong, each named by its number: then none is taken.
 */
export function readSummaries(csv: string): SummaryBody[] {
  const { columns, records } = recordsOf(csv.replace(/^\uFEFF/u, ''));
  if (records.length === 0) throw new AppError('invalid', 'summaries-empty', 'There is no summary in it. The first line names the columns: site, on, mean, ratings and, where known, rival, 1, 2, 3, 4, 5, address.');
  if (records.length > SUMMARIES_MOST) throw new AppError('invalid', 'summaries-too-many', `At most ${SUMMARIES_MOST} summaries at once.`);
  const unknown = columns.filter((name) => !KNOWN.includes(name));
  const missing = MUST.filter((name) => !columns.includes(name));
  if (unknown.length + missing.length > 0) throw new AppError('invalid', 'summaries-columns', [...(missing.length === 0 ? [] : [`Missing: ${missing.join(', ')}.`]), ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(', ')}.`]), 'Columns are site, on, mean, ratings and, where known, rival, 1, 2, 3, 4, 5, address.'].join(' '));
  const faults: string[] = [];
  const read = records.flatMap(({ line, cells, problem }): SummaryBody[] => {
    if (problem !== null) { faults.push(`Line ${line}: ${problem}`); return []; }
    const of = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? '';
    const stars = STAR_COLUMNS.map(of);
    const parsed = SummaryBody.safeParse({ rival: of('rival'), site: of('site'), on: of('on'), mean: of('mean'), ratings: of('ratings'), address: of('address'), ...(stars.every((one) => one === '') ? {} : { stars: stars.map((one) => (one === '' ? '0' : one)) }) });
    if (parsed.success) return [parsed.data];
    faults.push(`Line ${line}: ${parsed.error.issues.map(({ path, message }) => `${path.length === 0 ? '' : `${path.join('.')}: `}${message}`).join('; ')}`);
    return [];
  });
  if (faults.length > 0) throw new AppError('invalid', 'summaries-malformed', `Nothing was entered. ${faults.slice(0, FAULTS_MOST).join(' ')}${faults.length > FAULTS_MOST ? ` And ${faults.length - FAULTS_MOST} more lines.` : ''}`);
  return read;
}
