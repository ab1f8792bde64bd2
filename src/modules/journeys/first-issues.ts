import { AppError } from '../../kernel/app-error.ts';
import type { Customers } from '../customers/index.ts';
import type { NeedingIssue } from './contract.ts';
import type { IssueRow } from './issue-view.ts';
import type { TopicsOf } from './keep-threads.ts';
import { aboutOneOrder, sumUp, type IssueParts } from './need/about-one-order.ts';
import { FIRST_LEAST_COMINGS, neediestFirst, type KnownBeside, type Wrong } from './need/contract.ts';
import { presentIssue } from './present-issue.ts';
import type { Contact } from './threads/contact.ts';

/** Issues asked about within so many days are looked at, of the customers who asked most often; of the neediest by all else it is asked how the company values who asks, and what went wrong beside. */
const LOOKED_DAYS = 14;
const LOOKED_MOST = 200;
const BESIDE_MOST = 10;

/** What went wrong in interactions. Shape: those in which something did. */
export type WrongsOf = (interactions: readonly number[]) => Promise<ReadonlyMap<number, readonly Wrong[]>>;

type Deps = { readonly clock: () => number; readonly customers: Pick<Customers, 'quoted' | 'rules'>; readonly topicsOf: TopicsOf; readonly wrongsOf: WrongsOf; rows(days: number, least: number, customers: number): Promise<IssueRow[]>; contacts(issues: readonly number[]): Promise<ReadonlyMap<number, readonly Contact[]>> };

/** Open issues that need somebody most, those about one order as one. Valued is whoever is of the segment that stands first among the company's own; without segments nobody is. */
export async function firstIssues({ clock, customers, topicsOf, wrongsOf, rows, contacts }: Deps, limit: number): Promise<NeedingIssue[]> {
  const found = await rows(LOOKED_DAYS, FIRST_LEAST_COMINGS, LOOKED_MOST);
  const held = await contacts(found.map(({ number }) => number));
  const issues = found.map((row) => ({ row, customer: row.customer, contacts: held.get(row.number) ?? [] }));
  const groupsOf = await spokenGroups(topicsOf, aboutOneOrder(issues).filter(({ length }) => length > 1).flat());
  const asOne = aboutOneOrder(issues.map((one) => ({ ...one, groups: groupsOf(one) }))).flatMap((own) => toldAsOne(own) ?? []);
  const before = neediestFirst(asOne, () => ({ isValued: false, wrongs: [] }), clock()).slice(0, Math.max(limit, BESIDE_MOST));
  const [valued, wrongs] = await Promise.all([valuedOf(customers, [...new Set(before.map(({ customer }) => customer))]), wrongsOf(before.flatMap(({ interactions }) => interactions))]);
  const besideOf = ({ customer, interactions }: (typeof before)[number]): KnownBeside => ({ isValued: valued.has(customer), wrongs: [...new Set(interactions.flatMap((one) => wrongs.get(one) ?? []))].toSorted() });
  const first = neediestFirst(before, besideOf, clock()).slice(0, limit);
  const who = await customers.quoted(first.map(({ node }) => node), false);
  return first.map(({ node, interactions: _, wentContent: __, ...issue }) => ({ ...issue, name: who.get(node)?.name ?? null }));
}

/** In which groups of topics customers spoke in issues. Only those are asked for that a topic may part. */
async function spokenGroups(topicsOf: TopicsOf, issues: readonly IssueParts[]): Promise<(issue: IssueParts) => Set<string>> {
  const spoken = ({ contacts }: IssueParts): Contact[] => contacts.filter(({ role }) => role !== 'reply');
  const topics = issues.length === 0 ? new Map<number, never>() : await topicsOf(issues.flatMap(spoken).map(({ home, interaction }) => ({ home, number: interaction })));
  return (issue) => new Set(spoken(issue).flatMap(({ interaction }) => topics.get(interaction)?.group ?? []));
}

/** Issues about one order as one: the one in which the customer spoke last, with what all of them come to. */
function toldAsOne(issues: readonly { readonly row: IssueRow; readonly customer: number; readonly contacts: readonly Contact[] }[]) {
  const [lead, ...others] = issues.map(({ row }) => row).toSorted((a, b) => b.lastSaidAt.getTime() - a.lastSaidAt.getTime() || b.number - a.number);
  const summary = sumUp(issues);
  if (lead === undefined || summary === null) return null;
  const { beganMs, lastMs, lastAskMs, lastSaidMs, ...counted } = summary;
  const iso = (ms: number): string => new Date(ms).toISOString();
  const all = [lead, ...others].map(presentIssue);
  return {
    ...presentIssue(lead), ...counted, channels: [...counted.channels], breaks: [...counted.breaks], beganAt: iso(beganMs), lastAt: iso(lastMs), lastAskAt: iso(lastAskMs), lastSaidAt: iso(lastSaidMs),
    orders: [...new Set(all.flatMap(({ orders }) => orders))], products: [...new Set(all.flatMap(({ products }) => products))], others: all.slice(1).map(({ id }) => id), node: lead.node, interactions: issues.flatMap(({ contacts }) => contacts.map(({ interaction }) => interaction)),
  };
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
