import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { MailSettled } from '../../channels/contract.ts';
import { mayHappen } from '../case.ts';
import { addFact, heldCases, type LaterFact, type WorkDeps } from '../change-case.ts';
import { nodeOfCaseOrNull } from '../case-store.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { noteReply, replyOfKey, type ReplyRow } from './reply-store.ts';

/** What stands before the keys of mails that are replies on cases. */
export const REPLY_KEY = 'reply ';

/** It is known what became of a reply: once it left, the case has informed its customer, by whoever wrote it. */
export async function receiveSettled(deps: WorkDeps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  for (const { type, key, state, problem, letter, interaction, atMs } of events as readonly MailSettled[]) {
    if (type !== 'mail.settled' || !key.startsWith(REPLY_KEY)) continue;
    const reply = await replyOfKey(tx, key.slice(REPLY_KEY.length));
    if (reply === null) continue;
    await noteReply(tx, key.slice(REPLY_KEY.length), { state, problem, letter, interaction, at: new Date(atMs) });
    if (state === 'sent') await informBy(deps, tx, reply, dueOf);
  }
}

/** The mail itself comes to the case once it is recorded: see receive-answers.ts. */
async function informBy(deps: WorkDeps, tx: Transaction, { number: reply, caseNumber, by, text, nextUpdateAt }: ReplyRow, dueOf: DueOf): Promise<void> {
  if (await nodeOfCaseOrNull(tx, caseNumber) === null) return;
  const fact: LaterFact = { kind: 'informed', told: text, nextUpdateByMs: nextUpdateAt?.getTime() ?? null, reply };
  const [held] = await heldCases(tx, [caseNumber]);
  // Since it was written the case may have been closed, or made a part of another: then it only was sent.
  if (held !== undefined && mayHappen(held.now, fact).ok) await addFact(deps, tx, held, { number: caseNumber, by, fact: () => fact }, dueOf);
}
