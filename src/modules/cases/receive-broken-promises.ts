import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { formatMinor } from '../../kernel/money.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { PromiseBroken, PromiseRemedied } from '../promises/contract.ts';
import type { CaseNow } from './case.ts';
import type { LaterFact } from './change-case.ts';
import type { OpenCase } from './open-case.ts';

/** What customers were promised, by promise and version: its name, and the remedy that it names. Shape: null when there is no such promise. */
export type PromisedOf = (promise: number, version: number) => Promise<{ readonly name: string; readonly remedy: string | null } | null>;

type Deps = { readonly open: (asked: OpenCase, tx: Transaction) => Promise<unknown>; /** Adds to the case that was opened under a key, wherever it is by now. */ readonly note: (key: string, fact: (now: CaseNow) => LaterFact, tx: Transaction) => Promise<unknown>; readonly promisedOf: PromisedOf };

const keyOf = ({ promise, interaction, ordinal }: PromiseBroken | PromiseRemedied): string => `promise ${promise} ${interaction} ${ordinal}`;
const KEPT_AFTER_ALL = 'What became known later shows that this promise was kept after all: the break was taken back, and nothing is owed for it any more. Whether the customer still waits for something, the case decides.';

/**
 * A promise broke: whoever it was made to waits for us, whether they complain or not, so it opens a case, once however often it is told. What nobody known was promised opens none: there is nobody to answer.
 * Later news that it had not broken, and what was given for it, are noted on that case. Invariant: one case for each break; nothing but people and the customer's word closes it.
 */
export async function receiveBrokenPromises(deps: Deps, events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  for (const event of events as readonly (PromiseBroken | PromiseRemedied)[]) {
    if (event.type === 'promise.break-taken-back') await deps.note(keyOf(event), () => ({ kind: 'noted', text: KEPT_AFTER_ALL, mentions: [] }), tx);
    else if (event.type === 'promise.remedied') {
      const gave = `Given for the broken promise: ${formatMinor(BigInt(event.costMinor), event.currency)} ${event.currency}.`;
      await deps.note(keyOf(event), ({ state }) => (state === 'broken' ? { kind: 'remedied', gave } : { kind: 'noted', text: gave, mentions: [] }), tx);
    } else await open(deps, event, tx);
  }
}

async function open(deps: Deps, broken: PromiseBroken, tx: Transaction): Promise<void> {
  if (broken.node === 0) return;
  const promised = await deps.promisedOf(broken.promise, broken.version);
  if (promised === null) return;
  await deps.open({
    by: 'custos', node: broken.node, contacts: [], about: `Promise broken: ${promised.name}`, subject: { type: 'promise', id: publicId('promise', broken.promise) }, priority: 'high', queue: null, isMine: false,
    because: `We broke what we promised (“${promised.name}”, version ${broken.version}).${promised.remedy === null ? '' : ` Promised for that: ${promised.remedy}`}`, key: keyOf(broken),
  }, tx);
}
