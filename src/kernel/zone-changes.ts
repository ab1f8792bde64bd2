import { zoneOffsetMinutes } from './instant.ts';

/** A stretch of time in which the clocks of a zone are ahead of UTC by the same. Units: ms; from included, to excluded. */
export type OffsetStretch = { readonly fromMs: number; readonly toMs: number; readonly offsetMs: number };

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const known = new Map<string, readonly OffsetStretch[]>();

/**
 * The stretches of one year (UTC) between which the clocks of a zone change.
 * Shape: they cover the year without a gap, in order; one where clocks never change.
 * Cost: about a millisecond the first time, nothing afterwards. Errors: RangeError for an unknown zone.
 */
export function offsetStretches(zone: string, year: number): readonly OffsetStretch[] {
  const key = `${zone} ${year}`;
  let stretches = known.get(key);
  if (stretches === undefined) known.set(key, stretches = foundStretches(zone, Date.UTC(year, 0, 1), Date.UTC(year + 1, 0, 1)));
  return stretches;
}

function foundStretches(zone: string, beginMs: number, endMs: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = [];
  let fromMs = beginMs;
  let offset = zoneOffsetMinutes(zone, beginMs);
  // Looking once a day finds every change: no zone ever changed there and back within one.
  for (let dayMs = beginMs; dayMs < endMs; dayMs += DAY_MS) {
    const next = zoneOffsetMinutes(zone, dayMs + DAY_MS);
    if (next === offset) continue;
    const changeMs = changeBetween(zone, dayMs, dayMs + DAY_MS, offset);
    stretches.push({ fromMs, toMs: changeMs, offsetMs: offset * MINUTE_MS });
    fromMs = changeMs;
    offset = next;
  }
  stretches.push({ fromMs, toMs: endMs, offsetMs: offset * MINUTE_MS });
  return stretches;
}

/** The first minute, after `fromMs` and up to `toMs`, at which the offset is no longer the one before. */
function changeBetween(zone: string, fromMs: number, toMs: number, before: number): number {
  let low = fromMs;
  let high = toMs;
  while (high - low > MINUTE_MS) {
    const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
    if (zoneOffsetMinutes(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}
