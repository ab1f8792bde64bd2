import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { PromiseBroken } from '../promises/contract.ts';
import type { OpenCase } from './open-case.ts';

/** What customers were promised, by promise and version: its name, and the remedy that it names. Shape: null when there is no such promise. */
export type PromisedOf = (promise: number, version: number) => Promise<{ readonly name: string; readonly remedy: string | null } | null>;

/**
 * A promise broke: whoever it was made to waits for us, whether they complain or not, so it opens a case, once however often it is told.
 * What nobody known was promised opens none: there is nobody to answer. Invariant: one case for each break; later news that it had not broken leave the case to the people who have it.
 */
export async function receiveBrokenPromises(deps: { readonly open: (asked: OpenCase, tx: Transaction) => Promise<unknown>; readonly promisedOf: PromisedOf }, events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  for (const broken of events as readonly PromiseBroken[]) {
    if (broken.type !== 'promise.broken' || broken.node === 0) continue;
    const promised = await deps.promisedOf(broken.promise, broken.version);
    if (promised === null) continue;
    await deps.open({
      by: 'custos', node: broken.node, contacts: [], about: `Promise broken: ${promised.name}`, subject: { type: 'promise', id: publicId('promise', broken.promise) }, priority: 'high', queue: null, isMine: false,
      because: `We broke what we promised (“${promised.name}”, version ${broken.version}).${promised.remedy === null ? '' : ` Promised for that: ${promised.remedy}`}`, key: `promise ${broken.promise} ${broken.interaction} ${broken.ordinal}`,
    }, tx);
  }
}
