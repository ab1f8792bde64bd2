import { publicId } from '../../../kernel/public-id.ts';
import type { RouteServer } from '../../../platform/http/server.ts';
import { matchingRoutes } from './contract.ts';
import type { Review } from './review.ts';

/** Hangs what people read and say about likely joins on the server. */
export function serveReviewRoutes(server: RouteServer, review: Review): void {
  server.handle(matchingRoutes.review, ({ query }) => review.queue({ limit: query.limit, setAside: query.setAside === 'yes' }));
  server.handle(matchingRoutes.likeness, ({ params }) => review.likeness(params.id, params.other));
  server.handle(matchingRoutes.answer, async ({ params, body, viewer }) => {
    const { decision, customer } = await review.answer(params.id, params.other, body.answer, body.reason, viewer?.id ?? '');
    return { decision: decision === null ? null : publicId('decision', decision), customer: publicId('customer', customer) };
  });
  server.handle(matchingRoutes.household, ({ params }) => review.household(params.id));
  server.handle(matchingRoutes.householdById, ({ params }) => review.householdById(params.id));
  server.handle(matchingRoutes.refuseHousehold, ({ params, body, viewer }) => review.sayHousehold(params.id, params.other, body.isOne, viewer?.id ?? ''));
}
