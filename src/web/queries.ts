import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { AppError } from '../kernel/app-error.ts';
import { sayProblem } from './primitives/toast.tsx';

/** A session that ended leads to the sign-in page, and back afterwards. */
function leaveWhenSignedOut(error: unknown): boolean {
  if (!(error instanceof AppError) || error.kind !== 'unauthenticated' || window.location.pathname.startsWith('/sign-in')) return false;
  window.location.assign(`/sign-in?to=${encodeURIComponent(window.location.pathname + window.location.search)}`);
  return true;
}

/** What the page remembers of the server's answers. Faults of the moment are tried again; refusals are not. */
export function createQueries(): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
    mutationCache: new MutationCache({ onError: (error) => { if (!leaveWhenSignedOut(error)) sayProblem(error); } }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        refetchOnWindowFocus: true,
        retry: (count, error) => count < 3 && (!(error instanceof AppError) || error.kind === 'unavailable' || error.kind === 'internal'),
        retryDelay: (count) => Math.min(500 * 2 ** count, 5_000),
      },
    },
  });
}
