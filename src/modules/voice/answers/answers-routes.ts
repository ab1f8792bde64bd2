import type { RouteServer } from '../../../platform/http/server.ts';
import { isMasked } from '../../customers/index.ts';
import { routes } from '../contract.ts';
import { sendFile } from '../figures/send-file.ts';
import type { AnswerRow, ScoreAnswersOf } from './answers-behind.ts';
import { ANSWERS_CSV_HEAD, answerCsvLine } from './answers-csv.ts';

async function* csvOf(steps: AsyncIterable<readonly AnswerRow[]>): AsyncGenerator<string> {
  let head = ANSWERS_CSV_HEAD;
  for await (const answers of steps) {
    yield `${head}${answers.map(answerCsvLine).join('')}`;
    head = '';
  }
}

/** Hangs the routes of the answers behind scores on the server. */
export function serveScoreAnswerRoutes(server: RouteServer, answers: ScoreAnswersOf): void {
  server.handle(routes.scoreAnswers, ({ query, viewer, hideNames }) => answers.page(query, { isMasked: isMasked(viewer), hideNames }));
  server.handle(routes.scoreRows, ({ query: { format, ...query }, response }) => sendFile(response, 'answers', format, format === 'parquet' ? answers.parquet(query) : csvOf(answers.file(query))));
}
