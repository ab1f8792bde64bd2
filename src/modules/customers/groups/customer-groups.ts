import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { RuleSet } from '../rule-language.ts';
import { GROUP_KINDS, type CustomerGroups, type GroupKind, type InGroups } from './contract.ts';
import { groupsCountedAt, groupsCountedMs, groupSizes, rowIsListed } from './placed-log.ts';

const RULES_OF = { lifecycle: 'stages', persona: 'personas', segment: 'segments', saved: 'saved' } as const satisfies Record<GroupKind, keyof RuleSet>;

/** Groups of customers to choose from: those of the present rules, with who was in them when everybody was counted last. Never waits for a count. */
export function createCustomerGroups(deps: { readonly analytics: Analytics; readonly rules: { current(): Promise<{ readonly rules: RuleSet }> }; readonly makeUp: { now(): { readonly isCounting: boolean; readonly hasFailed: boolean } } }) {
  let known: { readonly countedMs: number; readonly sizes: Awaited<ReturnType<typeof groupSizes>> } | null = null;

  /** How many are in each group by the last count, each count asked once. */
  async function sizesOf(countedMs: number): Promise<Awaited<ReturnType<typeof groupSizes>>> {
    if (known?.countedMs !== countedMs) known = { countedMs, sizes: await groupSizes(deps.analytics) };
    return known.sizes;
  }

  return {
    async choices(): Promise<CustomerGroups> {
      const { isCounting, hasFailed } = deps.makeUp.now();
      const [countedMs, { rules }] = await Promise.all([groupsCountedMs(deps.analytics), deps.rules.current()]);
      const sizes = countedMs === null ? null : await sizesOf(countedMs);
      return {
        countedAt: countedMs === null ? null : new Date(countedMs).toISOString(), isCounting, hasFailed, customers: sizes?.customers ?? 0,
        groups: GROUP_KINDS.flatMap((kind) => rules[RULES_OF[kind]].map(({ key, name }) => ({ kind, key, name, people: sizes?.of(kind, key) ?? 0 }))),
      };
    },
    /** What must hold of a row of the history that is of a customer in all of these groups, for a question of ClickHouse; has everybody counted anew in the background where that is long ago. Errors: `unavailable` before everybody was counted once. */
    async rowsOf(groups: InGroups): Promise<ReturnType<typeof rowIsListed>> {
      deps.makeUp.now();
      await groupsCountedAt(deps.analytics);
      return rowIsListed(groups);
    },
  };
}
