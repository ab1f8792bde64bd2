import { useQuery } from '@tanstack/react-query';
import { call } from '../../../web/api.ts';
import { groupRoutes, type CustomerGroups, type GroupKind } from '../contract.ts';

const STALE_MS = 60_000;
/** How soon it is asked again while everybody is put into groups for the first time. Units: ms. */
const COUNTING_MS = 2_000;

/** What the kinds of groups are called. */
export const GROUP_NAMES: Readonly<Record<GroupKind, string>> = { lifecycle: 'Lifecycle stage', persona: 'Persona', segment: 'Value segment', saved: 'Saved segment' };

/** Groups of customers to choose from; undefined while that is asked. */
export function useCustomerGroups(enabled = true): CustomerGroups | undefined {
  return useQuery({
    queryKey: ['customer-groups'], enabled, staleTime: STALE_MS, queryFn: ({ signal }) => call(groupRoutes.customerGroups, {}, signal),
    refetchInterval: ({ state }) => (state.data?.countedAt === null && !state.data.hasFailed ? COUNTING_MS : false),
  }).data;
}

/** What a group is called; its key where the rule is gone. */
export function customerGroupName(groups: CustomerGroups | undefined, kind: GroupKind, key: string): string {
  return groups?.groups.find((one) => one.kind === kind && one.key === key)?.name ?? key;
}
