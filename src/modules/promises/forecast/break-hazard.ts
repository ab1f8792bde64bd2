import { businessElapsed, type BusinessCalendar } from '../../../kernel/business-calendar.ts';
import { seededRandom } from '../../../kernel/seeded-random.ts';
import type { Instance } from '../engine/instance.ts';
import { keptRate, NOTHING_KEPT, withPerson, type KeptTally } from '../kept-rate.ts';
import type { BreakChance, ForecastCheck } from './contract.ts';

/** Something that was promised, and is over: how far it had come of its time when it was settled (1: until it was due), and how it ended. Units: ratio 0–1. */
export type Past = { readonly person: number; readonly startedMs: number; readonly dueMs: number; readonly settledRatio: number; readonly isBroken: boolean };

/** Chances are learnt from the latest that were due: a company changes. */
const LATEST = 400;
/** Share of the history from which nothing is foretold when chances are checked, and into how many stretches the rest is cut: before each it is learnt anew. */
const LEARNT_RATIO = 0.7;
const STRETCHES = 10;
/** Fewer are no check. */
const FEWEST_CHECKED = 30;
const BINS = 5;
const STEPS = 100;
/** Always the same draws: the same history gives the same check. */
const SEED = 20_260_601;

type Term = { readonly startedMs: number; readonly dueMs: number };

/**
 * How far something had come of its time: of the time in which it is open, by the calendar of its promise; null, or where it is never open between: on the wall.
 * Units: ms since 1970; ratio, 1 at its end. Shape: what happens while it is closed happens where it closed.
 */
export function ratioOf({ startedMs, dueMs }: Term, atMs: number, calendar: BusinessCalendar | null): number {
  const openMs = calendar === null ? 0 : businessElapsed(startedMs, dueMs, calendar);
  if (calendar !== null && openMs > 0) return Math.min(1, businessElapsed(startedMs, atMs, calendar) / openMs);
  return dueMs <= startedMs ? 1 : Math.min(1, Math.max(0, (atMs - startedMs) / (dueMs - startedMs)));
}

/** What is over of what was promised, by the clock of the promise. What could have ended after now is left out also where it ended before: else the quick ones would count alone. */
export function pastOf(person: number, instances: readonly Instance[], nowMs: number, calendar: BusinessCalendar | null): Past[] {
  return instances.flatMap(({ startedMs, dueMs, state, settledMs }): Past[] => (dueMs === null || dueMs > nowMs || state === 'running' || settledMs === null ? [] : [{ person, startedMs, dueMs, settledRatio: ratioOf({ startedMs, dueMs }, settledMs, calendar), isBroken: state === 'broken' }]));
}

/** Those who had come so far and were not settled yet; what broke by its deadline ran until then. */
const atRisk = (past: readonly Past[], ratio: number): Past[] => past.filter((one) => one.settledRatio > ratio || (one.settledRatio >= 1 && ratio >= 1));

/** How likely something breaks that has come so far of its time. Source: docs/methods/promise-forecast.md. Shape: null below ten people who had come so far: undecided. */
export function breakChance(past: readonly Past[], ratio: number): BreakChance {
  const come = atRisk(past, ratio);
  let tally: KeptTally = NOTHING_KEPT;
  for (const own of Map.groupBy(come, ({ person }) => person).values()) {
    const broken = own.filter(({ isBroken }) => isBroken).length;
    tally = withPerson(tally, { kept: own.length - broken, broken, running: 0 });
  }
  const { keptPercent, lowPercent, highPercent, people } = keptRate(tally);
  if (keptPercent === null || lowPercent === null || highPercent === null) return null;
  const rounded = (percent: number): number => Math.round(percent * 10) / 10;
  return { percent: rounded(100 - keptPercent), lowPercent: rounded(100 - highPercent), highPercent: rounded(100 - lowPercent), of: come.length, people };
}

/** Chances by how far something had come, to a hundredth of its time, from the latest of what is over. */
export function chancesOf(past: readonly Past[]): (ratio: number) => BreakChance {
  const latest = past.toSorted((a, b) => a.dueMs - b.dueMs || a.person - b.person).slice(-LATEST);
  const known = new Map<number, BreakChance>();
  return (ratio) => {
    const step = Math.floor(ratio * STEPS);
    const before = known.get(step);
    if (before !== undefined) return before;
    const chance = breakChance(latest, step / STEPS);
    known.set(step, chance);
    return chance;
  };
}

/**
 * How well chances are foretold: of what began in the later part of the history, stretch by stretch, by what was over when the stretch began; each at a moment of its time drawn by chance, where it still ran.
 * Shape: null where there is too little of either.
 */
export function checkForecast(past: readonly Past[]): ForecastCheck {
  const sorted = past.toSorted((a, b) => a.startedMs - b.startedMs || a.person - b.person);
  const later = sorted.slice(Math.floor(sorted.length * LEARNT_RATIO));
  const random = seededRandom(SEED);
  const said: { readonly said: number; readonly rate: number; readonly broke: number; readonly person: number }[] = [];
  for (let at = 0; at < STRETCHES; at += 1) {
    const stretch = later.slice(Math.floor((at * later.length) / STRETCHES), Math.floor(((at + 1) * later.length) / STRETCHES));
    const beginsMs = stretch[0]?.startedMs ?? 0;
    const over = past.filter(({ dueMs }) => dueMs <= beginsMs);
    const chanceAt = chancesOf(over);
    const rate = over.filter(({ isBroken }) => isBroken).length / Math.max(1, over.length);
    for (const one of stretch) {
      // Looked at whenever: what is over by then is not asked about. A moment drawn within its own time would meet the short ones too often.
      const ratio = random();
      const chance = one.settledRatio > ratio ? chanceAt(ratio) : null;
      if (chance !== null) said.push({ said: chance.percent / 100, rate, broke: Number(one.isBroken), person: one.person });
    }
  }
  if (said.length < FEWEST_CHECKED) return null;
  const mean = (values: readonly number[]): number => Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 1_000) / 1_000;
  const bySaid = said.toSorted((a, b) => a.said - b.said);
  const bins = Array.from({ length: BINS }, (_, at) => bySaid.slice(Math.floor((at * bySaid.length) / BINS), Math.floor(((at + 1) * bySaid.length) / BINS)));
  return {
    n: said.length, people: new Set(said.map(({ person }) => person)).size, saidBroken: Math.round(said.reduce((sum, one) => sum + one.said, 0) * 10) / 10, broken: said.reduce((sum, one) => sum + one.broke, 0),
    brier: mean(said.map((one) => (one.said - one.broke) ** 2)), brierOfRate: mean(said.map(({ rate, broke }) => (rate - broke) ** 2)),
    bins: bins.filter((bin) => bin.length > 0).map((bin) => ({ said: mean(bin.map((one) => one.said)), broke: mean(bin.map(({ broke }) => broke)), n: bin.length })),
  };
}
