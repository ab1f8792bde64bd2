import { once } from 'node:events';
import type { RouteServer } from '../../../platform/http/server.ts';
import { isMasked } from '../../customers/index.ts';
import { routes } from '../contract.ts';
import type { ScoreAnswersOf } from './answers-behind.ts';
import { ANSWERS_CSV_HEAD, answerCsvLine } from './answers-csv.ts';

/** Hangs the routes of the answers behind scores on the server. */
export function serveScoreAnswerRoutes(server: RouteServer, answers: ScoreAnswersOf): void {
  server.handle(routes.scoreAnswers, ({ query, viewer, hideNames }) => answers.page(query, { isMasked: isMasked(viewer), hideNames }));
  server.handle(routes.scoreRows, async ({ query, response }) => {
    const steps = answers.file(query);
    // Asked for before the first byte goes out: what is wrong with a question is answered as such.
    let step = await steps.next();
    response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'content-disposition': 'attachment; filename="answers.csv"' });
    response.write(ANSWERS_CSV_HEAD);
    for (; step.done !== true && !response.destroyed; step = await steps.next()) {
      const lines = step.value.map(answerCsvLine).join('');
      if (lines !== '' && !response.write(lines)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
    }
    response.end();
    return undefined;
  });
}
