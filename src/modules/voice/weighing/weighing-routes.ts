import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import type { Customers } from '../../customers/index.ts';
import { weighingRoutes } from './contract.ts';
import { weighScore } from './weigh-score.ts';

/** Hangs the routes of weighed scores on the server. */
export function serveWeighingRoutes(server: RouteServer, deps: { readonly analytics: Analytics; readonly customers: Pick<Customers, 'makeUp'>; readonly clock: () => number; readonly zone: string }): void {
  server.handle(weighingRoutes.weighScore, ({ query }) => weighScore(deps, query));
}
