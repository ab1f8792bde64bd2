import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { counted } from '../../../web/primitives/number.ts';
import { useMay } from '../../../web/session.ts';
import css from './outreach.module.css';
import { standingQuery } from './outreach-queries.ts';
import { standingLine } from './outreach-words.ts';

/** One line on Today: whether anything leaves, since when and by whose word, and how much is kept as it would have gone. */
export function ListenOnly(): ReactNode {
  const may = useMay();
  const { data } = useQuery(standingQuery);
  if (data === undefined) return null;
  const line = standingLine(data);
  return (
    <p className={css['line']} data-testid="listen-only">
      {may('see-outreach') ? <Link to="/outreach">{line}</Link> : line}
      {data.waiting > 0 && <span className={css['quiet']}> {counted(data.waiting, 'send')} {data.waiting === 1 ? 'is' : 'are'} shown as {data.waiting === 1 ? 'it' : 'they'} would have gone.</span>}
    </p>
  );
}
