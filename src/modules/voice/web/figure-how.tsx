import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import { problemText } from '../../../web/primitives/problem.tsx';
import { figureRoutes, type Figure, type FigureOf, type FigureQuery } from '../contract.ts';
import { AsOfRow } from './as-of-row.tsx';
import css from './show-how.module.css';

/** Which figure tells how it comes about. */
export type ShownFigure = { readonly of: FigureOf; readonly query: { readonly [name in keyof FigureQuery]?: FigureQuery[name] | undefined } };

const FORMATS = { csv: 'CSV', parquet: 'Parquet' } as const;

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactNode {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** The queries of a figure, as they were run: folded, because few read them. */
function Queries({ queries }: { readonly queries: readonly string[] }): ReactNode {
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(queries.join(';\n\n')).then(() => setCopied(true), () => setCopied(false));
  return (
    <details className={css['queries']}>
      <summary>{counted(queries.length, 'query', 'queries')} as {queries.length === 1 ? 'it is' : 'they are'} run, ClickHouse</summary>
      <button type="button" className={css['copy']} onClick={copy}>{isCopied ? 'Copied' : 'Copy'}</button>
      {queries.map((query) => <pre key={query} className={css['query']} tabIndex={0}>{query}</pre>)}
    </details>
  );
}

function Told({ figure, of, query }: ShownFigure & { readonly figure: Figure }): ReactNode {
  return (
    <>
      <Row name="As of"><AsOfRow figure={figure} of={of} query={query} /></Row>
      <Row name="Method">{figure.methods.map(({ name, title }, at) => <span key={name}>{at > 0 && ', '}<Link to="/methods/$name" params={{ name }} className={css['link'] ?? ''}>{title}</Link></span>)}</Row>
      <Row name="Query"><Queries queries={figure.queries} /></Row>
      {figure.rows.length > 0 && <Row name="Rows">{figure.rows.map(({ format, address }, at) => <span key={format}>{at > 0 && ' · '}<a className={css['link']} href={address} download>{FORMATS[format]}</a></span>)} <span className={css['aside']}>no names, no words</span></Row>}
    </>
  );
}

/** What of a figure is asked for when somebody opens how it comes about: as of when, method pages, queries, rows. */
export function FigureHow({ of, query }: ShownFigure): ReactNode {
  const { data, error } = useQuery({ queryKey: ['figure', of, query], staleTime: 30_000, queryFn: ({ signal }) => call(figureRoutes.figure, { params: { of }, query }, signal) });
  if (error !== null) return <Row name="Query"><span role="alert">{problemText(error)}</span></Row>;
  return data === undefined ? <Row name="Query">Reading…</Row> : <Told figure={data} of={of} query={query} />;
}
