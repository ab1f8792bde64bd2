import type { RouteServer } from '../../../platform/http/server.ts';
import { answerRoutes } from '../contract.ts';
import type { Customers } from '../index.ts';
import { isMasked } from '../is-masked.ts';
import type { Answers } from './answer.ts';

/** Hangs the answer of how things stand on the server. */
export function serveAnswerRoutes(server: RouteServer, answers: Answers, customers: Pick<Customers, 'namesOf'>): void {
  server.handle(answerRoutes.answer, async ({ params, query, viewer, hideNames }) => {
    const answer = await answers.answer(params.id, query);
    if (isMasked(viewer)) hideNames(await customers.namesOf(params.id));
    return answer;
  });
}
