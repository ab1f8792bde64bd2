import { CopyButton, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { STATUS_LANGUAGES, type StatusLanguage } from '../../subjects/contract.ts';
import { answerRoutes, type AnswerPart } from '../contract.ts';
import css from './status-card.module.css';

const LANGUAGE_NAMES: Readonly<Record<StatusLanguage, string>> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', pt: 'Português', it: 'Italiano', nl: 'Nederlands' };

/** What we truly know of everything that is open for a customer, or of one thing (`order:…`), in sentences that can be said to them as they stand. */
export function StatusCard({ id, about }: { readonly id: string; readonly about?: string }): ReactNode {
  const [language, setLanguage] = useState<StatusLanguage>('en');
  const { data, error, refetch } = useQuery({ queryKey: ['customer', id, 'answer', language, about ?? null], queryFn: ({ signal }) => call(answerRoutes.answer, { params: { id }, query: { language, ...(about === undefined ? {} : { about }) } }, signal), placeholderData: (before) => before });
  if (error !== null && data === undefined) return <Problem error={error} again={() => void refetch()} />;
  if (data === undefined) return <LinesSkeleton lines={3} />;
  if (data.parts.length === 0) return <p className={css['quiet']} data-testid="status">Nothing is open: no order, refund or known problem.</p>;
  return (
    <div className={css['status']} data-testid="status">
      <ul>{data.parts.map((part) => <Part key={`${part.about.type}/${part.about.id}`} part={part} language={data.language} />)}</ul>
      {data.who !== null && <p className={css['quiet']}>What we do not know, {data.who} tells{data.by !== null && <> by <Moment at={data.by} /></>}.</p>}
      <div className={css['say']}>
        <NativeSelect size="xs" aria-label="Language of the sentences" value={language} onChange={(event) => setLanguage(event.currentTarget.value as StatusLanguage)} data={STATUS_LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))} />
        {data.parts.length > 1 && <Copy text={data.sentence}>Copy all of it</Copy>}
      </div>
    </div>
  );
}

function Part({ part, language }: { readonly part: AnswerPart; readonly language: string }): ReactNode {
  return (
    <li className={css['part']} data-known={part.known}>
      <p lang={language} dir="auto">{part.sentence}</p>
      <p className={css['quiet']}>
        {part.late && <b className={css['late']}>late</b>}
        {!part.known && <b>not known now</b>}
        <span>as of <Moment at={part.asOf} /> from {part.source}</span>
        <Copy text={part.sentence}>Copy the sentence</Copy>
      </p>
    </li>
  );
}

function Copy({ text, children }: { readonly text: string; readonly children: string }): ReactNode {
  return <CopyButton value={text}>{({ copied, copy }) => <button type="button" className={css['copy']} onClick={copy}>{copied ? 'Copied' : children}</button>}</CopyButton>;
}
