import { Button, MultiSelect, NumberInput, Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { isScaled, SCALES, type Condition, type Question } from '../contract.ts';
import css from './surveys.module.css';

const IS = [{ value: 'at-most', label: 'is at most' }, { value: 'at-least', label: 'is at least' }];
const AMONG = [{ value: 'any-of', label: 'is one of' }, { value: 'none-of', label: 'is none of' }];

/** Questions on whose answers another can depend. */
const asksFirst = (question: Question): boolean => isScaled(question) || question.kind === 'one' || question.kind === 'many';

/** A condition on a question as it is when somebody has just chosen that question. */
function conditionOn(question: Question): Condition {
  if (isScaled(question)) return { question: question.key, is: 'at-most', value: Math.floor((SCALES[question.kind].from + SCALES[question.kind].to) / 2) };
  return { question: question.key, is: 'any-of', options: 'options' in question ? question.options.slice(0, 1).map(({ key }) => key) : ['first'] };
}

/** When a question is asked: all of these must hold. */
export function ConditionEditor({ conditions, earlier, change }: { readonly conditions: readonly Condition[]; readonly earlier: readonly Question[]; readonly change: (conditions: readonly Condition[]) => void }): ReactNode {
  const possible = earlier.filter(asksFirst);
  const [latest] = possible.toReversed();
  const put = (at: number, next: Condition): void => change(conditions.map((one, place) => (place === at ? next : one)));
  return (
    <div className={css['fields']}>
      <ul className={css['conditions']}>
        {conditions.map((condition, at) => {
          const of = earlier.find(({ key }) => key === condition.question);
          return (
            <li key={at}>
              <Select label="Only when" data={possible.map(({ key }) => key)} value={condition.question} onChange={(value) => { const chosen = possible.find(({ key }) => key === value); if (chosen !== undefined) put(at, conditionOn(chosen)); }} allowDeselect={false} />
              {'value' in condition ? <>
                <Select aria-label="How" data={IS} value={condition.is} onChange={(value) => put(at, { ...condition, is: value === 'at-least' ? 'at-least' : 'at-most' })} allowDeselect={false} />
                <NumberInput aria-label="Which number" allowDecimal={false} min={0} max={10} value={condition.value} onChange={(value) => { if (typeof value === 'number') put(at, { ...condition, value }); }} />
              </> : <>
                <Select aria-label="How" data={AMONG} value={condition.is} onChange={(value) => put(at, { ...condition, is: value === 'none-of' ? 'none-of' : 'any-of' })} allowDeselect={false} />
                <MultiSelect aria-label="Which answers" data={of !== undefined && 'options' in of ? of.options.map(({ key }) => key) : []} value={condition.options} onChange={(options) => { if (options.length > 0) put(at, { ...condition, options }); }} />
              </>}
              <Button size="compact-sm" variant="default" onClick={() => change(conditions.filter((_, place) => place !== at))}>Always ask it</Button>
            </li>
          );
        })}
      </ul>
      {latest !== undefined && conditions.length < 10 && <div><Button size="compact-xs" variant="default" onClick={() => change([...conditions, conditionOn(latest)])}>Ask only after some answers</Button></div>}
    </div>
  );
}
