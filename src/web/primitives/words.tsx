import { useId, useLayoutEffect, useRef, useState } from 'react';
import { countText } from './number.ts';
import { Underlined } from './underlined.tsx';
import css from './words.module.css';

/** A long link is one word; its count would say nothing. */
function showAll(text: string): string {
  const words = text.trim().split(/\s+/).length;
  return words < 10 ? 'Show all of it' : `Show all ${countText(words)} words`;
}

const NO_MARKS: readonly (readonly [number, number])[] = [];

/** Words that somebody said. The customer's own stand in serif italics; long ones fold, and always open to the whole. `marks`: stretches with a line below them. */
export function Words({ text, own, lines = 5, language, marks = NO_MARKS }: { readonly text: string; readonly own: boolean; readonly lines?: number; readonly language?: string | null; readonly marks?: readonly (readonly [number, number])[] | undefined }) {
  const [open, setOpen] = useState(false);
  const [folds, setFolds] = useState(false);
  const box = useRef<HTMLQuoteElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = box.current;
    if (element !== null && !open) setFolds(element.scrollHeight > element.clientHeight + 4);
  }, [text, open]);
  return (
    <>
      <blockquote ref={box} id={id} dir="auto" lang={language ?? undefined} className={own ? css['own'] : css['said']} data-folded={!open} style={{ '--lines': lines } as React.CSSProperties} data-testid={own ? 'verbatim' : undefined}><Underlined text={text} places={marks} /></blockquote>
      {(folds || open) && <button type="button" className={css['more']} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>{open ? 'Fold' : showAll(text)}</button>}
    </>
  );
}
