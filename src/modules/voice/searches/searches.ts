import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { readWordSearch } from '../../interactions/index.ts';
import type { Searched } from '../verbatims/contract.ts';
import { SEARCH_LIMITS, type AlertKind, type SavedSearch, type SearchNotice } from './contract.ts';
import { countSavedBy, deleteSearch, dropAlertsOfOthers, insertSearch, markSeen, openNotices, putAlert, restartAlerts, searchesSeenBy, searchSeenBy, updateSearch, type SearchRow } from './search-store.ts';

type Deps = { readonly database: Database; readonly clock: () => number; /** The name of a person of the company; null for one who is gone. */ nameOf(person: string): Promise<string | null> };

/** What a saved search is given or changed to. */
export type SearchWish = { readonly name?: string | undefined; readonly searched?: Searched | undefined; readonly isForAll?: boolean | undefined };

const taken = (name: string): AppError => new AppError('conflict', 'search-name-taken', `You have a saved search called “${name}”. Choose another name.`);

/** Whether a search asks for anything: without words and filters it finds all. */
export function asksAnything(searched: Searched): boolean {
  const { words, ...filters } = searched;
  return readWordSearch(words ?? '').terms.length > 0 || Object.values(filters).some((value) => value !== undefined);
}

/** Searches in everything said that people keep under names, and what they told. See README.md. */
export function createSearches(deps: Deps) {
  const { database, clock } = deps;

  async function told(row: SearchRow, viewer: string): Promise<SavedSearch> {
    const by = await deps.nameOf(row.savedBy) ?? 'somebody who left';
    return { id: publicId('search', row.number), name: row.name, searched: row.searched, by, isMine: row.savedBy === viewer, isForAll: row.isForAll, alert: row.alert ?? 'none', savedAt: row.savedAt.toISOString() };
  }

  async function one(number: number, viewer: string): Promise<SearchRow> {
    const row = await searchSeenBy(database, number, viewer);
    if (row === null) throw new AppError('not-found', 'search-unknown', 'There is no such search. It may have been deleted, or is not shared any more.');
    return row;
  }

  async function own(id: string, viewer: string): Promise<SearchRow> {
    const row = await one(parsePublicId('search', id), viewer);
    if (row.savedBy !== viewer) throw new AppError('forbidden', 'search-of-another', 'Only whoever saved a search changes it. Save it under a name of your own.');
    return row;
  }

  return {
    /** The searches that somebody sees. */
    async list(viewer: string): Promise<SavedSearch[]> {
      return Promise.all((await searchesSeenBy(database, viewer)).map((row) => told(row, viewer)));
    },
    /** Keeps a search. Errors: `conflict` for a name that this person gave already; `too-many`. */
    async save(wish: { readonly name: string; readonly searched: Searched; readonly isForAll: boolean }, viewer: string): Promise<SavedSearch> {
      if (await countSavedBy(database, viewer) >= SEARCH_LIMITS.saved) throw new AppError('too-many', 'searches-too-many', `You have ${SEARCH_LIMITS.saved} saved searches. Delete one first.`);
      const number = await insertSearch(database, { ...wish, savedBy: viewer });
      if (number === null) throw taken(wish.name);
      return told(await one(number, viewer), viewer);
    },
    /** Renames a search, asks it otherwise, or changes who sees it: who does not any more is told nothing of it. Errors: `not-found`; `forbidden` for somebody else's; `conflict` for a name that is taken; `invalid` for one that asks nothing while somebody waits for many. */
    async change(id: string, wish: SearchWish, viewer: string): Promise<SavedSearch> {
      const row = await own(id, viewer);
      const next = { name: wish.name ?? row.name, searched: wish.searched ?? row.searched, isForAll: wish.isForAll ?? row.isForAll };
      await database.transaction(async (tx) => {
        if (!await updateSearch(tx, row.number, next)) throw taken(next.name);
        if (!next.isForAll) await dropAlertsOfOthers(tx, row.number, viewer);
        if (JSON.stringify(next.searched) !== JSON.stringify(row.searched)) await restartAlerts(tx, row.number, clock());
      });
      return told(await one(row.number, viewer), viewer);
    },
    /** Deletes a search with everything told of it. Errors: `not-found`; `forbidden` unless it is the viewer's own, or they may delete those of all. */
    async remove(id: string, viewer: string, mayAll: boolean): Promise<void> {
      const row = mayAll ? await one(parsePublicId('search', id), viewer) : await own(id, viewer);
      await deleteSearch(database, row.number);
    },
    /** Sets what the viewer is told of a search that they see, from now on. Errors: `not-found`; `invalid` for many of everything: of that nothing is unusual. */
    async alert(id: string, alert: AlertKind, viewer: string): Promise<SavedSearch> {
      const row = await one(parsePublicId('search', id), viewer);
      if (alert === 'many' && !asksAnything(row.searched)) throw new AppError('invalid', 'search-asks-nothing', 'This search finds everything. Unusually many are told of something in particular: add words or a filter.');
      await putAlert(database, row.number, viewer, alert, clock());
      return told(await one(row.number, viewer), viewer);
    },
    /** What somebody was not yet shown, the latest first. */
    async notices(viewer: string): Promise<SearchNotice[]> {
      const [notices, searches] = await Promise.all([openNotices(database, viewer, SEARCH_LIMITS.notices), searchesSeenBy(database, viewer)]);
      const byNumber = new Map(searches.map((row) => [row.number, row]));
      return (await Promise.all(notices.map(async ({ search, begunAt, toldAt, ...notice }): Promise<SearchNotice[]> => {
        const row = byNumber.get(search);
        return row === undefined ? [] : [{ ...notice, search: await told(row, viewer), since: begunAt.toISOString(), toldAt: toldAt.toISOString() }];
      }))).flat();
    },
    /** Marks somebody's notices as seen. Answers how many. */
    seen: (ids: readonly number[], viewer: string): Promise<number> => markSeen(database, viewer, ids, clock()),
  };
}

export type Searches = ReturnType<typeof createSearches>;
