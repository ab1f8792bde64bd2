import { FJELL, PRODUCT_WEIGHTS, SKARV, productOf } from './catalogue.ts';
import { busyness, joinsWeek, leavesWeek } from './customer.ts';
import { DAY_MS, WEEKS, WEEK_MS } from './happening.ts';
import type { Scene } from './happening.ts';
import { mix, ratioOf } from './random.ts';
import { wakingMoment } from './silo.ts';
import { browse } from './stories/browse.ts';
import { raiseIssue } from './stories/issue.ts';
import { joinLoyalty, reachOut } from './stories/marketing.ts';
import { purchaseStory } from './stories/purchase.ts';
import { post } from './stories/social.ts';
import { tryOut, visitShop } from './stories/store.ts';
import { appFails, askBeforeBuying, getReady, sayFarewell } from './stories/turning-points.ts';
import type { World } from './world.ts';
import { seasonOf } from './world.ts';

/** What a customer's week may hold, and how often. Units: share of the weeks of an average customer. */
const HABITS = { purchase: 0.0311, look: 0.024, reached: 0.1, shop: 0.009, asks: 0.0052, social: 0.0034, trial: 0.0014 } as const;
const WEEKLY = Object.values(HABITS).reduce((sum, share) => sum + share, 0);
/** Places of a week's special occasions, apart from those of its habits, so that ids never meet. */
export const OCCASION_PLACE = 200;
const CARD_WEEKS = 13;
const SALT = { exposure: 21, ready: 22, app: 23, fault: 24 } as const;

/** The day of a week on which things happen to somebody. Units: 0–6. */
export function dayOf(world: World, index: number, week: number): number {
  return mix(mix(world.seed, 700_000 + week), index) % 7;
}

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

/** Week in which somebody sees "warm at −20" for the first time; null: never. */
export function exposureWeek(world: World, index: number): number | null {
  const ratio = ratioOf(world.seed, index, 18);
  if (ratio >= world.campaign.seenRatio) return null;
  const first = Math.ceil((world.campaign.fromMs - world.startsAt) / WEEK_MS);
  return first + Math.floor((ratio / world.campaign.seenRatio) * 6);
}

/** What breaks the habit: a loyalty card, the campaign seen, a leave-taking, a wish to buy more, the app or a zip that fails. */
export type Occasion = 'card' | 'exposure' | 'farewell' | 'ready' | 'app' | 'fault';

/** Special occasions of one customer in one week. Cost: a few multiplications; runs for every customer and week. */
export function occasionsOf(world: World, index: number, week: number): readonly Occasion[] {
  const leaves = leavesWeek(world.seed, index);
  const joins = joinsWeek(world.seed, index);
  if (week < joins || week > leaves) return NONE;
  const list: Occasion[] = [];
  // Who was a customer before the history begins gets the card within its first half year.
  if (week === (joins > 0 ? joins : mix(index, world.seed) % CARD_WEEKS)) list.push('card');
  if (week === leaves) list.push('farewell');
  if (week < WEEKS - 20) return list;
  if (week === exposureWeek(world, index)) list.push('exposure');
  if (week === WEEKS - 2 && ratioOf(world.seed, index, SALT.ready) < 0.016) list.push('ready');
  if (world.startsAt + week * WEEK_MS >= world.appCrash.fromMs && ratioOf(world.seed, index, SALT.app * 1_000 + week) < 0.0045) list.push('app');
  // The fault starts with a trickle and grows week by week.
  const faultWeeks = (world.startsAt + week * WEEK_MS - world.fault.fromMs) / WEEK_MS + 1;
  if (faultWeeks >= 1 && ratioOf(world.seed, index, SALT.fault * 1_000 + week) < 0.0011 * faultWeeks) list.push('fault');
  return list;
}
const NONE: readonly never[] = [];

/** Tells one special occasion. */
export function liveOccasion(scene: Scene, occasion: Occasion): void {
  const { random } = scene;
  const atMs = wakingMoment(scene.atMs, random);
  if (occasion === 'card') joinLoyalty(scene, atMs);
  else if (occasion === 'exposure') reachOut(scene, atMs, true);
  else if (occasion === 'farewell') sayFarewell(scene, atMs);
  else if (occasion === 'ready') getReady(scene, atMs, random.weighted(PRODUCT_WEIGHTS));
  else if (occasion === 'app') appFails(scene, atMs);
  else raiseIssue(scene, atMs, 'zip-broken', productOf(SKARV), null, 0.25);
}

/** Tells what habit brings to one customer in one week. `choice` 0 is the first week of somebody new. */
export function liveWeek(scene: Scene, week: number, choice: number): void {
  const { random, world, customer } = scene;
  const atMs = wakingMoment(scene.atMs, random);
  let left = choice * WEEKLY;
  if ((left -= HABITS.purchase) < 0) {
    const seen = exposureWeek(world, customer.index);
    const sawClaim = seen !== null && week > seen && atMs <= world.campaign.untilMs + 25 * DAY_MS;
    // Posters sell the jacket to those whom no ad reached too, only without the promise in their heads.
    const tempted = sawClaim ? 0.45 : atMs >= world.campaign.fromMs && atMs <= world.campaign.untilMs ? 0.1 : 0;
    purchaseStory(scene, atMs, random.chance(tempted) ? productOf(FJELL) : null, { sawClaim });
  } else if ((left -= HABITS.look) < 0) {
    const product = random.weighted(PRODUCT_WEIGHTS);
    const { endsMs } = browse(scene, atMs, product, { cart: random.chance(0.18), pages: random.between(1, 4) });
    if (random.chance(0.1)) raiseIssue(scene, endsMs, random.weighted([['product-question', 3], ['back-in-stock', 3], ['account-login', 3], ['price', 1]]), product, null, 0.03);
  } else if ((left -= HABITS.reached) < 0) {
    const seen = exposureWeek(world, customer.index);
    reachOut(scene, atMs, seen !== null && week > seen && atMs <= world.campaign.untilMs && random.chance(0.6));
  } else if ((left -= HABITS.shop) < 0) visitShop(scene, atMs);
  else if ((left -= HABITS.asks) < 0) askBeforeBuying(scene, atMs);
  else if ((left -= HABITS.social) < 0) post(scene, atMs, 'customer');
  else tryOut(scene, atMs);
}

/** Tells something that begins right now, in the living company. */
export function liveMoment(scene: Scene, atMs: number): void {
  const { random } = scene;
  const product = random.weighted(PRODUCT_WEIGHTS);
  const what = random.weighted([['buy', 20], ['issue', 16], ['look', 40], ['reached', 12], ['shop', 3], ['post', 5], ['app', 2], ['trial', 2]] as const);
  if (what === 'buy') purchaseStory(scene, atMs, product);
  else if (what === 'issue') raiseIssue(scene, atMs, random.weighted([['product-question', 4], ['parcel-late', 3], ['return-how', 2], ['size-small', 2], ['zip-broken', 2]]), product, null, 0.15);
  else if (what === 'look') browse(scene, atMs, product, { cart: random.chance(0.2), pages: random.between(1, 4) });
  else if (what === 'reached') reachOut(scene, atMs, false);
  else if (what === 'shop') visitShop(scene, atMs);
  else if (what === 'post') post(scene, atMs, random.chance(0.6) ? 'customer' : 'stranger');
  else if (what === 'app') appFails(scene, atMs);
  else tryOut(scene, atMs);
}
