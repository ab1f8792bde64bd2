import { AppError } from '../../kernel/app-error.ts';
import type { CustomerKind } from '../identity/contract.ts';
import type { Identity } from '../identity/index.ts';
import type { HomePlace, Interactions } from '../interactions/index.ts';

const STEP = 400;
/** Rounds of looking before a page is given as it is: a company may have a million visitors between two customers. */
const ROUNDS = 12;
/** Before everything: a later moment than the engine holds. */
const TOP: HomePlace = { lastMs: 8.64e12, home: 0 };

type Deps = { readonly identity: Identity; readonly interactions: Interactions };

/** Customers of a kind by when they were last met, newest first; with a channel, by when they were last met there. `after` is the cursor of the previous page: a place in that order. */
export async function latestCustomers(deps: Deps, kind: CustomerKind, channel: string | null, after: string | null, limit: number): Promise<{ customers: number[]; next: string | null }> {
  let place = after === null ? TOP : readCursor(after);
  const found = new Map<number, HomePlace>();
  for (let round = 0; round < ROUNDS; round += 1) {
    const homes = await deps.interactions.latestHomes(place, STEP, channel);
    const owners = await deps.identity.kindsOf(homes.map((row) => row.home));
    const before = found.size;
    let read = 0;
    for (const row of homes) {
      const owner = owners.get(row.home);
      if (owner?.kind === kind && !found.has(owner.customer)) {
        if (found.size === limit) break;
        found.set(owner.customer, row);
      }
      place = row;
      read += 1;
    }
    if (found.size > before) await leaveOutKnown(deps, found, channel);
    if (found.size === limit) return { customers: [...found.keys()], next: writeCursor(place) };
    if (homes.length < STEP && read === homes.length) return { customers: [...found.keys()], next: null };
  }
  return { customers: [...found.keys()], next: writeCursor(place) };
}

/** Takes out who stood on an earlier page already: joined people were recorded under several homes, and only the latest of these is their place. */
async function leaveOutKnown(deps: Deps, found: Map<number, HomePlace>, channel: string | null): Promise<void> {
  const homesOf = new Map((await deps.identity.outline([...found.keys()])).map((one) => [one.customer, one.homes]));
  const several = [...homesOf.values()].filter((homes) => homes.length > 1).flat();
  if (several.length === 0) return;
  const [places, owners] = await Promise.all([deps.interactions.latestHomes(TOP, several.length, channel, several), deps.identity.kindsOf(several)]);
  for (const { lastMs, home } of places) {
    const customer = owners.get(home)?.customer;
    const here = customer === undefined ? undefined : found.get(customer);
    if (customer !== undefined && here !== undefined && (lastMs > here.lastMs || (lastMs === here.lastMs && home > here.home))) found.delete(customer);
  }
}

function writeCursor({ lastMs, home }: HomePlace): string {
  return `${lastMs.toString(36)}.${home.toString(36)}`;
}

function readCursor(cursor: string): HomePlace {
  const [lastMs = NaN, home = NaN] = cursor.split('.').map((part) => Number.parseInt(part, 36));
  if (!Number.isSafeInteger(lastMs) || !Number.isSafeInteger(home)) throw new AppError('invalid', 'cursor-malformed', 'Take the cursor from `next` of the previous page.');
  return { lastMs, home };
}
