import { Button, CopyButton, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem, problemText } from '../../../web/primitives/problem.tsx';
import { useMay } from '../../../web/session.ts';
import { MaskedNote } from '../../customers/web/parts.tsx';
import { routes, SQL_LIMITS, type SqlFormat } from '../contract.ts';
import { AnswerTable } from './answer-table.tsx';
import { answeredWords, pasteText } from './answer-words.ts';
import { askAsFile } from './ask-as-file.ts';
import { AskedBefore } from './asked-before.tsx';
import css from './sql-page.module.css';
import { ViewsList } from './views-list.tsx';

const FIRST = 'select channel, count() as interactions, uniqExact(customer) as customers\nfrom interactions\nwhere occurred_at >= now() - interval 30 days\ngroup by channel\norder by interactions desc';

/** Questions of one's own over documented views: a statement, its answer, what there is to ask. */
export function SqlPage(): ReactNode {
  const may = useMay();
  const [sql, setSql] = useState(FIRST);
  const views = useQuery({ queryKey: ['sql-views'], queryFn: ({ signal }) => call(routes.views, {}, signal), staleTime: Infinity });
  const ask = useMutation({ mutationFn: (statement: string) => call(routes.ask, { body: { sql: statement } }) });
  const file = useMutation({ mutationFn: (format: Exclude<SqlFormat, 'json'>) => askAsFile(sql, format) });
  const isBusy = ask.isPending || file.isPending;
  const run = (): void => { if (!isBusy && sql.trim() !== '') { file.reset(); ask.mutate(sql); } };
  const refusal = file.error ?? ask.error;
  return (
    <div data-testid="sql-page">
      <PageHead title="Ask by SQL" lead={`Questions of your own over the views below: one SELECT at a time, at most ${SQL_LIMITS.seconds} seconds, nothing can be changed. Every statement is in the log.`} />
      {!may('see-personal-data') && <MaskedNote />}
      <form className={css['ask']} onSubmit={(event) => { event.preventDefault(); run(); }}>
        <Textarea
          label="Statement" autosize minRows={6} maxRows={24} spellCheck={false} autoCapitalize="off" autoCorrect="off" maxLength={SQL_LIMITS.statement} value={sql} classNames={{ input: css['statement'] ?? '' }}
          onChange={(event) => { setSql(event.currentTarget.value); }}
          onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); } }}
        />
        <div className={css['acts']}>
          <Button type="submit" loading={ask.isPending} disabled={file.isPending} data-testid="ask">Ask</Button>
          <Button variant="default" disabled={isBusy} onClick={() => { file.mutate('csv'); }}>As a file (CSV)</Button>
          <Button variant="default" disabled={isBusy} onClick={() => { file.mutate('parquet'); }}>Parquet</Button>
          <span className={css['hint']}>Ctrl + Enter asks</span>
        </div>
      </form>
      {refusal !== null ? <p role="alert" className={css['refused']}>{problemText(refusal)}</p> : ask.isPending ? <LinesSkeleton lines={6} /> : ask.data === undefined ? null : (
        <Panel title="Answer" testId="sql-answer" aside={<CopyButton value={pasteText(ask.data)}>{({ copied, copy }) => <Button size="compact-sm" variant="default" onClick={copy}>{copied ? 'Copied' : 'Copy as CSV'}</Button>}</CopyButton>}>
          <p className={css['note']} role="status">{answeredWords(ask.data)}</p>
          <AnswerTable answer={ask.data} />
        </Panel>
      )}
      {views.error !== null && views.data === undefined ? <Problem error={views.error} again={() => void views.refetch()} /> : views.data === undefined ? <LinesSkeleton lines={8} /> : <ViewsList views={views.data.views} functions={views.data.functions} use={(name) => { setSql(`select *\nfrom ${name}\nlimit 20`); window.scrollTo({ top: 0 }); }} />}
      {may('see-audit') && <AskedBefore />}
    </div>
  );
}
