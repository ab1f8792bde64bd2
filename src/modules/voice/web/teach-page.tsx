import { Button, Select, TextInput } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { PageHead } from '../../../web/primitives/page-head.tsx';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import type { TaughtQuestion, Teaching } from '../contract.ts';
import css from './teach-page.module.css';
import { NamesPanel } from './names-panel.tsx';
import { CorrectionsPanel, DriftPanel, LearnPanel, VersionsPanel } from './teach-panels.tsx';
import { TeachQuality } from './teach-quality.tsx';
import { TeachQueue } from './teach-queue.tsx';
import { groupOf, questionName } from './teach-words.ts';
import { useTeaching } from './use-teach.ts';

const page = getRouteApi('/shell/teach');
const FIRST = 'intent';

/** A question of the company's own that has no example yet. */
function newQuestion(key: string): TaughtQuestion | null {
  const label = /^own (.+)$/u.exec(key)?.[1];
  return label === undefined ? null : { key, output: 'own', labels: [label], mayBeNone: true, isOwn: true, isLearnt: false, corrections: {}, total: 0, heldOut: 0, card: [] };
}

/** Where the company teaches what is read in texts: a queue of those that are least sure, what was said, how good each label is, and the versions. */
export function TeachPage(): ReactNode {
  const { output = FIRST } = page.useSearch();
  const navigate = page.useNavigate();
  const { data, error, refetch } = useTeaching();
  const choose = (key: string): void => void navigate({ search: { output: key === FIRST ? undefined : key }, replace: true });
  if (error !== null && data === undefined) return <><Head /><Problem error={error} again={() => void refetch()} /></>;
  if (data === undefined) return <><Head /><LinesSkeleton lines={12} height={22} /></>;
  const question = data.questions.find(({ key }) => key === output) ?? newQuestion(output) ?? data.questions.find(({ key }) => key === FIRST);
  if (question === undefined) return <Head />;
  const quality = data.learnings.find(({ number }) => number === data.chosen)?.quality ?? [];
  return (
    <>
      <Head />
      <Chooser teaching={data} question={question} choose={choose} />
      <div className={css['desk']}>
        <div className={css['column']}>
          <TeachQueue key={question.key} question={question} reads={data.versions.find(({ state }) => state === 'current')?.number ?? 0} />
          <Panel title={`How good: ${questionName(question)}`} testId="quality"><TeachQuality question={question} quality={quality} /></Panel>
        </div>
        <div className={css['column']}>
          <LearnPanel teaching={data} />
          <CorrectionsPanel teaching={data} />
          <NamesPanel />
          <VersionsPanel teaching={data} />
          <DriftPanel questions={data.questions} />
        </div>
      </div>
    </>
  );
}

function Head(): ReactNode {
  return <PageHead title="Teach" lead="What is read in texts is read by models. Where they are unsure your word settles it, and teaches them." />;
}

/** Which question is taught; a label of the company's own is begun by naming it. */
function Chooser({ teaching, question, choose }: { readonly teaching: Teaching; readonly question: TaughtQuestion; readonly choose: (key: string) => void }): ReactNode {
  const [own, setOwn] = useState('');
  const label = own.trim().replace(/\s+/gu, ' ').toLowerCase();
  const all = teaching.questions.some(({ key }) => key === question.key) ? teaching.questions : [question, ...teaching.questions];
  const data = [...Map.groupBy(all, groupOf)].map(([group, items]) => ({ group, items: items.map((one) => ({ value: one.key, label: `${questionName(one)}${one.total === 0 ? '' : ` (${one.total})`}` })) }));
  return (
    <div className={css['tools']}>
      <Select label="What is taught" size="sm" className={css['choice']} data={data} value={question.key} allowDeselect={false} searchable onChange={(key) => { if (key !== null) choose(key); }} />
      <form className={css['own']} onSubmit={(event) => { event.preventDefault(); if (label !== '') { choose(`own ${label}`); setOwn(''); } }}>
        <TextInput label="Or a label of your own" size="sm" maxLength={40} placeholder="parking" value={own} onChange={(event) => setOwn(event.currentTarget.value)} />
        <Button type="submit" size="sm" variant="default" disabled={label === ''}>Begin</Button>
      </form>
    </div>
  );
}
