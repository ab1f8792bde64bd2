import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Log } from '../../../platform/log/log.ts';
import { INSTALL, type EmbedderSource } from '../../../platform/models/embedder.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { spokenParts } from '../../interactions/contract.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions, Said, WordFilter } from '../../interactions/index.ts';
import { joinWords } from '../readings/joined-words.ts';
import type { Readings } from '../readings/readings.ts';
import type { Verbatim } from '../verbatims/contract.ts';
import type { Reader, VerbatimSearch } from '../verbatims/verbatims.ts';
import { receiveSaid } from '../receive-said.ts';
import { createHistoryWalk } from '../walk-history.ts';
import type { AlikeQuery, AlikeVerbatims, MeaningShare, MeaningState } from './contract.ts';
import { createEmbedding } from './embed-waiting.ts';
import { createEmbedderInUse } from './embedder-in-use.ts';
import { embedderOn, endListing, noteListed, switchEmbedder, type KeptEmbedder } from './embedder-store.ts';
import { createMeaningList, MEANINGS_CONSUMER } from './list-meanings.ts';
import { meaningOfParts, meaningWords } from './meaning-words.ts';
import { dropOtherMeanings, meaningCounts, nearestMeanings } from './meanings-log.ts';
import { nearTexts, type NearText } from './near-texts.ts';
import { MEANINGS_TABLE, wholeVector, type WholeVector } from './stored-meaning.ts';

/** Rules of what is embedded and how it is kept: another number embeds the history anew. */
const RULES = 1;
/** Rows looked at for the nearest texts, and once more where most of them are copies of each other. */
const ROWS_LOOKED_AT = [1_000, 20_000] as const;

type Deps = {
  readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Interactions; readonly readings: Pick<Readings, 'ask'>; readonly customers: Pick<Customers, 'quoted'>; readonly verbatims: Pick<VerbatimSearch, 'quoteCustomers' | 'filterOf'>;
  readonly log: Log; readonly clock: () => number; /** Null: none is switched on. */ readonly embedder: EmbedderSource | null;
};

/** What is looked for, in words that may be embedded; or why nothing is. */
type Asked = { readonly words: string; readonly number: number | null; readonly to: Verbatim | null; readonly because: null } | { readonly because: 'other-language' | 'nothing-said'; readonly to: Verbatim | null };

/** Finds what customers said by its meaning, where an embedder is switched on. See README.md. */
export async function createMeaning(deps: Deps) {
  const { analytics, database, embedder: source, interactions, outbox } = deps;
  const fingerprint = source === null ? null : `${source.name} ${source.version} ${RULES}`;
  await database.transaction((tx) => switchEmbedder(tx, fingerprint));
  const on = await embedderOn(database);
  if (source === null || on === null) {
    await outbox.leave(MEANINGS_CONSUMER);
    return meaningOff();
  }
  const { number } = on;
  let kept: KeptEmbedder | null = on;
  const embedder = createEmbedderInUse(source);
  const list = createMeaningList({ ...deps, languages: source.languages });
  receiveSaid({ outbox, isBusy: interactions.isBusy }, { consumer: MEANINGS_CONSUMER, table: MEANINGS_TABLE, by: () => [{ by: number, under: [number] }], read: (_, said) => list.read(said.map(({ parts }) => joinWords(parts).text)), row: list.row });
  const embedding = createEmbedding({ ...deps, embedder, number });
  const walk = createHistoryWalk<KeptEmbedder>(deps, {
    consumer: MEANINGS_CONSUMER, table: MEANINGS_TABLE,
    next: () => Promise.resolve(kept?.state === 'listing' ? kept : null),
    async read({ number: own }, said) {
      const languages = await list.read(said.map(({ parts }) => joinWords(parts).text));
      return said.map((one, at) => list.row(own, one, languages[at] ?? null));
    },
    note: (tx, one, place, texts) => { noteListed(tx, one.number, place, texts); },
    end: (tx, one) => endListing(tx, one.number),
    async moved(_, isThrough) {
      kept = await embedderOn(database);
      if (isThrough) await dropOtherMeanings(analytics, number);
    },
  });
  const share = async (): Promise<MeaningShare> => ({ ...await meaningCounts(analytics, number), isListing: kept?.state === 'listing' });

  /** The nearest texts, so many at least where there are. Of one that thousands copied, more rows are looked at. */
  async function nearest(vector: WholeVector, filter: WordFilter, except: number | null, limit: number): Promise<NearText[]> {
    for (const rows of ROWS_LOOKED_AT) {
      const found = await nearestMeanings(analytics, number, vector, filter, except, rows);
      const texts = nearTexts(found);
      if (texts.length >= limit || found.length < rows || rows === ROWS_LOOKED_AT.at(-1)) return texts;
    }
    return [];
  }

  /** What the customer said in an interaction, in words that may be embedded. Errors: `not-found`. */
  async function askedLike(id: string, reader: Reader): Promise<Asked> {
    const own = parsePublicId('interaction', id);
    const [said] = await interactions.saidBy([own]);
    if (said === undefined) throw new AppError('not-found', 'interaction-unknown', 'There is no such interaction.');
    const parts = spokenParts(said.item);
    const [to] = await deps.verbatims.quoteCustomers([{ number: own, revision: said.item.revision, characters: 0, carriers: [] }], new Map([[said.item.id, said]]), reader);
    if (to === undefined || parts.length === 0) return { because: 'nothing-said', to: null };
    const [language = null] = await list.read([joinWords(parts).text]);
    if (language === null || source?.languages?.includes(language) === false) return { because: 'other-language', to };
    const names = said.node === 0 ? said.signed : (await deps.customers.quoted([said.node], true)).get(said.node)?.names ?? [];
    return { because: null, words: meaningOfParts(parts, names), number: own, to };
  }

  return {
    /** By which embedder vectors are kept now, and which languages it knows; null: all that are read. */
    by: { number, languages: source.languages },
    /** Whether it is switched on, and how much of all texts is embedded. Cost: the rows without their vectors are counted. */
    state: async (): Promise<MeaningState> => ({ embedder: { name: source.name, version: source.version, languages: source.languages === null ? null : [...source.languages] }, install: INSTALL, share: await share() }),
    /** The texts that are most alike what is asked for. Errors: `invalid` unless exactly one of `to` and `words` is given; `not-found`; `unavailable` when the embedder ended. Cost: every vector is compared. */
    async alike({ to: id, words, limit, ...query }: AlikeQuery, reader: Reader): Promise<AlikeVerbatims> {
      const asked: Asked = requireOne(id, words) === 'to' ? await askedLike(id ?? '', reader) : { because: null, words: meaningWords(words ?? '', []), number: null, to: null };
      if (asked.because !== null) return { because: asked.because, to: asked.to, verbatims: [], isMore: false, share: await share() };
      const [vector] = asked.words === '' ? [] : await embedder.embed([asked.words]);
      const whole = vector === undefined ? null : wholeVector(vector);
      if (whole === null) return { because: 'nothing-said', to: asked.to, verbatims: [], isMore: false, share: await share() };
      const [near, now] = await Promise.all([nearest(whole, deps.verbatims.filterOf(query), asked.number, limit + 1), share()]);
      const places = near.slice(0, limit);
      const found = new Map((await interactions.saidBy(places.map((place) => place.number))).map((said): [string, Said] => [said.item.id, said]));
      const by = new Map(places.map((place) => [publicId('interaction', place.number), place]));
      const quoted = await deps.verbatims.quoteCustomers(places.map((place) => ({ ...place, characters: 0, carriers: [] })), found, reader);
      const verbatims = quoted.flatMap((verbatim) => { const place = by.get(verbatim.id); return place === undefined || place.revision !== verbatim.revision ? [] : [{ ...verbatim, likeness: Math.round(place.likeness * 1_000) / 1_000, same: place.same }]; });
      return { because: null, to: asked.to, verbatims, isMore: near.length > limit, share: now };
    },
    /** Goes on through the history where it was left, and embeds what waits. */
    start(): void { walk.start(); embedding.start(); },
    async stop(): Promise<void> {
      // Whoever embeds is told to end first: then that the embedder ends is no fault.
      const ended = Promise.all([embedding.stop(), walk.stop()]);
      await embedder.stop();
      await ended;
    },
  };
}

/** The same where no embedder is switched on: it says so, and finds nothing. */
function meaningOff() {
  return {
    by: null,
    state: async (): Promise<MeaningState> => ({ embedder: null, install: INSTALL, share: null }),
    async alike({ to, words }: AlikeQuery, _: Reader): Promise<AlikeVerbatims> {
      requireOne(to, words);
      return { because: 'off', to: null, verbatims: [], isMore: false, share: null };
    },
    start: (): void => undefined,
    stop: async (): Promise<void> => undefined,
  };
}

function requireOne(to: string | undefined, words: string | undefined): 'to' | 'words' {
  if ((to === undefined) === (words === undefined)) throw new AppError('invalid', 'one-question', 'Ask either by words or by an interaction (to).');
  return to === undefined ? 'words' : 'to';
}

export type Meaning = Awaited<ReturnType<typeof createMeaning>>;
