import { AppError } from '../../../kernel/app-error.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { KnownNames } from '../reading/entities/find-known.ts';
import { PRODUCTS_MOST, type RivalBody } from './contract.ts';
import { addRival, changeRival, knownProducts, namesAt, noteNames, removeRival, replaceProducts, rivals, type NameThen, type StoredProduct, type StoredRival } from './names-store.ts';
import { productNames, type ToldProduct } from './product-names.ts';

/** While new products keep coming it is looked often, otherwise seldom. Units: ms. */
const SOONEST_MS = 15_000;
const LATEST_MS = 600_000;
/** Looking takes at most one part in so many of the time. */
const SELDOM = 30;

/** What is known of names now. */
export type NamesNow = { readonly rivals: readonly StoredRival[]; readonly products: readonly StoredProduct[] };

const keyOf = (products: readonly { readonly id: string; readonly names: readonly string[] }[]): string => JSON.stringify(products.map(({ id, names }) => [id, ...names]).toSorted((a, b) => ((a[0] ?? '') < (b[0] ?? '') ? -1 : 1)));

/**
 * Names of products and rivals that are looked for in texts: products as the company's own records tell of them, looked for again from time to time; rivals as the company lists them. `changed` hears of every change.
 * `told`: products with their names as interactions and orders tell of them.
 */
export async function createNames(deps: { readonly database: Database; readonly log: Log; readonly clock: () => number; readonly isBusy: () => boolean; readonly told: () => Promise<readonly ToldProduct[]>; changed(names: KnownNames): void }) {
  const { database } = deps;
  let now: NamesNow = { rivals: await rivals(database), products: await knownProducts(database) };
  let lookedAt: Date | null = null;
  let timer: NodeJS.Timeout | null = null;
  let waitMs = SOONEST_MS;
  let looking: Promise<void> = Promise.resolve();
  let stopped = false;

  const known = (): KnownNames => ({
    products: now.products.map(({ id, names }) => ({ id, names })), rivals: now.rivals.map(({ number, name, spellings }) => ({ id: String(number), names: [name, ...spellings] })),
  });

  async function reload(): Promise<void> {
    now = { rivals: await rivals(database), products: await knownProducts(database) };
    deps.changed(known());
  }

  /** Changes names, and keeps when which of them was looked for. */
  const noted = <Done>(change: (tx: Transaction) => Promise<Done>): Promise<Done> => database.transaction(async (tx) => {
    const done = await change(tx);
    await noteNames(tx, new Date(deps.clock()));
    return done;
  });

  /** Looks which products are told of; whether that changed. */
  async function look(): Promise<boolean> {
    const products = productNames(await deps.told(), PRODUCTS_MOST);
    lookedAt = new Date();
    if (keyOf(products) === keyOf(now.products)) return false;
    await noted((tx) => replaceProducts(tx, products));
    await reload();
    return true;
  }

  async function tick(): Promise<void> {
    try {
      if (!deps.isBusy()) {
        const beganMs = performance.now();
        waitMs = (await look()) ? SOONEST_MS : Math.min(LATEST_MS, waitMs * 2);
        waitMs = Math.max(waitMs, SELDOM * (performance.now() - beganMs));
      }
    } catch (error) {
      deps.log.warn('product-names-wait', factsOf(error));
    }
    if (!stopped) timer = setTimeout(next, waitMs).unref();
  }
  function next(): void { looking = tick(); }

  return {
    known,
    now: (): NamesNow => now,
    /** The names that were looked for at a moment. Units: ms. */
    at: (atMs: number): Promise<NameThen[]> => namesAt(database, new Date(atMs)),
    lookedAt: (): Date | null => lookedAt,
    /** What something is called; null when it is not looked for any more. */
    nameOf(kind: 'product' | 'rival', id: string): string | null {
      return kind === 'rival' ? now.rivals.find(({ number }) => String(number) === id)?.name ?? null : now.products.find((one) => one.id === id)?.names[0] ?? null;
    },
    /** Looks for a rival from now on. */
    async addRival(body: RivalBody, by: string): Promise<StoredRival> {
      const rival = await noted((tx) => addRival(tx, body, by));
      await reload();
      return rival;
    },
    /** Errors: `not-found` for one that is not there. */
    async changeRival(number: number, body: RivalBody, by: string): Promise<StoredRival> {
      const rival = await noted((tx) => changeRival(tx, number, body, by));
      if (rival === null) throw new AppError('not-found', 'rival-unknown', 'This rival is not on the list any more.');
      await reload();
      return rival;
    },
    async removeRival(number: number, by: string): Promise<boolean> {
      const removed = await noted((tx) => removeRival(tx, number, by));
      if (removed) await reload();
      return removed;
    },
    look,
    start: next,
    async stop(): Promise<void> {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}
