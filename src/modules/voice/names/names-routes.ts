import { AppError } from '../../../kernel/app-error.ts';
import { may, type Viewer } from '../../../kernel/access.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import type { Readings } from '../readings/readings.ts';
import { nameRoutes as routes } from './contract.ts';
import type { NamedCounts } from './named-said.ts';
import { presentNames, presentRival } from './present-names.ts';

/** Whoever does it, for the log. A key may not. */
function known(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Sign in: only people say whose names are looked for.');
  return viewer.id;
}

/** Hangs the routes of names on the server. */
export function serveNameRoutes(server: RouteServer, { names, namesReader, readAgain }: Pick<Readings, 'names' | 'namesReader' | 'readAgain'>): void {
  server.handle(routes.names, () => Promise.resolve(presentNames(names.now(), namesReader(), names.lookedAt())));
  server.handle(routes.addRival, async ({ body, viewer, auditAbout }) => {
    const rival = await names.addRival(body, known(viewer));
    auditAbout(`rival ${rival.number}`);
    return presentRival(rival, namesReader().begunAt);
  });
  server.handle(routes.changeRival, async ({ params, body, viewer, auditAbout }) => {
    auditAbout(`rival ${params.number}`);
    return presentRival(await names.changeRival(params.number, body, known(viewer)), namesReader().begunAt);
  });
  server.handle(routes.removeRival, async ({ params, viewer, auditAbout }) => {
    auditAbout(`rival ${params.number}`);
    return { removed: await names.removeRival(params.number, known(viewer)) };
  });
  server.handle(routes.readNamesAgain, async ({ viewer }) => ({ version: await readAgain(known(viewer)) }));
}

/** Hangs the routes of what is named on the server. */
export function serveNamedRoutes(server: RouteServer, named: NamedCounts): void {
  server.handle(routes.named, ({ query }) => named.named(query));
  server.handle(routes.namedVerbatims, ({ query, viewer, masked }) => named.verbatims(query, {
    isMasked: viewer === null || !may(viewer, 'see-personal-data'),
    mask: (verbatim) => masked({ verbatims: [verbatim], next: null, version: 0 }).verbatims[0] ?? verbatim,
  }));
}
