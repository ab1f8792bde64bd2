import { AppError } from '../../kernel/app-error.ts';
import type { Customers } from '../customers/index.ts';
import type { NeedingIssue } from './contract.ts';
import type { IssueRow } from './issue-view.ts';
import { FIRST_LEAST_ASKS, neediestFirst } from './need/contract.ts';
import { presentIssue } from './present-issue.ts';

/** Issues asked about within so many days are looked at, the most often asked of them; of the neediest by all else it is asked how the company values who asks. */
const LOOKED_DAYS = 14;
const LOOKED_MOST = 200;
const VALUED_MOST = 10;

type Deps = { readonly clock: () => number; readonly customers: Pick<Customers, 'quoted' | 'rules'>; rows(days: number, least: number, most: number): Promise<IssueRow[]> };

/** Open issues that need somebody most. Valued is whoever is of the segment that stands first among the company's own; without segments nobody is. */
export async function firstIssues({ clock, customers, rows }: Deps, limit: number): Promise<NeedingIssue[]> {
  const found = new Map((await rows(LOOKED_DAYS, FIRST_LEAST_ASKS, LOOKED_MOST)).map((row) => { const issue = presentIssue(row); return [issue.id, { ...issue, node: row.node }] as const; }));
  const before = neediestFirst([...found.values()], () => false, clock()).slice(0, Math.max(limit, VALUED_MOST));
  const valued = await valuedOf(customers, [...new Set(before.map(({ customer }) => customer))]);
  const first = neediestFirst(before, ({ customer }) => valued.has(customer), clock()).slice(0, limit);
  const who = await customers.quoted(first.map(({ node }) => node), false);
  return first.map(({ node, ...issue }) => ({ ...issue, name: who.get(node)?.name ?? null }));
}

async function valuedOf({ rules }: Pick<Customers, 'rules'>, ids: readonly string[]): Promise<Set<string>> {
  const placed = await Promise.all(ids.map(async (id) => {
    try {
      const { segment, rules: { rules: { segments } } } = await rules.placed(id);
      return segment !== null && segment.key === segments[0]?.key && segments.length > 1 ? [id] : [];
    } catch (error) {
      // Who was erased or joined meanwhile is valued no more than others.
      if (error instanceof AppError && error.kind === 'not-found') return [];
      throw error;
    }
  }));
  return new Set(placed.flat());
}
