import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { routes } from '../contract.ts';

/** What may leave, asked again every now and then. */
export const standingQuery = queryOptions({ queryKey: ['outreach', 'standing'], queryFn: ({ signal }) => call(routes.standing, {}, signal), refetchInterval: 30_000 });
