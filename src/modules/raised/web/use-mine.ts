import { useQuery } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { routes } from '../contract.ts';

/** How often it is asked what became of what one raised. Units: ms. */
const POLL_MS = 3_000;

/** What one raised oneself, as it stands now. */
export function useMine() {
  return useQuery({ queryKey: ['raised', 'mine'], queryFn: ({ signal }) => call(routes.mine, {}, signal), refetchInterval: POLL_MS, staleTime: 0 });
}
