import type { ReactNode } from 'react';
import type { SaidFigure, SaidThenQuery } from '../contract.ts';
import { BehindFigure, type Opened } from './behind-figure.tsx';
import css from './said-page.module.css';
import { countsText, rangeText, shareText } from './said-words.ts';

/** One row of a card: a name, its share with its interval, how many said it; it opens to the texts. */
export type FigureRow = { readonly key: string; readonly opened: Opened; readonly name: string; readonly hint: string; /** Null: too few for figures. */ readonly figure: Pick<SaidFigure, 'texts' | 'people' | 'share'> | null; readonly sign?: ReactNode; readonly aside?: ReactNode; /** The same of the whole, where the row is of a part. */ readonly whole?: string };

/** Which row is open, as the address says. */
export type OpenRow = { readonly key: string | null; readonly query: Partial<SaidThenQuery>; show(key: string | null): void };

/** The end of the bars: the widest interval among them, in round steps. Units: per cent. */
function endOf(rows: readonly FigureRow[]): number {
  const most = Math.max(1, ...rows.map(({ figure }) => figure?.share?.high ?? 0));
  return [2, 5, 10, 20, 30, 50, 75, 100].find((end) => end >= most) ?? 100;
}

/** Rows with bars, each a button that opens the texts behind it. */
export function FigureRows({ rows, open, shade = 'plain' }: { readonly rows: readonly FigureRow[]; readonly open: OpenRow; readonly shade?: 'plain' | 'act' }): ReactNode {
  const end = endOf(rows);
  return (
    <ul className={css['rows']}>
      {rows.map(({ key, opened, name, hint, figure, sign, aside, whole }) => {
        const isOpen = open.key === key;
        return (
          <li key={key} data-testid="said-row" data-of={key}>
            <button type="button" className={css['row']} aria-expanded={isOpen} title={hint} disabled={figure?.texts === 0} onClick={() => open.show(isOpen ? null : key)}>
              <span className={css['name']}>{sign}{name}</span>
              <span className={css['track']} aria-hidden>
                {figure !== null && figure.share !== null && <><span className={css['bar']} data-shade={shade} style={{ width: `${figure.share.value / end * 100}%` }} /><span className={css['range']} style={{ left: `${figure.share.low / end * 100}%`, width: `${(figure.share.high - figure.share.low) / end * 100}%` }} /></>}
              </span>
              <span className={css['figure']}>{figure === null || figure.share === null || figure.texts === 0 ? '' : <><b>{shareText(figure.share)}</b> <span>({rangeText(figure.share)})</span></>}</span>
              <span className={css['counts']}>{figure === null ? '' : countsText(figure)}</span>
              {whole !== undefined && <span className={css['whole']} data-testid="whole">{whole}</span>}
              {aside !== undefined && <span className={css['aside']}>{aside}</span>}
            </button>
            {isOpen && <BehindFigure opened={opened} query={open.query} name={name} />}
          </li>
        );
      })}
    </ul>
  );
}
