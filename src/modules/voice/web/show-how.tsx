import { useState, type ReactNode } from 'react';
import { counted, countText, percentText } from '../../../web/primitives/number.ts';
import type { Score } from '../contract.ts';
import type { PageQuery } from './card-part.ts';
import { FigureHow, type ShownFigure } from './figure-how.tsx';
import { excludedText } from './score-words.ts';
import css from './show-how.module.css';

function askedText({ asked, people }: Score): string {
  if (asked.invited === null) return `Invited and reached: not known. Answered: ${countText(people)}.`;
  const ratio = people <= asked.invited ? ` (${percentText(people / asked.invited)})` : ', more than were invited';
  return `Invited: ${countText(asked.invited)}. Reached: ${asked.reached === null ? 'not known' : countText(asked.reached)}. Answered: ${countText(people)}${ratio}.`;
}

function countedText(score: Score): string {
  const { answers, people, unknownPeople, effectiveAnswers } = score;
  const unknown = unknownPeople === 0 ? '' : ` Of ${counted(unknownPeople, 'answer')} nobody knows whose they are; each counts as one person.`;
  const repeated = people < answers && effectiveAnswers !== null ? ` Some answered more than once: that tells as much as ${countText(Math.round(effectiveAnswers))} answers of different people.` : '';
  return `${counted(answers, 'answer')} of ${counted(people, 'person', 'people')}.${repeated}${unknown}`;
}

/** What stands behind a figure: definition and version, what was counted, what was left out and why. */
export function ShowHow({ score, filter, query }: { readonly score: Score; readonly filter: string; readonly query: PageQuery }): ReactNode {
  const rows: (readonly [string, ReactNode])[] = [
    ['Definition', `${score.meaning} Version ${score.version}.`],
    ['Counted', `${countedText(score)} ${filter}`],
    ['Asked', askedText(score)],
    ['Left out', excludedText(score.excluded)],
    ...(score.turned === 0 ? [] : [['Turned', `${counted(score.turned, 'answer')} to a question where a high answer is a bad one: turned, so that more is better.`] as const]),
    ...(score.wordings.length === 0 ? [] : [['Wording', <>{score.wordings.map(({ text, answers }) => <span key={text} className={css['wording']}>“{text}” <span>{countText(answers)}</span></span>)}{score.otherWordings > 0 ? `and ${counted(score.otherWordings, 'other wording')}` : ''}</>] as const]),
    ['Interval', `95 %: in 19 of 20 such cases the true figure lies within.${score.asked.invited !== null && score.people <= score.asked.invited ? ' It is about those who were invited.' : ''} It covers chance alone, not that those who keep silent may think otherwise.`],
    ['Alarms', score.runLength === null ? 'None: fewer than six months have ten people or more.' : `A month outside of the limits, or ${score.runLength} in a row on one side. A score that never changes raises any alarm in fewer than 5 of 100 periods like this.`],
  ];
  return <HowRows rows={rows} figure={{ of: 'score', query: { ...query, score: score.key } }} />;
}

/** Sentences about a figure that open on demand, each with its name; then as of when it is, its methods, queries and rows, asked for when it is opened. */
export function HowRows({ rows, figure }: { readonly rows: readonly (readonly [name: string, said: ReactNode])[]; readonly figure?: ShownFigure }): ReactNode {
  const [isOpened, setOpened] = useState(false);
  return (
    <details className={css['how']} data-testid="how" onToggle={({ currentTarget, target }) => { if (target === currentTarget && currentTarget.open) setOpened(true); }}>
      <summary>Show how</summary>
      <dl>
        {rows.map(([name, said]) => <div key={name}><dt>{name}</dt><dd>{said}</dd></div>)}
        {figure !== undefined && isOpened && <FigureHow {...figure} />}
      </dl>
    </details>
  );
}
