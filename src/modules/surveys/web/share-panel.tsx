import type { ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { QrCode } from '../../../web/primitives/qr-code.tsx';
import type { SurveyView } from '../contract.ts';
import css from './surveys.module.css';

/** The ways in which people come by themselves: a link, a code to scan, the widget of a web page. */
export function SharePanel({ survey: { key, address, state } }: { readonly survey: SurveyView }): ReactNode {
  const base = (address ?? window.location.origin).replace(/\/$/, '');
  const link = `${base}/q/${key}`;
  return (
    <Panel title="Link, code and widget" testId="share">
      {state === 'draft' ? <p className={css['quiet']}>They open once the survey is published.</p> : (
        <div className={css['share']}>
          <div className={css['fields']}>
            <p className={css['quiet']}>For posters, parcels and receipts. Whoever answers this way is nobody known until they leave an address.</p>
            <code className={css['code']}>{link}</code>
            <p className={css['quiet']}>For any web page: the first question where this stands, the rest behind a link.</p>
            <code className={css['code']}>{`<script src="${base}/survey-widget.js" data-survey="${key}" async></script>`}</code>
            {address === null && <p className={css['quiet']}>CUSTOS_ADDRESS is not set: these lead to the address at which you opened Custos, which customers may not reach.</p>}
          </div>
          <QrCode text={link} label={`Code that leads to ${link}`} />
        </div>
      )}
    </Panel>
  );
}
