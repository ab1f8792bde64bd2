import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import type { Identity } from '../index.ts';
import { bridgeRoutes } from './contract.ts';

/** Hangs what people read and say of customers that one tie alone holds together on the server. `numberOf`: whom an id stands for. */
export function serveBridgeRoutes(server: RouteServer, identity: Pick<Identity, 'heldByOne' | 'answerHeldByOne'>, numberOf: (id: string) => Promise<number>): void {
  server.handle(bridgeRoutes.heldByOne, ({ query }) => identity.heldByOne(query.limit));
  server.handle(bridgeRoutes.answerHeldByOne, async ({ params, body, viewer }) => {
    const { left, right } = body.ends;
    const { decision, customer, newCustomer } = await identity.answerHeldByOne(await numberOf(params.id), body.answer, [parsePublicId('node', left), parsePublicId('node', right)], body.reason, viewer?.id ?? '');
    return { decision: publicId('decision', decision), customer: publicId('customer', customer), newCustomer: newCustomer === null ? null : publicId('customer', newCustomer) };
  });
}
