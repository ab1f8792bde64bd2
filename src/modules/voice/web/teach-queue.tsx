import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { useLetterKeys } from '../../../web/keys.ts';
import { Empty } from '../../../web/primitives/empty.tsx';
import { LinesSkeleton } from '../../../web/primitives/lines-skeleton.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import { Panel } from '../../../web/primitives/panel.tsx';
import { Problem } from '../../../web/primitives/problem.tsx';
import { channelName } from '../../interactions/web/parts.tsx';
import type { QueueItem, TaughtQuestion } from '../contract.ts';
import css from './teach-page.module.css';
import { labelName } from './teach-words.ts';
import { useLabelQueue } from './use-teach.ts';

/** A key of the row of digits for each answer; more answers than that are pressed. */
const KEYS = 9;

/** A text with the words that carry what the model takes it for. */
function Marked({ item: { text, words, isCut } }: { readonly item: QueueItem }): ReactNode {
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [from, until] of words.toSorted((a, b) => a[0] - b[0])) {
    if (from < at) continue;
    pieces.push(text.slice(at, from), <mark key={from} className={css['hit']}>{text.slice(from, until)}</mark>);
    at = until;
  }
  return <>{pieces}{text.slice(at)}{isCut && ' …'}</>;
}

function sureText(question: TaughtQuestion, { said, likely, confidence }: QueueItem): string {
  if (likely === null || confidence === null) return 'No model answers this yet: your examples make one.';
  if (said !== null) return `The model says: ${labelName(question, said).toLowerCase()}, ${percentText(confidence)} sure.`;
  return `The model says nothing; nearest is ${labelName(question, likely).toLowerCase()}, with ${percentText(confidence)}.`;
}

/** Texts that wait for somebody's word, the one about which the model is least sure first; by mouse or by the keys 1 to 9. */
export function TeachQueue({ question, reads }: { readonly question: TaughtQuestion; readonly reads: number }): ReactNode {
  const [typed, setTyped] = useState('');
  const [words, setWords] = useState('');
  const { queue, items, at, current, last, move, answer, undo } = useLabelQueue(question.key, words, reads);
  const answers: (string | null)[] = [...question.labels, ...(question.mayBeNone ? [null] : [])];
  useLetterKeys({ j: () => move(1), k: () => move(-1), z: last === null ? null : undo, ...Object.fromEntries(answers.slice(0, KEYS).map((label, place) => [String(place + 1), () => answer(label)])) });
  return (
    <Panel title={current === null ? 'Texts to label' : `Text ${at + 1} of ${items.length}`} testId="label-queue" aside={(
      <form className={css['search']} role="search" onSubmit={(event) => { event.preventDefault(); setWords(typed.trim()); }}>
        <TextInput size="xs" type="search" data-page-search aria-label="Texts that say" placeholder="Texts that say …" value={typed} onChange={(event) => { setTyped(event.currentTarget.value); if (event.currentTarget.value === '') setWords(''); }} />
      </form>
    )}>
      <p role="status" className={css['last']} data-testid="last-word">{last !== null && <>Said: {labelName(question, last.label)}. <Button size="compact-xs" variant="default" onClick={undo}>Take it back <kbd className={css['key']}>Z</kbd></Button></>}</p>
      {queue.error !== null ? <Problem error={queue.error} again={() => void queue.refetch()} />
        : queue.data === undefined ? <LinesSkeleton lines={6} height={20} />
          : current === null ? <Nothing words={words} refresh={() => void queue.refetch()} />
            : (
              <>
                <blockquote dir="auto" className={css['text']} data-testid="queued-text"><Marked item={current} /></blockquote>
                <p className={css['about']}>{channelName(current.channel)}, <Moment at={current.occurredAt} />{current.customer !== null && <>, <Link to="/customers/$id" params={{ id: current.customer }} className={css['who']}>who said it</Link></>}. {sureText(question, current)}</p>
                <div className={css['answers']} role="group" aria-label="What does it say?">
                  {answers.map((label, place) => <Button key={label ?? ''} size="sm" variant={label !== null && label === current.said ? 'filled' : 'default'} onClick={() => answer(label)}>{labelName(question, label)}{place < KEYS && <kbd className={css['key']}>{place + 1}</kbd>}</Button>)}
                  <span className={css['moves']}>
                    <Button size="sm" variant="subtle" disabled={at === 0} onClick={() => move(-1)}>Back <kbd className={css['key']}>K</kbd></Button>
                    <Button size="sm" variant="subtle" disabled={at >= items.length - 1} onClick={() => move(1)}>Skip <kbd className={css['key']}>J</kbd></Button>
                  </span>
                </div>
                <p className={css['note']}>{words === '' ? `The least sure of ${counted(queue.data.lookedAt, 'recent text')} first.` : `${countText(queue.data.items.length)} that say “${words}”, newest first.`}</p>
              </>
            )}
    </Panel>
  );
}

function Nothing({ words, refresh }: { readonly words: string; readonly refresh: () => void }): ReactNode {
  return words === ''
    ? <Empty title="No text waits here." action={<Button variant="default" size="sm" onClick={refresh}>Look again</Button>}>Texts of customers in English come here, the ones about which the model is least sure first, until somebody has answered them.</Empty>
    : <Empty title="No text that waits says this.">Try other words, or take them away to see where the model is least sure.</Empty>;
}
