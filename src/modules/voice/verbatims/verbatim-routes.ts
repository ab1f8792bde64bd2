import { once } from 'node:events';
import { openEventStream } from '../../../platform/http/open-event-stream.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { isMasked } from '../../customers/index.ts';
import { createTellingSome } from '../../interactions/index.ts';
import { VERBATIM_LIMITS, verbatimRoutes as routes } from './contract.ts';
import { CSV_HEAD, csvLeftOut, csvLine } from './verbatims-csv.ts';
import type { VerbatimSearch } from './verbatims.ts';

/** Nothing but counts is told live, one in so long. Units: ms. */
const TOLD_EVERY_MS = 1_000;

/** Hangs the routes of verbatims on the server. */
export function serveVerbatimRoutes(server: RouteServer, verbatims: VerbatimSearch): void {
  server.handle(routes.verbatims, ({ query, viewer, masked }) => verbatims.page(query, {
    isMasked: isMasked(viewer),
    mask: (verbatim) => masked({ verbatims: [verbatim], next: null, searchedUntil: null, total: null, isCut: false, zone: '' }).verbatims[0] ?? verbatim,
  }));
  server.handle(routes.verbatimChoices, () => verbatims.choices());
  server.handle(routes.verbatimsFile, async ({ query, viewer, masked, response }) => {
    const parts = verbatims.file(query, { isMasked: isMasked(viewer), mask: (verbatim) => masked(verbatim) });
    // Asked for before the first byte goes out: what is wrong with a search is answered as such.
    let part = await parts.next();
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment; filename="verbatims.csv"' });
    response.write(CSV_HEAD);
    for (; part.done !== true && !response.destroyed; part = await parts.next()) {
      const lines = 'leftOut' in part.value ? csvLeftOut(VERBATIM_LIMITS.file, part.value.leftOut) : part.value.verbatims.map(csvLine).join('');
      if (lines !== '' && !response.write(lines)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
    return undefined;
  });
  server.handle(routes.quoteToShow, ({ query, viewer }) => verbatims.quoteToShow(query.id, isMasked(viewer)));
  server.handle(routes.verbatimWall, ({ query }) => verbatims.wall(query));
  server.handle(routes.verbatimsLive, async ({ query, viewer, response }) => {
    let send = (_count: number): void => undefined;
    const telling = createTellingSome<null>({ most: 0, everyMs: TOLD_EVERY_MS, tell: () => undefined, miss: (count) => { send(count); } });
    const end = verbatims.listen(query, isMasked(viewer), () => { telling.hear(null); });
    const stream = openEventStream(response);
    stream.onClose(() => { end(); telling.stop(); });
    send = (count) => { stream.send('news', { count }); };
    return undefined;
  });
}
