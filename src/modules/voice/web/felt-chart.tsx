import type { ReactNode } from 'react';
import type { Said } from '../contract.ts';
import { feltReading, feltSummary, rangeText, shareText } from './said-words.ts';
import { monthCell } from './score-words.ts';
import { sharesScale } from './share-scale.ts';
import { TwoByMonth, type InMonth } from './two-by-month.tsx';

const HEIGHT = 200;
type Month = Said['months'][number];
type Share = Month['negative'];

const cell = (share: Share): string => (share === null ? '–' : `${shareText(share)} (${rangeText(share)})`);
const known = (share: Share, { people }: Month): InMonth => share ?? (people > 0 ? 'few' : null);

/** How texts feel, month by month: those that feel bad and those that feel good. */
export function FeltChart({ months }: { readonly months: Said['months'] }): ReactNode {
  const table = { head: ['Month', 'Bad', 'Neither', 'Good', 'People'], rows: months.map((month) => [monthCell(month), cell(month.negative), cell(month.neutral), cell(month.positive), month.people]).toReversed() };
  return (
    <TwoByMonth
      months={months.map((month) => ({ month: month.month, first: known(month.negative, month), second: known(month.positive, month) }))} names={{ first: 'feel bad', second: 'feel good' }}
      scale={sharesScale(months.flatMap(({ negative, positive }) => [negative, positive]))} height={HEIGHT} summary={feltSummary(months)} table={table} reading={(at) => { const month = months[at]; return month === undefined ? '' : feltReading(month); }}
    />
  );
}
