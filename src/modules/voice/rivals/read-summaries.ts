import { AppError } from '../../../kernel/app-error.ts';
import { SUMMARIES_MOST, SummaryBody } from './contract.ts';

const STAR_COLUMNS = ['1', '2', '3', '4', '5'] as const;
const KNOWN: readonly string[] = ['rival', 'site', 'on', 'mean', 'ratings', 'address', ...STAR_COLUMNS];
const MUST: readonly string[] = ['site', 'on', 'mean', 'ratings'];
/** Most faults that are told at once. */
const FAULTS_MOST = 10;

/** The fields of comma- or semicolon-separated lines; a quoted field may hold the separator and, doubled, quotes. */
function fieldsOf(line: string, separator: string): string[] {
  const fields: string[] = [];
  let field = '';
  let isQuoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const letter = line[at] ?? '';
    if (isQuoted && letter === '"' && line[at + 1] === '"') { field += '"'; at += 1; }
    else if (letter === '"' && (isQuoted || field.trim() === '')) { isQuoted = !isQuoted; if (isQuoted) field = ''; }
    else if (letter === separator && !isQuoted) { fields.push(field.trim()); field = ''; }
    else field += letter;
  }
  return [...fields, field.trim()];
}

/**
 * Summaries of public pages out of a file with a head. Shape: one a line, in their order.
 * Errors: `invalid` for a column that is unknown or missing, too many lines, and for lines that are wrong, each named by its number: then none is taken.
 */
export function readSummaries(csv: string): SummaryBody[] {
  const lines = csv.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u).map((line, at) => ({ line, number: at + 1 })).filter(({ line }) => line.trim() !== '');
  const [head, ...rest] = lines;
  if (head === undefined || rest.length === 0) throw new AppError('invalid', 'summaries-empty', 'There is no summary in it. The first line names the columns: site, on, mean, ratings and, where known, rival, 1, 2, 3, 4, 5, address.');
  if (rest.length > SUMMARIES_MOST) throw new AppError('invalid', 'summaries-too-many', `At most ${SUMMARIES_MOST} summaries at once.`);
  const separator = head.line.includes(';') ? ';' : ',';
  const columns = fieldsOf(head.line, separator).map((name) => name.toLowerCase());
  const unknown = columns.filter((name) => !KNOWN.includes(name));
  const missing = MUST.filter((name) => !columns.includes(name));
  if (unknown.length + missing.length > 0) throw new AppError('invalid', 'summaries-columns', [...(missing.length === 0 ? [] : [`Missing: ${missing.join(', ')}.`]), ...(unknown.length === 0 ? [] : [`Not known: ${unknown.join(', ')}.`]), 'Columns are site, on, mean, ratings and, where known, rival, 1, 2, 3, 4, 5, address.'].join(' '));
  const faults: string[] = [];
  const read = rest.flatMap(({ line, number }): SummaryBody[] => {
    const fields = fieldsOf(line, separator);
    const of = (name: string): string => fields[columns.indexOf(name)] ?? '';
    const stars = STAR_COLUMNS.map(of);
    const parsed = SummaryBody.safeParse({ rival: of('rival'), site: of('site'), on: of('on'), mean: of('mean'), ratings: of('ratings'), address: of('address'), ...(stars.every((one) => one === '') ? {} : { stars: stars.map((one) => (one === '' ? '0' : one)) }) });
    if (parsed.success) return [parsed.data];
    faults.push(`Line ${number}: ${parsed.error.issues.map(({ path, message }) => `${path.length === 0 ? '' : `${path.join('.')}: `}${message}`).join('; ')}`);
    return [];
  });
  if (faults.length > 0) throw new AppError('invalid', 'summaries-malformed', `Nothing was entered. ${faults.slice(0, FAULTS_MOST).join(' ')}${faults.length > FAULTS_MOST ? ` And ${faults.length - FAULTS_MOST} more lines.` : ''}`);
  return read;
}
