import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCompany } from '../../simulator/index.ts';
import { rivalReviews } from '../../simulator/rivals.ts';
import { writeTruth } from '../../simulator/write-truth.ts';
import type { DemoFeed, DemoOffer, DemoProgress, DemoTarget } from '../app/demo-feed.ts';
import { AppError } from '../kernel/app-error.ts';
import { factsOf, type Log } from '../platform/log/log.ts';
import { DEMO_MANDATE, DEMO_PROMISED_DAYS, DEMO_PROMISES } from './demo-promises.ts';

/** Who signs in to a demo that was given no owner. The demo listens on this machine alone unless told otherwise. */
export const DEMO_OWNER = { email: 'owner@demo.example', password: 'demo-company' } as const;

/** The fictional company's name. */
export const DEMO_COMPANY = 'Brannholt';

/** Promises planted among everything else: broken ones, and those that were nearly broken. */
export type Planted = { readonly promises: number; readonly near: number };

/** Which company, and where its planted truths are written (outside the data folder; null: nowhere). Units: ms. */
export type DemoPlan = { readonly seed: number; readonly grammar: 'open' | 'held-out'; readonly plant?: Planted; readonly nextBreachMs: number | null; readonly truthPath: string | null };

type Remembered = { readonly seed: number; readonly customers: number; readonly grammar: 'open' | 'held-out'; readonly plant?: Planted; readonly endsAtMs: number; readonly done: boolean; /** How many interactions its history has; known once it is told. */ readonly interactions?: number };

const HAS_DATA = 'There are real interactions here, and a made-up company would mix with them; start it in a data folder of its own: npm run demo -- --data ./demo-data';

const DAY_MS = 86_400_000;
const CHUNK = 2_000;
/** A small company goes in smaller chunks, so that its bar is seen to move. */
const STEPS = 40;
const LEAST_CHUNK = 50;
/** Chunks on their way at once: enough to keep the line busy, few enough to stop quickly. */
const AHEAD = 2;

/** Feeds the demo company through the same door as everybody else. A load that was cut off goes on at the next start: what is there already counts as duplicate. */
export function createDemoFeed(target: DemoTarget, plan: DemoPlan, log: Log): DemoFeed {
  const path = join(target.dataFolder, 'demo.json');
  let progress: DemoProgress | null = null;
  let running: Promise<void> | null = null;
  let stopping = false;

  function remembered(): Remembered | null {
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Remembered) : null;
  }

  function remember(what: Remembered): void {
    writeFileSync(`${path}.new`, JSON.stringify(what));
    renameSync(`${path}.new`, path);
  }

  async function send(items: readonly { readonly source?: string | undefined }[]): Promise<void> {
    const bySource = Map.groupBy(items, (item) => item.source ?? 'demo');
    await Promise.all([...bySource].map(([source, own]) => target.acceptBatch(source, own)));
  }

  /** Public ratings of rivals: none of them is an interaction of the company, so they are no part of the progress. */
  async function loadRivals(what: Remembered, size: number): Promise<void> {
    const ratings = [...rivalReviews({ seed: what.seed, customers: what.customers, endsAt: what.endsAtMs })];
    for (let from = 0; from < ratings.length && !stopping; from += size) await send(ratings.slice(from, from + size));
  }

  async function load(what: Remembered): Promise<void> {
    const company = createCompany({ seed: what.seed, customers: what.customers, grammar: what.grammar, endsAt: what.endsAtMs, plant: what.plant });
    const planned = what.interactions ?? company.count();
    // What is planned of a large company is an estimate: what is there already is never more than all there is.
    const show = (loaded: number): void => { progress = { loaded, planned: Math.max(planned, loaded), living: false }; };
    show(what.done ? planned : 0);
    let told = planned;
    if (!what.done) {
      told = 0;
      const size = Math.min(CHUNK, Math.max(LEAST_CHUNK, Math.round(planned / STEPS)));
      const flying = new Set<Promise<void>>();
      let chunk: { readonly source?: string | undefined }[] = [];
      const fly = async (): Promise<void> => {
        const items = chunk;
        chunk = [];
        told += items.length;
        const flight = send(items).then(() => { show((progress?.loaded ?? 0) + items.length); });
        flying.add(flight);
        await (flying.size >= AHEAD ? Promise.race(flying) : Promise.resolve());
        void flight.finally(() => flying.delete(flight)).catch(() => undefined);
      };
      for (const item of company.history()) {
        if (stopping) return;
        chunk.push(item);
        if (chunk.length >= size) await fly();
      }
      await fly();
      await Promise.all(flying);
      await loadRivals(what, size);
      if (plan.truthPath !== null) await writeTruth(company.truth(), plan.truthPath);
      remember({ ...what, done: true, interactions: told });
    }
    progress = { loaded: told, planned: told, living: true };
    await target.takeOverPromises({ promises: DEMO_PROMISES, mandate: DEMO_MANDATE }, what.endsAtMs - DEMO_PROMISED_DAYS * DAY_MS).catch((error: unknown) => { log.warn('demo-promises-not-made', factsOf(error)); });
    for await (const item of company.living(plan.nextBreachMs === null ? {} : { nextBreachMs: plan.nextBreachMs })) {
      if (stopping) return;
      await send([item]);
    }
  }

  async function offer(): Promise<DemoOffer> {
    const begun = remembered();
    const sized = { customers: begun?.customers ?? null };
    if (running !== null) return { ...sized, loadable: false, because: progress?.living === true ? 'The demo company is here already and lives on.' : 'The demo company is being loaded.' };
    if (begun === null && !(await target.isEmpty())) return { ...sized, loadable: false, because: HAS_DATA };
    return { ...sized, loadable: true, because: null };
  }

  return {
    offer,
    async start(customers) {
      if (running !== null) return;
      let what = remembered();
      if (what === null) {
        if (!(await target.isEmpty())) throw new AppError('conflict', 'installation-not-empty', HAS_DATA);
        what = { seed: plan.seed, customers, grammar: plan.grammar, ...(plan.plant === undefined ? {} : { plant: plan.plant }), endsAtMs: Date.now(), done: false };
        remember(what);
      }
      running = load(what).catch((error: unknown) => { log.error('demo-stopped', factsOf(error)); });
    },
    isHere: () => remembered() !== null,
    progress: () => progress,
    async stop() {
      stopping = true;
      // A living company may be waiting for its next event; it holds nothing that must be finished.
      await Promise.race([running, new Promise((resolve) => { setTimeout(resolve, 3_000).unref(); })]);
    },
  };
}
