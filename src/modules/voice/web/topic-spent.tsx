import type { ReactNode } from 'react';
import type { TopicFigure, Topics } from '../contract.ts';
import { spentNote, spentShort, spentText } from './topic-spent-words.ts';
import css from './topic-spent.module.css';

type Values = Topics['values'];

/** What the people of a topic spent, in its row: nothing where it is not known. */
export function SpentShort({ id, values }: { readonly id: string; readonly values: Values }): ReactNode {
  const value = values?.of[id];
  return value === undefined ? null : spentShort(value).map((line) => <span key={line} className={css['short']} data-testid="topic-spent">{line}</span>);
}

/** The same in the open topic, in full. */
export function Spent({ figure, values }: { readonly figure: TopicFigure; readonly values: Values }): ReactNode {
  const value = values?.of[figure.id];
  return value === undefined || values?.asOf == null || figure.people === 0 ? null : <p className={css['note']} data-testid="topic-spent-open">{spentText(value, figure, values.asOf)}</p>;
}

/** What the money in the list is. */
export function SpentNote({ values }: { readonly values: Values }): ReactNode {
  const note = spentNote({ values });
  return note === null ? null : <p className={css['note']} data-testid="topic-spent-note">{note}</p>;
}
