import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import type { Identity } from '../identity/index.ts';
import { spokenParts } from '../interactions/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import { quietCases } from './case-store.ts';
import { changeCase, CUSTOS, type LaterFact, type WorkDeps } from './change-case.ts';
import { policyNow } from './policy/policy-store.ts';

const DAY_MS = 86_400_000;
/** Cases that are looked at in one round, and how far back in what a customer did lately. */
const MOST = { cases: 100, looked: 200 } as const;

type Deps = WorkDeps & { readonly identity: Pick<Identity, 'customerOfNodes' | 'whose'>; readonly interactions: Pick<Interactions, 'timeline'> };

/** Closes cases as unconfirmed of which the customer said nothing for as long as the rules say; who was in touch since is not silent, whatever it was about. Answers how many were closed. */
export async function closeSilent(deps: Deps): Promise<number> {
  const { policy } = await policyNow(deps.database);
  let closed = 0;
  for (const { number, node, quietSince } of await quietCases(deps.database, deps.clock() - policy.silenceDays * DAY_MS, MOST.cases)) {
    const heard = await lastHeard(deps, node, quietSince.getTime());
    if (await conclude(deps, number, quietSince.getTime(), heard === null ? { kind: 'fell-silent' } : { kind: 'heard', ...heard }) && heard === null) closed += 1;
  }
  return closed;
}

async function conclude(deps: Deps, number: number, quietMs: number, fact: LaterFact): Promise<boolean> {
  try {
    await changeCase(deps, {
      number, by: CUSTOS, seen: null,
      fact: (now) => {
        if (now.quietMs !== quietMs) throw new AppError('conflict', 'case-changed-meanwhile', 'Somebody worked on this case in between.');
        return fact;
      },
    });
    return true;
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not-found')) return false;
    throw error;
  }
}

/** The last thing that a customer said to the company since a moment; null: they said nothing. Units: ms since 1970. */
async function lastHeard({ identity, interactions }: Deps, node: number, sinceMs: number): Promise<{ readonly interaction: number; readonly heardMs: number } | null> {
  const customer = (await identity.customerOfNodes([node])).get(node);
  const whose = customer === undefined ? null : await identity.whose(customer);
  if (whose === null) return null;
  const { items } = await interactions.timeline(whose, { limit: MOST.looked });
  const said = items.find((item) => Date.parse(item.occurredAt) > sinceMs && spokenParts(item).length > 0);
  return said === undefined ? null : { interaction: parsePublicId('interaction', said.id), heardMs: Date.parse(said.occurredAt) };
}
