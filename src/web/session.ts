import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import type { Action } from '../kernel/access.ts';
import { AppError } from '../kernel/app-error.ts';
import { routes as people, type Me } from '../modules/people/contract.ts';
import { call } from './api.ts';

/** Who is signed in; null when nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  staleTime: 60_000,
  retry: 1,
  queryFn: async ({ signal }): Promise<Me | null> => {
    try {
      return await call(people.me, {}, signal);
    } catch (error) {
      if (error instanceof AppError && error.kind === 'unauthenticated') return null;
      throw error;
    }
  },
});

const NOBODY: Me = { id: '', name: '', email: '', role: 'read-only', may: [], company: '', zone: 'UTC' };

/** Who is looking. Inside the shell somebody always is. */
export function useMe(): Me {
  return useSuspenseQuery(sessionQuery).data ?? NOBODY;
}

/** Asks whether the person looking may do something; what they may not is not shown. */
export function useMay(): (action: Action) => boolean {
  const { may } = useMe();
  return (action) => may.includes(action);
}
