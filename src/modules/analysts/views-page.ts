import { SQL_LIMITS } from './contract.ts';
import { OWN_FUNCTIONS, VIEWS } from './index.ts';
import { allowedNames } from './language/allowed-functions.ts';

const HEAD = `# Views for analysts: the history by SQL

Voice → Ask by SQL, \`POST /api/sql\` (signed in) or \`POST /v1/sql\` (with a key of the kind \`sql\`). One SELECT at a time, read-only, over the views below. This page is written from their one definition in the code; a test fails when the two differ.

\`\`\`sh
npm run custos -- keys create --kind sql                  # views without personal data
npm run custos -- keys create --kind sql --personal-data  # with it
curl http://localhost:4700/v1/sql -H "authorization: Bearer $KEY" -H 'content-type: application/json' \\
  -d '{"sql": "select channel, count() as interactions from interactions group by channel order by interactions desc", "format": "csv"}'
\`\`\`

\`format\`: \`json\` (columns with types, rows as lists; 64-bit integers as text), \`csv\` (what a spreadsheet would take for a formula begins with an apostrophe) or \`parquet\`.

**Who.** Owners, both offices and analysts, and keys of the kind \`sql\`. Who may not see personal data has views without the columns marked ● : they are not masked but not there, so no filter, join, alias or error tells of them.

**What is read.** SELECT with WITH (queries and expressions by name), joins, ARRAY JOIN, GROUP BY, HAVING, window functions, UNION ALL and DISTINCT, LIMIT and LIMIT BY, subqueries, lambdas; EXPLAIN before it tells how it would be answered. Behind IN stand constants or a query. The dialect is ClickHouse's.
Not read: anything that changes something, several statements, tables other than these views, functions that make tables or reach outside, SETTINGS, FORMAT, INTO OUTFILE, FINAL, SAMPLE, roll-ups, recursive queries, parameters in braces. A statement is taken apart and written anew (docs/decisions/0021): what is not known here does not reach the engine.

**How much.** ${SQL_LIMITS.seconds} seconds, 200 MB of memory and one thread for a statement; ${SQL_LIMITS.rows.toLocaleString('en')} rows as JSON and ${SQL_LIMITS.fileRows.toLocaleString('en')} as a file (\`isCut\` tells that there are more); ${SQL_LIMITS.statement.toLocaleString('en')} characters of text; one statement at a time, the others wait their turn. Recording and pages come first.

**The log.** Every statement is kept: who, when, which views, with or without personal data, what became of it. Texts in it, long numbers and free names are left out, so that the log is about nobody. Owners read it below the page and at \`GET /api/sql/asked\`.

Ids: \`customer\` and \`interaction\` are numbers, quick to join. \`customerId(customer)\` and \`interactionId(interaction)\` are the ids of pages and addresses; \`customerNumber('cus_2n9c')\` and \`interactionNumber('int_7')\` lead back. Whose an interaction is follows every join and split at once. Moments are in UTC.
`;

/** The page on the views, for docs/analytics-views.md. */
export function analyticsViewsPage(): string {
  const { plain, aggregates, windows } = allowedNames();
  const views = VIEWS.map(({ name, meaning, row, columns }) => `## ${name}\n\n${meaning} One row per ${row}.\n\n| column | type | meaning |\n|---|---|---|\n${columns.map((column) => `| \`${column.name}\`${column.isPersonal ? ' ●' : ''} | ${column.type} | ${column.meaning.replaceAll('|', '\\|')} |`).join('\n')}\n`);
  return `${HEAD}\n${views.join('\n')}\n## Functions\n\nOf this address: ${OWN_FUNCTIONS.map((name) => `\`${name}\``).join(', ')}.\n\nOf ClickHouse: ${plain.join(' ')}\n\nThat fold rows (also with the endings If, Distinct, OrNull, OrDefault, Array; with DISTINCT; over windows): ${aggregates.join(' ')}\n\nOver windows alone: ${windows.join(' ')}\n`;
}
