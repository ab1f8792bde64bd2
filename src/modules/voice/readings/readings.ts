import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import type { Attention } from '../../../platform/jobs/attention.ts';
import type { Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Subjects } from '../../subjects/index.ts';
import { createNames } from '../names/names.ts';
import { namedIn } from '../names/named-in.ts';
import { namesRound, nextNamesRound } from '../names/names-store.ts';
import { READINGS_EARLIER_TABLE } from '../as-of/replaced-by.ts';
import { receiveSaid } from '../receive-said.ts';
import { isSayable, type ModelCard } from '../reading/outputs/output-model.ts';
import { READINGS_MOST, type LabelCard, type Reading, type ReaderState } from './contract.ts';
import { createHistoryReader, READINGS_CONSUMER } from './read-history.ts';
import { hasWords, readSaid } from './read-said.ts';
import { createReaderPool } from './reader-pool.ts';
import { readingCounts, readingsOf, type ReadingRow } from './readings-log.ts';
import { correctionsOf } from '../teaching/correction-store.ts';
import { chooseLearning, chosenLearning, learntModel } from '../teaching/learning-store.ts';
import { outranked } from '../teaching/outrank.ts';
import type { Trees } from '../topic-tree/tree-file.ts';
import type { Look } from './reader-thread.ts';
import { readers } from './reader-store.ts';
import { readingCards } from './shipped-models.ts';
import { presentedFacts } from './stored-facts.ts';
import { readLately } from './tell-read.ts';
import { READINGS_TABLE, readingRow } from './stored-reading.ts';

/** Names of products that are asked for, before variants are put together. */
const NAMES_TOLD = 100_000;
const FEELINGS = ['negative', 'neutral', 'positive'] as const;
const pairs = (places: readonly number[]): [number, number][] => Array.from({ length: places.length >> 1 }, (_, at) => [places[at * 2] as number, places[at * 2 + 1] as number]);

function presented(row: ReadingRow): Reading {
  const feeling = FEELINGS.find((one) => one === row.feeling) ?? null;
  return {
    id: publicId('interaction', Number(row.number)), revision: row.revision, characters: row.characters, language: row.language === '' ? null : row.language, feeling, valence: feeling === null ? null : row.valence,
    said: row.outputs.map((output, at) => ({ output, label: row.labels[at] ?? '', confidence: row.confidences[at] === 0 ? null : row.confidences[at] ?? null, carriers: pairs(row.carriers[at] ?? []), byPerson: false })),
    sentences: row.sentence_starts.map((from, at) => ({ from, until: row.sentence_ends[at] ?? from, valence: row.sentence_valences[at] ?? 0 })), corrections: [], ...presentedFacts(row),
  };
}

function cardOf(models: readonly ModelCard[]): LabelCard[] {
  return models.flatMap(({ outputs }) => outputs.flatMap(({ output, labels, held }) => labels.flatMap((label, at): LabelCard[] => {
    const one = held[at] ?? null;
    return label === '' || one === null ? [] : [{ output, label, texts: one.texts, precision: one.precision, recall: one.recall, isSaid: isSayable(one) }];
  })));
}

/** Reads what is said, as it is recorded and all that was before, and answers what was read. See README.md. */
export async function createReadings(deps: { readonly database: Database; readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Interactions; /** Tells what was sold; without it products are known by what interactions are about alone. */ readonly subjects?: Pick<Subjects, 'productsSold'>; /** By whose days deadlines end; UTC unless it is said. */ readonly zone?: string; readonly log: Log; readonly clock: () => number; readonly attention?: Pick<Attention, 'isWanted'> }) {
  const chosen = await chosenLearning(deps.database);
  const { madeFor, withTaught } = await readingCards();
  // A model that was learnt with other rules cannot read; until it is learnt anew, texts are read without it.
  const first = chosen === null ? null : await learntModel(deps.database, chosen, madeFor);
  const cards = withTaught(first);
  let { models } = cards;
  /** Names are data: they change what is read from then on. Only where the history was asked to be read again for them they are part of who reads. */
  let round = await namesRound(deps.database);
  const withNames = (fingerprint: string): string => (round === 0 ? fingerprint : `${fingerprint}, names ${round}`);
  let base = cards.fingerprint;
  const names = await createNames({ ...deps, isBusy: deps.interactions.isBusy, told: async () => [...await deps.subjects?.productsSold(NAMES_TOLD) ?? [], ...await deps.interactions.productsSpokenOf(NAMES_TOLD)], changed: (now) => { pool.useNames(now); } });
  const zone = deps.zone ?? 'UTC';
  const pool = createReaderPool({ taught: first, names: names.known() });
  const history = createHistoryReader({ ...deps, pool, zone });
  await history.open(withNames(base), first === null ? null : chosen);
  receiveSaid({ outbox: deps.outbox, isBusy: deps.interactions.isBusy }, {
    consumer: READINGS_CONSUMER, table: READINGS_TABLE, earlier: READINGS_EARLIER_TABLE,
    by: () => [{ by: pool.models(), under: history.writing() }],
    reads: hasWords,
    read: (_, said) => readSaid(pool, said),
    row: (reader, said, read) => readingRow(reader, said, read, zone),
    tells: (said, readOf) => readLately(said, readOf, deps.clock()),
  });

  const shownNow = (): NonNullable<ReturnType<typeof history.shown>> => {
    const reader = history.shown();
    if (reader === null) throw new AppError('unavailable', 'reader-missing', 'Nothing reads texts yet. Try again in a moment.');
    return reader;
  };

  const withNamed = (row: ReadingRow, reading: Reading): Reading => ({ ...reading, said: [...reading.said, ...namedIn(row, names.nameOf)] });

  return {
    /** What was read in these interactions. Shape: those in which something is said and read already. Errors: `invalid` for too many, and for ids that are none. */
    async readings(ids: readonly string[]): Promise<{ version: number; readings: Reading[] }> {
      if (ids.length > READINGS_MOST) throw new AppError('invalid', 'too-many-ids', `Ask for at most ${READINGS_MOST} interactions at once.`);
      const { number } = shownNow();
      const places = await deps.interactions.homesOfNumbers(ids.map((id) => parsePublicId('interaction', id)));
      const [rows, corrections] = await Promise.all([readingsOf(deps.analytics, number, places), correctionsOf(deps.database, places.map((place) => place.number))]);
      const by = Map.groupBy(corrections, ({ interaction }) => interaction);
      return { version: number, readings: rows.map((row) => outranked(withNamed(row, presented(row)), by.get(Number(row.number)) ?? [])) };
    },
    /** Who reads: under which number its readings lie, which languages more than feelings are read in, how good each label is. */
    shown(): { readonly version: number; /** From when on its readings are shown in place of another reader’s; null for the first. Units: ms. */ readonly shownSinceMs: number | null; readonly again: { readonly version: number; readonly texts: number } | null; readonly languages: readonly string[]; readonly card: readonly LabelCard[] } {
      const again = history.reading();
      return { version: shownNow().number, shownSinceMs: history.shownSince()?.getTime() ?? null, again: again === null ? null : { version: again.number, texts: again.texts }, languages: [...new Set(models.flatMap((model) => model.languages))], card: cardOf(models) };
    },
    /** Who reads, and how it goes. */
    async state(): Promise<ReaderState> {
      const shown = shownNow();
      const again = history.reading();
      const counts = await readingCounts(deps.analytics, shown.number);
      const languages = [...Map.groupBy(counts, ({ language }) => language)].map(([language, rows]) => {
        const of = (feeling: string): number => rows.filter((row) => row.feeling === feeling).reduce((sum, row) => sum + Number(row.texts), 0);
        const texts = rows.reduce((sum, row) => sum + Number(row.texts), 0);
        return { language: language === '' ? null : language, texts, feelings: rows.every(({ feeling }) => feeling === '') ? null : { negative: of('negative'), neutral: of('neutral'), positive: of('positive') } };
      });
      return {
        version: shown.number, fingerprint: shown.fingerprint, since: shown.switchedAt?.toISOString() ?? null, texts: languages.reduce((sum, { texts }) => sum + texts, 0), languages, card: cardOf(models),
        again: again === null ? null : { version: again.number, texts: again.texts, begunAt: again.begunAt.toISOString() },
      };
    },
    /** Every reader that there was, the latest first. */
    readers: () => readers(deps.database),
    /** What the models that read now say, and how well. */
    models: (): readonly ModelCard[] => models,
    /** What a taught model must have been learnt with to read. */
    madeFor,
    /** Reads texts that are not of the history, in their order; null for one that could not be read. */
    readTexts: (texts: readonly string[]) => pool.read(texts),
    /** Makes trees of topics ready for looks at topics, and lets go of those of other passes. */
    holdTrees: (passes: ReadonlyMap<number, Trees>): void => { pool.holdTrees(passes); },
    /** Looks at texts in the threads that read. */
    ask: <Answer>(look: Look, texts: readonly string[]): Promise<(Answer | null)[]> => pool.ask<Answer>(look, texts),
    /** Reads by a learnt model from now on (null: by those alone that come with Custos), and the history again in the background. Answers the reader's number. Errors: `conflict` for one that cannot read any more. */
    async useLearning(learning: number | null, by: string): Promise<number> {
      const taught = learning === null ? null : await learntModel(deps.database, learning, madeFor);
      if (learning !== null && taught === null) throw new AppError('conflict', 'learning-outdated', 'This version was learnt with other rules of reading. Learn again from the corrections.');
      const next = withTaught(taught);
      await history.change(withNames(next.fingerprint), learning, async (tx) => {
        await chooseLearning(tx, learning, by);
        pool.use(taught);
      });
      ({ models, fingerprint: base } = next);
      return (await readers(deps.database)).find((reader) => reader.fingerprint === withNames(base))?.number ?? shownNow().number;
    },
    names,
    /** Since when the shown reader reads, and how far another has come: what was read without names that changed since. */
    namesReader(): { readonly begunAt: Date; readonly again: { readonly version: number; readonly texts: number } | null } {
      const again = history.reading();
      return { begunAt: shownNow().begunAt, again: again === null ? null : { version: again.number, texts: again.texts } };
    },
    /** Reads the whole history again, with the names of now. Answers the reader's number. Errors: `conflict` while it is being read anyway. */
    async readAgain(by: string): Promise<number> {
      if (history.reading() !== null) throw new AppError('conflict', 'reading-already', 'The history is being read at this moment. Wait until it is through.');
      const learning = shownNow().learning;
      const next = await deps.database.transaction((tx) => nextNamesRound(tx, by));
      round = next;
      await history.change(withNames(base), learning, () => Promise.resolve());
      return (await readers(deps.database)).find((reader) => reader.fingerprint === withNames(base))?.number ?? shownNow().number;
    },
    start: (): void => { history.start(); names.start(); },
    /** For tests: the history is read to its end, and the readings have arrived. */
    through: history.through,
    async stop(): Promise<void> {
      await names.stop();
      await history.stop();
      await pool.stop();
    },
  };
}

export type Readings = Awaited<ReturnType<typeof createReadings>>;
