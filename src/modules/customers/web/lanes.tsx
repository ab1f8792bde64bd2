import { useWindowVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { counted, countText } from '../../../web/primitives/number.ts';
import { OfficeMark } from '../../../web/primitives/office.tsx';
import type { TimelineItem } from '../../interactions/contract.ts';
import { departmentOf, DEPARTMENTS, InteractionBrief } from '../../interactions/web/parts.tsx';
import css from './lanes.module.css';
import { layLanes } from './lay-lanes.ts';
import { dayOf } from './thread.tsx';

const FIRST = 4;

function laneOf(item: TimelineItem): string {
  return departmentOf(item.channel, item.office);
}

function Cell({ items, fresh }: { readonly items: readonly TimelineItem[]; readonly fresh: ReadonlySet<string> }): ReactNode {
  const [all, setAll] = useState(false);
  const shown = all || items.length <= FIRST + 1 ? items : items.slice(0, FIRST);
  return (
    <>
      {shown.map((item) => <InteractionBrief key={item.id} item={item} fresh={fresh.has(item.id)} />)}
      {items.length > shown.length && <button type="button" className={css['rest']} onClick={() => setAll(true)}>and {items.length - shown.length} more</button>}
    </>
  );
}

/** As your departments see it: each only its own, with its own figure. Where a lane is empty, that department knew nothing. */
export function Lanes({ items, fresh, more }: { readonly items: readonly TimelineItem[]; readonly fresh: ReadonlySet<string>; readonly more: (() => void) | null }): ReactNode {
  const { lanes, days } = useMemo(() => layLanes(items, DEPARTMENTS, laneOf, dayOf), [items]);
  const box = useRef<HTMLDivElement>(null);
  // The names of the lanes stay in view while the days scroll; a box that scrolls sideways can't do both, so two follow each other.
  const heads = useRef<HTMLDivElement>(null);
  const [margin, setMargin] = useState(0);
  useLayoutEffect(() => setMargin((box.current?.getBoundingClientRect().top ?? 0) + window.scrollY), []);
  const virtual = useWindowVirtualizer({ count: days.length, estimateSize: () => 110, overscan: 4, scrollMargin: margin, getItemKey: (i) => days[i]?.day ?? i });
  const rows = virtual.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => { if (more !== null && last >= days.length - 5) more(); }, [last, days.length, more]);
  const columns = { '--lanes': lanes.length } as React.CSSProperties;
  return (
    <div style={columns} data-testid="lanes">
      <div ref={heads} className={css['headsFrame']}><div className={css['heads']}>
        <span />
        {lanes.map((lane) => (
          <div key={lane.key} className={css['head']} data-office={lane.office}>
            <b>{lane.name}</b>
            <span><OfficeMark office={lane.office} named={false} /> {counted(lane.count, 'contact')}{more === null ? '' : ' so far'}</span>
            <span>{lane.rated === null ? ' ' : `rated ${lane.rated.mean.toFixed(1)} of ${countText(lane.rated.max)} (${lane.rated.count})`}</span>
          </div>
        ))}
      </div></div>
      <div className={css['scroll']} tabIndex={0} role="region" aria-label="As your departments see it" onScroll={(event) => { if (heads.current !== null) heads.current.scrollLeft = event.currentTarget.scrollLeft; }}><div ref={box} className={css['body']} style={{ height: virtual.getTotalSize() }}>
        {rows.map((row) => {
          const day = days[row.index];
          if (day === undefined) return null;
          return (
            <div key={row.key} ref={virtual.measureElement} data-index={row.index} className={css['day']} style={{ transform: `translateY(${row.start - margin}px)` }}>
              <span className={css['date']}><Moment at={day.at.occurredAt} shape="day" precision={day.at.occurredPrecision} /></span>
              {lanes.map((lane) => <div key={lane.key} className={css['cell']}>{day.cells.has(lane.key) && <Cell items={day.cells.get(lane.key) ?? []} fresh={fresh} />}</div>)}
            </div>
          );
        })}
      </div></div>
    </div>
  );
}
