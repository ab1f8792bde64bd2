import { availableParallelism } from 'node:os';
import { createTogether } from '../../kernel/ask-together.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { TimelineQuery } from './contract.ts';
import { firstPagesOf, readFirstPages, timelineOf, type FirstPage, type FirstPages, type TimelineCursor, type TimelineRow, type Whose } from './timeline-log.ts';

/** First pages in one query at most; claims of one customer up to which theirs goes together with others. */
const TOGETHER = { pages: 16, nodes: 200 } as const;

/** Queries for first pages under way on servers, which have cores of their own. */
const SERVER_SLOTS = 4;

/** Pages of timelines. First pages without a filter, which is what opening a customer asks for, are read together when several people open one at the same time. */
export function createTimeline(analytics: Analytics): (whose: Whose, query: TimelineQuery, before: TimelineCursor | null) => Promise<TimelineRow[]> {
  const firstPage = createTogether<FirstPage, FirstPages, TimelineRow[]>({
    // In process, one core is left for everything else: more queries at a time would only wait for each other.
    slots: analytics.engine === 'chdb' ? Math.max(1, availableParallelism() - 1) : SERVER_SLOTS,
    most: TOGETHER.pages,
    ask: (pages) => firstPagesOf(analytics, pages),
    read: readFirstPages,
  });
  return (whose, query, before) => {
    const isFirst = before === null && query.channel === undefined && query.source === undefined && query.office === undefined && query.stage === undefined && query.until === undefined && (query.text ?? '') === '';
    if (!isFirst || whose.nodes === null || whose.nodes.length > TOGETHER.nodes) return timelineOf(analytics, whose, query, before);
    return firstPage({ homes: whose.homes, nodes: whose.nodes, limit: query.limit });
  };
}
