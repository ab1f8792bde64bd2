import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { People } from '../people/index.ts';
import { beginningOf, dayOf } from './terms/compile-terms.ts';
import { VERDICTS_MOST, type KeptPart, type OnePromise, type Part, type PromiseLine, type Verdict, type Verdicts } from './contract.ts';
import { keptPart, keptRate, NOTHING_KEPT } from './kept-rate.ts';
import { brokenSince, keptTallies, type TallyRow } from './kept-view.ts';
import { remediesOfTriggers, remedySums, type RemedyRow } from './remedies/remedy-store.ts';
import { allPublications, allVersions, type PublicationRow, type VersionRow } from './promise-store.ts';
import { verdictPage, type VerdictRow } from './verdict-store.ts';

const DAY_MS = 86_400_000;
const SHOWN_DAYS = 365;
const LATELY_DAYS = 7;
const WEEKS_SHOWN = 12;
const EVER_MS = Date.UTC(2200, 0, 1);

/** Who asks from the machine itself. */
const COMMAND_LINE = 'command-line';

const iso = (atMs: number): string => new Date(atMs).toISOString();

function remedyShown(row: RemedyRow | undefined, held: string | null): Verdict['remedy'] {
  return row === undefined ? null : { state: row.state, isHeld: row.state === 'owed' && held !== null, dueAt: row.dueAt.toISOString(), endedAt: row.endedAt?.toISOString() ?? null, costMinor: row.costMinor, currency: row.currency };
}

/** Promises as pages show them. */
export function createPresenter(deps: { readonly database: Database; readonly identity: Pick<Identity, 'withOwners'>; readonly customers: Pick<Customers, 'quoted'>; readonly people: Pick<People, 'list'>; readonly remedyHeld: () => Promise<string | null>; readonly clock: () => number; readonly zone: string }) {
  const { database, clock, zone } = deps;
  const lastYear = () => ({ fromMs: beginningOf(dayOf(clock() - SHOWN_DAYS * DAY_MS, zone), zone), belowMs: EVER_MS, zone });
  const partsOf = (rows: readonly TallyRow[], promise: number): KeptPart[] => rows.filter((row) => row.promise === promise).map((row) => keptPart(row.key, row));

  async function remediesOf(verdicts: readonly VerdictRow[]): Promise<Map<string, RemedyRow>> {
    const rows = await Promise.all([...Map.groupBy(verdicts.filter(({ state }) => state === 'broken'), ({ promise }) => promise)].map(([promise, own]) => remediesOfTriggers(database, promise, own.map(({ trigger }) => trigger))));
    return new Map(rows.flat().map((row) => [`${row.promise} ${row.version} ${row.trigger} ${row.ordinal}`, row]));
  }

  async function shown(verdicts: readonly (VerdictRow & { readonly customer?: number })[]): Promise<Verdict[]> {
    const [held, remedies] = [await deps.remedyHeld(), await remediesOf(verdicts)];
    const who = await deps.customers.quoted([...new Set(verdicts.map(({ node }) => node).filter((node) => node !== 0))], false);
    return verdicts.map((one): Verdict => ({
      customer: one.customer === undefined ? who.get(one.node)?.id ?? null : one.customer > 0 ? publicId('customer', one.customer) : null, name: who.get(one.node)?.name ?? null, interaction: publicId('interaction', one.trigger), version: one.version, channel: one.channel, seam: one.seam, state: one.state,
      startedAt: iso(one.startedMs), dueAt: one.dueMs === null ? null : iso(one.dueMs), settledAt: one.settledMs === null ? null : iso(one.settledMs), evidence: one.evidence.map(({ interaction, atMs, rule }) => ({ interaction: publicId('interaction', interaction), at: iso(atMs), rule })),
      remedy: remedyShown(remedies.get(`${one.promise} ${one.version} ${one.trigger} ${one.ordinal}`), held),
    }));
  }

  function line(versions: readonly VersionRow[], publications: readonly PublicationRow[], names: ReadonlyMap<string, string>): Omit<PromiseLine, 'rate' | 'months' | 'brokenLately' | 'remedies' | 'remediesHeld'> {
    const published = publications.at(-1);
    const holds = published?.version ?? publications.findLast(({ version }) => version !== null)?.version ?? null;
    const latest = versions.at(-1) as VersionRow;
    const one = versions.find(({ number }) => number === holds) ?? latest;
    const named = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? 'Somebody without access' });
    return {
      id: publicId('promise', one.promise), state: published === undefined ? 'draft' : published.version === null ? 'stopped' : 'published', version: one.number, hasDraft: latest.number > one.number, since: published?.at.toISOString() ?? null,
      terms: one.terms, owners: { brand: named(one.terms.owners.brand), service: named(one.terms.owners.service) },
    };
  }

  async function read(promise: number | null) {
    const [versions, publications, people] = await Promise.all([allVersions(database, promise), allPublications(database, promise), deps.people.list()]);
    return { versions: Map.groupBy(versions, (one) => one.promise), publications: Map.groupBy(publications, (one) => one.promise), names: new Map(people.map(({ id, name }) => [id, name])) };
  }

  async function lines(promise: number | null = null): Promise<PromiseLine[]> {
    const period = lastYear();
    const [{ versions, publications, names }, sums, remediesHeld, all, months, lately] = await Promise.all([read(promise), remedySums(database, new Date(period.fromMs), promise), deps.remedyHeld(), keptTallies(database, deps.identity.withOwners, 'all', period, promise), keptTallies(database, deps.identity.withOwners, 'month', period, promise), brokenSince(database, clock() - LATELY_DAYS * DAY_MS)]);
    return [...versions].map(([number, own]) => ({
      ...line(own, publications.get(number) ?? [], names), rate: keptRate(all.find((row) => row.promise === number) ?? NOTHING_KEPT), months: partsOf(months, number), brokenLately: lately.find((row) => row.promise === number)?.count ?? 0,
      remedies: sums.flatMap(({ promise: of, ...sum }) => (of === number ? [{ ...sum, overdue: remediesHeld === null ? sum.overdue : 0 }] : [])), remediesHeld,
    }));
  }

  return {
    lines: () => lines(),
    shown,
    async one(promise: number): Promise<OnePromise> {
      const period = lastYear();
      const weekly = { ...period, fromMs: beginningOf(dayOf(clock() - WEEKS_SHOWN * 7 * DAY_MS, zone), zone) };
      const [[first], { versions, publications, names }, channels, seams, weeks] = await Promise.all([lines(promise), read(promise), keptTallies(database, deps.identity.withOwners, 'channel', period, promise), keptTallies(database, deps.identity.withOwners, 'seam', period, promise), keptTallies(database, deps.identity.withOwners, 'week', weekly, promise)]);
      const told = publications.get(promise) ?? [];
      return {
        ...first as PromiseLine, channels: partsOf(channels, promise), seams: partsOf(seams, promise).toSorted((a, b) => b.broken - a.broken), weeks: partsOf(weeks, promise),
        versions: (versions.get(promise) ?? []).map((one) => ({ number: one.number, note: one.note, by: names.get(one.by) ?? (one.by === COMMAND_LINE ? 'the command line' : 'Somebody without access'), at: one.at.toISOString(), publishedAt: told.find(({ version }) => version === one.number)?.at.toISOString() ?? null, terms: one.terms })).toReversed(),
      };
    },
    async verdicts(promise: number, part: Part): Promise<Verdicts> {
      const [year, month] = (part.month ?? '').split('-').map(Number);
      const next = year === undefined || month === undefined || part.month === undefined ? null : new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
      const period = lastYear();
      const { rows, total } = await verdictPage(database, promise, { state: part.state, fromMs: part.month === undefined ? period.fromMs : beginningOf(`${part.month}-01`, zone), belowMs: next === null ? period.belowMs : beginningOf(next, zone), channel: part.channel ?? null, seam: part.seam ?? null }, VERDICTS_MOST);
      return { verdicts: await shown(rows), total };
    },
  };
}

/** The number of a promise in an address. */
export const promiseNumber = (id: string): number => parsePublicId('promise', id);
