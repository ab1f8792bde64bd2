import { AppError } from '../../../kernel/app-error.ts';
import type { AcceptResult, InteractionInput } from '../../interactions/contract.ts';
import type { Mapping } from '../contract.ts';
import type { Reject, Step } from '../import-run-store.ts';
import { createGrouper, type RowGroup } from './group-rows.ts';
import { compileMapping } from './row-to-interaction.ts';
import { KEPT_TEXT, saidOf, type SourceRow, type TableReader } from './source-row.ts';

/** Takes interactions durably; answers item by item. */
export type Accept = (source: string, items: readonly unknown[]) => Promise<AcceptResult[]>;

/** Items of one batch: tables are light, mails and transcripts are not. */
const BATCH_ITEMS = { table: 2_000, nested: 250 } as const;
/** Batches under way at once, so that reading goes on while the last batch is being written. */
const UNDER_WAY = 3;
/** A file of which nothing can be read is stopped early; the mapping is wrong, not the lines. */
const HOPELESS_RECORDS = 500;
/** Rejected records that are kept; a file with more is stopped. */
export const REJECTS_LIMIT = 100_000;

/** One batch on its way, with what it will add to the run. */
type Batch = { items: InteractionInput[]; lines: { line: number; place: number; where: string }[]; rejects: Reject[]; start: number; end: number; bytesRead: number };

/** How a run of an import ended: everything read, or asked to stop. `notice` is what a person should know. */
export type Ended = { readonly state: 'done' | 'paused'; readonly notice: string | null };

/**
 * Reads a file from a place in it, accepts its interactions in batches, and notes each batch once it is durable, in the order of the file.
 * Invariant: a record is noted only after its interactions are durable; read again after a kill, it gives the same ids, hence duplicates.
 * Errors: those of the reader, after everything before the fault is accepted; `invalid` import-hopeless, import-too-many-rejects; whatever `accept` throws.
 */
export async function carryOut(deps: {
  readonly reader: TableReader; readonly mapping: Mapping; readonly source: string; readonly from: number; readonly rejectedBefore: number;
  readonly accept: Accept; readonly redact: (text: string) => string; readonly clock: () => number; readonly note: (from: number, step: Step) => Promise<void>; readonly isStopped: () => boolean;
}): Promise<Ended> {
  const nested = deps.reader.format === 'jsonl' || deps.reader.format === 'mime' || deps.reader.format === 'parquet';
  const limit = deps.reader.format === 'mime' ? BATCH_ITEMS.nested : BATCH_ITEMS.table;
  const rowReader = compileMapping(deps.mapping, deps.reader.columns, nested);
  const grouper = createGrouper(rowReader.groupOf);
  const queue: { readonly batch: Batch; readonly ids: ReadonlySet<string>; readonly results: Promise<AcceptResult[]> }[] = [];
  let read = 0;
  let rejected = deps.rejectedBefore;
  let lastMs = deps.clock();
  let refusedBatch = false;
  let batch: Batch = emptyBatch(deps.from);

  async function settleOldest(): Promise<void> {
    const oldest = queue.shift();
    if (oldest === undefined) return;
    let results: AcceptResult[];
    try {
      results = await oldest.results;
    } catch (error) {
      refusedBatch = true;
      throw error;
    }
    const counts = { accepted: 0, duplicate: 0, revised: 0, quarantined: 0, erased: 0 };
    const rejects = [...oldest.batch.rejects];
    results.forEach((result, at) => {
      counts[result.status] += 1;
      const where = oldest.batch.lines[at];
      if (result.status === 'quarantined' && where !== undefined) rejects.push({ line: where.line, place: where.place, reason: deps.redact(saidOf(where, `In quarantine as ${result.reference}: ${result.detail ?? result.reason ?? 'it could not be accepted'}`)), text: '' });
      if (result.status === 'erased' && where !== undefined) rejects.push({ line: where.line, place: where.place, reason: deps.redact(saidOf(where, result.detail ?? 'erased')), text: '' });
    });
    const now = deps.clock();
    const kept = onePerPlace(rejects);
    refusedBatch = true;
    await deps.note(oldest.batch.start, { position: oldest.batch.end, accepted: counts.accepted, duplicates: counts.duplicate, revised: counts.revised, quarantined: Math.max(0, kept.length - oldest.batch.rejects.length - counts.erased), rejects: kept, bytesRead: oldest.batch.bytesRead, workedMs: Math.max(0, now - lastMs) });
    refusedBatch = false;
    lastMs = now;
  }

  async function send(): Promise<void> {
    if (batch.end === batch.start) return;
    const ids = new Set(batch.items.map((item) => item.id));
    // Two wordings of one interaction must arrive in the order of the file, or the earlier one would be shown.
    while (queue.length >= UNDER_WAY || queue.some((one) => one.batch.items.some((item) => ids.has(item.id)))) await settleOldest();
    const results = batch.items.length === 0 ? Promise.resolve([]) : acceptPatiently(deps.accept, deps.source, batch.items, deps.isStopped);
    // Looked at when its turn comes; until then a refusal must not count as unhandled.
    results.catch(() => undefined);
    queue.push({ batch, ids, results });
    batch = emptyBatch(batch.end);
  }

  async function take(group: RowGroup, bytesRead: number): Promise<void> {
    if (group.end <= deps.from) return;
    const readable = group.rows.filter((row) => row.problem === null);
    const reading = readable.length === 0 ? null : rowReader.read(readable);
    group.rows.forEach((row, at) => {
      if (row.problem !== null) reject(row, group.start + at, saidOf(row, row.problem), row.text);
      else if (reading !== null && 'problem' in reading) reject(row, group.start + at, saidOf(row, reading.problem), textOfRow(row));
    });
    if (reading !== null && 'interactions' in reading) {
      for (const item of reading.interactions) {
        batch.items.push(group.part === 1 ? item : { ...item, id: `${item.id}#${group.part}` });
        batch.lines.push({ line: readable[0]?.line ?? 0, place: group.start, where: readable[0]?.where ?? '' });
      }
    }
    read += group.rows.length;
    batch.end = group.end;
    batch.bytesRead = bytesRead;
    if (read >= HOPELESS_RECORDS && rejected - deps.rejectedBefore >= read && deps.from === 0) {
      await finish();
      throw new AppError('invalid', 'import-hopeless', `None of the first ${read} records could be imported, so the mapping is probably wrong. The rejected lines say why.`);
    }
    if (rejected > REJECTS_LIMIT) {
      await finish();
      throw new AppError('invalid', 'import-too-many-rejects', `More than ${REJECTS_LIMIT} records could not be imported. Look at the reasons, correct the mapping or the file, and import it again: what is there already counts once.`);
    }
    if (batch.items.length >= limit || batch.end - batch.start >= limit * 5) await send();
  }

  function reject(row: SourceRow, at: number, reason: string, text: string): void {
    rejected += 1;
    batch.rejects.push({ line: row.line, place: at, reason: deps.redact(reason), text: deps.redact(text.slice(0, KEPT_TEXT)).replaceAll('\0', '') });
  }

  async function finish(): Promise<void> {
    await send();
    while (queue.length > 0) await settleOldest();
  }

  let bytesRead = 0;
  try {
    for await (const piece of deps.reader.batches()) {
      bytesRead = piece.bytesRead;
      for (const row of piece.rows) {
        for (const group of grouper.push(row)) await take(group, bytesRead);
      }
      if (deps.isStopped()) {
        await finish();
        return { state: 'paused', notice: null };
      }
    }
    for (const group of grouper.end()) await take(group, deps.reader.bytesTotal);
  } catch (error) {
    // What was read before a fault of the file is good and is kept. After a batch that was not taken, nothing further is noted, so that it is read again.
    if (!refusedBatch) await finish();
    throw error;
  }
  await finish();
  return { state: 'done', notice: grouper.scattered() === 0 ? null : `${grouper.scattered()} conversations or orders went on after other rows (the first at line ${grouper.firstScattered() ?? 0}); their later rows were kept as parts of their own. Sort the file by its number to have them in one.` };
}

function emptyBatch(start: number): Batch {
  return { items: [], lines: [], rejects: [], start, end: start, bytesRead: 0 };
}

function onePerPlace(rejects: readonly Reject[]): Reject[] {
  return [...new Map(rejects.map((reject) => [reject.place, reject])).values()];
}

/** The record as it stands in the file, near enough to be recognised. */
function textOfRow(row: SourceRow): string {
  return row.whole === null ? row.cells.join(' | ') : JSON.stringify(row.whole);
}

const WAITS_MS = [200, 1_000, 3_000, 10_000, 20_000] as const;

/** A database that is away for a moment does not end an import. */
async function acceptPatiently(accept: Accept, source: string, items: readonly InteractionInput[], isStopped: () => boolean): Promise<AcceptResult[]> {
  for (const waitMs of WAITS_MS) {
    try {
      return await accept(source, items);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'unavailable' || isStopped()) throw error;
      await new Promise((resolve) => { setTimeout(resolve, waitMs); });
    }
  }
  return accept(source, items);
}
