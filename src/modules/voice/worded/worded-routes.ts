import { AppError } from '../../../kernel/app-error.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { wordedRoutes as routes } from './contract.ts';
import type { WordedModule } from './worded.ts';

/** Hangs the words of a language model on the server. */
export function serveWordedRoutes(server: RouteServer, worded: WordedModule): void {
  server.handle(routes.languageModel, () => worded.state());
  server.handle(routes.wordTopic, ({ params, body: { purpose, ...query }, viewer }) => {
    if (viewer === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
    return worded.word(params.id, purpose, query, viewer.id);
  });
}
