import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createCustomer, leavesWeek } from './customer.ts';
import { HOUR_MS, WEEKS, iso } from './happening.ts';
import type { Happening } from './happening.ts';
import { liveMoment } from './life.ts';
import { createRandom, mix } from './random.ts';
import { createScene } from './scene.ts';
import { breakPromise } from './stories/explain-twice.ts';
import type { World } from './world.ts';

/** How the living company is run. Units: ms. `clock` and `sleep` are the real ones unless a test brings its own. */
export type LivingOptions = { readonly nextBreachMs?: number | undefined; readonly clock?: () => number; readonly sleep?: (ms: number) => Promise<void> };

/** Gap between two stories that begin; each tells two or three interactions within its first hour. */
const STORY_GAP_MS = 1_700;
/** Most of a story comes minutes after its beginning, so that stories begin faster at first, until earlier ones tell enough. Units: times as fast; ms in which that falls to a third. */
const FIRST_HURRY = 4.5;
const HURRY_FADES_MS = 80_000;
/** What lies further ahead is forgotten: the living company is a demo of now. */
const HORIZON_MS = 2 * HOUR_MS;
const LIVING_PLACE = 1_000_000;

const pause = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

/**
 * The company goes on: stories begin every second or two and play out in real time, in order, each interaction stamped with the moment it is yielded at.
 * With `nextBreachMs` the promise "you never explain twice" is broken once within that time, from the bot to the phone.
 */
export async function* live(world: World, options: LivingOptions): AsyncGenerator<InteractionInput> {
  const clock = options.clock ?? Date.now;
  const sleep = options.sleep ?? pause;
  const startedMs = clock();
  const random = createRandom(mix(mix(world.seed, 9_091), Math.floor(startedMs / 1_000)));
  const now: World = { ...world, endsAt: Number.MAX_SAFE_INTEGER };
  // Ids of two lives of one company must differ, so the start is part of the place.
  const firstPlace = LIVING_PLACE + Math.floor(startedMs / 1_000) % 500_000_000;
  let place = firstPlace;
  let waiting: Happening[] = [];
  let nextStoryMs = startedMs;
  let breachMs = options.nextBreachMs === undefined ? Number.POSITIVE_INFINITY : startedMs + options.nextBreachMs * 0.5;
  const hurryAt = (atMs: number): number => 1 + (FIRST_HURRY - 1) * Math.exp((startedMs - atMs) / HURRY_FADES_MS);
  const sceneAt = (atMs: number) => {
    let index = random.below(world.customers);
    while (leavesWeek(world.seed, index) < WEEKS) index = random.below(world.customers);
    const horizonMs = atMs + HORIZON_MS;
    return createScene(now, createCustomer(world, index), place++, atMs, { happening: (happening) => { if (happening.arrivesMs <= horizonMs) waiting.push(happening); }, truth: () => undefined });
  };
  for (;;) {
    const nowMs = clock();
    if (nowMs >= breachMs) {
      breakPromise(sceneAt(nowMs), nowMs, (options.nextBreachMs ?? 0) * 0.2);
      breachMs = Number.POSITIVE_INFINITY;
    }
    if (nowMs >= nextStoryMs) {
      liveMoment(sceneAt(nowMs), nowMs);
      nextStoryMs = nowMs + (STORY_GAP_MS / hurryAt(nowMs)) * (0.4 + 1.2 * random.next());
    }
    waiting.sort((a, b) => a.arrivesMs - b.arrivesMs);
    const due = waiting.findIndex(({ arrivesMs }) => arrivesMs > nowMs);
    const ready = due === -1 ? waiting : waiting.slice(0, due);
    waiting = due === -1 ? [] : waiting.slice(due);
    for (const { interaction } of ready) yield { ...interaction, sentAt: iso(clock()) };
    const nextMs = Math.min(nextStoryMs, breachMs, waiting[0]?.arrivesMs ?? Number.POSITIVE_INFINITY);
    await sleep(Math.max(5, nextMs - clock()));
  }
}
