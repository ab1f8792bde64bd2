import type { ReactNode } from 'react';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { useMay } from '../../../web/session.ts';
import { ErasuresPanel } from './erasures-panel.tsx';
import css from './privacy-page.module.css';
import { RetentionPanel } from './retention-panel.tsx';

/** How long what is kept, and who was erased. */
export function PrivacyPage(): ReactNode {
  const may = useMay();
  return (
    <>
      <PageHead title="Privacy" lead="How long what is kept, and what is left of those who were erased. What somebody allows stands on their own page." />
      <div className={css['page']}>
        <RetentionPanel />
        {may('erase-customers') && <ErasuresPanel />}
      </div>
    </>
  );
}
