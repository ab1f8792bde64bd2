import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText, counted, moneyText } from '../../../web/primitives/number.ts';
import { PersonalName } from '../../../web/primitives/masked.tsx';
import type { Verdicts } from '../contract.ts';
import { EVIDENCE_TEXTS, placeText, REMEDY_TEXTS } from './promise-words.ts';
import css from './promises.module.css';

const FIRST = 6;

/** The people behind a figure, each with the evidence, and the way to their timeline. */
export function VerdictList({ verdicts, total, title }: Verdicts & { readonly title: string }): ReactNode {
  const [isWhole, setWhole] = useState(false);
  return (
    <section aria-label={title} className={css['behind']} data-testid="verdicts">
      <p className={css['quiet']}>{title}: {counted(total, 'time')}{total > verdicts.length ? `, the latest ${countText(verdicts.length)} are shown` : ''}.</p>
      <ul className={css['list']}>
        {verdicts.slice(0, isWhole ? undefined : FIRST).map((one) => (
          <li key={`${one.interaction} ${one.startedAt} ${one.dueAt ?? ''} ${one.evidence.length}`} className={css['verdict']}>
            <span>{one.customer === null ? 'Nobody known' : <Link to="/customers/$id" params={{ id: one.customer }}><PersonalName id={one.customer} name={one.name} /></Link>} <span className={css['quiet']}>{placeText(one.seam === '' ? one.channel : one.seam)}{one.dueAt === null ? '' : <>, due <Moment at={one.dueAt} /></>}</span></span>
            <ol className={css['steps']}>{one.evidence.map(({ interaction, at, rule }) => <li key={`${interaction} ${rule} ${at}`}><Moment at={at} /> {EVIDENCE_TEXTS[rule]}.</li>)}{one.remedy !== null && <li>{REMEDY_TEXTS[one.remedy.isHeld ? 'held' : one.remedy.state]}{one.remedy.state === 'given' ? ` (${moneyText(one.remedy.costMinor, one.remedy.currency)})` : ''}{one.remedy.state === 'owed' && !one.remedy.isHeld ? <>, due <Moment at={one.remedy.dueAt} shape="day" /></> : one.remedy.endedAt === null ? '' : <>, <Moment at={one.remedy.endedAt} /></>}.</li>}</ol>
          </li>
        ))}
      </ul>
      {!isWhole && verdicts.length > FIRST && <Button size="compact-sm" variant="subtle" onClick={() => setWhole(true)}>Show {countText(verdicts.length - FIRST)} more</Button>}
    </section>
  );
}
