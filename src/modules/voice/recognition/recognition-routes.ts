import { may, type Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { recognitionRoutes as routes, type OwnPraise } from './contract.ts';
import type { Recognition } from './recognition.ts';

/** A key is nobody of whom customers speak. */
const OF_NOBODY: OwnPraise = { name: '', names: [], maybe: [], praises: [], months: 0 };

/** Whoever asks, where it must be a person. */
function own(viewer: Viewer | null): string {
  if (viewer?.kind !== 'person') throw new AppError('forbidden', 'not-a-person', 'Sign in: praise goes to people.');
  return viewer.id;
}

const isMasked = (viewer: Viewer | null): boolean => viewer === null || !may(viewer, 'see-personal-data');

/** Hangs the routes of recognition on the server. */
export function serveRecognitionRoutes(server: RouteServer, recognition: Recognition): void {
  server.handle(routes.ownPraise, async ({ viewer, hideNames }) => (viewer?.kind === 'person' ? recognition.own(viewer.id, { isMasked: isMasked(viewer), hideNames }) : OF_NOBODY));
  server.handle(routes.ownName, async ({ body, viewer }) => ({ names: [...await recognition.sayName(own(viewer), body.name, body.isMine)] }));
  server.handle(routes.sharePraise, async ({ params, body, viewer, auditAbout }) => {
    auditAbout(params.id);
    await recognition.share(own(viewer), params.id, body.isShared);
    return { isShared: body.isShared };
  });
  server.handle(routes.sharedPraise, async ({ viewer, hideNames }) => ({ praises: await recognition.shared({ isMasked: isMasked(viewer), hideNames }) }));
}
