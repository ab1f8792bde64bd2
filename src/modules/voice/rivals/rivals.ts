import { AppError } from '../../../kernel/app-error.ts';
import { dayOf } from '../../../kernel/instant.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { answerPeriod } from '../answer-period.ts';
import type { Readings } from '../readings/readings.ts';
import type { Rivals, RivalsQuery, SummaryBody } from './contract.ts';
import { PUBLIC_STARS } from './estimate-stars.ts';
import { presentRivals } from './present-rivals.ts';
import { readSummaries } from './read-summaries.ts';
import { receiveRivals } from './receive-rivals.ts';
import { knownSites, latestRating, otherScales, saidCells, starCells } from './rivals-log.ts';
import { siteKey } from './site-key.ts';
import { enterSummary, removeSummary, summaries, type NewSummary } from './summary-store.ts';

/** Rivals on public ratings, beside our own of the same sites. */
export function createRivals(deps: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly readings: Pick<Readings, 'names' | 'shown' | 'readTexts'>; readonly isBusy: () => boolean; readonly clock: () => number; readonly zone: string; nameOf(person: string): Promise<string | null> }) {
  const { database, readings, zone } = deps;
  receiveRivals({ outbox: deps.outbox, isBusy: deps.isBusy, reader: { version: () => readings.shown().version, read: readings.readTexts } });

  /** A summary as it is kept. Errors: `invalid` for a day that has not come, a site without a letter, a rival that is not on the list of rivals. */
  function checked({ rival, site, on, mean, ratings, stars, address }: SummaryBody): NewSummary {
    const today = new Date(dayOf({ atMs: deps.clock(), precision: 'ms', offsetMinutes: null }, zone)).toISOString().slice(0, 10);
    if (on > today) throw new AppError('invalid', 'summary-ahead', `${on} has not come yet.`);
    const key = siteKey(site);
    if (key === '') throw new AppError('invalid', 'summary-site', 'The name of a site has letters or digits.');
    return { rival, site: key, on, mean, ratings, stars: stars ?? null, address };
  }

  return {
    /** Us and each rival by site, in the months of the query. `analytics`: who writes down what is asked. Cost: three readings of the period. */
    async ratings({ site, ...query }: RivalsQuery, analytics: Analytics = deps.analytics): Promise<Rivals> {
      const [latestMs, known, stored] = await Promise.all([latestRating(deps.analytics), knownSites(deps.analytics), summaries(database)]);
      const { months, from, until, runningMonth, filter } = answerPeriod({ clock: deps.clock, zone }, query, latestMs);
      const { version, languages, card } = readings.shown();
      const [stars, others] = await Promise.all([starCells(analytics, filter), otherScales(analytics, filter)]);
      const rated = known.rivalSites;
      const said = rated.length === 0 ? [] : await saidCells(analytics, filter, version, languages, rated);
      const names = new Map(await Promise.all([...new Set(stored.map(({ enteredBy }) => enteredBy))].map(async (one) => [one, await deps.nameOf(one)] as const)));
      const listed = readings.names.now().rivals;
      const shown = presentRivals({
        stars, said, summaries: stored.map((one) => ({ ...one, by: names.get(one.enteredBy) ?? null })), listed, months, runningMonth, site: site === undefined ? null : siteKey(site),
        aspects: card.filter(({ output, isSaid }) => output === 'aspect' && isSaid).map(({ label }) => label),
      });
      const left = others.filter((one) => shown.some((it) => it.site === one.site));
      return {
        zone, from, until, version: PUBLIC_STARS.version, shown, leftOut: { ours: left.reduce((sum, { ours }) => sum + ours, 0), rivals: left.reduce((sum, { rivals }) => sum + rivals, 0) },
        sites: [...new Set([...known.sites, ...stored.map((one) => one.site)])].toSorted(), rivals: [...new Set([...listed.map(({ name }) => name), ...shown.flatMap((one) => [...one.ratings, ...one.summaries].flatMap(({ rival }) => rival ?? []))])].toSorted(),
      };
    },
    /** Enters what a public page says. Answers its number. */
    enter: (body: SummaryBody, by: string): Promise<number> => database.transaction((tx) => enterSummary(tx, checked(body), by)),
    /** Enters many at once, or none. Errors: `invalid`, naming the lines that are wrong. */
    async enterFile(csv: string, by: string): Promise<number> {
      const read = readSummaries(csv).map(checked);
      await database.transaction(async (tx) => { for (const one of read) await enterSummary(tx, one, by); });
      return read.length;
    },
    remove: (number: number, by: string): Promise<boolean> => removeSummary(database, number, by),
  };
}

export type RivalsModule = ReturnType<typeof createRivals>;
