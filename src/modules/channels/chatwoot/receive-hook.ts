import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { AcceptResult } from '../../interactions/contract.ts';
import type { Accept } from '../import/carry-out.ts';
import { inAnswer } from './ask-desk.ts';
import { noteConversation } from './chatwoot-store.ts';
import type { DeskConversationChanged } from './contract.ts';
import { deskMoment, readContact, readConversation, readMessage, type DeskConversation } from './payloads.ts';
import { contactInteraction, messageInteraction, sourceOf } from './to-interaction.ts';

export type HearDeps = { readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly accept: Accept; readonly clock: () => number };

/** Notes how a conversation stands and tells the modules on the right when that is news. */
export async function hearConversation({ database, outbox, clock }: HearDeps, desk: number, conversation: DeskConversation): Promise<void> {
  const { id, status, assignee, changedMs } = conversation;
  if (status === null || assignee === undefined) return;
  await database.transaction(async (tx) => {
    const event: DeskConversationChanged = { type: 'desk.conversation-changed', desk, conversation: id, status, assignee };
    if (await noteConversation(tx, desk, id, { status, assignee, atMs: changedMs ?? clock() })) await outbox.publish(tx, [event]);
  });
}

/**
 * What a webhook of a desk tells: messages and contacts become interactions, conversations change how they stand. Again, out of order or late, it comes to the same.
 * `sentAt`: the moment that its signature names. Shape: false for what means nothing here. Errors: those of accepting, so that the desk tries again.
 */
export async function hearHook(deps: HearDeps, desk: { readonly number: number; readonly account: number }, payload: unknown, sentAt: string | undefined): Promise<boolean> {
  const event = inAnswer(payload, 'event');
  const account = Number(inAnswer(payload, 'account', 'id') ?? desk.account);
  if (typeof event !== 'string' || account !== desk.account) return false;
  const sentMs = deskMoment(sentAt) ?? deps.clock();
  if (event === 'message_created' || event === 'message_updated') {
    const [message, told] = [readMessage(payload), readConversation(inAnswer(payload, 'conversation'))];
    if (message === null || told === null) return false;
    const conversation = told.contact !== null || message.speaker?.kind !== 'contact' ? told : { ...told, contact: readContact(inAnswer(payload, 'sender')) };
    // The first wording has the version of its own moment, so that an edit is later also where it comes first.
    return isTaken(await take(deps, desk.number, messageInteraction(desk.number, conversation, message, event === 'message_created' ? message.createdMs : message.editedMs ?? sentMs)));
  }
  if (event === 'conversation_created' || event === 'conversation_updated' || event === 'conversation_status_changed') {
    const conversation = readConversation(payload);
    if (conversation !== null) await hearConversation(deps, desk.number, conversation);
    return conversation !== null;
  }
  if (event === 'contact_created' || event === 'contact_updated') {
    const contact = readContact(payload);
    return contact !== null && isTaken(await take(deps, desk.number, contactInteraction(desk.number, contact, deps.clock())));
  }
  return false;
}

async function take({ accept }: HearDeps, desk: number, item: object | null): Promise<readonly AcceptResult[]> {
  return item === null ? [] : accept(sourceOf(desk), [item]);
}

const isTaken = (results: readonly AcceptResult[]): boolean => results.length > 0;
