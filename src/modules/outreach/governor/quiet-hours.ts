import { zoneOffsetMinutes } from '../../../kernel/instant.ts';
import type { GovernorRules } from '../contract.ts';
import { holdUntil, type Rule } from './person-facts.ts';

const STEP_MS = 15 * 60_000;
const LOOKED_STEPS = 2 * 96;

/** Whether a moment lies in the quiet hours of a zone. Units: ms. Errors: RangeError for an unknown zone. */
export function isQuietAt(atMs: number, zone: string, { fromHour, untilHour }: GovernorRules['quiet']): boolean {
  if (fromHour === untilHour) return false;
  const hour = Math.floor(((atMs / 60_000 + zoneOffsetMinutes(zone, atMs)) % 1_440 + 1_440) % 1_440 / 60);
  return fromHour < untilHour ? hour >= fromHour && hour < untilHour : hour >= fromHour || hour < untilHour;
}

/** The first moment at or after this one, in steps of a quarter of an hour, that is quiet nowhere. Shape: null where there is none within two days. Units: ms. */
export function firstLoudAt(atMs: number, zones: readonly string[], quiet: GovernorRules['quiet']): number | null {
  if (!zones.some((zone) => isQuietAt(atMs, zone, quiet))) return atMs;
  const beginMs = Math.ceil(atMs / STEP_MS) * STEP_MS;
  for (let step = 0; step < LOOKED_STEPS; step += 1) {
    const thenMs = beginMs + step * STEP_MS;
    if (!zones.some((zone) => isQuietAt(thenMs, zone, quiet))) return thenMs;
  }
  return null;
}

/** Nothing but an answer to what they wrote reaches somebody at night, by the clock where they live; where they may be in several zones, it must be day in all of them. A country so wide that it never is goes by its first zone. */
export const quietHours: Rule = (ask, facts, rules) => {
  if (ask.purpose === 'reply') return null;
  const loudMs = firstLoudAt(ask.plannedMs, facts.zones, rules.quiet) ?? firstLoudAt(ask.plannedMs, facts.zones.slice(0, 1), rules.quiet);
  return loudMs === ask.plannedMs ? null : holdUntil(loudMs, 'quiet-hours');
};
