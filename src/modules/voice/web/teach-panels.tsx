import { Button, Progress } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { problemText } from '../../../web/primitives/problem.tsx';
import { teachingRoutes, type CorrectionTold, type DriftMove, type ReaderVersion, type Teaching, type TaughtQuestion } from '../contract.ts';
import css from './teach-page.module.css';
import { driftText, labelName, learningText, questionName } from './teach-words.ts';

const LISTED = 8;

/** Learning from corrections, with how far it is. */
export function LearnPanel({ teaching }: { readonly teaching: Teaching }): ReactNode {
  const queries = useQueryClient();
  const [latest] = teaching.learnings;
  const isLearning = latest?.state === 'learning';
  const learn = useMutation({ mutationFn: () => call(teachingRoutes.learn, {}), onSettled: () => queries.invalidateQueries({ queryKey: ['teaching'] }) });
  return (
    <Panel title="Learn" testId="learn" aside={<Button size="compact-sm" disabled={isLearning || learn.isPending} onClick={() => learn.mutate()}>{isLearning ? 'Learning …' : 'Learn from corrections'}</Button>}>
      <p className={css['plain']}>Your word counts at once where it was said. Learning carries it to texts that nobody looked at; then everything is read again in the background.</p>
      {isLearning && <Progress value={100 * (latest.progress ?? 0)} size="sm" aria-label="How far the learning is" striped />}
      {latest !== undefined && <p className={css['note']} data-testid="latest-learning"><Moment at={latest.endedAt ?? latest.begunAt} />, {latest.by}: {learningText(latest)}</p>}
    </Panel>
  );
}

const STATES = { reading: 'reading everything again', current: 'in use', former: 'former' } as const;

/** Every way of reading that was, with the way back. */
export function VersionsPanel({ teaching }: { readonly teaching: Teaching }): ReactNode {
  const queries = useQueryClient();
  const use = useMutation({ mutationFn: (number: number) => call(teachingRoutes.useReader, { params: { number } }), onSettled: () => queries.invalidateQueries({ queryKey: ['teaching'] }) });
  const isChosen = ({ learning, state }: ReaderVersion): boolean => learning === teaching.chosen && state !== 'former';
  return (
    <Panel title="Versions" testId="versions">
      <ul className={css['list']}>
        {teaching.versions.slice(0, LISTED).map((version) => (
          <li key={version.number} className={css['version']}>
            <span><b>Version {version.number}</b>, {STATES[version.state]}<span className={css['quiet']}>{version.learning === null ? 'as it comes with Custos' : `learnt from your corrections, number ${version.learning}`}, {version.state === 'reading' ? `${counted(version.texts, 'text')} so far` : <Moment at={version.since ?? version.begunAt} />}</span></span>
            {!isChosen(version) && version.mayUse && <Button size="compact-xs" variant="default" disabled={use.isPending} onClick={() => use.mutate(version.number)}>Use version {version.number}</Button>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function CorrectionLine({ one, question }: { readonly one: CorrectionTold; readonly question: TaughtQuestion | undefined }): ReactNode {
  const queries = useQueryClient();
  const [isGone, setGone] = useState(false);
  const takeBack = useMutation({ mutationFn: () => call(teachingRoutes.correct, { body: { id: one.id, output: one.output, label: null, isTakenBack: true } }), onSuccess: () => { setGone(true); return queries.invalidateQueries({ queryKey: ['teaching'] }); } });
  if (question === undefined || isGone) return null;
  return (
    <li className={css['version']}>
      <span>{questionName(question)}: <b>{labelName(question, one.label)}</b><span className={css['quiet']}>{one.readAs === one.label ? 'as read' : one.readAs === null ? 'nothing was read' : `was read as ${labelName(question, one.readAs).toLowerCase()}`}, {one.by}, <Moment at={one.at} />{one.isHeldOut ? ', only measures' : ''}</span></span>
      <Button size="compact-xs" variant="default" disabled={takeBack.isPending} onClick={() => takeBack.mutate()}>Take back</Button>
    </li>
  );
}

/** What was said lately, each with the way to take it back. */
export function CorrectionsPanel({ teaching }: { readonly teaching: Teaching }): ReactNode {
  const [all, setAll] = useState(false);
  const total = teaching.questions.reduce((sum, one) => sum + one.total, 0);
  const byKey = new Map(teaching.questions.map((question) => [question.key, question]));
  const shown = all ? teaching.corrections : teaching.corrections.slice(0, LISTED);
  return (
    <Panel title={total === 0 ? 'Corrections' : `Corrections: ${countText(total)}`} testId="corrections">
      {total === 0 ? <p className={css['plain']}>None yet. Answer a text in the queue; what you say stands above the models at once.</p> : (
        <>
          <ul className={css['list']}>{shown.map((one) => <CorrectionLine key={`${one.id} ${one.output} ${one.at}`} one={one} question={byKey.get(one.output)} />)}</ul>
          {!all && teaching.corrections.length > LISTED && <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>Show the latest {teaching.corrections.length}</Button>}
        </>
      )}
    </Panel>
  );
}

function moveText(move: DriftMove, questions: readonly TaughtQuestion[]): string {
  const question = questions.find(({ output, labels }) => (output === move.output || (output === 'sentiment' && move.output === 'feeling')) && labels.includes(move.label));
  const name = question === undefined ? `${move.output} ${move.label}` : question.labels.length === 1 ? questionName(question) : labelName(question, move.label);
  return `${name}: ${move.what === 'share' ? `in ${percentText(move.is)} of texts, ${percentText(move.was)} before` : `${percentText(move.is)} sure on average, ${percentText(move.was)} before`}`;
}

/** Whether what customers write changed under the models. */
export function DriftPanel({ questions }: { readonly questions: readonly TaughtQuestion[] }): ReactNode {
  const { data, error } = useQuery({ queryKey: ['reading-drift'], staleTime: 600_000, queryFn: ({ signal }) => call(teachingRoutes.drift, {}, signal) });
  return (
    <Panel title="Did the texts change?" testId="drift">
      {error !== null ? <p className={css['plain']} role="alert">{problemText(error)}</p> : data === undefined ? <LinesSkeleton lines={3} height={18} /> : (
        <>
          <p className={css['plain']} data-state={data.state}>{driftText(data)}</p>
          {data.moves.length > 0 && <ul className={css['moves-list']}>{data.moves.map((move) => <li key={`${move.output} ${move.label} ${move.what}`}>{moveText(move, questions)}</li>)}</ul>}
          {data.month !== null && data.state !== 'too-little' && <p className={css['note']}>{data.month} against the months before, {data.zone}; told only where it moved by more than chance, among all labels together. <Link to="/methods/$name" params={{ name: 'teaching' }} className={css['link'] ?? ''}>How it is told</Link></p>}
        </>
      )}
    </Panel>
  );
}
