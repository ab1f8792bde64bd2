import { Button, Checkbox, ColorInput, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { Panel } from '../../../web/primitives/panel.tsx';
import { isScaled, MOMENTS, SCALES, SURVEY_LIMITS, type Definition, type FollowUp, type Plan, type Question, type Said } from '../contract.ts';
import { QuestionEditor } from './question-editor.tsx';
import { keyFrom, MOMENT_NAMES } from './survey-words.ts';
import css from './surveys.module.css';

type Change = (definition: Definition) => void;

/** Builds a survey: what it says in each language, what it asks and when, whom, and who acts on it. */
export function Builder({ definition, change }: { readonly definition: Definition; readonly change: Change }): ReactNode {
  const [language, setLanguage] = useState(definition.languages[0] ?? 'en');
  const { questions } = definition;
  const setQuestions = (next: readonly Question[]): void => change({ ...definition, questions: [...next] });
  const move = (at: number, by: number): void => { const next = [...questions]; const [one] = next.splice(at, 1); if (one !== undefined) next.splice(at + by, 0, one); setQuestions(next); };
  const spoken = definition.languages.includes(language) ? language : definition.languages[0] ?? 'en';
  return (
    <div className={css['page']}>
      <Panel title="In general" aside={<Select size="xs" w={120} aria-label="Language that you write" data={definition.languages} value={spoken} onChange={(value) => setLanguage(value ?? 'en')} allowDeselect={false} />}>
        <General definition={definition} change={change} language={spoken} />
      </Panel>
      <Panel title="Questions" testId="questions">
        {questions.map((question, at) => (
          <QuestionEditor key={at} question={question} earlier={questions.slice(0, at)} language={spoken} isFirst={at === 0} change={(next) => setQuestions(questions.map((one, place) => (place === at ? next : one)))}
            remove={questions.length > 1 ? () => setQuestions(questions.filter((_, place) => place !== at)) : null} up={at > 0 ? () => move(at, -1) : null} down={at < questions.length - 1 ? () => move(at, 1) : null} />
        ))}
        {questions.length < SURVEY_LIMITS.questions && <Button size="compact-sm" variant="default" onClick={() => setQuestions([...questions, { key: keyFrom('question', questions.map(({ key }) => key)), kind: 'open', text: { [definition.languages[0] ?? 'en']: 'What else should we know?' }, showIf: [], known: { trait: null, answeredDays: null } }])}>Add a question</Button>}
      </Panel>
      <Panel title="Whom, and when"><PlanFields plan={definition.plan} change={(plan) => change({ ...definition, plan })} /></Panel>
      <Panel title="Who acts on it"><FollowUpFields definition={definition} change={(followUp) => change({ ...definition, followUp })} /></Panel>
    </div>
  );
}

/** A text of the survey in the language that is being written. */
function withSaid(said: Said, language: string, text: string): Said {
  return { ...said, [language]: text };
}

function General({ definition, change, language }: { readonly definition: Definition; readonly change: Change; readonly language: string }): ReactNode {
  const { theme } = definition;
  const [languages, setLanguages] = useState(definition.languages.join(', '));
  const takeLanguages = (): void => { const named = [...new Set(languages.split(/[\s,]+/).filter((one) => /^[a-z]{2,3}(-[A-Z]{2})?$/.test(one)))]; if (named.length > 0) change({ ...definition, languages: named }); setLanguages((named.length > 0 ? named : definition.languages).join(', ')); };
  const said = (name: 'subject' | 'intro' | 'thanks', label: string, description: string): ReactNode => (
    <Textarea label={label} description={description} lang={language} autosize minRows={1} maxLength={SURVEY_LIMITS.text} value={definition[name][language] ?? ''} onChange={(event) => change({ ...definition, [name]: withSaid(definition[name], language, event.currentTarget.value) })} />
  );
  const colour = (name: 'ink' | 'paper' | 'accent', label: string): ReactNode => <ColorInput label={label} format="hex" value={theme[name]} onChange={(value) => { if (/^#[0-9a-f]{6}$/i.test(value)) change({ ...definition, theme: { ...theme, [name]: value } }); }} eyeDropperButtonProps={{ 'aria-label': `Pick: ${label}` }} withEyeDropper={false} />;
  return (
    <div className={css['fields']}>
      <div className={css['pair']}>
        <TextInput label="Name" description="For the staff" maxLength={120} required value={definition.title} onChange={(event) => change({ ...definition, title: event.currentTarget.value })} />
        <Select label="Office" description="Whose survey it is" data={[{ value: 'brand', label: 'Brand & marketing' }, { value: 'service', label: 'Service' }]} value={definition.office} onChange={(value) => change({ ...definition, office: value === 'service' ? 'service' : 'brand' })} allowDeselect={false} />
        <TextInput label="Languages" description="The first stands in for the others" value={languages} onChange={(event) => setLanguages(event.currentTarget.value)} onBlur={takeLanguages} />
      </div>
      {said('subject', 'Subject of the mail', '{about|your order} names the moment, {name|there} the person')}
      {said('intro', 'Before the first question', 'May stay empty')}
      {said('thanks', 'At the end', 'What you do with answers')}
      <div className={css['pair']}>{colour('ink', 'Text')}{colour('paper', 'Background')}{colour('accent', 'Accent')}</div>
    </div>
  );
}

function PlanFields({ plan, change }: { readonly plan: Plan; readonly change: (plan: Plan) => void }): ReactNode {
  const number = (label: string, description: string, value: number | null, least: number, most: number, take: (value: number | null) => void): ReactNode => <NumberInput label={label} description={description} min={least} max={most} clampBehavior="blur" allowDecimal={false} allowNegative={false} value={value ?? ''} onChange={(next) => take(typeof next === 'number' ? next : null)} />;
  return (
    <div className={css['fields']}>
      <div className={css['pair']}>
        <Select label="Moment" data={MOMENTS.map((moment) => ({ value: moment, label: MOMENT_NAMES[moment] }))} value={plan.moment} onChange={(value) => change({ ...plan, moment: MOMENTS.find((one) => one === value) ?? 'link' })} allowDeselect={false} />
        {plan.moment !== 'link' && <Select label="By" data={[{ value: 'email', label: 'E-mail' }, { value: 'sms', label: 'Text message' }]} value={plan.channel} onChange={(value) => change({ ...plan, channel: value === 'sms' ? 'sms' : 'email' })} allowDeselect={false} />}
      </div>
      {plan.moment !== 'link' && <>
        <div className={css['pair']}>
          {number('Hours later', 'After the moment', plan.delayHours, 0, 1_440, (value) => change({ ...plan, delayHours: value ?? 0 }))}
          {number('Too late after days', 'Not asked about any more', plan.staleDays, 1, 120, (value) => change({ ...plan, staleDays: value ?? 14 }))}
          {number('Of a hundred people', 'Drawn by chance', Math.round(plan.shareRatio * 100), 1, 100, (value) => change({ ...plan, shareRatio: (value ?? 100) / 100 }))}
          {number('At most a week', 'Empty: no cap', plan.perWeekMost, 1, 100_000, (value) => change({ ...plan, perWeekMost: value === 0 ? null : value }))}
        </div>
        <Quotas plan={plan} change={change} />
        <p className={css['quiet']}>Chance and the moment decide, never how anybody feels. The governor of contacts may hold it; it is asked when the hold ends.</p>
      </>}
    </div>
  );
}

function Quotas({ plan, change }: { readonly plan: Plan; readonly change: (plan: Plan) => void }): ReactNode {
  const { quotas } = plan;
  const lines = quotas === null ? '' : Object.entries(quotas.perWeek).map(([name, most]) => `${name}: ${most}`).join('\n');
  const [text, setText] = useState(lines);
  const take = (): void => {
    const read = text.split('\n').flatMap((line) => { const [, name, most] = /^\s*(\S[^:]{0,59}?)\s*:\s*(\d{1,5})\s*$/.exec(line) ?? []; return name === undefined ? [] : [[name, Number(most)] as const]; });
    if (quotas !== null) change({ ...plan, quotas: { ...quotas, perWeek: Object.fromEntries(read) } });
  };
  return (
    <div className={css['pair']}>
      <Select label="A cap of its own for each" data={[{ value: 'channel', label: 'Channel' }, { value: 'brand', label: 'Brand' }]} value={quotas?.by ?? null} placeholder="Nothing" onChange={(value) => change({ ...plan, quotas: value === null ? null : { by: value === 'brand' ? 'brand' : 'channel', perWeek: quotas?.perWeek ?? {}, rest: quotas?.rest ?? null } })} clearable clearButtonProps={{ 'aria-label': 'Nothing' }} />
      {quotas !== null && <Textarea label="Caps a week" description="One a line: call: 50" autosize minRows={2} value={text} onChange={(event) => setText(event.currentTarget.value)} onBlur={take} />}
      {quotas !== null && <NumberInput label="For all others" description="Empty: no cap" min={0} max={100_000} allowDecimal={false} value={quotas.rest ?? ''} onChange={(value) => change({ ...plan, quotas: { ...quotas, rest: typeof value === 'number' ? value : null } })} />}
    </div>
  );
}

function FollowUpFields({ definition, change }: { readonly definition: Definition; readonly change: (followUp: FollowUp) => void }): ReactNode {
  const { followUp, questions: [first] } = definition;
  const scale = first !== undefined && isScaled(first) ? SCALES[first.kind] : null;
  return (
    <div className={css['fields']}>
      <div className={css['pair']}>
        {scale !== null && <NumberInput label="Answers up to" description="Open a case; empty: none do" min={scale.from} max={scale.to - 1} allowDecimal={false} value={followUp.lowUpTo ?? ''} onChange={(value) => change({ ...followUp, lowUpTo: typeof value === 'number' ? value : null })} />}
        <NumberInput label="Within hours" description="Somebody must have taken it" min={1} max={720} allowDecimal={false} value={followUp.withinHours} onChange={(value) => { if (typeof value === 'number') change({ ...followUp, withinHours: value }); }} />
        <NumberInput label="Pause above per cent" description="Of follow-ups that found nobody" min={0} max={100} allowDecimal={false} value={Math.round(followUp.untouchedMostRatio * 100)} onChange={(value) => { if (typeof value === 'number') change({ ...followUp, untouchedMostRatio: value / 100 }); }} />
      </div>
      <Checkbox label="People may ask that somebody gets in touch" checked={followUp.offerContact} onChange={(event) => change({ ...followUp, offerContact: event.currentTarget.checked })} />
    </div>
  );
}
