import { AppError } from '../../../kernel/app-error.ts';
import { startThread } from '../../../platform/jobs/start-thread.ts';
import type { Queryable, Transaction } from '../../../platform/pg/transaction.ts';
import type { DecideDeps } from '../take-decision.ts';
import { CLAIM_FIELDS, valuesSaid } from './claim-record.ts';
import { cutFor, type LearntModel } from './learnt-model.ts';
import { addModel, matchSetting, modelByNumber, putValues, useModel } from './model-store.ts';
import { putOwnBits, putPairs } from './pair-store.ts';
import type { Learnt, TrainingWord, WeighedPart } from './train-worker.ts';
import { clearPairs, fieldsSaid, markUnsettled, putManyKeys, recordsAfter, saidByCustomers } from './training-store.ts';

/** A field that fewer records say than this, or than one in a hundred, teaches nothing. */
const FIELD_AT_LEAST = 30;
const FIELD_RATIO = 0.01;
/** Customers and records that are handed over at a time. */
const PART = 5_000;

/**
 * Learns from one record a customer how values of one person agree, and weighs all records anew. What was learnt is in use, with all pairs, once this returns; customers follow (`settleAll`).
 * Errors: `invalid` when too few records say anything that could be compared.
 */
export async function trainMatching(deps: DecideDeps, by: string): Promise<number> {
  const worker = startThread(new URL('./train-worker.ts', import.meta.url), { memory: { youngMb: 48 } });
  // A thread that fails ends its parts with an error; whoever waits for the next one hears it.
  const heard: (Learnt | WeighedPart)[] = [];
  let failed: unknown = null;
  let wake: () => void = () => undefined;
  worker.on('message', (part: Learnt | WeighedPart) => { heard.push(part); wake(); });
  worker.on('error', (error) => { failed = error; wake(); });
  const next = async (): Promise<Learnt | WeighedPart> => {
    for (;;) {
      const part = heard.shift();
      if (part !== undefined) return part;
      if (failed !== null) throw failed instanceof Error ? failed : new AppError('unavailable', 'training-failed', 'Learning ended without an answer.');
      await new Promise<void>((resolve) => { wake = resolve; });
    }
  };
  const tell = (word: TrainingWord): void => { worker.postMessage(word); };
  try {
    const model = await learn(deps, by, tell, next);
    await deps.database.transaction(async (tx) => {
      await weighAll(tx, model, tell, next);
      await useModel(tx, model.number, await wantedCut(tx, model));
      await markUnsettled(tx, true);
    });
    return model.number;
  } finally {
    await worker.terminate();
  }
}

async function wantedCut(tx: Queryable, model: LearntModel): Promise<number | null> {
  const { isOn, precisionRatio } = await matchSetting(tx);
  return isOn ? cutFor(model.curve, precisionRatio)?.cutBits ?? null : null;
}

async function learn({ database }: DecideDeps, by: string, tell: (word: TrainingWord) => void, next: () => Promise<Learnt | WeighedPart>): Promise<LearntModel> {
  const { records, said } = await fieldsSaid(database);
  const fields = CLAIM_FIELDS.filter((_, at) => (said[at] ?? 0) >= Math.max(FIELD_AT_LEAST, records * FIELD_RATIO));
  if (fields.length < 2) throw new AppError('invalid', 'too-little-to-learn-from', 'Too few claims say names together with anything else that could be compared.');
  tell({ kind: 'fields', fields });
  for (let after = 0; ;) {
    const rows = await saidByCustomers(database, after, PART);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.customer;
    const whole = [...Map.groupBy(rows, (row) => `${row.customer} ${row.group}`).values()].map((own) => CLAIM_FIELDS.map((_, at) => valuesSaid(own.find((row) => row.said[at] !== '')?.said[at] ?? '')[0] ?? ''));
    tell({ kind: 'records', numbers: [], said: whole });
  }
  tell({ kind: 'learn' });
  const learnt = await next();
  if (learnt.kind !== 'learnt') throw new AppError('unavailable', 'training-out-of-step', 'Learning answered what was not asked.');
  return database.transaction(async (tx) => {
    const number = await addModel(tx, { records: learnt.records, body: { ...learnt.body, weighed: records }, curve: learnt.curve, by });
    for (let from = 0; from < learnt.holders.length; from += PART) await putValues(tx, number, learnt.holders.slice(from, from + PART));
    const model = await modelByNumber(tx, number);
    if (model === null) throw new AppError('unavailable', 'model-not-kept', 'The model was not kept.');
    return model;
  });
}

/** All records, compared with all that share a rare enough key. */
async function weighAll(tx: Transaction, model: LearntModel, tell: (word: TrainingWord) => void, next: () => Promise<Learnt | WeighedPart>): Promise<void> {
  for (let after = 0; ;) {
    const rows = await recordsAfter(tx, after, PART);
    const last = rows.at(-1);
    if (last === undefined) break;
    after = last.number;
    tell({ kind: 'records', numbers: rows.map((row) => row.number), said: rows.map((row) => row.said) });
  }
  tell({ kind: 'weigh', model });
  await clearPairs(tx);
  for (;;) {
    const part = await next();
    if (part.kind === 'end') return;
    if (part.kind === 'keys') await putManyKeys(tx, part);
    else if (part.kind === 'pairs') await putPairs(tx, part.pairs);
    else if (part.kind === 'own') await putOwnBits(tx, part.own);
  }
}
