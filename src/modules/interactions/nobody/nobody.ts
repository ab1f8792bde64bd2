import { publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Live } from '../../../platform/live/live.ts';
import type { LiveInteraction } from '../announce-copied.ts';
import type { NobodyCounts, NobodyItem, TimelineQuery } from '../contract.ts';
import { presentTimelineItem, readCursor, writePlace } from '../present-timeline.ts';
import type { ChannelTotal } from '../pulse-log.ts';
import { placesOfNobody, rowsAt, traitsAt } from './nobody-log.ts';

const NOBODY_NODE = publicId('node', 0);
const NAMES = ['name', 'givenName', 'familyName', 'nickname', 'company'] as const;

/** Names that an interaction gave, by which alone nobody is recognised. */
export function namesSigned(traits: Readonly<Record<string, unknown>>): string[] {
  return [...new Set(NAMES.flatMap((name) => (typeof traits[name] === 'string' && traits[name] !== '' ? [traits[name]] : [])))];
}

/** Interactions of people of whom nothing is known: no identifier tells whose they were, so no customer's page can show them. */
export function createNobody(deps: { readonly analytics: Analytics; readonly live: Live; readonly totals: () => Promise<readonly ChannelTotal[]> }) {
  return {
    /** A page of them, newest first. Shape: `next` is null on the last page; a page holds fewer than asked for where a filter found an earlier wording alone. */
    async timeline(query: TimelineQuery): Promise<{ items: NobodyItem[]; next: string | null }> {
      const places = await placesOfNobody(deps.analytics, query, query.before === undefined ? null : readCursor(query.before));
      const last = places.at(-1);
      if (last === undefined) return { items: [], next: null };
      const [rows, traits] = await Promise.all([rowsAt(deps.analytics, places, query), traitsAt(deps.analytics, places)]);
      const traitsOf = (number: number): Readonly<Record<string, unknown>> => JSON.parse(traits.get(number) || '{}') as Record<string, unknown>;
      return { items: rows.map((row) => ({ ...presentTimelineItem(row), signed: namesSigned(traitsOf(Number(row.number))) })), next: places.length === query.limit ? writePlace(last) : null };
    },
    async counts(): Promise<NobodyCounts> {
      const counts = (await deps.totals()).filter((row) => row.nobody === 1).map(({ channel, source, count }) => ({ channel, source, count: Number(count) }));
      return { total: counts.reduce((sum, row) => sum + row.count, 0), counts };
    },
    /** Calls `hear` with each as it is recorded. Answers a function that stops it. */
    listen(hear: (item: NobodyItem) => void): () => void {
      const ends = [
        deps.live.listen('customer:0', (message) => { const { item, traits } = message as LiveInteraction; if (item.node === NOBODY_NODE) hear({ ...item, signed: namesSigned(traits) }); }),
        // That some page with a timeline is open at all.
        deps.live.listen('customers', () => undefined),
      ];
      return () => { for (const end of ends) end(); };
    },
  };
}
