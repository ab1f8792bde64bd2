import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { counted } from '../../../web/primitives/number.ts';
import type { CaseQuery } from '../contract.ts';
import { CaseBrief } from './case-rows.tsx';
import css from './cases-page.module.css';
import { queueQuery, useCaseCounts } from './use-cases.ts';

/** Of what nobody owns, so many stand here; the rest is behind the link. */
const FIRST: CaseQuery = { view: 'unowned', limit: 3 };

/** Cases that need somebody: of nobody with the most urgent of them, too late, of whoever looks, or with a note for them. Nothing stands here when there is none. */
export function CasesToday(): ReactNode {
  const counts = useCaseCounts();
  const { data } = useQuery(queueQuery(FIRST));
  if (counts === undefined) return null;
  const lines: readonly { readonly view: CaseQuery['view']; readonly text: string; readonly isLate: boolean; readonly count: number }[] = [
    { view: 'due', text: `${counted(counts.overdue, 'case')} overdue`, isLate: true, count: counts.overdue },
    { view: 'mine', text: `${counted(counts.mine, 'open case')} of yours`, isLate: false, count: counts.mine },
    { view: 'mentioned', text: `${counted(counts.mentioned, 'case')} with a note that mentions you`, isLate: false, count: counts.mentioned },
    { view: 'unowned', text: `${counted(counts.unowned, 'open case')} without an owner`, isLate: false, count: counts.unowned },
  ];
  const shown = lines.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <Panel title="Customers are waiting" testId="cases-today">
      <ul className={css['lines']}>{shown.map(({ view, text, isLate }) => <li key={view} data-late={isLate}><Link to="/cases" search={{ view }}>{text}</Link></li>)}</ul>
      {counts.unowned > 0 && data !== undefined && <div className={css['first']}>{data.cases.map((line) => <CaseBrief key={line.id} line={line} isNamed />)}</div>}
    </Panel>
  );
}
