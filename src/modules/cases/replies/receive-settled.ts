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

/** It is known what became of a reply: once it left, the case has informed its customer, by whoever wrote it, and the mail is a part of what the case is about. */
export async function receiveSettled(deps: WorkDeps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  for (const { type, key, state, problem, letter, interaction, atMs } of events as readonly MailSettled[]) {
    if (type !== 'mail.settled' || !key.startsWith(REPLY_KEY)) continue;
    const reply = await replyOfKey(tx, key.slice(REPLY_KEY.length));
    if (reply === null) continue;
    await noteReply(tx, key.slice(REPLY_KEY.length), { state, problem, letter, interaction, at: new Date(atMs) });
    if (state === 'sent') await informBy(deps, tx, reply, interaction, dueOf);
  }
}

async function informBy(deps: WorkDeps, tx: Transaction, { caseNumber, node, by, text, nextUpdateAt }: ReplyRow, interaction: number | null, dueOf: DueOf): Promise<void> {
  if (await nodeOfCaseOrNull(tx, caseNumber) === null) return;
  const contacts = interaction === null ? [] : [{ interaction, node }];
  const facts: LaterFact[] = [
    { kind: 'informed', told: text, nextUpdateByMs: nextUpdateAt?.getTime() ?? null },
    ...(interaction === null ? [] : [{ kind: 'linked', interactions: [interaction], wroteMs: [] } as const]),
  ];
  for (const fact of facts) {
    const [held] = await heldCases(tx, [caseNumber]);
    // Since it was written the case may have been closed, or made a part of another: then it only was sent.
    if (held !== undefined && mayHappen(held.now, fact).ok) await addFact(deps, tx, held, { number: caseNumber, by, fact: () => fact, contacts: fact.kind === 'linked' ? contacts : [] }, dueOf);
  }
}
