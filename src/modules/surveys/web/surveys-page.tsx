import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { countText, counted } from '../../../web/primitives/number.ts';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type Definition, type SurveyLine } from '../contract.ts';
import { MOMENT_NAMES, shareText, STATE_NAMES } from './survey-words.ts';
import css from './surveys.module.css';

/** What we ask our customers, and how much we hear: invited, held, answered, and whether somebody acts on it. */
export function SurveysPage(): ReactNode {
  const may = useMay();
  const { data, error, refetch } = useQuery({ queryKey: ['surveys'], refetchInterval: 30_000, queryFn: ({ signal }) => call(routes.surveys, {}, signal) });
  return (
    <div data-testid="surveys-page">
      <PageHead title="Surveys" lead="Asked by chance, at a moment that they lived through, and only as often as they may be. The figures themselves stand under Scores." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={6} /> : (
        <div className={css['page']}>
          <Panel title="What we ask" testId="surveys">
            {data.surveys.length === 0 ? <Empty title="No survey yet">Here stands how many people each survey asked, held, and heard. Begin with one of those below: nobody is asked before it is published.</Empty> : <ul className={css['list']}>{data.surveys.map((one) => <Line key={one.id} survey={one} />)}</ul>}
          </Panel>
          {may('build-surveys') && <Begin templates={data.templates} />}
        </div>
      )}
    </div>
  );
}

function Line({ survey: { id, title, state, moment, version, publishedVersion, listening: heard } }: { readonly survey: SurveyLine }): ReactNode {
  const { due, untouched } = heard.followUps;
  return (
    <li data-testid="survey-line">
      <div>
        <Link to="/surveys/$id" params={{ id }}>{title}</Link> <span className={css['state']} data-state={state}>{STATE_NAMES[state]}</span>
        <p className={css['quiet']}>{MOMENT_NAMES[moment]}{publishedVersion !== null && version > publishedVersion ? '; a newer version is not published' : ''}</p>
      </div>
      <p className={css['quiet']}>
        {moment === 'link' ? `${counted(heard.came, 'person', 'people')} came and answered` : <>{countText(heard.invited)} asked of {counted(heard.met, 'moment')}, {countText(heard.held)} held{heard.shown > 0 ? `, ${countText(heard.shown)} shown as they would have gone` : ''}{heard.came > 0 ? `, ${countText(heard.came)} came by themselves` : ''}</>}
      </p>
      <div>
        {moment !== 'link' && <p className={css['quiet']}>Answered: {shareText(heard.answerShare)}</p>}
        {untouched > 0 ? <p className={css['act']}>{untouched} of {due} follow-ups found nobody</p> : heard.followUps.wanted > 0 && <p className={css['quiet']}>{counted(heard.followUps.wanted, 'follow-up')}</p>}
      </div>
    </li>
  );
}

function Begin({ templates }: { readonly templates: readonly { readonly key: string; readonly about: string; readonly definition: Definition }[] }): ReactNode {
  const navigate = useNavigate();
  const make = useMutation({ mutationFn: (definition: Definition) => call(routes.make, { body: { definition } }), onSuccess: ({ id }) => navigate({ to: '/surveys/$id', params: { id } }), onError: sayProblem });
  return (
    <Panel title="Begin a survey" testId="templates">
      <ul className={css['begin']}>
        {templates.map(({ key, about, definition }) => <li key={key}><b>{definition.title}</b><p className={css['quiet']}>{about}</p><Button size="compact-sm" variant="default" loading={make.isPending && make.variables === definition} onClick={() => make.mutate(definition)}>Begin with “{definition.title}”</Button></li>)}
      </ul>
    </Panel>
  );
}
