import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { MailBounced, MailSettled } from '../channels/contract.ts';
import { invitationOfKey } from './ask-due.ts';
import { failReached, failSending, finishSending } from './invitation-store.ts';

const HOUR_MS = 3_600_000;

/** It is known what became of a mail that asks: it left, it might not go at the last moment and is asked again, it failed and is not sent twice, or it came back, so that nobody was asked. */
export async function receiveSettled(deps: { readonly clock: () => number }, events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  for (const event of events as readonly (MailSettled | MailBounced)[]) {
    const invitation = invitationOfKey(event.key);
    if (invitation === null) continue;
    if (event.type === 'mail.bounced') {
      await failReached(tx, invitation);
      continue;
    }
    const { state, atMs } = event;
    if (state === 'sent') await finishSending(tx, invitation, atMs);
    else if (state === 'refused') await failSending(tx, invitation, { state: 'held', reasons: ['last-moment'], nextMs: deps.clock() + HOUR_MS });
    else await failSending(tx, invitation, { state: 'failed', reasons: [state === 'unknown' ? 'interrupted' : 'not-delivered'], nextMs: null });
  }
}
