import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { SqlAnswer } from '../contract.ts';
import { cellText, DRAWN_ROWS, isNumber } from './answer-words.ts';
import css from './sql-page.module.css';

/** An answer as a table: the first rows; ids of customers lead to their pages. */
export function AnswerTable({ answer }: { readonly answer: SqlAnswer }): ReactNode {
  return (
    <div className={css['scroll']} tabIndex={0} role="region" aria-label="Rows of the answer">
      <table className={css['table']}>
        <thead><tr>{answer.columns.map(({ name, type }, at) => <th key={at} scope="col" data-number={isNumber(type)} title={type}>{name}</th>)}</tr></thead>
        <tbody>
          {answer.rows.slice(0, DRAWN_ROWS).map((row, line) => (
            <tr key={line}>{row.map((value, at) => <td key={at} data-number={isNumber(answer.columns[at]?.type ?? '')}>{cell(value)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cell(value: unknown): ReactNode {
  const text = cellText(value);
  if (value === null) return <span className={css['null']}>none</span>;
  return /^cus_[0-9a-z]{1,10}$/.test(text) ? <Link to="/customers/$id" params={{ id: text }}>{text}</Link> : <bdi>{text}</bdi>;
}
