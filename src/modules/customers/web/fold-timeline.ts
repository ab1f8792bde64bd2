import type { TimelineItem } from '../../interactions/contract.ts';

/** A line of the thread: one interaction, or a run of wordless ones on one channel. `day` is set where a new day begins. */
export type Entry = { readonly key: string; readonly day: string | null } & ({ readonly kind: 'one'; readonly item: TimelineItem } | { readonly kind: 'run'; readonly items: readonly TimelineItem[] });

const RUN_CHANNELS: readonly string[] = ['web', 'app'];
const SHORTEST_RUN = 3;

/** Clicks, and what was only written down inside the company (an export of a customer list, lines of an order): nobody said or lived through it. */
function wordless(item: TimelineItem): boolean {
  return (RUN_CHANNELS.includes(item.channel) || item.direction === 'internal') && item.text === null && item.turns.length === 0 && item.rating === null && item.claims.length === 0;
}

/**
 * Lays a timeline out as a thread: clicks on site and app, and records made inside the company, fold into one line each; words never do.
 * `dayOf` tells the viewer's day of an item; `open` holds the keys of runs that the reader unfolded.
 * Invariant: every item is in exactly one entry, in the order given. A run's key is its oldest item, so that it stays while new ones join.
 */
export function foldTimeline(items: readonly TimelineItem[], dayOf: (item: TimelineItem) => string, open: ReadonlySet<string>): readonly Entry[] {
  const entries: Entry[] = [];
  let lastDay: string | null = null;
  for (let i = 0; i < items.length;) {
    const item = items[i] as TimelineItem;
    const today = dayOf(item);
    const day = today === lastDay ? null : today;
    lastDay = today;
    let end = i;
    while (end < items.length && wordless(items[end] as TimelineItem) && items[end]?.channel === item.channel && dayOf(items[end] as TimelineItem) === today) end += 1;
    const run = items.slice(i, end);
    const key = `run:${run.at(-1)?.id ?? ''}`;
    if (run.length >= SHORTEST_RUN && !open.has(key)) {
      entries.push({ kind: 'run', key, day, items: run });
      i = end;
    } else {
      const whole = run.length >= SHORTEST_RUN ? run : [item];
      whole.forEach((one, at) => entries.push({ kind: 'one', key: one.id, day: at === 0 ? day : null, item: one }));
      i += whole.length;
    }
  }
  return entries;
}
