import type { EdgeOfCustomer, IdentityOfCustomer, NodeOfCustomer } from '../../identity/contract.ts';

/** Beyond so many claims a picture is folded by source. */
export const DRAWN_MOST = 60;

/** A point at the left: one claim, or all claims of one source. */
export type PicturePoint = { readonly key: string; readonly source: string; readonly claims: readonly NodeOfCustomer[]; readonly y: number };
/** A source with its points, one below the other. */
export type PictureSource = { readonly source: string; readonly count: number; readonly y: number };
/** What stands at the right: an identifier that ties claims, or a tie that was refused; several of one type that tie the same, as one. `value`: null where there are several, or none. */
export type PictureTie = {
  readonly key: string; readonly type: string; readonly value: string | null; readonly count: number; readonly y: number; readonly isRefused: boolean; readonly refusal: string | null; readonly isWeak: boolean;
  /** The customer who was kept apart, where it is known. */ readonly other: string | null;
  readonly lines: readonly { readonly point: number; readonly isVerified: boolean }[];
};
/** Two points that a person, or likelihood, brought together without a shared identifier. */
export type PictureArc = { readonly from: number; readonly to: number; readonly by: 'person' | 'likely' };

export type IdentityPicture = {
  readonly isFolded: boolean; readonly points: readonly PicturePoint[]; readonly sources: readonly PictureSource[]; readonly ties: readonly PictureTie[]; readonly arcs: readonly PictureArc[]; readonly height: number;
  /** Identifiers that only one point holds: they tie nothing, and are not drawn. */ readonly alone: number;
};

const POINT_PX = 18;
const SOURCE_GAP_PX = 10;
const TIE_PX = 34;
const EDGE_PX = 14;
/** Ties by likelihood: those that were not made wait for review, and are no part of the picture. */
const LIKELY = 'likely';
/** They attach claims to a person and never join two. */
const WEAK: ReadonlySet<string> = new Set(['device', 'cookie', 'alias']);

type Draft = Omit<PictureTie, 'y'>;

/**
 * Where everything of the picture stands: claims by source at the left, what ties them at the right, as near as can be to what it ties.
 * Invariant: depends on the identity alone; equal identities are drawn alike. Units: px; x is for whoever draws.
 */
export function layIdentity(identity: Pick<IdentityOfCustomer, 'nodes' | 'identifiers' | 'edges'>, isFolded: boolean): IdentityPicture {
  const bySource = [...Map.groupBy(identity.nodes, ({ source }) => source)].sort(([, a], [, b]) => firstOf(a).localeCompare(firstOf(b)));
  const points: PicturePoint[] = [];
  const sources: PictureSource[] = [];
  let y = EDGE_PX;
  for (const [source, claims] of bySource) {
    const own = isFolded ? [claims] : claims.toSorted((a, b) => a.firstOccurredAt.localeCompare(b.firstOccurredAt)).map((claim) => [claim]);
    const top = y;
    for (const one of own) {
      points.push({ key: isFolded ? source : one[0]?.id ?? '', source, claims: one, y });
      y += isFolded ? POINT_PX + SOURCE_GAP_PX : POINT_PX;
    }
    sources.push({ source, count: claims.length, y: (top + y - (isFolded ? POINT_PX + SOURCE_GAP_PX : POINT_PX)) / 2 });
    if (!isFolded) y += SOURCE_GAP_PX;
  }
  const pointOf = new Map(points.flatMap(({ claims }, place) => claims.map(({ id }) => [id, place] as const)));
  const drafts = gathered([...tiesOf(identity, points), ...refusalsOf(identity.edges, pointOf)], isFolded);
  const held = new Set(identity.nodes.flatMap(({ identifiers }) => identifiers.flatMap(({ place }) => place ?? [])));
  const near = drafts.map((tie) => ({ tie, wish: tie.lines.reduce((sum, { point }) => sum + (points[point]?.y ?? 0), 0) / Math.max(1, tie.lines.length) })).sort((a, b) => Number(a.tie.isRefused) - Number(b.tie.isRefused) || a.wish - b.wish || a.tie.key.localeCompare(b.tie.key));
  const left = Math.max(y, EDGE_PX * 2);
  // Spread over the height of the left where there is room, never nearer than two lines of text.
  const step = Math.max(TIE_PX, near.length > 1 ? (left - EDGE_PX * 2) / near.length : 0);
  const ties = near.map(({ tie }, place): PictureTie => ({ ...tie, y: EDGE_PX + step / 2 - TIE_PX / 4 + place * step }));
  return {
    isFolded, points, sources, ties, arcs: arcsOf(identity.edges, pointOf), alone: held.size - drafts.filter(({ isRefused }) => !isRefused).reduce((sum, { count }) => sum + count, 0),
    height: Math.ceil(Math.max(left, (ties.at(-1)?.y ?? 0) + TIE_PX)),
  };
}

function firstOf(claims: readonly NodeOfCustomer[]): string {
  return claims.reduce((first, { firstOccurredAt }) => (firstOccurredAt < first ? firstOccurredAt : first), claims[0]?.firstOccurredAt ?? '');
}

/** Identifiers that at least two points hold. */
function tiesOf({ identifiers }: Pick<IdentityOfCustomer, 'identifiers'>, points: readonly PicturePoint[]): Draft[] {
  const holders = new Map<number, Map<number, boolean>>();
  points.forEach(({ claims }, point) => {
    for (const identifier of claims.flatMap((claim) => claim.identifiers)) {
      if (identifier.place === null) continue;
      const own = holders.get(identifier.place) ?? new Map<number, boolean>();
      holders.set(identifier.place, own.set(point, (own.get(point) ?? false) || identifier.verified));
    }
  });
  return [...holders].flatMap(([place, own]): Draft[] => {
    const identifier = identifiers[place];
    if (identifier === undefined || own.size < 2) return [];
    const { type, value } = identifier;
    return [{ key: `tie ${place}`, type, value, count: 1, isRefused: false, refusal: null, isWeak: WEAK.has(type) || identifier.blocked, other: null, lines: [...own].map(([point, isVerified]) => ({ point, isVerified })) }];
  });
}

/** Ties to somebody else that the rules, or a person, refused: one per value and reason. */
function refusalsOf(edges: readonly EdgeOfCustomer[], pointOf: ReadonlyMap<string, number>): Draft[] {
  const refused = edges.filter(({ joined, rule, from, to }) => !joined && rule !== LIKELY && pointOf.has(from) !== pointOf.has(to));
  return [...Map.groupBy(refused, ({ refusal, evidence, other }) => `refused ${refusal ?? ''} ${evidence?.type ?? ''} ${evidence?.place ?? evidence?.value ?? ''} ${other ?? ''}`)].map(([key, same]) => {
    const [first] = same;
    const places = [...new Set(same.map(({ from, to }) => pointOf.get(from) ?? pointOf.get(to) ?? 0))];
    return { key, type: first?.evidence?.type ?? '', value: first?.evidence?.value ?? null, count: 1, isRefused: true, refusal: first?.refusal ?? null, isWeak: false, other: first?.other ?? null, lines: places.map((point) => ({ point, isVerified: false })) };
  });
}

/** Ties of one type that tie the same points, as one; in a folded picture, all of one type. Refused ones stay apart by reason and by whom. */
function gathered(drafts: readonly Draft[], isFolded: boolean): Draft[] {
  const sameKey = ({ type, isRefused, isWeak, refusal, other, lines }: Draft): string => JSON.stringify([type, isRefused, isWeak, refusal, other, isFolded ? [] : lines.map(({ point }) => point).sort((a, b) => a - b)]);
  return [...Map.groupBy(drafts, sameKey).values()].flatMap((same): Draft[] => {
    const [first] = same;
    if (first === undefined || same.length === 1) return same;
    const verified = new Map<number, boolean>();
    for (const { point, isVerified } of same.flatMap(({ lines }) => lines)) verified.set(point, (verified.get(point) ?? false) || isVerified);
    return [{ ...first, key: same.map(({ key }) => key).sort()[0] ?? first.key, value: null, count: same.length, lines: [...verified].map(([point, isVerified]) => ({ point, isVerified })) }];
  });
}

function arcsOf(edges: readonly EdgeOfCustomer[], pointOf: ReadonlyMap<string, number>): PictureArc[] {
  const arcs = new Map<string, PictureArc>();
  for (const { joined, evidence, rule, from: a, to: b } of edges) {
    const [from, to] = [pointOf.get(a), pointOf.get(b)];
    if (!joined || evidence !== null || from === undefined || to === undefined || from === to) continue;
    const by = rule === LIKELY ? 'likely' : 'person';
    arcs.set(`${by} ${Math.min(from, to)} ${Math.max(from, to)}`, { from: Math.min(from, to), to: Math.max(from, to), by });
  }
  return [...arcs.values()];
}
