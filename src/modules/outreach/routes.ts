import type { Viewer } from '../../kernel/access.ts';
import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { isMasked, type Customers } from '../customers/index.ts';
import { routes, type AskBatch } from './contract.ts';
import type { CommonAsk, Outreach } from './index.ts';

/** Serves the ledger, the switch and the governor. Names of whom it is about are hidden in what would have gone from those who may not see them. */
export function serveOutreachRoutes(server: RouteServer, outreach: Outreach, { namesOf }: Pick<Customers, 'namesOf'>): void {
  server.handle(routes.ask, ({ body: { customer, to, ...common }, viewer }) => outreach.reserve({ ...askOf(common), customer, to }, askedBy(viewer)));
  server.handle(routes.askBatch, async ({ body: { people, ...common }, viewer }) => {
    const answers = await outreach.reserveMany(askOf(common), people, askedBy(viewer));
    const count = (decision: 'send' | 'hold' | 'drop'): number => answers.filter((one) => one.decision === decision).length;
    return { answers, counts: { send: count('send'), hold: count('hold'), drop: count('drop') } };
  });
  server.handle(routes.commit, ({ params }) => outreach.commit(params.token));
  server.handle(routes.release, async ({ params }) => ({ released: await outreach.release(params.token) }));
  server.handle(routes.standing, () => outreach.standing());
  server.handle(routes.held, async ({ query, viewer, hideNames }) => {
    const held = await outreach.held(query.purpose ?? null);
    if (isMasked(viewer)) hideNames((await Promise.all([...new Set(held.flatMap(({ first }) => first.flatMap(({ customer }) => customer ?? [])))].map(namesOf))).flat());
    return { held };
  });
  server.handle(routes.decisions, ({ query }) => outreach.decisions(query.days));
  server.handle(routes.rules, () => outreach.rules());
  server.handle(routes.changeRules, async ({ body, viewer }) => {
    await outreach.changeRules(body.rules, body.basedOn, body.note, knownViewer(viewer).id);
    return outreach.rules();
  });
  server.handle(routes.switchOn, ({ params, viewer, auditAbout }) => { auditAbout(params.purpose); return outreach.switch(params.purpose, true, knownViewer(viewer).id); });
  server.handle(routes.switchOff, ({ params, viewer, auditAbout }) => { auditAbout(params.purpose); return outreach.switch(params.purpose, false, knownViewer(viewer).id); });
  server.handle(routes.ofCustomer, async ({ params, viewer, hideNames }) => {
    if (isMasked(viewer)) hideNames(await namesOf(params.id));
    return outreach.ofCustomer(params.id);
  });
}

function askOf({ purpose, channel, slot, series, questions, weight, plannedAt, notAfter, subject, text }: Omit<AskBatch, 'people'>): CommonAsk {
  return {
    purpose, channel, slot, series: series ?? null, questions: questions ?? 0, weight: weight ?? null, plannedMs: plannedAt === undefined ? null : Date.parse(plannedAt), notAfterMs: notAfter === undefined ? null : Date.parse(notAfter), subject: subject ?? null, text: text ?? null,
  };
}

/** A person by id, a key by its name: what stands in the ledger. */
function askedBy(viewer: Viewer | null): string {
  const { kind, id, name } = knownViewer(viewer);
  return kind === 'person' ? id : name;
}
