import { AppError } from '../../kernel/app-error.ts';
import type { RouteServer } from '../../platform/http/server.ts';
import { mentionRoutes, routes, type ErasureMention } from './contract.ts';
import type { Erasures } from './erasures.ts';

/** Serves erasure. `nameOf`: what a member of the staff is called. */
export function serveErasureRoutes(server: RouteServer, erasures: Erasures, nameOf: (id: string) => Promise<string | null>): void {
  const named = (mentions: readonly ErasureMention[]): Promise<ErasureMention[]> => Promise.all(mentions.map(async (one) => ({ ...one, maskedBy: one.maskedBy === null ? null : await nameOf(one.maskedBy) ?? 'somebody of the staff' })));
  server.handle(routes.erase, ({ params, body, viewer }) => erasures.erase(params.id, body.reason, body.confirm, viewer?.id ?? ''));
  server.handle(routes.erasures, async () => ({ erasures: await erasures.certificates() }));
  server.handle(mentionRoutes.mentions, async ({ params }) => ({ mentions: await named(await erasures.mentions.list(params.id)) }));
  server.handle(mentionRoutes.maskMention, async ({ params, viewer }) => {
    const [mention] = await named([await erasures.mentions.mask(params.id, params.mention, viewer?.id ?? '')]);
    if (mention === undefined) throw new AppError('internal', 'mention-missing', 'The mention can not be found.');
    return mention;
  });
}
