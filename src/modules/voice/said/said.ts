import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Interactions } from '../../interactions/index.ts';
import { refuseReadAnew, standingThen } from '../as-of/as-of.ts';
import { answerPeriod } from '../answer-period.ts';
import { groupedAtIn } from '../grouped-at.ts';
import { fileOf } from '../figures/file-of-log.ts';
import { isFelt } from '../reading/feeling-lexicons.ts';
import type { Readings } from '../readings/readings.ts';
import { certaintyOf } from '../scores/estimate-score.ts';
import type { Reader, VerbatimSearch } from '../verbatims/verbatims.ts';
import { UNKNOWN_LANGUAGE, type Said, type SaidThenQuery, type SaidVerbatims, type SaidVerbatimsQuery } from './contract.ts';
import { presentAspects, presentFelt, presentThings } from './present-said.ts';
import { saidRows } from './said-rows-log.ts';
import { feltByAspect, feltByMonth, saidChoices, saidLanguages, saidPlaces, saidThings, type SaidFilter } from './said-log.ts';

const languageOf = (language: string): string => (language === UNKNOWN_LANGUAGE ? '' : language);

/** What customers said, counted by what was read in it, and the texts behind each figure. */
export function createSaid(deps: { readonly analytics: Analytics; readonly interactions: Pick<Interactions, 'saidBy'>; readonly readings: Pick<Readings, 'shown'>; readonly verbatims: Pick<VerbatimSearch, 'quoteCustomers'>; readonly clock: () => number; readonly zone: string }) {
  const { zone } = deps;

  async function chosenBy(query: SaidThenQuery) {
    const reader = deps.readings.shown();
    const groupedAt = await groupedAtIn(deps.analytics, query);
    const standing = await standingThen(deps, query.asOf);
    const { analytics, asOfMs } = standing;
    refuseReadAnew(reader, asOfMs);
    const { latestMs, ...choices } = await saidChoices(analytics, reader.version);
    const period = answerPeriod(standing, query, latestMs);
    const filter: SaidFilter = { ...period.filter, reader: reader.version, language: query.language === undefined ? null : languageOf(query.language) };
    return { analytics, asOfMs, groupedAt, reader, choices, period, filter };
  }

  return {
    /** Everything that was read in the texts that a query chooses. Cost: four readings of the period. */
    async said(query: SaidThenQuery): Promise<Said> {
      const { analytics, asOfMs, groupedAt, reader, choices, period: { months, from, until, runningMonth }, filter } = await chosenBy(query);
      const card = reader.card.filter(({ isSaid }) => isSaid);
      const known = card.filter(({ output }) => output !== 'sentiment' && output !== 'spam').flatMap(({ output, label }) => (output === 'complaint' ? [{ output, label }, { output: 'unworded', label }] : [{ output, label }]));
      const [languages, felt, things, aspects] = await Promise.all([saidLanguages(analytics, filter), feltByMonth(analytics, filter), saidThings(analytics, filter, reader.languages, known), feltByAspect(analytics, filter)]);
      const all = languages.find(({ language }) => language === null);
      const base = things.get('/');
      return {
        asOf: asOfMs === null ? null : new Date(asOfMs).toISOString(), groupedAt, version: reader.version, again: reader.again, zone, from, until,
        choices: { ...choices, languages: choices.languages.map((language) => (language === '' ? UNKNOWN_LANGUAGE : language)) },
        texts: all?.texts ?? 0, people: all?.people ?? 0, spam: all?.spam ?? { texts: 0, people: 0 },
        languages: languages.flatMap(({ language, texts, people }) => (language === null || texts === 0 ? [] : [{ language: language === '' ? null : language, texts, people, isFelt: isFelt(language), isRead: reader.languages.some((one) => one === language) }])),
        felt: presentFelt(felt.get('0')), months: months.map((month) => ({ month, isRunning: month === runningMonth, ...presentFelt(felt.get(month.replace('-', ''))) })),
        read: { texts: base?.texts ?? 0, people: base?.people ?? 0, certainty: certaintyOf(base?.people ?? 0) },
        said: presentThings(things, known.filter(({ output }) => output !== 'aspect')), aspects: presentAspects(things, aspects), card,
      };
    },
    /** What was read in each text, as one file, in blocks. */
    async *rows(query: SaidThenQuery, format: 'csv' | 'parquet'): AsyncGenerator<Buffer> {
      const { analytics, filter } = await chosenBy(query);
      yield* fileOf(analytics, saidRows(filter, format === 'csv'), format);
    },
    /** The texts behind a figure, newest first, in the customers' own words. */
    async verbatims({ output, label, felt, before, limit, ...query }: SaidVerbatimsQuery, reader: Reader): Promise<SaidVerbatims> {
      const { analytics, reader: { version }, filter } = await chosenBy(query);
      const [occurredMs = 0, number = 0] = (before ?? '').split('.').map(Number);
      const places = await saidPlaces(analytics, filter, { output, label: output === 'language' ? languageOf(label) : label, felt: felt ?? null }, before === undefined ? null : { occurredMs, number }, limit);
      const last = places.at(-1);
      const found = new Map((await deps.interactions.saidBy(places.map((place) => place.number))).map((said) => [said.item.id, said]));
      return { verbatims: await deps.verbatims.quoteCustomers(places, found, reader), next: last === undefined || places.length < limit ? null : `${last.occurredMs}.${last.number}`, version };
    },
  };
}

export type SaidCounts = ReturnType<typeof createSaid>;
