import { knownViewer } from '../../platform/http/known-viewer.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { isMasked } from '../customers/index.ts';
import { routes } from './contract.ts';
import type { Monday } from './index.ts';

/** Serves the Monday page: words of customers as the viewer's role may read them. */
export function serveMondayRoutes(server: RouteServer, monday: Monday): void {
  server.handle(routes.monday, async ({ query, viewer, hideNames }) => {
    const { names, ...answer } = await monday.page(query.week, knownViewer(viewer).id);
    if (isMasked(viewer)) hideNames(names);
    return answer;
  });
  server.handle(routes.mailPreview, ({ query }) => monday.mailPreview(query.week));
  server.handle(routes.mail, () => monday.mail());
  server.handle(routes.switchMail, ({ body, viewer }) => monday.switchMail(body, knownViewer(viewer).id));
  server.handle(routes.questions, async ({ viewer }) => ({ questions: await monday.questions.all(knownViewer(viewer).id) }));
  server.handle(routes.ask, async ({ body, viewer, auditAbout }) => {
    const question = await monday.questions.put(body, knownViewer(viewer).id);
    auditAbout(question.id);
    return question;
  });
  server.handle(routes.answer, ({ params, body, viewer }) => monday.questions.answer(params.id, { answer: body.answer, note: body.note ?? null }, knownViewer(viewer).id));
  server.handle(routes.withdraw, ({ params, viewer }) => monday.questions.withdraw(params.id, knownViewer(viewer).id));
}
