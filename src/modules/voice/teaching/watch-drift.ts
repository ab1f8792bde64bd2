import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Interactions } from '../../interactions/index.ts';
import { isoMonth, monthsUntil, startOfMonthMs } from '../calendar-months.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import type { Drift } from './contract.ts';
import { DRIFT_FEWEST, driftOf, type MonthSeen } from './drift.ts';
import { labelsByMonth, latestReadMs, sampleByMonth, textsByMonth } from './drift-log.ts';
import type { WordsLook } from './look-at-text.ts';

/** Months before the latest with which it is compared; texts of each whose words are looked at; shortest text that tells. Units: months, texts, words. */
const MONTHS_BEFORE = 6;
const SAMPLE = 150;
const WORDS_FEWEST = 5;
const TEXT_MOST = 2_000;

/** Whether what customers write changed under the models. Cost: three readings of seven months, and some hundred texts are looked at. */
export async function watchDrift({ analytics, interactions, readings, zone }: { readonly analytics: Analytics; readonly interactions: Pick<Interactions, 'saidAt'>; readonly readings: Pick<Readings, 'ask' | 'shown'>; readonly zone: string }): Promise<Drift> {
  const reader = readings.shown().version;
  const latestMs = await latestReadMs(analytics, reader);
  if (latestMs === null) return driftOf(null, [], zone);
  const months = monthsUntil(isoMonth(latestMs, zone), MONTHS_BEFORE + 2);
  const fromMs = startOfMonthMs(months[0] ?? '', zone);
  const [texts, labels, sample] = await Promise.all([textsByMonth(analytics, reader, fromMs, zone), labelsByMonth(analytics, reader, fromMs, zone), sampleByMonth(analytics, reader, fromMs, zone, SAMPLE)]);
  const monthOf = new Map(sample.map(({ number, month }) => [number, month]));
  const said = (await interactions.saidAt(sample)).filter(({ parts }) => parts.length > 0);
  const looks = await readings.ask<WordsLook>({ of: 'words' }, said.map(({ parts }) => joinWords(parts).text.slice(0, TEXT_MOST)));
  const shares = said.flatMap(({ number }, at) => { const look = looks[at] ?? null; return look === null || look.words < WORDS_FEWEST ? [] : [{ month: monthOf.get(number) ?? '', share: look.unknown / look.words }]; });
  const seen = months.map((month): MonthSeen => {
    const key = month.replace('-', '');
    const own = shares.filter((one) => one.month === key).map(({ share }) => share);
    return {
      month, texts: texts.get(key) ?? 0, labels: new Map(labels.filter((one) => one.month === key).map(({ name, hits, sure, sureSquared }) => [name, { hits, sure, sureSquared }])),
      unknown: { texts: own.length, sum: own.reduce((sum, one) => sum + one, 0), squares: own.reduce((sum, one) => sum + one ** 2, 0) },
    };
  });
  // A month that has just begun says little: then the one before it is looked at.
  const at = (seen.at(-1)?.texts ?? 0) >= DRIFT_FEWEST.now ? seen.length - 1 : seen.length - 2;
  return driftOf(seen[at] ?? null, seen.slice(0, at).slice(-MONTHS_BEFORE), zone);
}
