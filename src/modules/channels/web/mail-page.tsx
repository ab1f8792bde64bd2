import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { DataTable, type Column } from '../../../web/primitives/data-table.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { ENDS, mailRoutes, type MailState, type SentLetter } from '../contract.ts';
import { boxTold, listeningTold } from './mail-form.ts';
import { MailSettingForm } from './mail-setting-form.tsx';
import css from './mail-page.module.css';

const LETTER_NAMES: Readonly<Record<SentLetter['state'], string>> = { waiting: 'On its way', sent: 'Sent', refused: 'Did not go', failed: 'Not delivered', unknown: 'Nobody knows' };
const keyOf = ({ number }: SentLetter): string => String(number);
const COLUMNS: readonly Column<SentLetter>[] = [
  { key: 'at', name: 'When', value: ({ at }) => at, show: ({ at }) => <Moment at={at} shape="ago" /> },
  { key: 'to', name: 'To', value: ({ to }) => to ?? '' },
  { key: 'by', name: 'By', value: ({ askedBy, purpose }) => `${askedBy ?? 'Somebody who left'}, ${purpose}`, narrow: 'hide' },
  { key: 'state', name: 'What became of it', value: ({ state }) => LETTER_NAMES[state], show: ({ state, problem, tries }) => <>{LETTER_NAMES[state]}{state === 'waiting' && tries > 0 ? `, tried ${tries} times` : ''}{problem !== null && <div className={css['quiet']}>{problem}</div>}</> },
];

/** Mail both ways: how it comes in and goes out, and how it fares. */
export function MailPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['mail'], queryFn: ({ signal }) => call(mailRoutes.mail, {}, signal), refetchInterval: 10_000 });
  return (
    <div data-testid="mail-page">
      <PageHead title="Mail" lead="Customers’ mails become part of their story, and the answers of agents go out from here and nowhere else. Nothing leaves before somebody sets a server here and switches a purpose on." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={8} height={22} /> : (
        <div className={css['page']}>
          <Standing state={data} />
          <MailSettingForm key={data.at ?? ''} state={data} />
          {data.letters.length > 0 && <Panel title="What went out lately"><DataTable name="Mails that went out" columns={COLUMNS} rows={data.letters} keyOf={keyOf} /></Panel>}
        </div>
      )}
    </div>
  );
}

function Standing({ state }: { readonly state: MailState }): ReactNode {
  const attempt = useMutation({ mutationFn: () => call(mailRoutes.tryMail, { body: {} }), onSuccess: ({ to, problem }) => sayDone(problem ?? `A mail to ${to} left.`), onError: sayProblem });
  return (
    <Panel title="How it stands" testId="mail-standing">
      <dl className={css['standing']}>
        <div><dt>In</dt><dd>{listeningTold(state)}</dd></div>
        <div><dt>Mailbox</dt><dd data-act={state.box.state === 'away'}>{boxTold(state)}{state.box.lastAt !== null && <> Last <Moment at={state.box.lastAt} shape="ago" />.</>}</dd></div>
        <div><dt>Out</dt><dd>{state.held ?? (state.setting.out === null ? 'No server is set: nothing can go out.' : `From ${state.setting.out.from} through ${state.setting.out.host}.`)}</dd></div>
        <div><dt>30 days</dt><dd>{state.taken === 1 ? 'One mail' : `${state.taken.toLocaleString()} mails`} came in.{state.ended.map(({ because, count }) => <span key={because} className={css['ended']}>{count.toLocaleString()} ended quietly: {ENDS[because]}</span>)}</dd></div>
      </dl>
      {state.setting.out !== null && state.held === null && <Button variant="default" size="compact-sm" onClick={() => attempt.mutate()} loading={attempt.isPending}>Send a mail to me</Button>}
    </Panel>
  );
}
