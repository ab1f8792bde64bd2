import { AppError } from '../../../kernel/app-error.ts';
import type { Viewer } from '../../../kernel/access.ts';
import { rememberedBy } from '../../../kernel/remembered.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { sendFile } from '../figures/send-file.ts';
import { rivalRoutes as routes, type Rivals } from './contract.ts';
import type { RivalsModule } from './rivals.ts';
import { rivalsCsv } from './rivals-csv.ts';

/** Many who open the page at once are answered from one reckoning. Units: ms; questions. */
const REMEMBERED = { forMs: 4_000, most: 50, clock: () => performance.now() } as const;

/** Whoever entered it, for the log. A key may not. */
function known(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Sign in: only people enter what they read on a public page.');
  return viewer.id;
}

async function* once(text: string): AsyncGenerator<string> { yield await Promise.resolve(text); }

/** Hangs the routes of rivals on public ratings on the server. */
export function serveRivalRoutes(server: RouteServer, rivals: RivalsModule): void {
  let remembered = rememberedBy<Rivals>(REMEMBERED);
  /** Whoever enters something sees it at once. */
  const entered = <Answer>(answer: Answer): Answer => { remembered = rememberedBy<Rivals>(REMEMBERED); return answer; };
  server.handle(routes.rivalRatings, ({ query }) => remembered(JSON.stringify(query), () => rivals.ratings(query)));
  server.handle(routes.rivalFile, async ({ query, response }) => sendFile(response, 'rivals', 'csv', once(rivalsCsv(await rivals.ratings(query)))));
  server.handle(routes.enterSummary, async ({ body, viewer, auditAbout }) => {
    const number = await rivals.enter(body, known(viewer));
    auditAbout(`rival summary ${number}`);
    return entered({ number });
  });
  server.handle(routes.enterSummaries, async ({ body, viewer, auditAbout }) => {
    const count = await rivals.enterFile(body.csv, known(viewer));
    auditAbout(`${count} rival summaries`);
    return entered({ entered: count });
  });
  server.handle(routes.removeSummary, async ({ params: { number }, viewer, auditAbout }) => {
    auditAbout(`rival summary ${number}`);
    return entered({ removed: await rivals.remove(number, known(viewer)) });
  });
}
