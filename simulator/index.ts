import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createCustomer } from './customer.ts';
import type { Customer } from './customer.ts';
import { DAY_MS, WEEKS } from './happening.ts';
import type { Entry, Happening } from './happening.ts';
import { OCCASION_PLACE, dayOf, liveOccasion, liveWeek, occasionsOf, weekOf } from './life.ts';
import { tellFixedStories } from './stories/fixed.ts';
import { tellFaultyBatch } from './stories/faulty-batch.ts';
import { plantPromises } from './stories/planted-promises.ts';
import { publicSize, publicWeek, smileysAWeek } from './stories/public.ts';
import { createScene } from './scene.ts';
import type { TruthLine } from './truth.ts';
import { truthOf } from './truth-lines.ts';
import { live } from './living.ts';
import type { LivingOptions } from './living.ts';
import { SHOPS } from './staff.ts';
import { createWorld } from './world.ts';
import type { CompanyOptions, World } from './world.ts';

export type { CompanyOptions } from './world.ts';
export type { TruthLine } from './truth.ts';

/** Interactions of an average customer in three years, duplicates and revisions included; measured over ten seeds. */
const PER_CUSTOMER = 75.3;
/** Interactions of a planted promise, broken or nearly. */
const PER_PLANTED = 3.85;

function plannedCount({ customers, plant }: CompanyOptions): number {
  const publicAWeek = 4 + SHOPS.length * smileysAWeek(customers) + publicSize(customers) * 1.15;
  return Math.round(customers * PER_CUSTOMER + WEEKS * publicAWeek + (plant === undefined ? 0 : (plant.promises + plant.near) * PER_PLANTED));
}

/** Up to here the history is told to be counted: chance weighs too much for an average, and it takes a third of a second at most. Units: customers. */
const COUNTED_MOST = 400;

const KEPT_CUSTOMERS = 20_000;

/** Told interactions wait here until their day of arrival; memory is bounded by the orders still open, not by the three years. */
function createCalendar(world: World) {
  const days = new Map<number, Happening[]>();
  let openDay = 0;
  return {
    put: (happening: Happening) => {
      if (happening.arrivesMs > world.endsAt || happening.atMs < world.startsAt) return;
      // A story may reach back over midnight; what was already handed out cannot change, so that part arrives late.
      const day = Math.max(openDay, Math.floor((happening.arrivesMs - world.startsAt) / DAY_MS));
      const list = days.get(day);
      if (list === undefined) days.set(day, [happening]);
      else list.push(happening);
    },
    take: (day: number): readonly Happening[] => {
      const list = days.get(day) ?? [];
      days.delete(day);
      openDay = day + 1;
      return list.sort((a, b) => a.arrivesMs - b.arrivesMs || (a.interaction.id < b.interaction.id ? -1 : 1));
    },
  };
}

/** Everything that ever happens, in order of arrival, with its truth. Yields both kinds of entries so that the truth file can be streamed. */
function* told(world: World, firstDay = 0): Generator<Entry> {
  const calendar = createCalendar(world);
  const known = new Map<number, Customer>();
  let truths: TruthLine[] = [];
  const sink = { happening: calendar.put, truth: (line: TruthLine) => { truths.push(line); } };
  const customerOf = (index: number) => {
    let customer = known.get(index);
    if (customer === undefined) {
      customer = createCustomer(world, index);
      if (known.size < KEPT_CUSTOMERS) known.set(index, customer);
    }
    return customer;
  };
  const sceneOf = (index: number, place: number, atMs: number) => createScene(world, customerOf(index), place, atMs, sink);
  tellFixedStories(world, sink);
  tellFaultyBatch(world, sceneOf);
  if (world.plant !== undefined) plantPromises(world, world.plant, sceneOf);
  // The last day is the begun one that `endsAt` lies in.
  for (let day = firstDay; day <= WEEKS * 7; day++) {
    const week = Math.floor(day / 7);
    const dayMs = world.startsAt + day * DAY_MS;
    // Public life belongs to nobody; a number beyond the last customer stands for it.
    if (day % 7 === 0) publicWeek(createScene(world, createCustomer(world, world.customers + 9), week, dayMs, sink), dayMs);
    for (let index = 0; index < world.customers; index++) {
      if (dayOf(world, index, week) !== day % 7) continue;
      const choice = weekOf(world, index, week);
      if (choice !== null) liveWeek(sceneOf(index, week, dayMs), week, choice);
      const occasions = occasionsOf(world, index, week);
      if (occasions.length > 0) {
        const scene = sceneOf(index, OCCASION_PLACE + week, dayMs);
        for (const occasion of occasions) liveOccasion(scene, occasion);
      }
    }
    for (const truth of truths) yield { truth };
    truths = [];
    for (const happening of calendar.take(day)) yield { happening };
  }
}

function lengthOf(list: Iterable<unknown>): number {
  let length = 0;
  for (const _ of list) length++;
  return length;
}

/**
 * The fictional company: three years of interactions until `endsAt`, the same for the same options.
 * Invariant: `history` comes in order of arrival at the company, which is order of occurrence except for what silos sent late (tills by night, offline apps, transcripts, carriers: at most twelve days).
 */
export function createCompany(options: CompanyOptions) {
  const world = createWorld(options);
  function* history(): Generator<InteractionInput> {
    for (const entry of told(world)) if ('happening' in entry) yield entry.happening.interaction;
  }
  return {
    /** How many interactions `history` yields; of more than 400 customers about how many. */
    count: () => (options.customers > COUNTED_MOST ? plannedCount(options) : lengthOf(history())),
    history,
    /** What happens in the last days, with its truth, quickly: what began before them is left out. For measurements of one season of a large company. */
    *recent(days: number): Generator<Happening> {
      for (const entry of told(world, Math.max(0, WEEKS * 7 - days))) if ('happening' in entry) yield entry.happening;
    },
    /** What is planted: the lines of the truth file. Cost: tells the whole history again, with bounded memory. */
    truth: (): Generator<TruthLine> => truthOf(world, told(world)),
    /** New interactions from now on, one to three a second, for ever. It waits by itself. */
    living: (living: LivingOptions = {}): AsyncGenerator<InteractionInput> => live(world, living),
  };
}
