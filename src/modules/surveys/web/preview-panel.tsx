import { SegmentedControl, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { routes, type Definition, type Preview } from '../contract.ts';
import { FindingList } from './finding-list.tsx';
import css from './surveys.module.css';

type Way = 'page' | 'mail' | 'plain' | 'sms';
const WAYS: readonly { readonly value: Way; readonly label: string }[] = [{ value: 'page', label: 'Page' }, { value: 'mail', label: 'Mail' }, { value: 'plain', label: 'Plain mail' }, { value: 'sms', label: 'Text' }];

/** What customers would see: made on the server by what makes the real pages and mails, shown without letting anything run. */
export function PreviewPanel({ definition }: { readonly definition: Definition }): ReactNode {
  const [way, setWay] = useState<Way>('page');
  const [language, setLanguage] = useState(definition.languages[0] ?? 'en');
  const { data, error } = useQuery({ queryKey: ['surveys', 'preview', definition, language], placeholderData: keepPreviousData, retry: false, queryFn: ({ signal }) => call(routes.preview, { body: { definition, language } }, signal) });
  return (
    <Panel title="As they see it" testId="preview" aside={definition.languages.length > 1 ? <Select size="xs" w={90} aria-label="Language" data={definition.languages} value={language} onChange={(value) => setLanguage(value ?? 'en')} allowDeselect={false} /> : undefined}>
      <div className={css['fields']}>
        <SegmentedControl size="xs" fullWidth data={[...WAYS]} value={way} onChange={(value) => setWay(WAYS.find((one) => one.value === value)?.value ?? 'page')} aria-label="Way of asking" />
        {error !== null ? <p role="alert" className={css['act']}>{problemText(error)}</p> : data === undefined ? <LinesSkeleton lines={6} /> : <><FindingList findings={data.findings.filter(({ stops }) => stops)} /><Shown preview={data} way={way} /></>}
      </div>
    </Panel>
  );
}

function Shown({ preview: { pages, mail, sms }, way }: { readonly preview: Preview; readonly way: Way }): ReactNode {
  const [title, setTitle] = useState(pages[0]?.title ?? '');
  const page = pages.find((one) => one.title === title) ?? pages[0];
  if (way === 'plain') return <><p className={css['quiet']}>Subject: {mail.subject}</p><pre className={css['plain']} tabIndex={0}>{mail.text}</pre></>;
  if (way === 'sms') return <pre className={css['plain']} tabIndex={0}>{sms}</pre>;
  if (way === 'mail') return <><p className={css['quiet']}>Subject: {mail.subject}</p><iframe className={css['frame']} title="The mail" sandbox="" srcDoc={mail.html} /></>;
  return <><Select size="xs" aria-label="Which page" data={pages.map((one) => one.title)} value={page?.title ?? null} onChange={(value) => setTitle(value ?? '')} allowDeselect={false} /><iframe className={css['frame']} title={page?.title ?? 'The page'} sandbox="" srcDoc={page?.markup ?? ''} /></>;
}
