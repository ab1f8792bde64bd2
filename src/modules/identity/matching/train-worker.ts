import { parentPort } from 'node:worker_threads';
import { yieldToAnswers } from '../../../platform/jobs/yield-to-answers.ts';
import { postingsWithin, eachCandidate } from '../likelihood/candidate-pairs.ts';
import { expectedCurve } from '../likelihood/choose-cut.ts';
import { linkRecords } from '../likelihood/link-records.ts';
import type { RecordField } from '../likelihood/record-field.ts';
import { bodyOf, holdersIn, type LearntModel } from './learnt-model.ts';
import { blockingRows, severalAmong, type BlockingRows } from './blocking-rows.ts';
import { keysOf } from './record-keys.ts';
import { addRecords, tableOf } from './record-table-of.ts';
import { createWeigher, isWorthKeeping } from './weigher.ts';

yieldToAnswers();

/** What a training is asked: records to learn from, then, with the model, all records to weigh. */
export type TrainingWord =
  | { readonly kind: 'fields'; readonly fields: readonly RecordField[] }
  /** `numbers`: those of the records; none while learning, which needs none. */
  | { readonly kind: 'records'; readonly numbers: readonly number[]; readonly said: readonly (readonly string[])[] }
  | { readonly kind: 'learn' }
  | { readonly kind: 'weigh'; readonly model: LearntModel };

export type Learnt = { readonly kind: 'learnt'; readonly body: Omit<LearntModel['body'], 'weighed'>; readonly curve: LearntModel['curve']; readonly holders: readonly { readonly key: number; readonly holders: number }[]; readonly records: number };
/** A part of what weighing found, in lists side by side. */
export type WeighedPart =
  | { readonly kind: 'keys'; readonly records: readonly number[]; readonly keys: readonly number[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly { readonly a: number; readonly b: number; readonly bits: number; readonly householdBits: number; readonly agreeing: number }[] }
  | { readonly kind: 'own'; readonly own: readonly { readonly record: number; readonly bits: number }[] }
  | { readonly kind: 'end' };

const PART = 20_000;

const port = parentPort;
let fields: readonly RecordField[] = [];
let numbers: number[] = [];
let table = tableOf([], []);
/** What records with several values of a field say. */
let several = new Map<number, readonly string[]>();
let holders = new Map<number, number>();

function start(): void {
  numbers = [];
  table = tableOf(fields, []);
  several = new Map();
}

function learn(): void {
  const linked = linkRecords(table);
  const curve = expectedCurve(linked.edges).filter((point) => point.cutBits >= 0);
  const counted = holdersIn(linked.model);
  holders = new Map(counted.map((one) => [one.key, one.holders]));
  port?.postMessage({ kind: 'learnt', body: bodyOf(linked.model, fields, linked.limits), curve, holders: counted, records: table.size() } satisfies Learnt);
}

/** In the order of the keys, which the index of the database takes in a third of the time. */
function sendKeys(send: (part: WeighedPart) => void, rows: BlockingRows, limits: ReadonlyMap<string, number>): void {
  const [keys, records]: [number[], number[]] = [[], []];
  for (const [at, own] of keysOf(rows, numbers.length, limits).entries()) for (const { key } of own) { keys.push(key); records.push(numbers[at] ?? 0); }
  const order = Uint32Array.from(keys, (_, at) => at).sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
  for (let from = 0; from < order.length; from += PART) {
    const part = order.subarray(from, from + PART);
    send({ kind: 'keys', keys: Array.from(part, (at) => keys[at] ?? 0), records: Array.from(part, (at) => records[at] ?? 0) });
  }
}

function weigh(model: LearntModel): void {
  const limits = new Map(Object.entries(model.body.limits));
  const send = (part: WeighedPart): void => { port?.postMessage(part); };
  const rows = blockingRows(table, fields, several);
  sendKeys(send, rows, limits);
  const weigher = createWeigher(table, model, holders);
  let pairs: Extract<WeighedPart, { kind: 'pairs' }>['pairs'][number][] = [];
  const told = new Set<string>();
  eachCandidate(postingsWithin(rows.keys, rows.rows, limits), (one, other) => {
    const [left, right] = [rows.ownerOf(one), rows.ownerOf(other)];
    if (left === right) return;
    if (rows.hasSeveral(left) || rows.hasSeveral(right)) {
      // Two of their rows may meet where two others did.
      const key = left < right ? `${left} ${right}` : `${right} ${left}`;
      if (told.has(key)) return;
      told.add(key);
    }
    const weighed = weigher.pair(left, right);
    if (!isWorthKeeping(weighed)) return;
    const [a, b] = [numbers[left] ?? 0, numbers[right] ?? 0];
    pairs.push(a < b ? { a, b, ...weighed } : { a: b, b: a, ...weighed });
    if (pairs.length >= PART) { send({ kind: 'pairs', pairs }); pairs = []; }
  });
  send({ kind: 'pairs', pairs });
  for (let from = 0; from < numbers.length; from += PART) send({ kind: 'own', own: numbers.slice(from, from + PART).map((record, at) => ({ record, bits: weigher.pair(from + at, from + at).bits })) });
  send({ kind: 'end' });
}

port?.on('message', (word: TrainingWord) => {
  switch (word.kind) {
    case 'fields': fields = word.fields; start(); break;
    case 'records':
      for (const [at, said] of severalAmong(word.said)) several.set(table.size() + at, said);
      for (const number of word.numbers) numbers.push(number);
      addRecords(table, fields, word.said);
      break;
    case 'learn': learn(); start(); break;
    case 'weigh': weigh(word.model); break;
  }
});
