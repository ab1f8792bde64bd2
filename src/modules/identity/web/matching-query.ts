import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { matchingRoutes } from '../contract.ts';

/** How likely joins stand, and how many pairs wait. */
export const matchingQuery = queryOptions({ queryKey: ['matching'], queryFn: ({ signal }) => call(matchingRoutes.state, {}, signal) });
