import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted, countText } from '../../../web/primitives/number.ts';
import type { SaidThen } from '../contract.ts';
import { valueText } from './pin-words.ts';
import css from './pins-page.module.css';
import how from './show-how.module.css';
import { periodText } from './score-words.ts';

const rangeText = ({ value, low, high }: NonNullable<SaidThen['value']>): string => `${valueText(value)} (${valueText(low)} to ${valueText(high)})`;

/** Everything that a pinned figure said when it was pinned, as it was stored: definition, filter, period, counts, each of its numbers, methods and queries. */
export function PinnedSaid({ stored, open }: { readonly stored: SaidThen; readonly open: boolean }): ReactNode {
  const { definition, filter, period, answers, people, excluded, parts, methods, queries, value } = stored;
  return (
    <details className={how['how']} open={open} data-testid="pin-said">
      <summary>What it said then</summary>
      <dl>
        <div><dt>Definition</dt><dd>{definition.meaning} Version {definition.version}.</dd></div>
        {value !== null && <div><dt>Value</dt><dd>{rangeText(value)}</dd></div>}
        <div><dt>Counted</dt><dd>{counted(answers, 'answer or text', 'answers or texts')} of {counted(people, 'person', 'people')}, {periodText(period.from, period.until)}, months of {period.zone}{filter.map(({ by, is }) => `, only ${by} ${is}`).join('')}.</dd></div>
        <div><dt>Left out</dt><dd>{excluded.length === 0 ? 'Nothing.' : excluded.map(({ reason, answers: left }) => `${reason} ${countText(left)}`).join('; ')}</dd></div>
        {parts.length > 0 && (
          <div><dt>Numbers</dt><dd><div className={css['scroll']} tabIndex={0} role="group" aria-label="Numbers">
            <table className={css['parts']}>
              <thead><tr><th scope="col">Of</th><th scope="col">Value, 95 %</th><th scope="col">Answers</th><th scope="col">People</th></tr></thead>
              <tbody>{parts.map((part, at) => <tr key={`${at} ${part.name}`}><th scope="row">{part.name}</th><td>{part.value === null ? 'too few' : rangeText(part.value)}</td><td>{countText(part.answers)}</td><td>{countText(part.people)}</td></tr>)}</tbody>
            </table>
          </div></dd></div>
        )}
        <div><dt>Method</dt><dd>{methods.map(({ name, title }, at) => <span key={name}>{at > 0 && ', '}<Link to="/methods/$name" params={{ name }} className={how['link'] ?? ''}>{title}</Link></span>)}</dd></div>
        {queries.length > 0 && <div><dt>Query</dt><dd><details className={how['queries']}><summary>{counted(queries.length, 'query', 'queries')} as run then</summary>{queries.map((query) => <pre key={query} className={how['query']} tabIndex={0}>{query}</pre>)}</details></dd></div>}
      </dl>
    </details>
  );
}
