import type { Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { caseNumber } from '../change-case.ts';
import { replyRoutes } from './contract.ts';
import type { Replies } from './replies.ts';

function person(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Customers are answered by people, who stand by it with their name.');
  return viewer.id;
}

/** Serves replies on cases, and their templates. */
export function serveReplyRoutes(server: RouteServer, replies: Replies): void {
  server.handle(replyRoutes.replyDesk, ({ params, viewer, hideNames }) => replies.desk(caseNumber(params.id), { viewer, hideNames }));
  server.handle(replyRoutes.previewReply, ({ params, body, viewer, hideNames }) => replies.preview(caseNumber(params.id), body, person(viewer), { viewer, hideNames }));
  server.handle(replyRoutes.sendReply, ({ params, body, viewer, hideNames }) => replies.send(caseNumber(params.id), body, person(viewer), { viewer, hideNames }));
  server.handle(replyRoutes.liftAddress, ({ params, body, viewer, hideNames }) => replies.liftAddress(caseNumber(params.id), body, person(viewer), { viewer, hideNames }));
  server.handle(replyRoutes.replyTemplates, async () => ({ templates: await replies.templates.all() }));
  server.handle(replyRoutes.saveReplyTemplate, ({ params, body, viewer }) => replies.templates.save({ ...params, ...body }, person(viewer)));
}
