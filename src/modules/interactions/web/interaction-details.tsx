import type { ReactNode } from 'react';
import { Personal } from '../../../web/primitives/masked.tsx';
import { fullMoment } from '../../../web/primitives/moment-text.ts';
import type { NobodyItem, TimelineItem } from '../contract.ts';
import css from './interaction-details.module.css';
import { wordsOf } from './channel-names.ts';
import { propertyText } from './property-text.ts';

/** Where an interaction came from, when it was received, and everything else that its source said. */
export function InteractionDetails({ item }: { readonly item: TimelineItem | NobodyItem }): ReactNode {
  const signed = 'signed' in item ? item.signed : [];
  const rows: readonly (readonly [string, string])[] = [
    ...(signed.length === 0 ? [] : [['Signed', signed.join(', ')] as const]),
    ['Happened', fullMoment(item.occurredAt, item.occurredPrecision)],
    ['Received', fullMoment(item.receivedAt)],
    ['Source', `${item.source}, as ${item.sourceId}`],
    ...(item.brand === '' ? [] : [['Brand', item.brand] as const]),
    ...(item.language === null ? [] : [['Language', item.language] as const]),
    ['Revision', item.revision <= 1 ? 'As first sent' : `${item.revision}; earlier ones are kept`],
    ['Named', 'signed' in item ? item.id : `${item.id}, claim ${item.node}`],
  ];
  const properties = Object.entries(item.properties).flatMap(([name, value]) => { const text = propertyText(value); return text === null ? [] : [[name, text] as const]; });
  return (
    <dl className={css['rows']}>
      {rows.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}
      {properties.map(([name, value]) => <div key={`p-${name}`}><dt>{wordsOf(name)}</dt><dd><Personal value={value} /></dd></div>)}
    </dl>
  );
}
