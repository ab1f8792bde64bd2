import type { RouteServer } from '../../platform/http/server.ts';
import { mentionRoutes, routes, type ErasureMention } from './contract.ts';
import type { Erasures } from './erasures.ts';
import { staffName, type NameOf } from './staff-name.ts';

/** Serves erasure. */
export function serveErasureRoutes(server: RouteServer, erasures: Erasures, nameOf: NameOf): void {
  const named = async (mention: ErasureMention): Promise<ErasureMention> => ({ ...mention, maskedBy: await staffName(nameOf, mention.maskedBy) });
  server.handle(routes.erase, ({ params, body, viewer }) => erasures.erase(params.id, body.reason, body.confirm, viewer?.id ?? ''));
  server.handle(routes.erasures, async () => ({ erasures: await erasures.certificates() }));
  server.handle(mentionRoutes.mentions, async ({ params }) => ({ mentions: await Promise.all((await erasures.mentions.list(params.id)).map(named)) }));
  server.handle(mentionRoutes.maskMention, async ({ params, viewer }) => named(await erasures.mentions.mask(params.id, params.mention, viewer?.id ?? '')));
}
