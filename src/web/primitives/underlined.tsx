import type { ReactNode } from 'react';
import css from './underlined.module.css';

/** A text with lines below some of its words. Shape: places [start, end) in UTF-16 code units, in any order; what overlaps or lies outside is left out. */
export function Underlined({ text, places }: { readonly text: string; readonly places: readonly (readonly [number, number])[] }): ReactNode {
  if (places.length === 0) return text;
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const [start, end] of places.toSorted((a, b) => a[0] - b[0])) {
    if (start < at || end <= start || end > text.length) continue;
    pieces.push(text.slice(at, start), <mark key={start} className={css['line']}>{text.slice(start, end)}</mark>);
    at = end;
  }
  return <>{pieces}{text.slice(at)}</>;
}
