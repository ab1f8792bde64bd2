import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { saysWords } from '../interactions/index.ts';
import { groupRoutes, organisationRoutes, routes, type SurvivorshipVersion } from './contract.ts';
import { exportAsJson } from './export-customer.ts';
import { exportAsPage } from './export-page.ts';
import type { Customers } from './index.ts';
import { isMasked } from './is-masked.ts';
import type { NameOf } from './staff-name.ts';
import { createMaskedTelling } from './tell-masked.ts';

export { serveAnswerRoutes } from './answer/answer-routes.ts';
export { serveConsentRoutes } from './consent/consent-routes.ts';
export { serveErasureRoutes } from './erasure-routes.ts';
export { serveRetentionRoutes } from './retention/retention-routes.ts';

/** Hangs the routes of customers on the server. */
export function serveCustomerRoutes(server: RouteServer, customers: Customers, nameOf: NameOf): void {
  const named = async (version: SurvivorshipVersion): Promise<SurvivorshipVersion> => ({ ...version, by: version.by === null ? null : (await nameOf(version.by)) ?? version.by });
  server.handle(groupRoutes.customerGroups, () => customers.groups.choices());
  server.handle(routes.list, ({ query, viewer }) => customers.search(query, viewer));
  server.handle(routes.one, async ({ params }) => customers.one(params.id));
  server.handle(routes.timeline, async ({ params, query, viewer, hideNames, masked }) => {
    const timeline = await customers.timeline(params.id, query);
    if (!isMasked(viewer)) return timeline;
    hideNames(await customers.namesOf(params.id));
    if (query.text === undefined || query.text === '') return timeline;
    // Whoever reads texts masked searches them masked: what they can't read, they can't guess by asking for it.
    const readable = masked(timeline).items.map((item) => saysWords(item, query.text ?? ''));
    return { ...timeline, items: timeline.items.filter((_, place) => readable[place]) };
  });
  server.handle(routes.orders, async ({ params }) => ({ orders: await customers.orders(params.id) }));
  server.handle(routes.compare, async ({ params }) => {
    const compared = await customers.compare(params.id, params.other);
    return { ...compared, decisions: await Promise.all(compared.decisions.map(async (decision) => ({ ...decision, by: (await nameOf(decision.by)) ?? decision.by }))) };
  });
  server.handle(organisationRoutes.organisations, ({ params }) => customers.organisations(params.id));
  server.handle(routes.observedChannels, ({ params }) => customers.observedChannels(params.id));
  server.handle(routes.live, async ({ params, response, viewer, hideNames, masked }) => {
    const waiting: [string, unknown][] = [];
    let send = (event: string, data: unknown): void => { waiting.push([event, data]); };
    const tell = isMasked(viewer) ? createMaskedTelling({ namesNow: () => customers.namesOf(params.id), hide: hideNames, miss: (count) => { send('missed', { count }); } }) : ({ say }: { say(): void }): void => { say(); };
    // After a join or its undo the page asks for what it shows anew, as when it missed something.
    const end = await customers.listen(params.id, (item, names) => { tell({ names, say: () => { send('interaction', masked(item)); } }); }, () => { tell({ names: [], say: () => { send('missed', { count: 0 }); } }); });
    const stream = openEventStream(response);
    stream.onClose(end);
    send = (event, data) => { stream.send(event, data); };
    for (const [event, data] of waiting) send(event, data);
    return undefined;
  });
  server.handle(routes.exportData, async ({ params, query, response }) => {
    const held = await customers.exportOf(params.id);
    const isPage = query.form === 'page';
    response.writeHead(200, {
      'content-type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
      'content-disposition': `attachment; filename="${held.head.customer.id}.${isPage ? 'html' : 'json'}"`,
    });
    await pipeline(Readable.from(isPage ? exportAsPage(held) : exportAsJson(held)), response);
    return undefined;
  });
  server.handle(routes.survivorship, async () => named(await customers.survivorship.current()));
  server.handle(routes.survivorshipVersions, async () => ({ versions: await Promise.all((await customers.survivorship.versions()).map(named)) }));
  server.handle(routes.trySurvivorship, ({ body }) => customers.survivorship.try(body.rules));
  server.handle(routes.saveSurvivorship, async ({ body, viewer }) => named(await customers.survivorship.save(body.rules, body.basedOn, body.note, viewer?.id ?? '')));
  server.handle(routes.findings, ({ query }) => customers.findings(query.since === undefined ? null : Date.parse(query.since)));
}
