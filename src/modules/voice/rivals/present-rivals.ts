import { certaintyOf, INDICATIVE_FROM, type Estimate } from '../scores/estimate-score.ts';
import { testChanges, type Pair } from '../scores/test-changes.ts';
import { shareOf } from '../said/share-estimate.ts';
import type { ShareSums } from '../said/said-log.ts';
import { SAME_TIME_DAYS, type RivalAspect, type RivalDifference, type RivalRatings, type RivalSaid, type RivalSite, type RivalSummary } from './contract.ts';
import { NO_STARS, presentPage, presentStars, sharesTogether, starEstimate, starsTogether, type StarSums } from './estimate-stars.ts';
import type { SaidCell, StarCell } from './rivals-log.ts';
import { foldedName } from './site-key.ts';
import type { StoredSummary } from './summary-store.ts';

/** Most aspects that are told of one company at one site. */
const ASPECTS_MOST = 20;
const DAY_MS = 86_400_000;

/** A rival on the list, with its other spellings. */
export type ListedRival = { readonly name: string; readonly spellings: readonly string[] };
/** What public ratings are shown from. `months`: oldest first. `aspects`: labels that may be said. */
export type RivalGround = {
  readonly stars: readonly StarCell[]; readonly said: readonly SaidCell[]; readonly summaries: readonly (StoredSummary & { readonly by: string | null })[]; readonly listed: readonly ListedRival[];
  readonly months: readonly string[]; readonly runningMonth: string; readonly aspects: readonly string[]; readonly site: string | null;
};

/** Tells what a rival is called: as on the list, whichever spelling a source uses. */
export function rivalNames(listed: readonly ListedRival[]): (written: string) => { readonly rival: string | null; readonly isListed: boolean } {
  const known = new Map(listed.flatMap(({ name, spellings }) => [name, ...spellings].map((one) => [foldedName(one), name] as const)));
  const first = new Map<string, string>();
  return (written) => {
    if (written === '') return { rival: null, isListed: false };
    const folded = foldedName(written);
    const name = known.get(folded);
    if (name !== undefined) return { rival: name, isListed: true };
    // Not on the list: as it was written first, so that two spellings by case are one.
    const own = first.get(folded) ?? written;
    first.set(folded, own);
    return { rival: own, isListed: false };
  };
}

const COMPANY = '\u0000';
const keyOf = (rival: string | null, site: string): string => `${site}${COMPANY}${rival ?? ''}`;
const NO_SHARE: ShareSums = NO_STARS.high;

function saidOf(cells: readonly SaidCell[], aspects: readonly string[]): RivalSaid | null {
  const texts = cells.filter(({ thing }) => thing === '');
  const base = texts.reduce((sum, { sums }) => sharesTogether(sum, { ...NO_SHARE, ...sums }), NO_SHARE);
  const [all, people] = [base.hits, base.speakers];
  if (all === 0) return null;
  const sumsOf = (thing: string): ShareSums => ({ ...cells.filter((cell) => cell.thing === thing).reduce((sum, { sums }) => sharesTogether(sum, { ...NO_SHARE, ...sums }), NO_SHARE), texts: all, people, personTextsSquared: base.personHitsSquared });
  const share = (thing: string) => shareOf(sumsOf(thing));
  const spoken = aspects.map((label): RivalAspect => ({ label, texts: sumsOf(`about/${label}`).hits, praised: share(`${label}/positive`), complained: share(`${label}/negative`) }));
  return {
    texts: all, people, certainty: certaintyOf(people), positive: share('felt/positive'), negative: share('felt/negative'), otherReaders: texts.reduce((sum, { others }) => sum + others, 0),
    aspects: people < INDICATIVE_FROM ? [] : spoken.filter((one) => one.texts > 0).toSorted((a, b) => b.texts - a.texts || (a.label < b.label ? -1 : 1)).slice(0, ASPECTS_MOST),
  };
}

const daysApart = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS;

/** Our own summary of the same site, of about the same time. */
function oursBeside(one: StoredSummary, all: readonly StoredSummary[]): StoredSummary | null {
  const [nearest] = all.filter(({ rival, site, on }) => rival === '' && site === one.site && daysApart(on, one.on) <= SAME_TIME_DAYS).toSorted((a, b) => daysApart(a.on, one.on) - daysApart(b.on, one.on));
  return nearest ?? null;
}

/**
 * Us and rivals by site. All differences that are shown at once share one budget for chance.
 * Invariant: nothing is compared but with our own public ratings of the same site and time; a site at which no rival was rated is not shown.
 */
export function presentRivals(ground: RivalGround): RivalSite[] {
  const nameOf = rivalNames(ground.listed);
  const byCompany = new Map<string, { readonly rival: string | null; readonly isListed: boolean; readonly site: string; readonly months: Map<string, StarSums> }>();
  for (const cell of ground.stars) {
    const named = nameOf(cell.rival);
    const key = keyOf(named.rival, cell.site);
    const company = byCompany.get(key) ?? { ...named, site: cell.site, months: new Map<string, StarSums>() };
    company.months.set(cell.month, starsTogether(company.months.get(cell.month) ?? NO_STARS, cell.sums));
    byCompany.set(key, company);
  }
  const saidBy = Map.groupBy(ground.said, ({ rival, site }) => keyOf(nameOf(rival).rival, site));
  // Words alone may have been collected, without stars.
  for (const cell of ground.said) {
    const named = nameOf(cell.rival);
    const key = keyOf(named.rival, cell.site);
    if (!byCompany.has(key)) byCompany.set(key, { ...named, site: cell.site, months: new Map() });
  }
  const pairs: { readonly of: string; readonly pair: Pair }[] = [];
  const compare = (of: string, now: Estimate | null, before: Estimate | null): void => { if (now !== null && before !== null) pairs.push({ of, pair: { now, before } }); };
  for (const { rival, site, months } of byCompany.values()) if (rival !== null) compare(`ratings ${keyOf(rival, site)}`, starEstimate(months.get('0') ?? NO_STARS), starEstimate(byCompany.get(keyOf(null, site))?.months.get('0') ?? NO_STARS));
  for (const one of ground.summaries) {
    const ours = one.rival === '' ? null : oursBeside(one, ground.summaries);
    if (ours !== null) compare(`summary ${one.number}`, presentPage(one).estimate, presentPage(ours).estimate);
  }
  const tested = testChanges(pairs.map(({ pair }) => pair));
  const differences = new Map(pairs.map(({ of }, at): [string, RivalDifference | null] => { const change = tested[at]; return [of, change === undefined ? null : { value: change.difference, low: change.low, high: change.high, isReal: change.isReal }]; }));

  const sites = [...new Set([...[...byCompany.values()].filter(({ rival }) => rival !== null).map(({ site }) => site), ...ground.summaries.filter(({ rival }) => rival !== '').map(({ site }) => site)])].filter((site) => ground.site === null || site === ground.site);
  const isRated = new Set([...byCompany.values()].filter(({ rival }) => rival !== null).map(({ site }) => site));
  // Ratings one by one tell more than what a page sums up.
  sites.sort((a, b) => Number(isRated.has(b)) - Number(isRated.has(a)) || (a < b ? -1 : 1));
  return sites.map((site): RivalSite => {
    const companies = [...byCompany.values()].filter((one) => one.site === site && one.rival !== null);
    const ours = byCompany.get(keyOf(null, site)) ?? { rival: null, isListed: false, site, months: new Map<string, StarSums>() };
    const shown = (companies.length === 0 ? [] : [ours, ...companies]).map(({ rival, isListed, months }): RivalRatings => ({
      rival, isListed, ...presentStars(months.get('0') ?? NO_STARS), difference: differences.get(`ratings ${keyOf(rival, site)}`) ?? null,
      months: ground.months.map((month) => { const { ratings, people, mean } = presentStars(months.get(month.replace('-', '')) ?? NO_STARS); return { month, ratings, people, mean, isRunning: month === ground.runningMonth }; }),
      said: saidOf(saidBy.get(keyOf(rival, site)) ?? [], ground.aspects),
    }));
    return {
      site, ratings: [...shown.slice(0, 1), ...shown.slice(1).toSorted((a, b) => b.ratings - a.ratings || ((a.rival ?? '') < (b.rival ?? '') ? -1 : 1))],
      summaries: ground.summaries.filter((one) => one.site === site).map((one): RivalSummary => {
        const { estimate: _, interval, ...page } = presentPage(one);
        return { number: one.number, ...nameOf(one.rival), site, on: one.on, mean: one.mean, ratings: one.ratings, stars: one.stars === null ? null : [...one.stars], address: one.address, enteredBy: one.by, enteredAt: one.enteredAt.toISOString(), ...page, estimate: interval, difference: differences.get(`summary ${one.number}`) ?? null };
      }),
    };
  });
}
