import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { searchRoutes, type AlertKind, type SavedSearch, type Searched } from '../contract.ts';

const NOTICES_MS = 30_000;

/** A saved search as somebody fills it in. */
export type SearchForm = { readonly name: string; readonly searched: Searched; readonly isForAll: boolean; readonly alert: AlertKind };

/** The searches that the viewer sees, and what they do with them. */
export function useSavedSearches() {
  const queries = useQueryClient();
  const done = (): Promise<void> => queries.invalidateQueries({ queryKey: ['saved-searches'] });
  const { data } = useQuery({ queryKey: ['saved-searches'], staleTime: 30_000, queryFn: ({ signal }) => call(searchRoutes.savedSearches, {}, signal) });
  const save = useMutation({
    /** `before` null: a new one. What is not the viewer's own keeps all but their alert. */
    mutationFn: async ({ before, form: { alert, ...form } }: { readonly before: SavedSearch | null; readonly form: SearchForm }) => {
      const saved = before === null ? await call(searchRoutes.saveSearch, { body: form }) : before.isMine ? await call(searchRoutes.changeSearch, { params: { id: before.id }, body: form }) : before;
      return saved.alert === alert ? saved : call(searchRoutes.alertOfSearch, { params: { id: saved.id }, body: { alert } });
    },
    onSettled: done,
  });
  const remove = useMutation({ mutationFn: ({ id }: SavedSearch) => call(searchRoutes.deleteSearch, { params: { id } }), onSettled: done });
  return { searches: data?.searches ?? [], save, remove };
}

/** What saved searches have to tell, asked from time to time; and how it is marked as seen. */
export function useNotices() {
  const queries = useQueryClient();
  const { data } = useQuery({ queryKey: ['search-notices'], refetchInterval: NOTICES_MS, staleTime: 0, queryFn: ({ signal }) => call(searchRoutes.notices, {}, signal) });
  const seen = useMutation({ mutationFn: (ids: readonly number[]) => call(searchRoutes.noticesSeen, { body: { ids: [...ids] } }), onSettled: () => queries.invalidateQueries({ queryKey: ['search-notices'] }) });
  return { notices: data?.notices ?? [], seen };
}
