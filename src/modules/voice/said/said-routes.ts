import { may } from '../../../kernel/access.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { sendFile } from '../figures/send-file.ts';
import { saidRoutes as routes } from './contract.ts';
import type { SaidCounts } from './said.ts';

/** Hangs the routes of what is said on the server. */
export function serveSaidRoutes(server: RouteServer, said: SaidCounts): void {
  server.handle(routes.said, ({ query }) => said.said(query));
  server.handle(routes.saidRows, ({ query: { format, ...query }, response }) => sendFile(response, 'what-is-said', format, said.rows(query, format)));
  server.handle(routes.saidVerbatims, ({ query, viewer, masked }) => said.verbatims(query, {
    isMasked: viewer === null || !may(viewer, 'see-personal-data'),
    mask: (verbatim) => masked({ verbatims: [verbatim], next: null, version: 0 }).verbatims[0] ?? verbatim,
  }));
}
