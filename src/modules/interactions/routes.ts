import { AppError } from '../../kernel/app-error.ts';
import { may, type Viewer } from '../../kernel/access.ts';
import { LOWER_WORD } from '../../kernel/lower-word.ts';
import { parseJson, readBody } from '../../platform/http/read-body.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { answerWithin, SENDER_WAITS_MS } from '../../platform/http/answer-within.ts';
import { LIMITS, routes } from './contract.ts';
import type { Interactions } from './index.ts';
import { createTellingSome } from './nobody/tell-some.ts';
import { saysWords } from './says-words.ts';

/** What an open page of nobody known hears. Units: interactions; ms. */
const HEARD = { most: 20, everyMs: 1_000 } as const;

/** The source that a batch is from: the write key's own, else the one that the first item names. */
function sourceOf(viewer: Viewer | null, items: readonly unknown[]): string {
  if (viewer?.kind === 'key' && viewer.source !== null) return viewer.source;
  const [first] = items;
  const named = typeof first === 'object' && first !== null && 'source' in first && typeof first.source === 'string' ? first.source : '';
  return LOWER_WORD.test(named) ? named : 'api';
}

function itemsOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  if (typeof body === 'object' && body !== null) {
    if ('interactions' in body && Array.isArray(body.interactions)) return body.interactions;
    if ('id' in body && 'channel' in body) return [body];
  }
  throw new AppError('invalid', 'batch-malformed', 'Send {"interactions": [ … ]}, a JSON array, or one interaction.');
}

export function serveInteractionRoutes(server: RouteServer, interactions: Interactions): void {
  server.handle(routes.accept, async ({ request, viewer }) => {
    const body = parseJson(await readBody(request, { maxBytes: LIMITS.bodyBytes }));
    const items = itemsOf(body);
    // A sender who was told to try again sends what may have been written meanwhile: it is known then, and counts once.
    return { results: await answerWithin(SENDER_WAITS_MS, interactions.acceptBatch(sourceOf(viewer, items), items)) };
  });
  server.handle(routes.pulse, () => interactions.pulse());
  server.handle(routes.nobodyTimeline, async ({ query, viewer, masked }) => {
    const page = await interactions.nobody.timeline(query);
    const { text } = query;
    if (text === undefined || text === '' || (viewer !== null && may(viewer, 'see-personal-data'))) return page;
    // Whoever reads texts masked searches them masked, as on a customer's page.
    const readable = masked(page).items.map((item) => saysWords(item, text));
    return { ...page, items: page.items.filter((_, place) => readable[place]) };
  });
  server.handle(routes.nobodyCounts, () => interactions.nobody.counts());
  server.handle(routes.nobodyLive, async ({ response, masked }) => {
    const stream = openEventStream(response);
    const telling = createTellingSome<Parameters<typeof masked>[0]>({ ...HEARD, tell: (item) => { stream.send('interaction', masked(item)); }, miss: (count) => { stream.send('missed', { count }); } });
    const end = interactions.nobody.listen(telling.hear);
    stream.onClose(() => {
      end();
      telling.stop();
    });
    return undefined;
  });
  server.handle(routes.quarantine, ({ query }) => interactions.quarantine({ state: query.state, reason: query.reason ?? null, limit: query.limit }));
  server.handle(routes.mend, ({ params, body, auditAbout }) => {
    auditAbout(params.reference);
    return interactions.replay(params.reference, body.body ?? null);
  });
  server.handle(routes.replayAll, ({ body }) => interactions.replayAll(body.reason));
  server.handle(routes.discard, async ({ params, auditAbout }) => {
    auditAbout(params.reference);
    return { discarded: await interactions.discard(params.reference) };
  });
  server.handle(routes.bringBack, async ({ params, auditAbout }) => {
    auditAbout(params.reference);
    return { broughtBack: await interactions.bringBack(params.reference) };
  });
}
