import { may, type Role, type Viewer } from '../../../kernel/access.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import { compileMask } from '../../../platform/http/mask-answer.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { isMasked } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import { dayAfter, dayIn } from '../calendar-days.ts';
import { Verbatim } from '../verbatims/contract.ts';
import type { Reader, VerbatimSearch } from '../verbatims/verbatims.ts';
import { allAlerts, noteLooked, tellEach, tellMany, type AlertRow } from './search-store.ts';
import { LOOKED_BACK_DAYS, usualOn, type SaidDay, type Usual } from './unusually-many.ts';

/** How often is looked for new ones, and how often days are counted. Units: ms. */
const LOOK_MS = 60_000;
const COUNT_MS = 300_000;
/** Rows do not come in the order in which they were received: what came in so long before the latest is looked at again. Units: ms. */
const AGAIN_MS = 600_000;
/** New ones of one look, and verbatims that a masked reader is counted; more are told as “or more”. */
const MOST = { each: 1_000, masked: 2_000 } as const;

type Deps = {
  readonly database: Database; readonly interactions: { readonly words: Pick<Interactions['words'], 'receivedSince'> }; readonly verbatims: Pick<VerbatimSearch, 'foundSince' | 'countByDay'>; readonly log: Log; readonly clock: () => number; readonly zone: string;
  /** Somebody of the company as they are now; null for one who is gone. */ personOf(id: string): Promise<{ readonly name: string; readonly role: Role; readonly active: boolean } | null>;
};

const mask = compileMask(Verbatim);
const MASKED: Reader = { isMasked: true, mask: (verbatim) => mask(verbatim) as typeof verbatim };
const PLAIN: Reader = { isMasked: false, mask: (verbatim) => verbatim };

/**
 * Looks from time to time what saved searches find, and tells whoever waits for it; beside recording, never in it.
 * Invariant: each search is asked with the rights that its person has at that moment; who has none any more is told nothing. What is told once is not told again.
 */
export function watchSearches(deps: Deps) {
  const { database, verbatims, clock, zone } = deps;
  const usuals = new Map<string, Usual | null>();
  let usualsOf = '';
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> = Promise.resolve();
  let countedAtMs = 0;

  async function readerOf(person: string): Promise<Reader | null> {
    const known = await deps.personOf(person);
    if (known === null || !known.active) return null;
    const viewer: Viewer = { kind: 'person', id: person, name: known.name, role: known.role };
    return may(viewer, 'see-customers') ? (isMasked(viewer) ? MASKED : PLAIN) : null;
  }

  /** Tells of each new one that came in since the last look. */
  async function lookForNew(alert: AlertRow, reader: Reader, untilMs: number, placedFromMs: number): Promise<void> {
    const { numbers, isLeast } = await verbatims.foundSince(alert.searched, reader, { receivedMs: Math.max(alert.lookedMs - AGAIN_MS, alert.sinceMs), placedFromMs }, MOST.each);
    const known = new Set(alert.recent);
    const count = numbers.filter((number) => !known.has(number)).length;
    await database.transaction(async (tx) => {
      if (await noteLooked(tx, alert, Math.max(untilMs, alert.lookedMs), numbers) && count > 0) await tellEach(tx, alert.search, alert.person, count, isLeast, clock());
    });
  }

  /** How often a search finds something on such a day; reckoned once a day. */
  async function usualOf(alert: AlertRow, reader: Reader, today: string): Promise<Usual | null> {
    if (usualsOf !== today) { usuals.clear(); usualsOf = today; }
    const key = JSON.stringify([alert.searched, reader.isMasked]);
    const known = usuals.get(key);
    if (known !== undefined) return known;
    const from = dayAfter(today, -LOOKED_BACK_DAYS);
    const asked = { ...alert.searched, until: dayAfter(today, -1) };
    const [said, found] = [await verbatims.countByDay({ from, until: asked.until }, PLAIN, from, MOST.masked), await verbatims.countByDay(asked, reader, from, MOST.masked)];
    const first = [...said.days.keys()].toSorted()[0];
    const days = Array.from({ length: LOOKED_BACK_DAYS }, (_, at): SaidDay => { const day = dayAfter(from, at); return { day, count: found.days.get(day) ?? 0, said: said.days.get(day) ?? 0 }; })
      // Before the first text nothing could be said, and a day that was not looked at whole tells nothing.
      .filter(({ day }) => first !== undefined && day >= first && (found.fromDay === null || day > found.fromDay));
    const usual = usualOn(today, days);
    usuals.set(key, usual);
    return usual;
  }

  /** Tells of a day with unusually many as soon as there are so many. */
  async function countToday(alert: AlertRow, reader: Reader): Promise<void> {
    const nowMs = clock();
    const today = dayIn(zone, nowMs);
    const usual = await usualOf(alert, reader, today);
    if (usual === null) return;
    const { days, fromDay } = await verbatims.countByDay(alert.searched, reader, today, MOST.masked);
    const count = days.get(today) ?? 0;
    if (count > usual.limit) await tellMany(database, alert.search, alert.person, today, count, fromDay !== null, usual.usual, nowMs);
  }

  async function look(): Promise<void> {
    const alerts = await allAlerts(database);
    const readers = new Map<string, Reader | null>();
    for (const { person } of alerts) if (!readers.has(person)) readers.set(person, await readerOf(person));
    const each = alerts.filter(({ kind }) => kind === 'each');
    const came = each.length === 0 ? null : await deps.interactions.words.receivedSince(Math.max(0, Math.min(...each.map(({ lookedMs }) => lookedMs)) - AGAIN_MS));
    const isCounting = clock() - countedAtMs >= COUNT_MS;
    if (isCounting) countedAtMs = clock();
    for (const alert of alerts) {
      const reader = readers.get(alert.person) ?? null;
      if (reader === null) continue;
      try {
        if (alert.kind === 'many') { if (isCounting) await countToday(alert, reader); }
        else if (came !== null && came.untilMs > alert.lookedMs - AGAIN_MS) await lookForNew(alert, reader, came.untilMs, came.placedFromMs);
      } catch (error) {
        deps.log.warn('search-not-looked', { search: alert.search, ...factsOf(error) });
      }
    }
  }

  /** One look, after the one that runs; days are counted too when it is time. */
  function lookNow(): Promise<void> {
    looking = looking.then(look).catch((error: unknown) => { deps.log.warn('searches-not-looked', factsOf(error)); });
    return looking;
  }

  return {
    start(): void { timer = setInterval(() => { void lookNow(); }, LOOK_MS).unref(); },
    /** For tests: looks now, and counts days whenever they were counted last. */
    async lookNow(): Promise<void> {
      countedAtMs = 0;
      usuals.clear();
      await lookNow();
    },
    async stop(): Promise<void> {
      if (timer !== null) clearInterval(timer);
      await looking;
    },
  };
}
