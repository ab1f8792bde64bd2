import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { counted } from '../../../web/primitives/number.ts';
import type { CaseQuery } from '../contract.ts';
import css from './cases-page.module.css';
import { useCaseCounts } from './use-cases.ts';

/** Cases that need somebody: of nobody, too late, or with a note for whoever looks. Nothing stands here when there is none. */
export function CasesToday(): ReactNode {
  const counts = useCaseCounts();
  if (counts === undefined) return null;
  const lines: readonly { readonly view: CaseQuery['view']; readonly text: string; readonly isLate: boolean; readonly count: number }[] = [
    { view: 'unowned', text: `${counted(counts.unowned, 'open case')} without an owner`, isLate: false, count: counts.unowned },
    { view: 'due', text: `${counted(counts.overdue, 'case')} overdue`, isLate: true, count: counts.overdue },
    { view: 'mentioned', text: `${counted(counts.mentioned, 'case')} with a note that mentions you`, isLate: false, count: counts.mentioned },
  ];
  const shown = lines.filter(({ count }) => count > 0);
  if (shown.length === 0) return null;
  return (
    <Panel title="Customers are waiting" testId="cases-today">
      <ul className={css['lines']}>{shown.map(({ view, text, isLate }) => <li key={view} data-late={isLate}><Link to="/cases" search={{ view }}>{text}</Link></li>)}</ul>
    </Panel>
  );
}
