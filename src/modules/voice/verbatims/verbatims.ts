import { AppError } from '../../../kernel/app-error.ts';
import { parseMoment } from '../../../kernel/instant.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { compileMask } from '../../../platform/http/mask-answer.ts';
import type { Customers, QuotedCustomer } from '../../customers/index.ts';
import { PAGE_PACE, passesFacts, readWordSearch, saysAndPasses, saysSearch, wantedAlone, type Interactions, type Said, type WordFilter, type WordSearch } from '../../interactions/index.ts';
import { spokenParts, type TimelineItem } from '../../interactions/contract.ts';
import { dayIn } from '../calendar-days.ts';
import { groupsIn } from '../grouped-at.ts';
import { Verbatim, VERBATIM_LIMITS, type Quote, type QuoteToShow, type Searched, type Verbatims, type VerbatimsQuery, type WallQuery, type WallQuote } from './contract.ts';
import { customerQuotes, quotesWithMarks, type ReadPlaces } from './quote-customer.ts';
import { quotesFor, wholeQuotes } from './quote-item.ts';
import { asksRead, type ReadFilters } from './read-filters.ts';
import { WALL, wallQuote } from './wall-quote.ts';

const DAY_MS = 86_400_000;
/** Verbatims of a file that are read at a time. */
const FILE_STEP = 500;
/** How long one step of a file looks. Units: ms. */
const FILE_WITHIN_MS = 1_000;

/** How a viewer reads: as it stands, or masked. */
export type Reader = { readonly isMasked: boolean; mask(verbatim: Verbatim): Verbatim };

const maskForAll = compileMask(Verbatim);
/** As everybody may read it: whatever the viewer's role. */
const FOR_ALL: Reader = { isMasked: true, mask: (verbatim) => maskForAll(verbatim) as Verbatim };
/** No place of what was read is looked for. */
const UNREAD: ReadPlaces = { revision: 0, characters: 0, carriers: [] };
/** Nothing was counted: what is found is the least. */
const UNCOUNTED = { count: 0, isLeast: true } as const;

/** Whether each that is found is looked at, so that nothing but looking can count them. */
const isLookedAt = (searched: Searched): boolean => asksRead(searched) || [searched.quotable, searched.office, searched.stage, searched.ratingFrom, searched.ratingUntil].some((asked) => asked !== undefined);

/** A day of the company's zone as the moment when it begins. Errors: `invalid` for 30 February. */
function beginOfDay(day: string, zone: string, later = 0): number {
  const utc = parseMoment(day);
  const moment = utc === null ? null : parseMoment(`${new Date(utc.atMs + later * DAY_MS).toISOString().slice(0, 10)}T00:00:00`, zone);
  if (moment === null) throw new AppError('invalid', 'day-malformed', 'A day is written such as 2026-03-01.');
  return moment.atMs;
}

/** Something that was said, as a viewer reads it: masked with every name that its customer gave; those names themselves are not told. */
function asRead({ item, signed }: Said, who: QuotedCustomer | undefined, quotes: Quote[], mask: Reader['mask']): Verbatim {
  const whole: Verbatim = {
    id: item.id, revision: item.revision, customer: who?.id ?? null, name: who?.name ?? null, signed: who === undefined ? [...signed] : [...who.names],
    channel: item.channel, source: item.source, brand: item.brand, kind: item.kind, direction: item.direction, office: item.office, language: item.language, occurredAt: item.occurredAt, occurredPrecision: item.occurredPrecision,
    rating: item.rating, quotes, more: 0, quoting: spokenParts(item).length === 0 ? null : who?.quoting ?? 'not-asked',
  };
  return { ...mask(whole), ...(who === undefined ? {} : { signed: [] }) };
}

/** A search as it is asked. */
type Asked = { readonly search: WordSearch; readonly filter: WordFilter; readonly searched: Searched };

/** Everything that was said: found by its words, quoted as the viewer may read it, as a page, as a file and as it comes. */
export function createVerbatims(deps: { readonly interactions: Interactions; readonly customers: Customers; readonly zone: string; /** Filters by what was read; without them nobody can filter by it. */ readonly read?: ReadFilters }) {
  const { interactions, customers, zone } = deps;
  const filterOf = ({ from, until, channel, source, direction, brand, language, kind, office, stage, ratingFrom, ratingUntil }: Searched): WordFilter => ({
    channel, source, direction, brand, language, kind, office, stage, ratingFrom, ratingUntil, ...(from === undefined ? {} : { fromMs: beginOfDay(from, zone) }), ...(until === undefined ? {} : { untilMs: beginOfDay(until, zone, 1) }),
  });

  async function numbersRead(searched: Searched): Promise<WordFilter['among']> {
    if (deps.read === undefined) throw new AppError('unavailable', 'reader-missing', 'Nothing reads texts here.');
    return deps.read.numbers(searched);
  }

  /** The filter of a search with those who may say what it finds, in which groups they are, and what was read in it. Invariant: whether they may be quoted is looked at again, of each. */
  async function filterWithPeople(searched: Searched): Promise<WordFilter> {
    const groups = groupsIn(searched);
    const [nodes, among, whose] = await Promise.all([searched.quotable === undefined ? null : customers.consents.quotableClaims(), asksRead(searched) ? numbersRead(searched) : undefined, groups === null ? undefined : customers.groups.rowsOf(groups)]);
    return { ...filterOf(searched), ...(nodes === null ? {} : { nodes }), ...(among === undefined ? {} : { among }), ...(whose === undefined ? {} : { whose }) };
  }

  /** What was said as the viewer reads it, whole. Invariant: whoever reads masked finds by what they read: a name or a number that is hidden from them is not said. */
  async function readable(said: readonly Said[], search: WordSearch, { quotable, ...facts }: Searched, { isMasked, mask }: Reader): Promise<Verbatim[]> {
    const quoted = await customers.quoted(said.flatMap(({ node }) => (node === 0 ? [] : [node])), isMasked);
    return said.flatMap((one): Verbatim[] => {
      const read = asRead(one, quoted.get(one.node), wholeQuotes(one.item), mask);
      if ((quotable !== undefined && read.quoting !== 'agreed') || !passesFacts(one.item, facts)) return [];
      return isMasked && !saysSearch(read.quotes.map(({ text }) => text), search) ? [] : [read];
    });
  }

  const askedOf = async (searched: Searched): Promise<Asked> => ({ search: readWordSearch(searched.words ?? ''), filter: await filterWithPeople(searched), searched });

  /** A page of whole verbatims, as far as it comes in so long. A masked reader's search leaves out by what they read, so that what they may not read is not told by its absence. */
  async function wholePage({ search, filter, searched }: Asked, before: string | undefined, limit: number, reader: Reader, withinMs: number): Promise<{ verbatims: Verbatim[]; next: string | null; searchedUntil: string | null }> {
    const asked = reader.isMasked ? wantedAlone(search) : search;
    const endMs = performance.now() + withinMs;
    const verbatims: Verbatim[] = [];
    for (let next = before; ;) {
      const wanted = limit - verbatims.length;
      const page = await interactions.words.find(asked, filter, next, wanted, { ...PAGE_PACE, withinMs: endMs - performance.now() });
      verbatims.push(...await readable(page.said, search, searched, reader));
      // Found, but hidden from this reader: others may stand behind it.
      const goesOn = page.said.length >= wanted && verbatims.length < limit && performance.now() < endMs;
      if (page.next === null || !goesOn) return { verbatims, next: page.next, searchedUntil: page.searchedUntilMs === null ? null : new Date(page.searchedUntilMs).toISOString() };
      next = page.next;
    }
  }

  return {
    /** A page of quotations, newest first; how many there are with the first. A page that looked for long enough holds what it found, and says how far back it looked. */
    async page(query: VerbatimsQuery, reader: Reader): Promise<Verbatims> {
      const asked = await askedOf(query);
      const { search, filter } = asked;
      const [{ verbatims, next, searchedUntil }, counted] = await Promise.all([
        wholePage(asked, query.before, query.limit, reader, PAGE_PACE.withinMs),
        query.before !== undefined || (reader.isMasked && search.terms.length > 0) ? null : isLookedAt(query) ? UNCOUNTED : interactions.words.count(search, filter, VERBATIM_LIMITS.counted),
      ]);
      // Where time was up before much was counted, the page itself knows better.
      const total = counted === null ? null : next === null ? { count: verbatims.length, isLeast: false } : { ...counted, count: Math.max(counted.count, verbatims.length) };
      return { verbatims: verbatims.map((verbatim) => ({ ...verbatim, ...quotesFor(verbatim.quotes, search) })), next, searchedUntil, total, isCut: search.isCut, zone };
    },
    /** The newest verbatims whole, for a file; then how many are left out, null where that is not told. */
    async *file(query: Searched, reader: Reader): AsyncGenerator<{ readonly verbatims: readonly Verbatim[] } | { readonly leftOut: number | null }> {
      const asked = await askedOf(query);
      let [held, before]: [number, string | undefined] = [0, undefined];
      while (held < VERBATIM_LIMITS.file) {
        const { verbatims, next } = await wholePage(asked, before, Math.min(FILE_STEP, VERBATIM_LIMITS.file - held), reader, FILE_WITHIN_MS);
        held += verbatims.length;
        yield { verbatims };
        if (next === null) return;
        before = next;
      }
      if (reader.isMasked || isLookedAt(query)) { yield { leftOut: null }; return; }
      const count = await interactions.words.countAll(asked.search, asked.filter);
      if (count > held) yield { leftOut: count - held };
    },
    /**
     * What a reader finds among what came in since a moment, for whoever waits for it. Shape: numbers of interactions, at most `most`; `isLeast` when there are more.
     * Units: ms since 1970; `placedFromMs`: nothing that came in tells of an earlier moment.
     */
    async foundSince(query: Searched, reader: Reader, since: { readonly receivedMs: number; readonly placedFromMs: number }, most: number): Promise<{ readonly numbers: number[]; readonly isLeast: boolean }> {
      const { filter, ...rest } = await askedOf(query);
      const asked: Asked = { ...rest, filter: { ...filter, receivedFromMs: since.receivedMs, fromMs: Math.max(since.placedFromMs, filter.fromMs ?? since.placedFromMs) } };
      const numbers = new Set<number>();
      for (let next: string | undefined; ;) {
        const page = await wholePage(asked, next, Math.min(FILE_STEP, most - numbers.size + 1), reader, FILE_WITHIN_MS);
        for (const { id } of page.verbatims) numbers.add(parsePublicId('interaction', id));
        if (page.next === null || numbers.size > most) return { numbers: [...numbers].slice(0, most), isLeast: numbers.size > most };
        next = page.next;
      }
    },
    /**
     * How many a reader finds on each day of the company's zone from a day on. Whoever reads masked is counted what they can read, page by page, the newest `most` of them.
     * Shape: days on which nobody says it are left out; `fromDay`: every day after it was looked at, null for all that were asked.
     */
    async countByDay(query: Searched, reader: Reader, from: string, most: number): Promise<{ readonly days: ReadonlyMap<string, number>; readonly fromDay: string | null }> {
      const asked = await askedOf({ ...query, from: query.from !== undefined && query.from > from ? query.from : from });
      const { search, filter } = asked;
      if (!isLookedAt(query) && (!reader.isMasked || search.terms.length === 0)) return { days: new Map((await interactions.words.countByDay(search, filter, zone)).map(({ day, count }) => [day, count])), fromDay: null };
      const days = new Map<string, number>();
      let held = 0;
      for (let next: string | undefined; ;) {
        const page = await wholePage(asked, next, FILE_STEP, reader, FILE_WITHIN_MS);
        for (const { occurredAt } of page.verbatims) {
          const day = dayIn(zone, Date.parse(occurredAt));
          days.set(day, (days.get(day) ?? 0) + 1);
        }
        held += page.verbatims.length;
        if (page.next === null) return { days, fromDay: null };
        if (held >= most) return { days, fromDay: page.searchedUntil === null ? null : dayIn(zone, Date.parse(page.searchedUntil)) };
        next = page.next;
      }
    },
    /** What customers said in these interactions, in their own words alone, with the words marked that carry what was read; in the order of `places`. Invariant: words that are masked have no marks. */
    async quoteCustomers(places: readonly (ReadPlaces & { readonly number: number })[], found: ReadonlyMap<string, Said>, { isMasked, mask }: Reader): Promise<Verbatim[]> {
      const quoted = await customers.quoted([...found.values()].flatMap(({ node }) => (node === 0 ? [] : [node])), isMasked);
      return places.flatMap((place): Verbatim[] => {
        const one = found.get(publicId('interaction', place.number));
        if (one === undefined) return [];
        const quotes = customerQuotes(one.item, place);
        if (quotes.length === 0) return [];
        const read = asRead(one, quoted.get(one.node), quotes, mask);
        return [{ ...read, ...quotesWithMarks(read.quotes.map((quote, at) => (quote.text === quotes[at]?.text ? quote : { ...quote, hits: [] }))) }];
      });
    },
    /** The customer's own words of an interaction, to be shown to others: masked whoever asks, and named only where the customer agreed. Errors: `not-found` where a customer said nothing. */
    async quoteToShow(id: string, isMasked: boolean): Promise<QuoteToShow> {
      const [one] = await interactions.saidBy([parsePublicId('interaction', id)]);
      const who = one === undefined || one.node === 0 ? undefined : (await customers.quoted([one.node], true)).get(one.node);
      const read = one === undefined ? null : asRead(one, who, customerQuotes(one.item, UNREAD), FOR_ALL.mask);
      if (read === null || read.quotes.length === 0 || read.quoting === null) throw new AppError('not-found', 'nothing-to-quote', 'There are no words of a customer here.');
      const { quoting, channel, occurredAt, occurredPrecision } = read;
      return { id, text: read.quotes.map(({ text }) => text).join('\n\n'), name: quoting === 'agreed' && !isMasked ? who?.name ?? null : null, quoting, channel, occurredAt, occurredPrecision };
    },
    /** The newest quotes for a screen that many see: as nobody may be recognised by, of those alone who agreed unless all are asked for. */
    async wall({ all, ...searched }: WallQuery): Promise<{ quotes: WallQuote[] }> {
      const asked = await askedOf(all === undefined ? { ...searched, quotable: 'true' } : searched);
      const { verbatims } = await wholePage(asked, undefined, WALL.looked, FOR_ALL, FILE_WITHIN_MS);
      const quotes = verbatims.flatMap((verbatim): WallQuote[] => { const one = wallQuote({ ...verbatim, ...quotesFor(verbatim.quotes, asked.search) }); return one === null ? [] : [one]; });
      return { quotes: quotes.slice(0, WALL.quotes) };
    },
    /** A search's filter, with its days as moments of the company's zone. Errors: `invalid` for a day that is none. */
    filterOf,
    /** What there is to choose from. */
    choices: async () => ({ ...await interactions.words.choices(), topics: await deps.read?.topics() ?? [] }),
    /** Calls `hear` for each interaction that may pass as it is recorded. Of a masked reader the words are not looked at: that they were said is what may not be told. Answers a function that stops it. */
    listen(query: Searched, isMasked: boolean, hear: () => void): () => void {
      const search = readWordSearch(isMasked ? '' : query.words ?? '');
      const filter = filterOf(query);
      return interactions.words.listen((item) => { if (mayPass(item, filter, search)) hear(); });
    },
  };
}

function mayPass(item: TimelineItem, filter: WordFilter, search: WordSearch): boolean {
  const atMs = Date.parse(item.occurredAt);
  return (filter.fromMs === undefined || atMs >= filter.fromMs) && (filter.untilMs === undefined || atMs < filter.untilMs) && saysAndPasses(item, filter, search);
}

export type VerbatimSearch = ReturnType<typeof createVerbatims>;
