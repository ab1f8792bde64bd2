import { useQuery } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import type { TimelineItem } from '../../interactions/contract.ts';
import { readingRoutes, type LabelCard } from '../contract.ts';
import { askAgainMs, createReadingLoader, type FoundReading } from './reading-loader.ts';

const load = createReadingLoader((ids) => call(readingRoutes.readings, { query: { ids: ids.join(',') } }));
/** What was not read when it was asked for may be later. Units: ms. */
const UNREAD_STALE_MS = 30_000;
const CARD_STALE_MS = 600_000;

/** What was read in an interaction; undefined while that is asked. What arrived just now is asked for again until it was read, unless it is not `isAwaited`: words of the company often have no reading at all. */
export function useReading({ id, revision }: Pick<TimelineItem, 'id' | 'revision'>, enabled: boolean, isAwaited = true): FoundReading | undefined {
  const { data } = useQuery({
    queryKey: ['reading', id, revision], queryFn: () => load(id), enabled, retry: 1, refetchOnWindowFocus: false,
    staleTime: ({ state }) => (state.data === undefined || askAgainMs(state.data, revision, 1) === false ? Number.POSITIVE_INFINITY : UNREAD_STALE_MS),
    refetchInterval: ({ state }) => isAwaited && askAgainMs(state.data, revision, state.dataUpdateCount),
  });
  return data;
}

/** How good each label is. Asked for when somebody first looks at a mark. */
export function useCard(enabled: boolean): readonly LabelCard[] | undefined {
  return useQuery({ queryKey: ['reader-card'], queryFn: ({ signal }) => call(readingRoutes.readerCard, {}, signal), enabled, staleTime: CARD_STALE_MS }).data?.card;
}
