import { FJELL, PRODUCT_WEIGHTS, productOf } from './catalogue.ts';
import { busyness, joinsWeek, leavesWeek } from './customer.ts';
import type { Customer } from './customer.ts';
import { DAY_MS, WEEK_MS } from './happening.ts';
import type { Scene } from './happening.ts';
import { ratioOf } from './random.ts';
import { wakingMoment } from './silo.ts';
import { browse } from './stories/browse.ts';
import { raiseIssue } from './stories/issue.ts';
import { purchaseStory } from './stories/purchase.ts';
import type { World } from './world.ts';
import { seasonOf } from './world.ts';

/** What a customer's week may hold, and how often. Units: share of the weeks of an average customer. */
const HABITS = { purchase: 0.034, look: 0.06 } as const;
const WEEKLY = Object.values(HABITS).reduce((sum, share) => sum + share, 0);

/** Cheap test that runs for every customer and week: null when nothing happens, else a ratio that chooses what. */
export function weekOf(world: World, index: number, week: number): number | null {
  const { seed } = world;
  const joins = joinsWeek(seed, index);
  if (week < joins || week > leavesWeek(seed, index)) return null;
  if (week === joins && joins > 0) return 0;
  const chance = WEEKLY * busyness(seed, index) * seasonOf(world.startsAt + week * WEEK_MS);
  const ratio = ratioOf(seed, index, 500_000 + week);
  return ratio < chance ? ratio / chance : null;
}

/** Tells what happens to one customer in one week. */
export function liveWeek(scene: Scene, customer: Customer, week: number, choice: number): void {
  const { random, world } = scene;
  const atMs = wakingMoment(world.startsAt + week * WEEK_MS + random.below(7) * DAY_MS, random);
  let left = choice * WEEKLY;
  if ((left -= HABITS.purchase) < 0) {
    const inCampaign = customer.sawCampaign && atMs >= world.campaign.fromMs && atMs <= world.campaign.untilMs + 20 * DAY_MS;
    purchaseStory(scene, atMs, inCampaign && random.chance(0.3) ? productOf(FJELL) : null, { sawClaim: inCampaign });
  } else {
    const product = random.weighted(PRODUCT_WEIGHTS);
    const { endsMs } = browse(scene, atMs, product, { cart: random.chance(0.18), pages: random.between(1, 4) });
    if (random.chance(0.12)) raiseIssue(scene, endsMs, random.weighted([['product-question', 5], ['back-in-stock', 2], ['account-login', 2], ['price', 1]]), product, null, 0.03);
  }
}

/** Tells something that begins right now, in the living company. */
export function liveMoment(scene: Scene, atMs: number): void {
  const { random } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  if (random.chance(0.22)) purchaseStory(scene, atMs, product);
  else if (random.chance(0.3)) raiseIssue(scene, atMs, random.weighted([['product-question', 4], ['parcel-late', 3], ['return-how', 2], ['size-small', 2], ['zip-broken', 2]]), product, null, 0.15);
  else browse(scene, atMs, product, { cart: random.chance(0.2), pages: random.between(1, 4) });
}
