import { AppError } from '../src/kernel/app-error.ts';
import { CUSTOMER_OF_NODE } from '../src/modules/identity/index.ts';
import { chdbFolderOf, openChdb } from '../src/platform/clickhouse/chdb.ts';
import { ch, type ChStatement } from '../src/platform/clickhouse/sql.ts';
import { fillHistory } from './fill-history.ts';
import { dropFolder, freshFolder } from './product.ts';
import { spread } from './statistics.ts';

/** A question about customers, asked by the map (whose a claim is now) and by an id that is stored in every row (whose it was when it was recorded, and by which rows are sorted). */
type Question = { readonly name: string; ask(customer: ChStatement): ChStatement };

const BY_MAP = CUSTOMER_OF_NODE;
// Its own best: sorted by it, in the codec that the claims have, too. As UInt32 it was no quicker.
const BY_STORED_ID = ch`home`;

const QUESTIONS: readonly Question[] = [
  { name: 'funnel of four steps', ask: (customer) => ch`
    select level, count() as people from (
      select ${customer} as who, windowFunnel(2592000000)(toUInt64(toUnixTimestamp64Milli(occurred_at)), channel = 'web', channel = 'chat', channel = 'order', channel = 'review') as level
      from interactions_log group by who) group by level order by level` },
  { name: 'customers a month and channel', ask: (customer) => ch`
    select toStartOfMonth(occurred_at) as month, channel, uniqExact(${customer}) as people, count() as interactions from interactions_log group by month, channel order by month, channel` },
  { name: 'interactions a customer, spread', ask: (customer) => ch`
    select quantilesExact(0.5, 0.9, 0.99)(n) as spread, max(n) as most from (select ${customer} as who, count() as n from interactions_log group by who)` },
  { name: 'customers who wrote twice within 90 days', ask: (customer) => ch`
    select count() as people from (select ${customer} as who, arrayExists((a, b) -> b > 0 and b - a < 7776000, arraySort(groupArray(toUnixTimestamp(occurred_at))) as moments, arrayShiftLeft(moments, 1)) as again from interactions_log where channel in ('chat', 'email', 'call') group by who) where again` },
];

/** Whose interaction it is, by the map and by a stored id, in turns: the price of joins and splits that reports see at once. `runs` of each; the first is not counted. */
export async function map(options: { readonly interactions: number; readonly customers: number; readonly runs: number; readonly keep: string | undefined }): Promise<object> {
  const folder = options.keep ?? freshFolder();
  if (options.keep === undefined) await fillHistory(folder, options.customers, options.interactions);
  const analytics = await openChdb({ folder: chdbFolderOf(folder), memoryBytes: 6e9 });
  await analytics.run(ch`system reload dictionary identity_customer`, { class: 'write' });
  const timed = async (statement: ChStatement): Promise<{ ms: number; answer: string }> => {
    const start = performance.now();
    const rows = await analytics.rows(statement, { class: 'report' });
    return { ms: performance.now() - start, answer: JSON.stringify(rows) };
  };
  const figures: Record<string, object> = {};
  for (const { name, ask } of QUESTIONS) {
    const [byMap, byId, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let run = 0; run <= options.runs; run += 1) {
      // Who goes first changes, so that neither always finds the data warm.
      const [first, second] = run % 2 === 0 ? [BY_MAP, BY_STORED_ID] : [BY_STORED_ID, BY_MAP];
      const [one, other] = [await timed(ask(first)), await timed(ask(second))];
      if (one.answer !== other.answer) throw new AppError('internal', 'answers-differ', `By the map and by the stored number the answers differ: ${name}.`);
      if (run === 0) continue;
      const [mapped, stored] = first === BY_MAP ? [one, other] : [other, one];
      byMap.push(mapped.ms);
      byId.push(stored.ms);
      ratios.push(mapped.ms / stored.ms);
    }
    figures[name] = { byMapMs: spread(byMap), byStoredIdMs: spread(byId), ratio: spread(ratios) };
  }
  await analytics.close();
  if (options.keep === undefined) dropFolder(folder);
  return { interactions: options.interactions, customers: options.customers, runs: options.runs, figures };
}
