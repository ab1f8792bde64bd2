import { createCustomer } from './customer.ts';
import { WEEKS, WEEK_MS, iso } from './happening.ts';
import type { Entry } from './happening.ts';
import { SKARV, FJELL, MYR, RAST } from './catalogue.ts';
import { BETTER_TEAM, LUCKY_TEAM, SLOW_WAREHOUSE } from './staff.ts';
import { TOPICS, asKnownAt } from './truth.ts';
import type { TruthLine } from './truth.ts';
import { castOfStories } from './stories/fixed.ts';
import type { Customer } from './customer.ts';
import type { World } from './world.ts';

/** What holds for the whole company, in the customer office's words. */
function* facts(world: World): Generator<TruthLine> {
  const { campaign, slowWarehouse, preSale, flag, promise, fault, sizeGuide, shopAction, appCrash, batch } = world;
  yield { kind: 'run', seed: world.seed, customers: world.customers, grammar: world.grammar, startsAt: iso(world.startsAt), endsAt: iso(world.endsAt), planted: world.plant ?? null };
  yield { kind: 'fact', name: 'campaign', detail: { product: FJELL, claim: 'warm at −20', from: iso(campaign.fromMs), until: iso(campaign.untilMs), returnRatioSeen: campaign.returnRatioSeen, returnRatioUnseen: 0.12 } };
  yield { kind: 'fact', name: 'slow-warehouse', detail: { warehouse: SLOW_WAREHOUSE, from: iso(slowWarehouse.fromMs), lateRatio: slowWarehouse.lateRatio, lateRatioElsewhere: 0.07 } };
  yield { kind: 'fact', name: 'unanswered-pre-sale', detail: { channel: 'chat', ...preSale } };
  yield { kind: 'fact', name: 'broken-promise', detail: { promise: 'You never explain twice', from: iso(promise.fromMs), seam: 'bot to phone', brokenRatio: promise.brokenAtBotToPhone, brokenElsewhereRatio: promise.brokenElsewhere } };
  yield { kind: 'fact', name: 'emerging-fault', detail: { product: SKARV, topic: 'zip-broken', from: iso(fault.fromMs) } };
  yield { kind: 'fact', name: 'new-topic', detail: { topic: 'app-crash', from: iso(appCrash.fromMs) } };
  yield { kind: 'fact', name: 'faulty-batch', detail: { product: RAST, topic: 'stove-gas', batch: batch.number, from: iso(batch.fromMs), alarm: 'safety' } };
  yield { kind: 'fact', name: 'better-team', detail: { team: BETTER_TEAM } };
  yield { kind: 'fact', name: 'lucky-team', detail: { team: LUCKY_TEAM, because: 'it is given the easy questions' } };
  yield { kind: 'fact', name: 'working-action', detail: { action: 'size guide', product: MYR, from: iso(sizeGuide.fromMs), returnRatioBefore: 0.27, returnRatioAfter: sizeGuide.returnRatioAfter } };
  yield { kind: 'fact', name: 'seeming-action', detail: { action: 'a second greeter at the door', shop: shopAction.shop, from: iso(shopAction.fromMs), because: 'regression to the mean: it began after the worst chance week' } };
  yield { kind: 'fact', name: 'optimistic-flag', detail: { property: 'resolved', ...flag, bots: 1, because: 'a talk is ticked as solved once it is over; bots tick all that they do not hand on' } };
  for (const topic of TOPICS) yield { kind: 'topic', topic, startsAt: iso(topic === 'zip-broken' ? fault.fromMs : topic === 'app-crash' ? appCrash.fromMs : topic === 'not-warm' ? campaign.fromMs : topic === 'stove-gas' ? batch.fromMs : world.startsAt) };
}

function lineOf(customer: Customer, world: World): TruthLine {
  const { person, household, organisation, user, loyalty, alias, handle, tablet, recycledPhone } = customer;
  const emails = [customer.email, ...(customer.emailChangesMs < world.endsAt ? [customer.laterEmail] : []), ...(customer.officeMail === null ? [] : [customer.officeMail])];
  const phones = [customer.phone, ...(customer.phoneChangesMs < world.endsAt ? [customer.laterPhone] : [])];
  return { kind: 'person', person, name: `${customer.givenName} ${customer.familyName}`, household, organisation, emails, phones, user, loyalty, alias, handle, sharedTablet: tablet, recycledPhone };
}

/** Who is who: one line a person, and why those left who left. */
function* people(world: World): Generator<TruthLine> {
  for (let index = 0; index < world.customers; index++) {
    const customer = createCustomer(world, index);
    yield lineOf(customer, world);
    if (customer.leavesBecause !== null && customer.leavesWeek < WEEKS) yield { kind: 'churn', person: customer.person, leavesAt: iso(world.startsAt + (customer.leavesWeek + 1) * WEEK_MS), reason: customer.leavesBecause, silent: customer.leavesBecause === 'moved-away' || customer.leavesBecause === 'no-longer-hiking' };
  }
  for (const customer of castOfStories(world)) yield lineOf(customer, world);
}

/** The lines of the truth file: facts, people, then what the told history holds, nothing from after its end. */
export function* truthOf(world: World, told: Generator<Entry>): Generator<TruthLine> {
  const endsAt = iso(world.endsAt);
  yield* facts(world);
  yield* people(world);
  for (const entry of told) {
    if ('truth' in entry) {
      const line = asKnownAt(entry.truth, endsAt);
      if (line !== null) yield line;
      continue;
    }
    const { interaction, truth, isRepeat } = entry.happening;
    if (isRepeat !== true && (interaction.version ?? 1) === 1) yield { kind: 'contact', ref: `${interaction.source ?? ''}:${interaction.id}`, ...truth };
  }
}
