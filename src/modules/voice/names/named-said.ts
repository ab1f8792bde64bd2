import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Interactions } from '../../interactions/index.ts';
import { refuseReadAnew, standingThen } from '../as-of/as-of.ts';
import { answerPeriod } from '../answer-period.ts';
import { groupedAtIn } from '../grouped-at.ts';
import type { Readings } from '../readings/readings.ts';
import { UNKNOWN_LANGUAGE, type SaidThenQuery, type SaidVerbatims } from '../said/contract.ts';
import { saidChoices, type SaidFilter, type ShareSums } from '../said/said-log.ts';
import { shareOf } from '../said/share-estimate.ts';
import type { Reader, VerbatimSearch } from '../verbatims/verbatims.ts';
import type { NamedFigure, NamedSaid, NamedVerbatimsQuery } from './contract.ts';
import type { NameThen } from './names-store.ts';
import { namedByMonth, namedMost, namingPlaces, type NamedKey } from './named-log.ts';

/** Most products, and most rivals, of one answer. */
const SHOWN_MOST = 30;

const counted = (sums: ShareSums): Pick<NamedFigure, 'texts' | 'people' | 'share'> => ({ texts: sums.hits, people: sums.speakers, share: shareOf(sums) });

/** Products and rivals that customers named, and the texts that name them. What is not looked for any more is in none of it. */
export function createNamedSaid(deps: { readonly analytics: Analytics; readonly interactions: Pick<Interactions, 'saidBy'>; readonly readings: Pick<Readings, 'shown' | 'names' | 'namesReader'>; readonly verbatims: Pick<VerbatimSearch, 'quoteCustomers'>; readonly clock: () => number; readonly zone: string }) {
  const { readings, zone } = deps;

  /** Names that are looked for, or were at a moment, as they are called, and since when each is looked for so. */
  async function lookedFor(asOfMs: number | null): Promise<readonly NameThen[]> {
    if (asOfMs !== null) return readings.names.at(asOfMs);
    const { rivals, products } = readings.names.now();
    return [...rivals.map(({ number, name, changedAt }) => ({ kind: 'rival' as const, id: String(number), name, since: changedAt })), ...products.map(({ id, names, knownSince }) => ({ kind: 'product' as const, id, name: names[0] ?? id, since: knownSince }))];
  }

  async function chosenBy(query: SaidThenQuery) {
    await groupedAtIn(deps.analytics, query);
    const reader = readings.shown();
    const standing = await standingThen(deps, query.asOf, 'topics-and-names');
    const { analytics, asOfMs } = standing;
    refuseReadAnew(reader, asOfMs);
    const { version } = reader;
    const [{ latestMs }, looked] = await Promise.all([saidChoices(analytics, version), lookedFor(asOfMs)]);
    const period = answerPeriod(standing, query, latestMs);
    const filter: SaidFilter = { ...period.filter, reader: version, language: query.language === undefined ? null : query.language === UNKNOWN_LANGUAGE ? '' : query.language };
    return { analytics, asOfMs, looked, version, period, filter };
  }

  return {
    /** What was named in a period. Cost: two readings of the period. */
    async named(query: SaidThenQuery): Promise<NamedSaid> {
      const { analytics, asOfMs, looked, version, period: { months, from, until, runningMonth }, filter } = await chosenBy(query);
      const since = new Map<NamedKey, NameThen>(looked.map((one) => [`${one.kind}/${one.id}`, one]));
      const most = await namedMost(analytics, filter, SHOWN_MOST);
      const shown = [...most.sums].flatMap(([key, sums]) => { const known = since.get(key); return known === undefined ? [] : [{ key, sums, ...known }]; });
      const byMonth = await namedByMonth(analytics, filter, shown.map(({ key }) => key));
      const { begunAt } = readings.namesReader();
      const figures = shown.map(({ key, sums, kind, id, name, since: at }): NamedFigure => ({
        kind, id, name, ...counted(sums), countsFrom: at > begunAt ? at.toISOString() : null,
        months: months.map((month) => { const own = byMonth.get(Number(month.replace('-', '')))?.get(key); return { month, isRunning: month === runningMonth, ...(own === undefined ? { texts: 0, people: 0, share: null } : counted(own)) }; }),
      }));
      const [ownProducts, ownRivals] = [figures.filter(({ kind }) => kind === 'product'), figures.filter(({ kind }) => kind === 'rival')];
      return {
        asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), version, zone, from, until, texts: most.texts, people: most.people, products: ownProducts, rivals: ownRivals,
        others: { products: Math.max(0, most.products - SHOWN_MOST), rivals: Math.max(0, most.rivals - SHOWN_MOST) }, looked: { products: looked.filter(({ kind }) => kind === 'product').length, rivals: looked.filter(({ kind }) => kind === 'rival').length },
      };
    },
    /** The texts that name something, newest first, in the customers' own words. */
    async verbatims({ output, label, before, limit, ...query }: NamedVerbatimsQuery, reader: Reader): Promise<SaidVerbatims> {
      const { analytics, looked, version, filter } = await chosenBy(query);
      if (!looked.some(({ kind, id }) => kind === output && id === label)) return { verbatims: [], next: null, version };
      const [occurredMs = 0, number = 0] = (before ?? '').split('.').map(Number);
      const places = await namingPlaces(analytics, filter, { kind: output, id: label }, before === undefined ? null : { occurredMs, number }, limit);
      const last = places.at(-1);
      const found = new Map((await deps.interactions.saidBy(places.map((place) => place.number))).map((said) => [said.item.id, said]));
      return { verbatims: await deps.verbatims.quoteCustomers(places, found, reader), next: last === undefined || places.length < limit ? null : `${last.occurredMs}.${last.number}`, version };
    },
  };
}

export type NamedCounts = ReturnType<typeof createNamedSaid>;
