import { RAST, productOf } from '../catalogue.ts';
import { joinsWeek, leavesWeek } from '../customer.ts';
import { DAY_MS, WEEK_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import { ratioOf } from '../random.ts';
import { wakingMoment } from '../silo.ts';
import type { World } from '../world.ts';
import { writeReview } from './feedback.ts';
import { raiseIssue } from './issue.ts';

/** Places of the story, beyond all weeks and planted promises. */
const FIRST_PLACE = 1_000_000;
/** Units: people who write for the first time on one day, of 2,000 customers; then so many more each day. */
const FIRST_DAY = 1;
const MORE_A_DAY = 0.1;
const PER_CUSTOMERS = 2_000;
const SALT = 63;
const MOST_TRIES = 50;

/** A batch of stoves loses gas: from one day on people write who have one, more every day. */
export function tellFaultyBatch(world: World, sceneOf: (index: number, place: number, atMs: number) => Scene): void {
  let number = 0;
  for (let dayMs = world.batch.fromMs, day = 0; dayMs < world.endsAt; dayMs += DAY_MS, day++) {
    const expected = (FIRST_DAY + MORE_A_DAY * day) * world.customers / PER_CUSTOMERS;
    const count = Math.floor(expected + ratioOf(world.seed, day, SALT));
    const week = Math.floor((dayMs - world.startsAt) / WEEK_MS);
    for (let one = 0; one < count; one++, number++) {
      let index = Math.floor(ratioOf(world.seed, number, SALT + 1) * world.customers);
      for (let tries = 0; tries < MOST_TRIES && (joinsWeek(world.seed, index) > week || leavesWeek(world.seed, index) <= week + 2); tries++) index = (index + 1) % world.customers;
      const scene = sceneOf(index, FIRST_PLACE + number, dayMs);
      const atMs = Math.max(dayMs, wakingMoment(dayMs, scene.random));
      if (scene.random.chance(0.25)) writeReview(scene, atMs, productOf(RAST), 'stove-gas', scene.random.chance(0.3) ? 'angry' : 'calm', null, -0.9);
      else raiseIssue(scene, atMs, 'stove-gas', productOf(RAST), null, 0.2);
    }
  }
}
