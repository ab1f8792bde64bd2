import { Button, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { SURVEY_LIMITS, type Question, type QuestionKind, type Said } from '../contract.ts';
import { ConditionEditor } from './condition-editor.tsx';
import { conditionText, keyFrom, KIND_NAMES, withKind } from './survey-words.ts';
import css from './surveys.module.css';

const KINDS = Object.keys(KIND_NAMES) as QuestionKind[];
const FIRST_KINDS: readonly QuestionKind[] = ['nps', 'csat', 'ces', 'stars', 'one', 'open'];

type Props = { readonly question: Question; readonly earlier: readonly Question[]; readonly language: string; readonly isFirst: boolean; readonly change: (question: Question) => void; readonly remove: (() => void) | null; readonly up: (() => void) | null; readonly down: (() => void) | null };

/** One question: how it is answered, what it says, when it is asked, and when it need not be. */
export function QuestionEditor({ question, earlier, language, isFirst, change, remove, up, down }: Props): ReactNode {
  const { text, showIf, known } = question;
  const name = text[language] ?? Object.values(text)[0] ?? question.key;
  return (
    <section className={css['question']} aria-label={name} data-testid="question-editor">
      <div className={css['questionHead']}>
        <b>{question.key}</b>
        <span className={css['actions']}>
          {up !== null && <Button size="compact-xs" variant="default" onClick={up} aria-label={`Move “${name}” up`}>Up</Button>}
          {down !== null && <Button size="compact-xs" variant="default" onClick={down} aria-label={`Move “${name}” down`}>Down</Button>}
          {remove !== null && !isFirst && <Button size="compact-xs" variant="default" onClick={remove} aria-label={`Remove “${name}”`}>Remove</Button>}
        </span>
      </div>
      <div className={css['pair']}>
        <Select label="Answered by" data={(isFirst ? FIRST_KINDS : KINDS).map((kind) => ({ value: kind, label: KIND_NAMES[kind] }))} value={question.kind} onChange={(value) => change(withKind(question, KINDS.find((kind) => kind === value) ?? 'open'))} allowDeselect={false} />
        <KeyField question={question} change={change} />
      </div>
      <Textarea label="Question" lang={language} autosize minRows={1} maxLength={SURVEY_LIMITS.text} value={text[language] ?? ''} onChange={(event) => change({ ...question, text: { ...text, [language]: event.currentTarget.value } })} />
      {'low' in question && (
        <div className={css['pair']}>
          <TextInput label="The low end means" lang={language} value={question.low[language] ?? ''} onChange={(event) => change({ ...question, low: { ...question.low, [language]: event.currentTarget.value } })} />
          <TextInput label="The high end means" lang={language} value={question.high[language] ?? ''} onChange={(event) => change({ ...question, high: { ...question.high, [language]: event.currentTarget.value } })} />
        </div>
      )}
      {'options' in question && <Lines key={language} label="Answers, one a line" lines={question.options} language={language} most={SURVEY_LIMITS.options} change={(options) => change({ ...question, options })} />}
      {'rows' in question && <Lines key={language} label="Lines, one each" lines={question.rows} language={language} most={SURVEY_LIMITS.rows} change={(rows) => change({ ...question, rows })} />}
      {isFirst ? <p className={css['quiet']}>This question alone makes an answer; everything after it is up to them.</p> : <>
        <ConditionEditor conditions={showIf} earlier={earlier} change={(next) => change({ ...question, showIf: [...next] })} />
        {showIf.length > 0 && <p className={css['quiet']}>Asked when {showIf.map(conditionText).join(' and ')}.</p>}
        <div className={css['pair']}>
          <TextInput label="Not asked when this trait is known" placeholder="shoe-size" value={known.trait ?? ''} onChange={(event) => change({ ...question, known: { ...known, trait: event.currentTarget.value.trim() === '' ? null : event.currentTarget.value } })} />
          <NumberInput label="Nor when answered within days" min={1} max={730} allowDecimal={false} value={known.answeredDays ?? ''} onChange={(value) => change({ ...question, known: { ...known, answeredDays: typeof value === 'number' && value >= 1 ? value : null } })} />
        </div>
      </>}
    </section>
  );
}

/** The key by which answers of several surveys are the same question. Taken when it is a word; else it springs back. */
function KeyField({ question, change }: Pick<Props, 'question' | 'change'>): ReactNode {
  const [key, setKey] = useState(question.key);
  return <TextInput label="Key" description="Small letters: the same key is the same question" value={key} maxLength={48} onChange={(event) => setKey(event.currentTarget.value)} onBlur={() => { const kept = keyFrom(key, []); setKey(kept); if (kept !== question.key) change({ ...question, key: kept }); }} />;
}

type Line = { readonly key: string; readonly text: Said };

/** Answers to choose from, or lines of a matrix, written one a line; each keeps its key while it keeps its place. */
function Lines({ label, lines, language, most, change }: { readonly label: string; readonly lines: readonly Line[]; readonly language: string; readonly most: number; readonly change: (lines: { key: string; text: Said }[]) => void }): ReactNode {
  const [text, setText] = useState(lines.map((line) => line.text[language] ?? '').join('\n'));
  const take = (): void => {
    const next: { key: string; text: Said }[] = [];
    for (const [at, words] of text.split('\n').map((line) => line.trim()).filter((line) => line !== '').slice(0, most).entries()) {
      const before = lines[at];
      next.push(before === undefined ? { key: keyFrom(words, [...lines, ...next].map(({ key }) => key)), text: { [language]: words } } : { key: before.key, text: { ...before.text, [language]: words } });
    }
    if (next.length > 1 || lines.length < 2) change(next);
  };
  return <Textarea label={label} lang={language} autosize minRows={2} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={take} />;
}
