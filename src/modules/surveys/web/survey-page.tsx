import { Button, Modal, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { sayDone } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type Definition, type SurveyView } from '../contract.ts';
import { Builder } from './builder.tsx';
import { FindingList } from './finding-list.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { ListeningPanel } from './listening-panel.tsx';
import { PreviewPanel } from './preview-panel.tsx';
import { SharePanel } from './share-panel.tsx';
import { plainText, planText, STATE_NAMES } from './survey-words.ts';
import css from './surveys.module.css';

const page = getRouteApi('/shell/surveys/$id');

/** One survey: what it asks, as customers see it, whom, and how much it hears. */
export function SurveyPage(): ReactNode {
  const { id } = page.useParams();
  const { data, error, refetch } = useQuery({ queryKey: ['surveys', id], refetchInterval: 30_000, queryFn: ({ signal }) => call(routes.survey, { params: { id } }, signal) });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  return data === undefined ? <LinesSkeleton lines={10} /> : <Opened key={id} survey={data} />;
}

function Opened({ survey }: { readonly survey: SurveyView }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<Definition | null>(null);
  const [ending, setEnding] = useState<'pause' | 'close' | null>(null);
  const { id, state, version, publishedVersion, definition } = survey;
  const done = async (said: string): Promise<void> => { setDraft(null); setEnding(null); sayDone(said); await queries.invalidateQueries({ queryKey: ['surveys'] }); };
  const save = useMutation({ mutationFn: (changed: Definition) => call(routes.save, { params: { id }, body: { definition: changed, basedOn: version } }), onSuccess: (kept) => done(`Saved as version ${kept.version}. It is asked once it is published.`) });
  const publish = useMutation({ mutationFn: () => call(routes.publish, { params: { id }, body: { version } }), onSuccess: () => done('Published. People are asked from now on, as far as surveys may leave.') });
  const resume = useMutation({ mutationFn: () => call(routes.resume, { params: { id }, body: {} }), onSuccess: () => done('It goes on.') });
  const problem = save.error ?? publish.error ?? resume.error;
  const shown = draft ?? definition;
  const mayPublish = may('publish-surveys');
  const isNew = state !== 'closed' && state !== 'paused' && publishedVersion !== version;
  return (
    <div data-testid="survey-page">
      <PageHead title={definition.title} over={<><Link to="/surveys">Surveys</Link> · <span className={css['state']} data-state={state}>{STATE_NAMES[state]}</span> Version {version} by {survey.savedBy}, <Moment at={survey.savedAt} /></>} lead={planText(definition)}
        actions={<div className={css['actions']}>
          {may('build-surveys') && state !== 'closed' && draft === null && <Button variant="default" onClick={() => setDraft(definition)}>Change it</Button>}
          {draft !== null && <><Button variant="default" onClick={() => { setDraft(null); save.reset(); }}>Leave it as it was</Button><Button loading={save.isPending} onClick={() => save.mutate(draft)}>Save as a new version</Button></>}
          {mayPublish && draft === null && <>
            {state === 'running' && <Button variant="default" onClick={() => setEnding('pause')}>Pause</Button>}
            {state !== 'closed' && state !== 'draft' && <Button variant="default" onClick={() => setEnding('close')}>End it</Button>}
            {state === 'paused' && <Button loading={resume.isPending} onClick={() => resume.mutate()}>Let it go on</Button>}
            {isNew && <Button loading={publish.isPending} onClick={() => publish.mutate()}>Publish version {version}</Button>}
          </>}
        </div>} />
      <div className={css['page']}>
        {problem !== null && <p role="alert" className={css['act']} data-testid="refused">{problemText(problem)}</p>}
        {survey.because !== null && <p className={css['stops']} data-testid="because">{survey.because}</p>}
        {survey.sending !== null && state === 'running' && <p className={css['note']}>{survey.sending} <Link to="/outreach">What may leave</Link></p>}
        {draft === null && <FindingList findings={survey.findings} />}
        {draft === null && state !== 'draft' && <ListeningPanel survey={survey} />}
        <div className={css['two']}>
          {draft === null ? <div className={css['page']}><Asked definition={definition} /><SharePanel survey={survey} />{state !== 'draft' && definition.plan.moment !== 'link' && <InvitationsPanel id={id} />}<Changes survey={survey} /></div> : <Builder definition={draft} change={setDraft} />}
          {may('build-surveys') && <div className={css['stay']}><PreviewPanel definition={shown} /></div>}
        </div>
      </div>
      {ending !== null && <Ending id={id} what={ending} close={() => setEnding(null)} done={done} />}
    </div>
  );
}

function Asked({ definition }: { readonly definition: Definition }): ReactNode {
  const [fallback = 'en'] = definition.languages;
  return (
    <Panel title="What it asks">
      <ol className={css['rows']}>{definition.questions.map((question, at) => <li key={question.key}><span>{plainText(question.text[fallback] ?? '')}</span><span className={css['quiet']}>{at === 0 ? 'This one alone is enough' : question.showIf.length > 0 ? 'Only after certain answers' : 'If they like'}</span></li>)}</ol>
    </Panel>
  );
}

function Changes({ survey: { changes } }: { readonly survey: SurveyView }): ReactNode {
  if (changes.length === 0) return null;
  return <Panel title="What became of it"><ul className={css['rows']}>{changes.map((one, at) => <li key={at}><span>{STATE_NAMES[one.state]}: {one.why}</span><span className={css['quiet']}>{one.by}, <Moment at={one.at} /></span></li>)}</ul></Panel>;
}

const ENDINGS = { pause: { title: 'Pause', says: 'Nobody new is asked. Who was asked may still answer.', route: routes.pause, done: 'Paused.' }, close: { title: 'End it', says: 'For good: nobody is asked any more, and answers that still come are thanked, kept apart and not counted.', route: routes.close, done: 'Ended.' } } as const;

function Ending({ id, what, close, done }: { readonly id: string; readonly what: 'pause' | 'close'; readonly close: () => void; readonly done: (said: string) => Promise<void> }): ReactNode {
  const [why, setWhy] = useState('');
  const ending = ENDINGS[what];
  const end = useMutation({ mutationFn: () => call(ending.route, { params: { id }, body: { why } }), onSuccess: () => done(ending.done) });
  return (
    <Modal opened onClose={close} title={ending.title}>
      <form className={css['fields']} onSubmit={(event) => { event.preventDefault(); end.mutate(); }}>
        <p className={css['quiet']}>{ending.says}</p>
        <TextInput label="Why" value={why} onChange={(event) => setWhy(event.currentTarget.value)} minLength={3} maxLength={300} required data-autofocus />
        {end.error !== null && <p role="alert" className={css['act']}>{problemText(end.error)}</p>}
        <Button type="submit" loading={end.isPending}>{ending.title}</Button>
      </form>
    </Modal>
  );
}
