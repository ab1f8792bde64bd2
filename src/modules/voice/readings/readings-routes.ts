import type { RouteServer } from '../../../platform/http/server.ts';
import { serveNameRoutes } from '../names/names-routes.ts';
import { readingRoutes as routes } from './contract.ts';
import type { Readings } from './readings.ts';

/** Hangs the routes of readings on the server. */
export function serveReadingRoutes(server: RouteServer, readings: Readings): void {
  server.handle(routes.readings, ({ query }) => readings.readings(query.ids.split(',').map((id) => id.trim()).filter((id) => id !== '')));
  server.handle(routes.readerCard, async () => { const { version, card } = readings.shown(); return { version, card: [...card] }; });
  server.handle(routes.reader, () => readings.state());
  serveNameRoutes(server, readings);
}
