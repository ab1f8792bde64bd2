import type { Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import type { Asked, RouteServer } from '../../platform/http/server.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import { caseId, caseNumber } from './change-case.ts';
import { routes, type CaseView } from './contract.ts';
import type { Cases } from './index.ts';
import type { Reader } from './present-case.ts';

export { serveFirstContactRoutes } from './first-contact/first-contact-routes.ts';
export { serveIssueCaseRoutes } from './issues/issue-case-routes.ts';

export { serveReplyRoutes } from './replies/reply-routes.ts';

type OfCase = { readonly params: { readonly id: string }; readonly viewer: Viewer | null; hideNames(names: readonly string[]): void };

/** Who works on a case: a person. */
function person(viewer: Viewer | null): Extract<Viewer, { kind: 'person' }> {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Cases are worked on by people, who answer for them by name.');
  return viewer;
}

/** Serves cases: each change answers with the case as it is then. */
export function serveCaseRoutes(server: RouteServer, cases: Cases, nameOf: (id: string) => Promise<string | null>): void {
  const readerOf = ({ viewer, hideNames }: Pick<Asked<RouteContract>, 'viewer' | 'hideNames'>): Reader => ({ viewer, hideNames });
  const changed = async (asked: OfCase, change: (number: number, by: string) => Promise<unknown>): Promise<CaseView> => {
    const number = caseNumber(asked.params.id);
    await change(number, person(asked.viewer).id);
    return cases.one(number, readerOf(asked));
  };

  server.handle(routes.list, (asked) => cases.list(asked.query, readerOf(asked)));
  server.handle(routes.counts, ({ viewer }) => cases.counts(viewer));
  server.handle(routes.choices, () => cases.choices());
  server.handle(routes.ofCustomer, async (asked) => ({ cases: await cases.ofCustomer(asked.params.id, readerOf(asked)) }));
  server.handle(routes.ofInteractions, async ({ query }) => ({ cases: await cases.ofInteractions(query.ids.split(',').filter((id) => id !== '')) }));
  server.handle(routes.open, async (asked) => {
    const number = await cases.open(asked.body, person(asked.viewer).id);
    asked.auditAbout(caseId(number));
    return cases.one(number, readerOf(asked));
  });
  server.handle(routes.one, (asked) => cases.one(caseNumber(asked.params.id), readerOf(asked)));

  server.handle(routes.take, (asked) => changed(asked, (number, by) => cases.take(number, by, asked.body.seen)));
  server.handle(routes.assign, (asked) => changed(asked, (number, by) => cases.assign(number, by, asked.body)));
  server.handle(routes.handOver, (asked) => changed(asked, (number, by) => cases.handOver(number, by, asked.body)));
  server.handle(routes.inform, (asked) => changed(asked, (number, by) => cases.inform(number, by, asked.body)));
  server.handle(routes.resolve, (asked) => changed(asked, (number, by) => cases.resolve(number, by, asked.body)));
  server.handle(routes.customerSaid, (asked) => changed(asked, (number, by) => cases.customerSaid(number, by, asked.body)));
  server.handle(routes.note, (asked) => changed(asked, (number, by) => cases.note(number, by, asked.body)));
  server.handle(routes.prioritise, (asked) => changed(asked, (number, by) => cases.prioritise(number, by, asked.body)));
  server.handle(routes.pause, (asked) => changed(asked, (number, by) => cases.pause(number, by, asked.body)));
  server.handle(routes.resume, (asked) => changed(asked, (number, by) => cases.resume(number, by, asked.body.seen)));
  server.handle(routes.reopen, (asked) => changed(asked, (number, by) => cases.reopen(number, by, asked.body)));
  server.handle(routes.breakPromise, (asked) => changed(asked, (number, by) => cases.breakPromise(number, by, asked.body)));
  server.handle(routes.remedy, (asked) => changed(asked, (number, by) => cases.remedy(number, by, asked.body)));
  server.handle(routes.link, (asked) => changed(asked, (number, by) => cases.link(number, by, asked.body.interactions)));
  server.handle(routes.merge, (asked) => changed(asked, (number, by) => cases.merge(number, by, asked.body)));
  server.handle(routes.split, (asked) => changed(asked, (number, by) => cases.split(number, by, asked.body)));
  server.handle(routes.many, ({ body, viewer }) => cases.many(body.cases, body.to, person(viewer).id));
  server.handle(routes.mentionsSeen, async ({ params, viewer }) => ({ seen: await cases.mentionsSeen(caseNumber(params.id), person(viewer).id) }));
  server.handle(routes.writing, async ({ params, body, viewer }) => ({ told: cases.writes(caseNumber(params.id), person(viewer).id, body.isWriting) }));
  server.handle(routes.live, async ({ params, viewer, response }) => {
    const number = caseNumber(params.id);
    const { id, name } = viewer ?? { id: '', name: '' };
    const stream = openEventStream(response);
    stream.onClose(cases.watch(number, { id, name }, (told) => { stream.send('case', told); }));
    return undefined;
  });

  server.handle(routes.policy, async () => {
    const { version, policy, by, at } = await cases.policy();
    return { version, policy, by: by === null ? null : await nameOf(by), at: at?.toISOString() ?? null };
  });
  server.handle(routes.savePolicy, async ({ body, viewer }) => ({ version: await cases.savePolicy(body.policy, body.basedOn, person(viewer).id) }));
}
