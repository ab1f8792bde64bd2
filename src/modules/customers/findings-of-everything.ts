import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import type { Findings } from './contract.ts';
import { claimsSharingTraits, namedClaims, groundOfFindings, orderContacts, returnsAfterComplaint, unansweredMessages } from './findings-view.ts';
import { makeFindings } from './findings.ts';
import { goldenTraits, nameOf } from './golden-record.ts';
import { traitsOfNodes } from './trait-store.ts';

const LISTED = 200;
/** Groups of claims with one name looked at: most are one customer already. */
const SHARING = 20_000;
const FRESH_MS = 5_000;

/** Asks everything that findings rest on, at most every 5 s for all pages together; sooner for who needs what was recorded until `sinceMs`. */
export function createFindings(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly clock: () => number }): (sinceMs: number | null) => Promise<Findings> {
  let asked: { readonly atMs: number; readonly answer: Promise<Findings> } | null = null;
  return (sinceMs) => {
    const nowMs = deps.clock();
    if (asked === null || nowMs - asked.atMs > FRESH_MS || asked.atMs < Math.min(sinceMs ?? 0, nowMs)) {
      const answer = findEverything(deps);
      asked = { atMs: nowMs, answer };
      answer.catch(() => { asked = null; });
    }
    return asked.answer;
  };
}

async function findEverything(deps: { readonly database: Database; readonly analytics: Analytics; readonly identity: Identity; readonly clock: () => number }): Promise<Findings> {
  // Said as of the moment of asking: what was recorded while it was worked out may be missing.
  const nowMs = deps.clock();
  const [ground, claims, sharing, contacts, unanswered, returned] = await Promise.all([
    groundOfFindings(deps.analytics), namedClaims(deps.database), claimsSharingTraits(deps.database, SHARING), orderContacts(deps.analytics, LISTED), unansweredMessages(deps.analytics, LISTED), returnsAfterComplaint(deps.analytics, LISTED),
  ]);
  const owners = await deps.identity.customerOfNodes([...new Set([...sharing.flatMap((one) => one.nodes), ...claims.map((claim) => claim.node)])]);
  const ownersOf = (some: readonly { readonly node: number }[]): number => new Set(some.flatMap((claim) => owners.get(claim.node) ?? [])).size;
  const described = { named: ownersOf(claims), described: ownersOf(claims.filter((claim) => claim.placed)) };
  const shared = sharing.map(({ name, trait, nodes }) => ({ name, trait, customers: nodes.flatMap((node) => owners.get(node) ?? []) }));
  const named = [...shared.flatMap((one) => one.customers), ...contacts.contacts.map((one) => one.customer), ...unanswered.unanswered.map((one) => one.customer), ...returned.returned.map((one) => one.customer)];
  return makeFindings({
    nowMs, ground: { ...ground, ...described }, shared, contacts: contacts.contacts, unanswered: unanswered.unanswered, returned: returned.returned,
    totals: { contacts: contacts.total, unanswered: unanswered.total, returned: returned.total }, names: await namesOf(deps, [...new Set(named)]),
  });
}

async function namesOf(deps: { readonly database: Database; readonly identity: Identity }, customers: readonly number[]): Promise<Map<number, string>> {
  const described = await deps.identity.describe(customers);
  const traits = Map.groupBy(await traitsOfNodes(deps.database, described.flatMap((one) => one.nodes)), (trait) => trait.node);
  return new Map(described.flatMap((one) => {
    const name = nameOf(goldenTraits(one.nodes.flatMap((node) => traits.get(node) ?? [])));
    return name === null ? [] : [[one.customer, name] as const];
  }));
}
