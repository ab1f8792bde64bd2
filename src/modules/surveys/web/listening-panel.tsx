import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Figure, Figures } from '../../../web/primitives/figure.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import type { SurveyView } from '../contract.ts';
import { shareText } from './survey-words.ts';
import css from './surveys.module.css';

/** How much a survey hears: of the moments that came, how many were drawn, held, asked, reached and answered, and why not more. */
export function ListeningPanel({ survey: { listening: heard, definition } }: { readonly survey: SurveyView }): ReactNode {
  const { followUps } = heard;
  const isAsked = definition.plan.moment !== 'link' || heard.met > 0;
  return (
    <Panel title="How much it hears" testId="listening" aside={<Link to="/methods/$name" params={{ name: 'survey-sampling' }}>Who is asked, and when</Link>}>
      <Figures>
        {isAsked && <>
          <Figure name="Moments" value={countText(heard.met)} note={`${countText(heard.drawn)} drawn`} />
          <Figure name="Asked" value={countText(heard.invited)} note={`${countText(heard.held)} held, ${countText(heard.waiting)} waiting${heard.shown > 0 ? `, ${countText(heard.shown)} shown as they would have gone` : ''}`} />
          <Figure name="Reached" value={countText(heard.reached)} note={shareText(heard.reachedShare)} />
          <Figure name="Answered" value={countText(heard.answered)} note={shareText(heard.answerShare)} testId="answered" />
        </>}
        <Figure name="Came by themselves" value={countText(heard.came)} note={heard.apart > 0 ? `${countText(heard.apart)} after the end, not counted` : 'by link, code or widget'} />
        <Figure name="Follow-ups" value={countText(followUps.wanted)} note={followUps.due === 0 ? 'none past its deadline in 30 days' : `${countText(followUps.untouched)} of ${countText(followUps.due)} past their deadline found nobody`} />
      </Figures>
      {heard.why.length > 0 && <ul className={css['rows']} aria-label="Why not more">{heard.why.map((one) => <li key={`${one.state} ${one.reason}`}>{countText(one.people)} {one.state === 'held' ? 'held now' : 'not asked'}: {one.says}</li>)}</ul>}
      <p className={css['after']}>Whoever is held or missed is not heard: they are those with something open, a broken promise or a complaint more often than others, so that what is answered looks better than it is. <Link to="/scores">The scores</Link></p>
    </Panel>
  );
}
