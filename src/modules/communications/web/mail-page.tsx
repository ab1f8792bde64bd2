import { Button, MultiSelect } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { routes, type MondayMail } from '../contract.ts';
import css from './monday.module.css';
import { mondayQuery } from './use-monday.ts';

/** The Monday page as a mail: as it would go out, and for owners, to whom. */
export function MondayMailPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['monday', 'mail'], queryFn: ({ signal }) => call(routes.mail, {}, signal) });
  return (
    <>
      <PageHead title="Monday as a mail" over={<Link to="/monday">Monday</Link>} lead="For people of the company alone, with names and numbers of customers masked: a mail stays wherever it goes." />
      <div className={css['page']}>
        {error !== null ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={4} /> : <MailSwitch mail={data} />}
        <Preview />
      </div>
    </>
  );
}

function MailSwitch({ mail: { isOn, recipients, by, at, held, choices } }: { readonly mail: MondayMail }): ReactNode {
  const may = useMay();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState(recipients.map(({ id }) => id));
  const turn = useMutation({ mutationFn: (on: boolean) => call(routes.switchMail, { body: { isOn: on, recipients: chosen } }), onSuccess: (_, on) => { sayDone(on ? 'The next page goes to them.' : 'No mail goes out.'); return queries.invalidateQueries({ queryKey: ['monday', 'mail'] }); }, onError: sayProblem });
  return (
    <Panel title="Who gets it" testId="monday-mail">
      <div className={css['form']}>
        <p>{isOn ? `On Mondays it goes to ${recipients.map(({ name }) => name).join(', ') || 'nobody'}.` : 'It goes to nobody.'}{at === null ? '' : <span className={css['quiet']}> Set by {by ?? 'somebody who left'} <Moment at={at} shape="ago" />.</span>}</p>
        {held !== null && <p className={css['why']}>{held}</p>}
        {may('govern-monday') && (held === null || isOn) && (
          <>
            <MultiSelect label="Recipients" data={choices.map(({ id, name }) => ({ value: id, label: name }))} value={chosen} onChange={setChosen} searchable />
            <div className={css['acts']}><Button loading={turn.isPending && turn.variables} disabled={chosen.length === 0 || held !== null} onClick={() => turn.mutate(true)}>{isOn ? 'Save' : 'Switch on'}</Button>{isOn && <Button variant="default" loading={turn.isPending && !turn.variables} onClick={() => turn.mutate(false)}>Switch off</Button>}</div>
          </>
        )}
      </div>
    </Panel>
  );
}

function Preview(): ReactNode {
  const page = useQuery(mondayQuery(undefined)).data?.page;
  const { data, error } = useQuery({ queryKey: ['monday', 'preview', page?.week], enabled: page != null, queryFn: ({ signal }) => call(routes.mailPreview, { query: {} }, signal), retry: false });
  if (page === null || error !== null) return <Panel title="As it would go out"><p className={css['quiet']}>There is no Monday page yet.</p></Panel>;
  if (data === undefined) return <LinesSkeleton lines={6} />;
  return (
    <Panel title="As it would go out">
      <p className={css['why']}>{data.subject}</p>
      <iframe title="The mail" sandbox="" srcDoc={data.html} className={css['mail']} />
      <details className={css['how']}><summary>The same as text</summary><pre className={css['plain']}>{data.text}</pre></details>
    </Panel>
  );
}
