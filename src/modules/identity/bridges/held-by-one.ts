import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Queryable } from '../../../platform/pg/transaction.ts';
import { asideNow } from '../aside-now.ts';
import { nodesOfCustomers } from '../customer-claims-store.ts';
import { decisionsAbout } from '../decision-store.ts';
import { asRuled } from '../exact-rules.ts';
import { valueKey } from '../identity-node.ts';
import type { StoredNode } from '../identity-store.ts';
import { claimsOfCustomer, type ClaimRow } from '../identity-view.ts';
import { joinHalves } from '../join-customers.ts';
import { probabilityOf } from '../likelihood/likelihood-model.ts';
import type { Side } from '../matching/contract.ts';
import { splitCustomer } from '../split-customer.ts';
import type { DecideDeps } from '../take-decision.ts';
import { likelyAmong, thinCustomers } from './bridge-store.ts';
import type { HeldByOne, HeldByOneList } from './contract.ts';
import { MOST_WALKED, weakBridgeOf, type WeakBridge } from './weak-bridge.ts';

/** Claims noted last that are looked at. */
const NOTED_READ = 1_000;
const NAMES_SHOWN = 4;
const IDENTIFIERS_SHOWN = 12;
/** What a decision says where nobody said why. */
const WITHOUT_REASON = 'seen in review';
/** Shown by nobody to tell two people apart. */
const NOT_SHOWN: ReadonlySet<string> = new Set(['device', 'cookie', 'order', 'raw']);

/** The weak bridge of each of these customers that has one, by their claims of now and what people said of them. Shape: in the order given. */
async function bridgesOf(tx: Queryable, customers: readonly number[]): Promise<{ readonly customer: number; readonly weak: WeakBridge }[]> {
  if (customers.length === 0) return [];
  const { rules, blocked, generic } = await asideNow(tx);
  const nodes = asRuled(await nodesOfCustomers(tx, customers), rules);
  const [{ likely, cutBits }, decisions] = await Promise.all([likelyAmong(tx, nodes.map((node) => node.number)), decisionsAbout(tx, nodes.flatMap((node) => (node.decided ? [node.number] : [])))]);
  const together = decisions.filter((row) => !row.undone).flatMap((row) => [row.left, row.keep]);
  const takes = (key: string): boolean => !blocked.has(key) && !generic.has(key);
  const nodesOf = Map.groupBy<number, StoredNode>(nodes, (node) => node.customer);
  return customers.flatMap((customer) => {
    const weak = weakBridgeOf(nodesOf.get(customer) ?? [], { takes, likely, cutBits, together });
    return weak === null ? [] : [{ customer, weak }];
  });
}

/** Customers whose halves hang together by one weak tie, those noted last first. Cost: the claims of up to NOTED_READ customers, at most MOST_WALKED each. */
export async function heldByOne(tx: Queryable, limit: number): Promise<HeldByOneList> {
  const found = await bridgesOf(tx, await thinCustomers(tx, NOTED_READ, MOST_WALKED));
  return { count: found.length, customers: await Promise.all(found.slice(0, limit).map(({ customer, weak }) => shown(tx, customer, weak))) };
}

async function shown(tx: Queryable, customer: number, { left, right, bridge, ends }: WeakBridge): Promise<HeldByOne> {
  const claims = await claimsOfCustomer(tx, customer);
  const written = claims.flatMap((claim) => claim.identifiers).find((one) => bridge.kind === 'value' && valueKey(one.type, one.value) === valueKey(bridge.type, bridge.value))?.shown;
  const sideOf = (nodes: readonly number[]): Side => sideOfClaims(customer, claims.filter((claim) => nodes.includes(claim.number)));
  return {
    customer: publicId('customer', customer), left: sideOf(left), right: sideOf(right), ends: { left: publicId('node', ends[0]), right: publicId('node', ends[1]) },
    by: bridge.kind === 'value' ? { kind: 'value', type: bridge.type, value: written ?? bridge.value, probability: null } : { kind: 'likely', type: null, value: null, probability: probabilityOf(bridge.bits) },
  };
}

/** What is shown of a half: what its claims say, the most frequent names and the verified identifiers first. */
function sideOfClaims(customer: number, claims: readonly ClaimRow[]): Side {
  const names = Map.groupBy(claims.flatMap(({ traits }) => (traits['name']?.trim() || [traits['givenName'], traits['familyName']].filter((part) => part !== undefined).join(' ').trim()) || []), (name) => name);
  const identifiers = Map.groupBy(claims.flatMap((claim) => claim.identifiers.filter(({ type }) => !NOT_SHOWN.has(type))), ({ type, value }) => valueKey(type, value));
  const moments = claims.map((claim) => claim.firstOccurredMs);
  return {
    id: publicId('customer', customer), claims: claims.length, sources: [...new Set(claims.map(({ source }) => source))].sort(),
    names: [...names].sort(([, a], [, b]) => b.length - a.length).map(([name]) => name).slice(0, NAMES_SHOWN),
    identifiers: [...identifiers.values()].flatMap(([first, ...rest]) => (first === undefined ? [] : [{ type: first.type, value: first.shown, verified: [first, ...rest].some(({ verified }) => verified) }]))
      .sort((a, b) => Number(b.verified) - Number(a.verified)).slice(0, IDENTIFIERS_SHOWN),
    firstSeenAt: new Date(Math.min(...moments)).toISOString(), lastSeenAt: new Date(Math.max(...moments)).toISOString(),
  };
}

/** What an answer did: the decision that undoes it, who holds the left half, and who the right one where they were parted. */
export type HeldByOneAnswered = { readonly decision: number; readonly customer: number; readonly newCustomer: number | null };

/**
 * Says of the halves of a customer whether they are one person. One person: a decision ties them, and nobody is asked again. Two people: the smaller half is parted from the rest.
 * Errors: `conflict` where the two ends are no longer two such halves of this customer.
 */
export async function answerHeldByOne(deps: DecideDeps, customer: number, answer: 'one-person' | 'two-people', ends: readonly [number, number], reason: string, by: string): Promise<HeldByOneAnswered> {
  const [found] = await bridgesOf(deps.database, [customer]);
  if (found === undefined || found.weak.ends[0] !== ends[0] || found.weak.ends[1] !== ends[1]) throw new AppError('conflict', 'held-by-more', 'These halves are not as they were shown: claims came, or somebody answered. Look again.');
  const why = reason.trim() === '' ? WITHOUT_REASON : reason.trim();
  if (answer === 'two-people') return splitCustomer(deps, customer, found.weak.right, why, by);
  return { ...await joinHalves(deps, customer, ends, why, by), newCustomer: null };
}
