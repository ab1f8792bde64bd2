import { placeOnWay, type Sighting, type Stage } from '../../subjects/index.ts';
import type { HeldKind, ToldAgainstFact } from './contract.ts';

/** What was said of an order. Units: ms since 1970. */
export type ToldWord = { readonly kind: HeldKind; readonly mode: 'plain' | 'not'; readonly atMs: number };
/** What the facts say instead. Units: ms since 1970. */
export type FactAgainst = { readonly because: ToldAgainstFact['because']; readonly stage: Stage; readonly atMs: number; readonly source: string; readonly interaction: string };

/** Clocks of sources differ, and who speaks may know of what is under way: so much earlier or later is no difference. Units: ms. */
const GRACE_MS = 3_600_000;
/** Stages that tell that something had not come further yet. Who pays by invoice pays after it was shipped. */
const NOT_FURTHER: ReadonlySet<Stage> = new Set<Stage>(['packed', 'shipped', 'out-for-delivery']);

function hasReached({ stage }: Sighting, kind: HeldKind): boolean {
  if (kind === 'refunded') return stage === 'refunded';
  const [place, wanted] = [placeOnWay(stage), placeOnWay(kind)];
  return place !== null && wanted !== null && place >= wanted;
}

const asAgainst = (because: FactAgainst['because'], { stage, atMs, source, interaction }: Sighting): FactAgainst => ({ because, stage, atMs, source, interaction });

/**
 * Holds what a customer was told of one order against when it was seen in which stage (`sightings`, earliest first). Of several parcels the words may mean any: told is wrong only where it fits none.
 * Shape: null where the facts bear it out, or do not tell.
 */
export function factAgainst({ kind, mode, atMs }: ToldWord, sightings: readonly Sighting[]): FactAgainst | null {
  const parcels = [...new Set(sightings.flatMap(({ parcel }) => parcel ?? []))];
  const reached = sightings.filter((one) => hasReached(one, kind));
  if (mode === 'not') {
    const earliest = parcels.length < 2 || kind === 'refunded' ? reached[0] : parcels.map((id) => reached.find(({ parcel }) => parcel === id)).reduce((a, b) => (a === undefined || b === undefined ? undefined : a.atMs > b.atMs ? a : b));
    return earliest !== undefined && earliest.atMs < atMs - GRACE_MS ? asAgainst('before', earliest) : null;
  }
  const isLater = (one: Sighting | undefined): one is Sighting => one !== undefined && one.atMs > atMs + GRACE_MS;
  // What had not even left is told by when it left.
  const left = kind === 'refunded' ? undefined : sightings.find((one) => hasReached(one, 'shipped'));
  if (isLater(left)) return asAgainst('later', left);
  const [first] = reached;
  if (first !== undefined) return isLater(first) ? asAgainst('later', first) : null;
  if (kind === 'refunded' || parcels.length > 1) return null;
  const still = sightings.find((one) => isLater(one) && NOT_FURTHER.has(one.stage));
  return still === undefined ? null : asAgainst('not-yet', still);
}
