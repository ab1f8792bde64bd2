import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import { GROUP_KINDS, type InGroups } from '../customers/contract.ts';
import { groupsCountedAt } from '../customers/index.ts';

/** The groups of customers that a query asks for; null where it asks for none. */
export function groupsIn(query: InGroups): InGroups | null {
  const asked = GROUP_KINDS.flatMap((kind) => (query[kind] === undefined ? [] : [[kind, query[kind]] as const]));
  return asked.length === 0 ? null : Object.fromEntries(asked);
}

/** When customers were put into groups. Errors: `invalid` as of a moment, because what they were then is not kept; `unavailable` before everybody was counted once. */
export async function groupedAtOf(analytics: Analytics, asOf: string | undefined): Promise<string> {
  if (asOf !== undefined && asOf !== '') throw new AppError('invalid', 'as-of-not-kept', 'Customers are in groups as they are today: which they were in at a moment before is not kept.');
  return groupsCountedAt(analytics);
}

/** The same for a query that may ask for groups; null where it asks for none. Errors: as `groupedAtOf`. */
export async function groupedAtIn(analytics: Analytics, query: InGroups & { readonly asOf?: string | undefined }): Promise<string | null> {
  return groupsIn(query) === null ? null : groupedAtOf(analytics, query.asOf);
}
