import { useMemo, useState, type ReactNode } from 'react';
import { Moment } from '../../../web/primitives/moment.tsx';
import { momentText } from '../../../web/primitives/moment-text.ts';
import { useLongList } from '../../../web/primitives/use-long-list.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import { InteractionEntry } from '../../interactions/web/parts.tsx';
import { foldTimeline, type Entry } from './fold-timeline.ts';
import { FoldedRun } from './folded-run.tsx';
import css from './thread.module.css';

/** The viewer's day of an interaction. */
export function dayOf(item: TimelineItem): string {
  return momentText(item.occurredAt, 'weekday', item.occurredPrecision);
}

function estimate(entry: Entry | undefined): number {
  if (entry === undefined) return 72;
  const day = entry.day === null ? 0 : 44;
  if (entry.kind === 'run') return day + 44;
  return day + 52 + (entry.item.title === null ? 0 : 24) + (entry.item.text === null ? 0 : Math.min(120, 26 + entry.item.text.length / 3)) + Math.min(entry.item.turns.length, 4) * 56;
}

/** As they lived it: one thread, newest first. j and k move from one to the next. */
export function Thread({ items, fresh, more, name = 'As they lived it, newest first' }: { readonly items: readonly TimelineItem[]; readonly fresh: ReadonlySet<string>; readonly more: (() => void) | null; readonly name?: string }): ReactNode {
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const entries = useMemo(() => foldTimeline(items, dayOf, unfolded), [items, unfolded]);
  const { box, height, rows } = useLongList({ count: entries.length, keyOf: (at) => entries[at]?.key ?? at, estimate: (at) => estimate(entries[at]), more, ahead: 15 });
  return (
    <div ref={box} role="feed" aria-label={name} aria-busy={false} className={css['thread']} style={{ height }}>
      {rows.map((row) => {
        const entry = entries[row.at];
        if (entry === undefined) return null;
        const at = entry.kind === 'one' ? entry.item : entry.items[0];
        return (
          <article key={row.key} {...row.props} aria-posinset={row.at + 1} aria-setsize={more === null ? entries.length : -1} className={css['row']}>
            {entry.day !== null && at !== undefined && <h3 className={css['day']}><Moment at={at.occurredAt} shape="weekday" precision={at.occurredPrecision} /></h3>}
            {entry.kind === 'one' ? <InteractionEntry item={entry.item} fresh={fresh.has(entry.item.id)} /> : <FoldedRun items={entry.items} open={() => setUnfolded((before) => new Set([...before, entry.key]))} />}
          </article>
        );
      })}
    </div>
  );
}
