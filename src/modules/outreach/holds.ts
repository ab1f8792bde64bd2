import { rememberedBy } from '../../kernel/remembered.ts';
import type { HoldKind, StateHold } from './governor/person-facts.ts';
import type { GovernorRules } from './contract.ts';

/** Who of these customers is in a state in which they are to be asked nothing. Modules to the right are handed in where everything is put together. */
export type HoldSource = (customers: readonly number[], nowMs: number, rules: GovernorRules) => Promise<ReadonlyMap<number, readonly StateHold[]>>;

/** How long it is taken for known who talks or complained. Units: ms. */
const FRESH_MS = 10_000;

/** A hold for a while since something last happened, from whoever knows of everybody to whom it happened since a moment. Units: ms. */
export function holdSince(kind: HoldKind, clock: () => number, forMs: (rules: GovernorRules) => number, since: (fromMs: number) => Promise<ReadonlyMap<number, number>>): HoldSource {
  const lately = rememberedBy<ReadonlyMap<number, number>>({ forMs: FRESH_MS, most: 2, clock });
  return async (customers, nowMs, rules) => {
    const spanMs = forMs(rules);
    if (spanMs <= 0) return new Map();
    const happened = await lately(String(spanMs), () => since(nowMs - spanMs));
    return new Map(customers.flatMap((customer) => { const atMs = happened.get(customer); return atMs === undefined ? [] : [[customer, [{ kind, untilMs: atMs + spanMs }]] as const]; }));
  };
}

/** What all sources say together. */
export async function holdsOf(sources: readonly HoldSource[], customers: readonly number[], nowMs: number, rules: GovernorRules): Promise<Map<number, StateHold[]>> {
  const all = new Map<number, StateHold[]>();
  for (const said of await Promise.all(sources.map((source) => source(customers, nowMs, rules)))) {
    for (const [customer, holds] of said) all.set(customer, [...(all.get(customer) ?? []), ...holds]);
  }
  return all;
}
