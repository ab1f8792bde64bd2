import { FJELL, SKARV } from '../catalogue.ts';
import type { Product } from '../catalogue.ts';
import { DAY_MS, HOUR_MS } from '../happening.ts';
import type { Scene } from '../happening.ts';
import type { Topic } from '../truth.ts';
import { askSurvey, writeReview } from './feedback.ts';
import { fulfil } from './fulfil.ts';
import { raiseIssue } from './issue.ts';
import { placeOrder } from './order.ts';
import type { Purchase } from './order.ts';
import { returnReason, sendBack } from './return.ts';

/** An order from first look to last word: what went well is praised, what went wrong is asked about, sent back and written up. */
export function purchaseStory(scene: Scene, atMs: number, product: Product | null, fate: { readonly late?: boolean; readonly via?: Purchase['via']; readonly sawClaim?: boolean; /** Whoever tells the story lets them ask where it is. */ readonly asksElsewhere?: boolean } = {}): Purchase {
  const { random, world, customer } = scene;
  const purchase = placeOrder(scene, atMs, product, fate);
  fulfil(scene, purchase);
  const sawClaim = fate.sawClaim ?? false;
  const first = purchase.lines[0]?.product as Product;
  let joy = purchase.isLate ? -0.35 : 0.5;
  if (purchase.isLate && fate.asksElsewhere !== true && random.chance(0.66)) joy = raiseIssue(scene, purchase.promisedMs + random.between(8, 60) * HOUR_MS, 'parcel-late', first, purchase, 0.3).solved ? joy + 0.2 : joy - 0.5;
  /** What went most wrong, with what, and when it showed: nobody writes about it earlier. */
  let worst: { readonly topic: Topic; readonly product: Product; readonly atMs: number } = { topic: 'parcel-late', product: first, atMs: purchase.deliveredMs };
  for (const line of purchase.lines) {
    const reason = returnReason(scene, purchase, line, sawClaim && line.product.id === FJELL);
    const usedMs = purchase.deliveredMs + random.between(1, 12) * DAY_MS;
    if (reason !== null) {
      joy -= reason === 'price' ? 0.3 : 0.9;
      worst = { topic: reason, product: line.product, atMs: usedMs };
      sendBack(scene, usedMs + 6 * HOUR_MS, purchase, line, reason, sawClaim);
      if (reason !== 'price' && random.chance(0.6)) raiseIssue(scene, usedMs, reason, line.product, purchase, 0.2);
      else if (random.chance(0.2)) raiseIssue(scene, usedMs, 'return-how', line.product, purchase, 0.02);
    } else if (line.product.id === SKARV && usedMs > world.fault.fromMs && random.chance(0.25)) {
      worst = { topic: 'zip-broken', product: line.product, atMs: usedMs };
      joy -= 0.8;
      raiseIssue(scene, usedMs + random.between(1, 9) * DAY_MS, 'zip-broken', line.product, purchase, 0.25);
    }
  }
  if (random.chance(0.05)) raiseIssue(scene, purchase.placedMs + random.between(3, 400) * HOUR_MS, 'invoice', first, purchase, 0.03);
  if (random.chance(joy < 0 ? 0.2 : 0.11)) {
    const topic: Topic = joy >= 0 ? (random.chance(0.8) ? 'product-praise' : 'delivery-praise') : worst.topic;
    writeReview(scene, (joy >= 0 ? purchase.deliveredMs : worst.atMs) + random.between(3, 20) * DAY_MS, joy >= 0 ? first : worst.product, topic, joy < -0.7 && random.chance(0.6) ? 'angry' : 'calm', purchase, joy);
  }
  if (random.chance(0.22)) askSurvey(scene, (joy >= 0 ? purchase.deliveredMs : worst.atMs) + random.between(5, 12) * DAY_MS, 'nps', joy + (customer.spark - 0.5) * 0.6, { purchase, product: joy >= 0 ? first : worst.product, verbatim: joy >= 0 ? 'product-praise' : worst.topic });
  if (random.chance(0.02)) raiseIssue(scene, purchase.deliveredMs + 2 * DAY_MS, 'packaging-waste', first, purchase, 0.2);
  return purchase;
}
