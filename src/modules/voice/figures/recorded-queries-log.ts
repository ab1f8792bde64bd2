import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { renderStatement } from '../../../platform/clickhouse/sql.ts';

/** Without the indent that a query has where it is written. */
function plainLines(query: string): string {
  const lines = query.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');
  const indents = lines.slice(1).map((line) => line.length - line.trimStart().length);
  const indent = indents.length === 0 ? 0 : Math.min(...indents);
  return lines.map((line, at) => (at === 0 ? line.trimStart() : line.slice(indent))).join('\n');
}

/** The same history, writing down what is asked of it: so that the query of a figure is the one that is run, and no copy of it. Shape: `queries` in the order in which they were asked, each once, with their settings. */
export function recordQueries(analytics: Analytics): { readonly analytics: Analytics; queries(): string[] } {
  const asked = new Set<string>();
  return {
    analytics: {
      ...analytics,
      rows<Row>(statement: Parameters<Analytics['rows']>[0], options?: Parameters<Analytics['rows']>[1]): Promise<Row[]> {
        const settings = Object.entries(options?.settings ?? {}).map(([name, value]) => `${name} = ${typeof value === 'number' ? String(value) : `'${value}'`}`).join(', ');
        // When the history began to be kept is no part of the figure.
        if (statement.strings[0]?.includes('custos_migrations') !== true) asked.add(`${plainLines(renderStatement(statement, analytics.database))}${settings === '' ? '' : `\nsettings ${settings}`}`);
        return analytics.rows<Row>(statement, options);
      },
    },
    queries: () => [...asked],
  };
}
