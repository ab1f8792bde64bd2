import type { RouteServer } from '../../../platform/http/server.ts';
import { isMasked } from '../../customers/index.ts';
import { meaningRoutes as routes } from './contract.ts';
import type { Meaning } from './meaning.ts';

/** Hangs the routes of meanings on the server. */
export function serveMeaningRoutes(server: RouteServer, meaning: Meaning): void {
  server.handle(routes.meaning, () => meaning.state());
  server.handle(routes.alikeVerbatims, ({ query, viewer, masked }) => meaning.alike(query, {
    isMasked: isMasked(viewer),
    mask: (verbatim) => masked({ because: null, to: verbatim, verbatims: [], isMore: false, share: null }).to ?? verbatim,
  }));
}
