import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { sayDone, sayProblem } from '../../../web/primitives/toast.tsx';
import { useMay } from '../../../web/session.ts';
import { REPLY_LANGUAGES, REPLY_LIMITS, REPLY_PLACES, replyRoutes, type ReplyTemplate } from '../contract.ts';
import css from './templates-page.module.css';

type Language = (typeof REPLY_LANGUAGES)[number];
const nameOfLanguage = new Intl.DisplayNames(undefined, { type: 'language' });

/** Templates with which agents begin a reply, in each language, in versions. */
export function TemplatesPage(): ReactNode {
  const { data, error, refetch } = useQuery({ queryKey: ['reply-templates'], queryFn: ({ signal }) => call(replyRoutes.replyTemplates, {}, signal), staleTime: 60_000 });
  const [language, speak] = useState<Language>('en');
  const isOpen = useMay()('govern-cases');
  const shown = data?.templates.filter((one) => one.language === language) ?? [];
  const keys = [...new Set(data?.templates.map(({ key }) => key) ?? [])];
  return (
    <div data-testid="reply-templates">
      <PageHead title="Templates of replies" lead="What agents begin a reply with. Places in braces are filled with what is known when they look at the mail; what is not known keeps the mail here." />
      {error !== null && data === undefined ? <Problem error={error} again={() => void refetch()} /> : data === undefined ? <LinesSkeleton lines={8} height={22} /> : (
        <div className={css['page']}>
          <NativeSelect className={css['language'] ?? ''} label="Language" value={language} onChange={(event) => speak(REPLY_LANGUAGES.find((one) => one === event.currentTarget.value) ?? 'en')} data={REPLY_LANGUAGES.map((one) => ({ value: one, label: nameOfLanguage.of(one) ?? one }))} />
          <dl className={css['places']}>{Object.entries(REPLY_PLACES).map(([place, what]) => <div key={place}><dt>{`{${place}}`}</dt><dd>{what}</dd></div>)}</dl>
          {shown.map((template) => <Template key={`${template.key} ${language} ${template.version}`} template={template} isOpen={isOpen} isNew={false} />)}
          {isOpen && <Template key={`new ${language} ${keys.length}`} template={{ key: freeKey(keys), language, name: '', text: '', version: 0, isOff: false, by: null, at: null }} isOpen isNew />}
        </div>
      )}
    </div>
  );
}

function freeKey(keys: readonly string[]): string {
  for (let number = keys.length + 1; ; number += 1) if (!keys.includes(`own-${number}`)) return `own-${number}`;
}

function Template({ template, isOpen, isNew }: { readonly template: ReplyTemplate; readonly isOpen: boolean; readonly isNew: boolean }): ReactNode {
  const queries = useQueryClient();
  const [{ name, text, isOff }, change] = useState({ name: template.name, text: template.text, isOff: template.isOff });
  const save = useMutation({
    mutationFn: () => call(replyRoutes.saveReplyTemplate, { params: { key: template.key, language: template.language }, body: { name, text, isOff, basedOn: template.version } }),
    onSuccess: () => { sayDone(`“${name}” is saved.`); return queries.invalidateQueries({ queryKey: ['reply-templates'] }); }, onError: sayProblem,
  });
  const isSame = name === template.name && text === template.text && isOff === template.isOff;
  return (
    <Panel title={isNew ? 'A new template' : template.name} aside={template.isOff ? 'Not offered' : undefined}>
      <form className={css['form']} onSubmit={(event) => { event.preventDefault(); save.mutate(); }}>
        <TextInput label="Name" value={name} onChange={(event) => change({ name: event.currentTarget.value, text, isOff })} maxLength={REPLY_LIMITS.name} readOnly={!isOpen} required />
        <Textarea label="Text" value={text} onChange={(event) => change({ name, text: event.currentTarget.value, isOff })} maxLength={REPLY_LIMITS.text} autosize minRows={5} maxRows={20} readOnly={!isOpen} required />
        {!isNew && isOpen && <Checkbox label="Offer it to agents" checked={!isOff} onChange={(event) => change({ name, text, isOff: !event.currentTarget.checked })} />}
        {!isNew && <p className={css['quiet']}>{template.at === null ? 'As Custos comes with it.' : <>Version {template.version}, saved by {template.by ?? 'somebody who left'}, <Moment at={template.at} />.</>}</p>}
        {isOpen && <div><Button type="submit" variant={isNew ? 'default' : 'filled'} loading={save.isPending} disabled={isSame || name.trim().length < 2 || text.trim() === ''}>{isNew ? 'Add it' : 'Save'}</Button></div>}
      </form>
    </Panel>
  );
}
