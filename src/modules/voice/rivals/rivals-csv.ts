import { csvField } from '../verbatims/verbatims-csv.ts';
import type { Rivals } from './contract.ts';

const COLUMNS = ['site', 'company', 'kind', 'period', 'ratings', 'people', 'mean', 'low', 'high', 'interval', '4-5 stars %', '1-2 stars %', 'less ours', 'less ours low', 'less ours high', 'told apart', 'address', 'entered at'] as const;

type Span = { readonly value: number; readonly low: number; readonly high: number } | null;

const number = (value: number | undefined | null): string => (value === undefined || value === null ? '' : String(Number(value.toFixed(4))));
const line = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;
const meanFields = (mean: Span): string[] => [number(mean?.value), number(mean?.low), number(mean?.high)];
const apartFields = (difference: (NonNullable<Span> & { readonly isReal: boolean }) | null): string[] => [...meanFields(difference), difference === null ? '' : difference.isReal ? 'yes' : 'no'];

/** Us and rivals as a file: a line for each site and company as a whole, then by month; then one for each summary. Units: stars, per cent. Figures of fewer than ten people are empty. */
export function rivalsCsv({ shown, from, until }: Rivals): string {
  const rows = shown.flatMap(({ site, ratings, summaries }) => [
    ...ratings.flatMap((one) => {
      const company = csvField(one.rival ?? 'us');
      const whole = [csvField(site), company, 'ratings', `${from} to ${until}`, String(one.ratings), String(one.people), ...meanFields(one.mean), one.mean === null ? '' : '95 %', number(one.high?.value), number(one.low?.value), ...apartFields(one.difference), '', ''];
      return [whole, ...one.months.map((month) => [csvField(site), company, 'ratings of a month', month.month, String(month.ratings), String(month.people), ...meanFields(month.mean), month.mean === null ? '' : '95 %', '', '', '', '', '', '', '', ''])];
    }),
    ...summaries.map((one) => [csvField(site), csvField(one.rival ?? 'us'), 'summary of a page', one.on, String(one.ratings), '', ...(one.estimate === null ? ['', '', ''] : [one.mean, number(one.estimate.low), number(one.estimate.high)]), one.estimate === null ? '' : one.isWidest ? 'at widest' : '95 %', number(one.high?.value), number(one.low?.value), ...apartFields(one.difference), csvField(one.address), one.enteredAt]),
  ]);
  return `\uFEFF${[[...COLUMNS], ...rows].map(line).join('')}`;
}
