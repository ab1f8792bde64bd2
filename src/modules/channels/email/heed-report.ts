import { AppError } from '../../../kernel/app-error.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import { noteBounce, noteReached, reportedLetter } from './bounce-store.ts';
import { BOUNCES, type MailBounced } from './contract.ts';
import type { DeliveryReport } from './read-report.ts';

/** Why a mail did not reach somebody, in a sentence. */
const bounceTold = (why: keyof typeof BOUNCES): string => `This mail did not reach them: ${BOUNCES[why]}.`;

/**
 * Notes what a report says of a mail of ours, once however often it comes. Shape: false when it is of none of ours.
 * Errors: `unavailable` while that mail is still being handed over: whoever reports tries again.
 */
export async function heedReport({ database, outbox, clock }: { readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly clock: () => number }, { letters, verdict, why, isLasting }: DeliveryReport): Promise<boolean> {
  const found = await reportedLetter(database, letters);
  if (found === null) return false;
  if (verdict === 'delivered') await noteReached(database, found.address, new Date(clock()));
  if (verdict !== 'failed') return true;
  if (!found.isSettled) throw new AppError('unavailable', 'letter-in-hand', 'The mail that this report is about is still in hand.');
  await database.transaction(async (tx) => {
    if (!await noteBounce(tx, found.number, { why, problem: bounceTold(why), isLasting, now: new Date(clock()) })) return;
    const event: MailBounced = { type: 'mail.bounced', key: found.key, letter: found.letter, why, isLasting, atMs: clock() };
    await outbox.publish(tx, [event]);
  });
  return true;
}
