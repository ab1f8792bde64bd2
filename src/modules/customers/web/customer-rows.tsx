import { VisuallyHidden } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { useListKeys } from '../../../web/keys.ts';
import { Personal } from '../../../web/primitives/masked.tsx';
import { Moment } from '../../../web/primitives/moment.tsx';
import { countText } from '../../../web/primitives/number.ts';
import { ChannelIcon, channelName, wordsOf } from '../../interactions/web/parts.tsx';
import type { CustomerLine } from '../contract.ts';
import { lineName } from './customer-name.ts';
import css from './customer-rows.module.css';

const ROW_PX = 56;

/** A number of a line; of somebody very large it is the least that there is, and says so. */
function Count({ line, count }: { readonly line: CustomerLine; readonly count: number }): ReactNode {
  if (!line.atLeast) return countText(count);
  return <span title="At least: of somebody with more than 1,000 claims a list reads the latest. Their page counts all.">{countText(count)}<span aria-hidden>+</span><VisuallyHidden> or more</VisuallyHidden></span>;
}

function Row({ line }: { readonly line: CustomerLine }): ReactNode {
  const second = [line.name === null ? null : line.email ?? line.phone, line.place].filter((text) => text !== null);
  return (
    <>
      <span role="cell" className={css['who']}>
        <Link to="/customers/$id" params={{ id: line.id }} className={css['name']} data-testid="customer-link"><Personal value={lineName(line)} /></Link>
        <span className={css['second']}>
          {line.matched !== null && <span className={css['matched']}>by {line.matched}</span>}
          {line.kind !== 'person' && <span className={css['kind']}>{wordsOf(line.kind)}</span>}
          {second.map((text) => <span key={text}><Personal value={text} /></span>)}
        </span>
      </span>
      <span role="cell" className={css['channel']}>{line.lastChannel !== null && <><ChannelIcon channel={line.lastChannel} />{channelName(line.lastChannel)}</>}</span>
      <span role="cell" className={css['number']}><Count line={line} count={line.interactions} /></span>
      <span role="cell" className={css['number']}><Count line={line} count={line.orders} /></span>
      <span role="cell" className={css['seen']}><Moment at={line.lastSeenAt} shape="ago" /></span>
    </>
  );
}

/** The list itself: as long as it is, only what is in view is drawn. j and k move, Enter opens. */
export function CustomerRows({ lines, total, stale, more }: { readonly lines: readonly CustomerLine[]; readonly total: number; readonly stale: boolean; readonly more: (() => void) | null }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  const [active, setActive] = useState(-1);
  const navigate = useNavigate();
  useLayoutEffect(() => setMargin((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({ count: lines.length, estimateSize: () => ROW_PX, overscan: 12, scrollMargin: margin, getItemKey: (i) => lines[i]?.id ?? i });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => { if (more !== null && last >= lines.length - 30) more(); }, [last, lines.length, more]);
  // A key may come before the last one is drawn, so that the place is kept beside what is drawn.
  const place = useRef(-1);
  useListKeys((step) => {
    place.current = Math.max(0, Math.min(lines.length - 1, place.current + step));
    virtual.scrollToIndex(place.current, { align: 'auto' });
    setActive(place.current);
  }, () => {
    const line = lines[place.current];
    if (line !== undefined) void navigate({ to: '/customers/$id', params: { id: line.id } });
  });
  return (
    <div role="table" aria-label="Customers" aria-rowcount={total + 1} aria-busy={stale} data-testid="customer-list">
      <div role="rowgroup" className={css['head']}>
        <div role="row" aria-rowindex={1} className={css['row']}>
          <span role="columnheader">Customer</span><span role="columnheader" className={css['channel']}>Last channel</span><span role="columnheader" className={css['number']}>Interactions</span><span role="columnheader" className={css['number']}>Orders</span><span role="columnheader" className={css['seen']}>Last seen</span>
        </div>
      </div>
      <div role="rowgroup" ref={box} className={css['body']} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const line = lines[row.index];
          if (line === undefined) return null;
          return <div key={row.key} role="row" aria-rowindex={row.index + 2} className={css['row']} data-active={row.index === active} style={{ transform: `translateY(${row.start - margin}px)` }}><Row line={line} /></div>;
        })}
      </div>
    </div>
  );
}
