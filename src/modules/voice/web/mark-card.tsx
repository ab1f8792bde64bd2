import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { CarriedWords } from './carried-words.ts';
import { cardOf, qualityText, sureText, type Mark } from './mark-words.ts';
import { choicesFor } from './said-by-person.ts';
import css from './said-marks.module.css';
import type { Correct } from './use-correct.ts';
import { useCard } from './use-reading.ts';

/** More answers than so many are folded behind a button. */
const SEEN = 3;

/** What stands behind a mark: what it means, the words that carry it (undefined: they are not looked for here), how sure and how good it is; and what may be said instead. */
export function MarkCard({ mark, carried, version, correct, done }: { readonly mark: Mark; readonly carried: CarriedWords | null | undefined; readonly version: number; readonly correct: Correct | null; readonly done: () => void }): ReactNode {
  const { thing } = mark;
  const card = useCard(mark.note === undefined);
  if (mark.isDenied) {
    return (
      <>
        <p><b>Not so: {mark.name}.</b> {mark.meaning} The reader says that; somebody of the company said that it is not so, and that stands above the reader.</p>
        {correct !== null && <TakeBack mark={mark} correct={correct} done={done} />}
      </>
    );
  }
  return (
    <>
      <p><b>{mark.name}.</b> {mark.meaning}</p>
      {carried === undefined ? null
        : carried === null ? <p className={css['quiet']}>The words that carry it cannot be quoted: they were changed or hidden since.</p>
          : carried.words.length === 0 ? !thing.byPerson && <p className={css['quiet']}>No single words carry it: the text as a whole does.</p>
            : <p>Carried by {carried.words.map((word, at) => <span key={word}>{at > 0 && ', '}“<q className={css['words']}>{word}</q>”</span>)}</p>}
      {mark.note !== undefined ? <p className={css['quiet']}>{mark.note}</p> : <p className={css['quiet']}>{sureText(thing)} {card === undefined || thing.byPerson || thing.name !== undefined ? '' : thing.confidence === null ? qualityText(undefined) : qualityText(cardOf(card, thing))}</p>}
      {!thing.byPerson && <p className={css['quiet']}>Read by version {version} of the reader.</p>}
      {correct !== null && thing.name === undefined && <Instead mark={mark} correct={correct} done={done} />}
    </>
  );
}

type Answering = { readonly mark: Mark; readonly correct: Correct; readonly done: () => void };

function TakeBack({ mark, correct, done }: Answering): ReactNode {
  return <div className={css['answers']} role="group" aria-label="Your word"><Button size="compact-xs" variant="default" onClick={() => { done(); correct.takeBack(mark); }}>Take that back</Button></div>;
}

/** What may be said instead, in one press. */
function Instead({ mark, correct, done }: Answering): ReactNode {
  const [all, setAll] = useState(false);
  const choices = choicesFor(mark.thing);
  if (choices.length === 0) return null;
  const shown = all || choices.length <= SEEN ? choices : choices.filter(({ isNone }) => isNone);
  return (
    <div className={css['answers']} role="group" aria-label="Is it not so?">
      {mark.thing.byPerson && <Button size="compact-xs" variant="default" onClick={() => { done(); correct.takeBack(mark); }}>Take that back</Button>}
      {shown.map((choice) => <Button key={choice.name} size="compact-xs" variant="default" onClick={() => { done(); correct.say(choice); }}>{choice.isNone ? choice.name : `Rather: ${choice.name.toLowerCase()}`}</Button>)}
      {shown.length < choices.length && <Button size="compact-xs" variant="default" aria-expanded={false} onClick={() => setAll(true)}>Rather …</Button>}
    </div>
  );
}
