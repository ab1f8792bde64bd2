import type { ReactNode } from 'react';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { useMay } from '../../../web/session.ts';
import { BringForm } from './bring-form.tsx';
import { EscalationRows } from './escalation-rows.tsx';
import css from './ombudsman.module.css';
import { useMine } from './use-escalations.ts';

/** Where any employee turns to the ombudsman, and sees what became of it. */
export function BringPage(): ReactNode {
  const mine = useMine().data?.escalations ?? [];
  const sees = useMay()('see-escalations');
  return (
    <div data-testid="bring-page" className={css['column']}>
      <PageHead title="Turn to the ombudsman" lead="For what the line should not decide about itself: a customer whom nobody hears, somebody treated badly, something unsafe. Only the ombudsman can close it, and executives see it until then." />
      <Panel title="What should be looked at"><BringForm about={null} done={() => undefined} /></Panel>
      {mine.length > 0 && <Panel title="What you brought"><EscalationRows lines={mine} isOpened={sees} /></Panel>}
    </div>
  );
}
