import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { RuleSet } from '../rule-language.ts';
import { GROUP_KINDS, type CustomerGroups, type GroupKind } from './contract.ts';
import { groupsCountedMs, groupSizes } from './placed-log.ts';

const RULES_OF = { lifecycle: 'stages', persona: 'personas', segment: 'segments', saved: 'saved' } as const satisfies Record<GroupKind, keyof RuleSet>;

/** Groups of customers to choose from: those of the present rules, with who was in them when everybody was counted last. Never waits for a count. */
export function createCustomerGroups(deps: { readonly analytics: Analytics; readonly rules: { current(): Promise<{ readonly rules: RuleSet }> }; readonly makeUp: { now(): { readonly isCounting: boolean; readonly hasFailed: boolean } } }) {
  return {
    async choices(): Promise<CustomerGroups> {
      const { isCounting, hasFailed } = deps.makeUp.now();
      const [countedMs, { rules }, sizes] = await Promise.all([groupsCountedMs(deps.analytics), deps.rules.current(), groupSizes(deps.analytics)]);
      return {
        countedAt: countedMs === null ? null : new Date(countedMs).toISOString(), isCounting, hasFailed, customers: sizes.customers,
        groups: GROUP_KINDS.flatMap((kind) => rules[RULES_OF[kind]].map(({ key, name }) => ({ kind, key, name, people: sizes.of(kind, key) }))),
      };
    },
    /** Has everybody counted anew in the background where that is long ago, for whoever asks for groups without looking at them. */
    keepFresh: (): void => { deps.makeUp.now(); },
  };
}
