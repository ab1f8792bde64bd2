import { once } from 'node:events';
import { AppError } from '../../kernel/app-error.ts';
import type { Asked, RouteServer } from '../../platform/http/server.ts';
import { answerCsv } from './answer-csv.ts';
import { routes, type SqlQuestion } from './contract.ts';
import type { Analysts } from './index.ts';

const TYPES = { json: 'application/json; charset=utf-8', csv: 'text/csv; charset=utf-8', parquet: 'application/vnd.apache.parquet' } as const;

/** Hangs the SQL address on the server. */
export function serveAnalystRoutes(server: RouteServer, analysts: Analysts, nameOf: (id: string) => Promise<string | null>): void {
  const answer = async ({ body, viewer, response }: Pick<Asked<typeof routes.ask>, 'viewer' | 'response'> & { readonly body: SqlQuestion }): Promise<undefined> => {
    if (viewer === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
    const { format } = body;
    const answered = await analysts.ask(body, viewer);
    response.writeHead(200, { 'content-type': TYPES[format], 'cache-control': 'no-store', ...(format === 'json' ? {} : { 'content-disposition': `attachment; filename="answer.${format}"` }), 'x-statement': answered.kind === 'table' ? answered.answer.reference : answered.reference });
    if (answered.kind === 'table') response.end(format === 'csv' ? answerCsv(answered.answer) : JSON.stringify(answered.answer));
    else {
      for await (const block of answered.blocks) {
        if (response.destroyed) break;
        if (!response.write(block)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
      response.end();
    }
    return undefined;
  };
  server.handle(routes.ask, answer);
  server.handle(routes.askWithKey, answer);
  server.handle(routes.views, async ({ viewer }) => {
    if (viewer === null) throw new AppError('unauthenticated', 'not-signed-in', 'Sign in first.');
    return analysts.views(viewer);
  });
  server.handle(routes.asked, async ({ query }) => {
    const statements = await analysts.asked(query.limit);
    const names = new Map(await Promise.all([...new Set(statements.map(({ by }) => by))].map(async (by): Promise<[string, string]> => [by, await nameOf(by) ?? by])));
    return { statements: statements.map((one) => ({ ...one, by: names.get(one.by) ?? one.by })) };
  });
}
