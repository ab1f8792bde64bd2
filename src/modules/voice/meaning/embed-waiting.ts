import { AppError } from '../../../kernel/app-error.ts';
import type { Analytics } from '../../../platform/clickhouse/analytics.ts';
import { createPause } from '../../../platform/jobs/pause.ts';
import { factsOf, type Log } from '../../../platform/log/log.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { SaidInteraction } from '../../interactions/contract.ts';
import type { Customers } from '../../customers/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { EmbedderInUse } from './embedder-in-use.ts';
import { MEANINGS_CONSUMER } from './list-meanings.ts';
import { meaningOfParts } from './meaning-words.ts';
import { stillWaiting, waitingMeanings, type MeaningPlace } from './meanings-log.ts';
import { meaningRow, MEANINGS_TABLE, wholeVector, type WholeVector } from './stored-meaning.ts';

/** Texts looked up, and kept, at once: some seconds of work, as what is new comes before what is old. */
const STEP_TEXTS = 256;
/** Texts embedded before it is looked whether something else wants the machine, or the embedder. */
const TEXTS_AT_ONCE = 16;
/** While much is being recorded, after a fault, and without anything to do. Units: ms. */
const BUSY_MS = 1_000;
const RETRY_MS = 10_000;
const IDLE_MS = 60_000;
/** Looking what waits costs a fraction of a second of a long history: so long after a look at least, and ten times as long as it took. Units: ms. */
const LOOK_MS = 1_000;
const LOOKS_APART = 10;

type Deps = { readonly analytics: Analytics; readonly outbox: Outbox; readonly interactions: Pick<Interactions, 'saidAt' | 'saidBy' | 'stillSaid' | 'isBusy'>; readonly customers: Pick<Customers, 'quoted'>; readonly log: Log; readonly embedder: EmbedderInUse; /** Under which number vectors are kept now. */ readonly number: number };

const keyOf = ({ number, revision }: MeaningPlace): string => `${number} ${revision}`;

/**
 * Embeds what waits for its vector, the newest first, one step after the other; whatever is recorded comes first.
 * What waits stands in the table itself, so that a stop loses a step at most. Erasure and keeping exclude each other, and what was erased, revised or masked meanwhile is not kept.
 */
export function createEmbedding(deps: Deps) {
  const { analytics, interactions, log, number } = deps;
  const rest = createPause();
  const pace = createPause();
  let lookAgainMs = 0;
  let stopping = false;
  let running: Promise<void> | null = null;
  let fault: string | null = null;
  /** Kept a moment ago and not copied yet: not to be done again. */
  let skipped = new Set<string>();
  /** Without a text of this revision in the history, and when to look for it again. */
  const stuck = new Map<string, number>();
  deps.outbox.onCopied((batches) => { if (batches.some(({ table }) => table === MEANINGS_TABLE)) rest.end(); });

  async function vectorsOf(texts: readonly string[]): Promise<(WholeVector | null)[]> {
    try {
      return (await deps.embedder.embed(texts)).map(wholeVector);
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'not-embedded')) throw error;
      if (texts.length === 1) return [null];
      // One of them could not be embedded: the others are.
      const alone: (WholeVector | null)[] = [];
      for (const text of texts) alone.push(...await vectorsOf([text]));
      return alone;
    }
  }

  /** Names that whoever said it gave. */
  async function namesIn(said: readonly SaidInteraction[]): Promise<(one: SaidInteraction) => readonly string[]> {
    const [quoted, unsigned] = await Promise.all([deps.customers.quoted(said.flatMap(({ node }) => (node === 0 ? [] : [node])), true), interactions.saidBy(said.filter(({ node }) => node === 0).map((one) => one.number))]);
    const signed = new Map(unsigned.map((one) => [one.item.id, one.signed]));
    return ({ node, number: own }) => quoted.get(node)?.names ?? signed.get(publicId('interaction', own)) ?? [];
  }

  /** Keeps what is still there as it was read. */
  async function keep(rows: readonly { readonly one: SaidInteraction; readonly line: string }[]): Promise<void> {
    if (rows.length === 0) return;
    await deps.outbox.holding(MEANINGS_CONSUMER, async (tx) => {
      const said = rows.map(({ one }) => one);
      const [standing, waits] = [await interactions.stillSaid(said), await stillWaiting(analytics, number, said)];
      const lines = rows.filter(({ one }) => standing.has(one.number) && waits.has(one.number)).map(({ line }) => line);
      if (lines.length > 0) await deps.outbox.copy(tx, [{ table: MEANINGS_TABLE, jsonLines: lines.join('\n'), rows: lines.length }]);
    });
    for (const { one } of rows) skipped.add(keyOf(one));
  }

  /** One step. Answers how many texts there were to do. */
  async function step(): Promise<number> {
    const lookedMs = performance.now();
    const waiting = await waitingMeanings(analytics, number, STEP_TEXTS + skipped.size + stuck.size);
    const there = new Set(waiting.map(keyOf));
    skipped = new Set([...skipped].filter((key) => there.has(key)));
    for (const [key, untilMs] of stuck) if (untilMs < lookedMs) stuck.delete(key);
    const places = waiting.filter((place) => !skipped.has(keyOf(place)) && !stuck.has(keyOf(place))).slice(0, STEP_TEXTS);
    lookAgainMs = lookedMs + Math.max(LOOK_MS, LOOKS_APART * (performance.now() - lookedMs));
    if (places.length === 0) return 0;
    const found = new Map((await interactions.saidAt(places)).map((one) => [keyOf(one), one]));
    // Revised or erased meanwhile: the list hears of it by itself, and until then it is left alone.
    for (const place of places) if (!found.has(keyOf(place))) stuck.set(keyOf(place), lookedMs + IDLE_MS);
    const said = places.flatMap((place) => { const one = found.get(keyOf(place)); return one === undefined ? [] : [{ one, language: place.language }]; });
    const namesOf = await namesIn(said.map(({ one }) => one));
    const rows: { one: SaidInteraction; line: string }[] = [];
    for (let from = 0; from < said.length && !stopping; from += TEXTS_AT_ONCE) {
      while (interactions.isBusy() && !stopping) await rest.wait(BUSY_MS);
      const part = said.slice(from, from + TEXTS_AT_ONCE);
      const vectors = await vectorsOf(part.map(({ one }) => meaningOfParts(one.parts, namesOf(one))));
      for (const [at, { one, language }] of part.entries()) {
        const vector = vectors[at] ?? null;
        rows.push({ one, line: meaningRow(number, one, language, vector === null ? 'not-embedded' : 'embedded', vector) });
      }
    }
    await keep(rows);
    return places.length;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      try {
        while (interactions.isBusy() && !stopping) await rest.wait(BUSY_MS);
        const done = await step();
        fault = null;
        if (done === 0) await rest.wait(IDLE_MS);
        if (done < STEP_TEXTS) await pace.wait(lookAgainMs - performance.now());
      } catch (error) {
        if (stopping) return;
        if (fault === null) log.warn('embedding-waits', factsOf(error));
        fault = error instanceof AppError ? error.code : 'embedding-fault';
        await rest.wait(RETRY_MS);
      }
    }
  }

  return {
    start(): void { running ??= run(); },
    async stop(): Promise<void> { stopping = true; rest.end(); pace.end(); await running; },
  };
}
