import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { refusalWords, strengthWord, typeName } from '../../identity/web/parts.tsx';
import type { Comparison } from '../contract.ts';
import { reasonSentence } from './compare-words.ts';
import css from './compare-page.module.css';

type Weighs = Comparison['reasons'][number]['weighs'];

/** What speaks for one person and what against it, by the exact rules; what people decided stands with them. */
export function CompareReasons({ comparison }: { readonly comparison: Comparison }): ReactNode {
  const nothing = comparison.reasons.filter(({ weighs }) => weighs === 'nothing');
  return (
    <div className={css['reasons']}>
      <Panel title="For one person" testId="speaks-for"><Reasons comparison={comparison} weighs="for" none="They share nothing by which the exact rules join." /></Panel>
      <Panel title="Against it" testId="speaks-against"><Reasons comparison={comparison} weighs="against" none="Nothing, by the exact rules." /></Panel>
      {nothing.length > 0 && <Panel title="Shared, and says nothing"><Reasons comparison={comparison} weighs="nothing" none="" /></Panel>}
    </div>
  );
}

function Reasons({ comparison, weighs, none }: { readonly comparison: Comparison; readonly weighs: Weighs; readonly none: string }): ReactNode {
  const own = comparison.reasons.filter((reason) => reason.weighs === weighs);
  const decided = comparison.decisions.filter(({ kind }) => (weighs === 'for' && kind === 'together') || (weighs === 'against' && kind === 'apart'));
  if (own.length + decided.length === 0) return <p className={css['quiet']}>{none}</p>;
  return (
    <ul>
      {decided.map((decision) => <li key={decision.id} data-decided>{decision.by} decided{decision.kind === 'apart' ? ' that they are different people' : ''}: <Personal value={decision.reason} /> <span className={css['quiet']}><Moment at={decision.at} shape="day" /></span></li>)}
      {own.map((reason, place) => {
        const { before, value, after } = reasonSentence(reason, { typeName, strengthWord, refusalWords });
        return <li key={place}>{before}{value !== null && <b><Personal value={value} /></b>}{after}</li>;
      })}
    </ul>
  );
}
