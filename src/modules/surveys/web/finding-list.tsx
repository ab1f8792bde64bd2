import type { ReactNode } from 'react';
import type { Finding } from '../contract.ts';
import css from './surveys.module.css';

/** What is to mend before a survey is published, and what to know. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  return findings.length === 0 ? null : <div className={css['fields']} data-testid="findings">{findings.map(({ place, says, stops }) => <p key={`${place} ${says}`} className={stops ? css['stops'] : css['note']}><b>{place}</b>: {says}</p>)}</div>;
}
