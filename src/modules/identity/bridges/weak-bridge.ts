import { ruleOf } from '../contract.ts';
import { createDisjointSets } from '../disjoint-sets.ts';
import type { IdentityNode } from '../identity-node.ts';
import { holdingsOf } from '../join-by-value.ts';
import { addHashedMails } from '../mail-hash.ts';
import { agreesWith, areOtherPeople, type PersonSaid } from '../said-of-person.ts';

/** What holds two halves together: a value that both gave, or that two of their claims are likely one person. Units: `bits` log2 of odds. */
export type Bridge = { readonly kind: 'value'; readonly type: string; readonly value: string } | { readonly kind: 'likely'; readonly bits: number };

/** Two halves of one customer that hang together by one weak tie alone. Shape: claims, ascending; `right` is the smaller half, `left` all others that name somebody; `ends`: one claim of each half that the tie leads to. */
export type WeakBridge = { readonly left: readonly number[]; readonly right: readonly number[]; readonly bridge: Bridge; readonly ends: readonly [number, number] };

/** What ties claims beside their values. `likely`: groups of claims that likelihood holds for one person, rather than not; `cutBits`: from which odds on it joins; `together`: claims that a person said are one; `takes`: whether a value counts. */
export type OtherTies = {
  readonly takes: (key: string) => boolean; readonly likely: readonly { readonly nodes: readonly number[]; readonly bits: number }[]; readonly cutBits: number | null; readonly together: readonly (readonly number[])[];
};

/** Customers with more claims are not looked at: each weak tie costs a walk over all others. Units: claims that name somebody. */
export const MOST_WALKED = 200;

/** A likely join is near the cut below this much more than it. Units: bits, so twice the odds. */
export const NEAR_CUT_BITS = 1;

/** Places that something ties; `bridge` null: it holds, and is never asked about. */
type Tie = { readonly places: readonly number[]; readonly verified: ReadonlySet<number>; readonly bridge: Bridge | null };

/**
 * The weakest single tie without which a customer would fall into two halves; null where there is none.
 * Likely joins near the cut are one weak tie, however many pairs of records say it; so is a value, not a login, that is not verified in both halves, where both give a given name and no two of these names agree for sure.
 * A half is two claims or more, or one that speaks of somebody else than the other half.
 * Invariant: the same for the same claims, in whatever order. Cost: one walk over all ties for each that may be weak.
 * Source: a tie whose absence parts a graph is a bridge (Tarjan 1974); see docs/methods/weak-bridges.md.
 */
export function weakBridgeOf(given: readonly IdentityNode[], other: OtherTies): WeakBridge | null {
  const nodes = given.filter(({ level }) => level === 'person').sort((a, b) => a.number - b.number);
  if (nodes.length < 2 || nodes.length > MOST_WALKED) return null;
  const ties = tiesOf(nodes, other);
  for (const weak of weakest(ties, other.cutBits)) {
    const isLed = new Set(weak.flatMap((tie) => tie.places));
    const parts = partsWithout(nodes.length, ties, new Set(weak)).sort((a, b) => a.length - b.length || (b[0] ?? 0) - (a[0] ?? 0));
    // Those that it leads to, but the largest of them: that one is the other half.
    for (const right of parts.filter((part) => part.some((place) => isLed.has(place))).slice(0, -1)) {
      const isRight = new Set(right);
      const left = nodes.map((_, place) => place).filter((place) => !isRight.has(place));
      const tie = weak.find(({ places }) => places.some((place) => isRight.has(place)) && places.some((place) => !isRight.has(place)));
      if (tie === undefined || tie.bridge === null || !areHalves(nodes, tie, left, right)) continue;
      const end = (side: readonly number[]): number => nodes[side.find((place) => tie.places.includes(place)) ?? 0]?.number ?? 0;
      return { left: numbersOf(nodes, left), right: numbersOf(nodes, right), bridge: tie.bridge, ends: [end(left), end(right)] };
    }
  }
  return null;
}

function numbersOf(nodes: readonly IdentityNode[], places: readonly number[]): number[] {
  return places.map((place) => nodes[place]?.number ?? 0);
}

function tiesOf(nodes: readonly IdentityNode[], { takes, likely, together }: OtherTies): Tie[] {
  const places = nodes.map((_, place) => place);
  const placeOf = new Map(nodes.map((node, place) => [node.number, place]));
  const holdings = holdingsOf(nodes, places, (_, key) => takes(key));
  addHashedMails(nodes, places, holdings, takes);
  const placesOf = (numbers: readonly number[]): number[] => [...new Set(numbers.flatMap((number) => placeOf.get(number) ?? []))];
  return [
    ...[...holdings.values()].map(({ type, value, holders }): Tie => ({ places: holders.map(({ node }) => node), verified: new Set(holders.flatMap(({ node, verified }) => (verified ? [node] : []))), bridge: ruleOf(type).bridges ? { kind: 'value', type, value } : null })),
    ...likely.map(({ nodes: of, bits }): Tie => ({ places: placesOf(of), verified: new Set(), bridge: { kind: 'likely', bits } })),
    ...together.map((of): Tie => ({ places: placesOf(of), verified: new Set(), bridge: null })),
  ].filter((tie) => tie.places.length > 1);
}

/** Ties that may be weak, the weakest first: all likely joins near the cut together, which say one thing several times, the likeliest of them first; then each value alone, by how much one of them says. */
function weakest(ties: readonly Tie[], cutBits: number | null): Tie[][] {
  const weak = ties.filter((tie) => mayBeWeak(tie, cutBits));
  const inOrder = (a: Tie, b: Tie): number => strengthOf(a) - strengthOf(b) || (a.places[0] ?? 0) - (b.places[0] ?? 0);
  const likely = weak.filter(({ bridge }) => bridge?.kind === 'likely').sort(inOrder);
  return [...(likely.length > 0 ? [likely] : []), ...weak.filter(({ bridge }) => bridge?.kind === 'value').sort(inOrder).map((tie) => [tie])];
}

function mayBeWeak({ bridge, places, verified }: Tie, cutBits: number | null): boolean {
  if (bridge === null) return false;
  return bridge.kind === 'likely' ? cutBits !== null && bridge.bits < cutBits + NEAR_CUT_BITS : bridge.type !== 'user' && verified.size < places.length;
}

function strengthOf({ bridge }: Tie): number {
  return bridge === null ? 0 : bridge.kind === 'value' ? ruleOf(bridge.type).strength : -bridge.bits;
}

function partsWithout(count: number, ties: readonly Tie[], without: ReadonlySet<Tie>): number[][] {
  const sets = createDisjointSets(count);
  for (const tie of ties) if (!without.has(tie)) for (const place of tie.places) sets.join(tie.places[0] ?? place, place);
  return [...Map.groupBy(Array.from({ length: count }, (_, place) => place), (place) => sets.find(place)).values()];
}

function areHalves(nodes: readonly IdentityNode[], { bridge, verified }: Tie, left: readonly number[], right: readonly number[]): boolean {
  const saidOf = (side: readonly number[]): PersonSaid[] => side.flatMap((place): PersonSaid | [] => nodes[place]?.said ?? []);
  const [ours, theirs] = [saidOf(left), saidOf(right)];
  if ((left.length < 2 || right.length < 2) && !areOtherPeople(ours, theirs, false)) return false;
  if (bridge?.kind === 'likely') return true;
  const isProven = left.some((place) => verified.has(place)) && right.some((place) => verified.has(place));
  const areNamed = [ours, theirs].every((said) => said.some(({ given }) => given !== ''));
  return !isProven && areNamed && !ours.some((one) => theirs.some((other) => agreesWith(one, other)));
}
