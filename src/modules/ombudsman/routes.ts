import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Asked, RouteServer } from '../../platform/http/server.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import { routes, type EscalationView } from './contract.ts';
import type { Ombudsman } from './index.ts';
import type { Reader } from './present-escalations.ts';
import { reportLines } from './year-report.ts';

type OfEscalation = { readonly params: { readonly id: string }; readonly viewer: Viewer | null; hideNames(names: readonly string[]): void };

/** Who answers by name: a person. */
function person(viewer: Viewer | null): Extract<Viewer, { kind: 'person' }> {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'This is done by people, who answer for it by name.');
  return viewer;
}

/** Serves the ombudsman: each change answers with the escalation as it is then. */
export function serveOmbudsmanRoutes(server: RouteServer, ombudsman: Ombudsman, nameOf: (id: string) => Promise<string | null>): void {
  const readerOf = ({ viewer, hideNames }: Pick<Asked<RouteContract>, 'viewer' | 'hideNames'>): Reader => ({ viewer, hideNames });
  const changed = async (asked: OfEscalation, change: (id: string, by: string) => Promise<void>): Promise<EscalationView> => {
    await change(asked.params.id, person(asked.viewer).id);
    return ombudsman.one(asked.params.id, readerOf(asked));
  };
  const rulesShown = async () => {
    const { version, rules, versions } = await ombudsman.rules();
    return { version, rules, versions: await Promise.all(versions.map(async ({ version: number, note, by, at }) => ({ version: number, note, by: await nameOf(by), at: at.toISOString() }))) };
  };

  server.handle(routes.list, (asked) => ombudsman.list(asked.query.state, asked.query.limit, readerOf(asked)));
  server.handle(routes.open, (asked) => ombudsman.open(readerOf(asked)));
  server.handle(routes.mine, async (asked) => ({ escalations: await ombudsman.mine(person(asked.viewer).id, readerOf(asked)) }));
  server.handle(routes.escalate, async ({ body, viewer, auditAbout }) => {
    const id = await ombudsman.escalate(body, person(viewer));
    auditAbout(id);
    return { id };
  });
  server.handle(routes.one, (asked) => ombudsman.one(asked.params.id, readerOf(asked)));
  server.handle(routes.note, (asked) => changed(asked, (id, by) => ombudsman.note(id, by, asked.body.text)));
  server.handle(routes.ask, (asked) => changed(asked, (id, by) => ombudsman.ask(id, by, asked.body)));
  server.handle(routes.customerSaid, (asked) => changed(asked, (id, by) => ombudsman.customerSaid(id, by, asked.body)));
  server.handle(routes.close, (asked) => changed(asked, (id, by) => ombudsman.close(id, by, asked.body)));
  server.handle(routes.reopen, (asked) => changed(asked, (id, by) => ombudsman.reopen(id, by, asked.body)));
  server.handle(routes.stops, async ({ viewer }) => ({ stops: await ombudsman.stops(viewer?.kind === 'person' ? viewer.role : null) }));
  server.handle(routes.order, async ({ body, viewer, auditAbout }) => {
    const stop = await ombudsman.order(body, person(viewer).id);
    auditAbout(stop.id);
    return stop;
  });
  server.handle(routes.lift, ({ params, body, viewer }) => ombudsman.lift(params.id, person(viewer).id, body.why));
  server.handle(routes.rules, rulesShown);
  server.handle(routes.saveRules, async ({ body, viewer }) => {
    await ombudsman.saveRules(body.rules, body.basedOn, body.note, person(viewer).id);
    return rulesShown();
  });
  server.handle(routes.report, ({ query }) => ombudsman.report(query.year));
  server.handle(routes.reportCsv, async ({ query, response }) => {
    const report = await ombudsman.report(query.year);
    const lines = [['figure', 'of', 'count'], ...reportLines(report)].map((line) => line.map(csvField).join(','));
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'content-disposition': `attachment; filename="ombudsman-${report.year}.csv"` }).end(`${lines.join('\r\n')}\r\n`);
    return undefined;
  });
}

/** A field of a table that no spreadsheet takes for a formula. */
function csvField(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
