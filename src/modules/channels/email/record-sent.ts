import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { AcceptResult, InteractionInput } from '../../interactions/contract.ts';
import type { Interactions } from '../../interactions/index.ts';
import { cameBack, noteUnreachedKept } from './bounce-store.ts';
import type { MailSettled } from './contract.ts';
import { noteInteraction, unrecorded, type SentUnrecorded } from './letter-store.ts';

/** Source of the interactions that mail becomes, both ways. */
export const MAIL_SOURCE = 'mail';
/** What was recorded can be read within minutes; what can not be read for so long is not kept any more. Units: ms. */
const READABLE_WITHIN_MS = 3_600_000;

/** What recording what was sent needs. `said`: interactions as they are kept. */
export type RecordDeps = { readonly database: Database; readonly outbox: Pick<Outbox, 'publish'>; readonly clock: () => number; readonly accept: (source: string, items: readonly unknown[]) => Promise<AcceptResult[]>; readonly said: Interactions['saidBy'] };

/** A mail of ours as an interaction. */
function itemOf({ letter, address, subject, answers, thread, signedAs, settledAt }: Omit<SentUnrecorded, 'key' | 'body'>, text: string, more: Readonly<Record<string, unknown>> = {}): InteractionInput {
  return {
    id: letter, channel: 'email', kind: 'mail-sent', direction: 'out', occurredAt: settledAt.toISOString(), identifiers: [{ type: 'email', value: address }], title: subject, text, session: thread,
    subjects: signedAs === null ? [] : [{ type: 'agent', id: signedAs }], properties: { messageId: letter, references: answers, to: [address], ...(answers.length === 0 ? {} : { inReplyTo: answers.at(-1) }), ...more },
  };
}

/** What was sent becomes an interaction, and those to the right hear of it. */
export async function recordSent({ database, outbox, accept }: RecordDeps): Promise<void> {
  for (const one of await unrecorded(database)) {
    const [result] = await accept(MAIL_SOURCE, [itemOf(one, one.body)]);
    const interaction = result === undefined || !result.reference.startsWith('int_') ? 0 : parsePublicId('interaction', result.reference);
    await database.transaction(async (tx) => {
      if (!await noteInteraction(tx, one.number, interaction)) return;
      const event: MailSettled = { type: 'mail.settled', key: one.key, letter: one.letter, state: 'sent', interaction: interaction === 0 ? null : interaction, problem: null, atMs: one.settledAt.getTime() };
      await outbox.publish(tx, [event]);
    });
  }
}

/**
 * The interaction of a mail that came back says so in a revision (`properties.unreached`): whoever counts answers, promises among them, counts none that reached nobody, now and whenever history is judged again.
 * Invariant: told again it is the same revision.
 */
export async function recordUnreached({ database, clock, accept, said }: RecordDeps): Promise<void> {
  const back = await cameBack(database);
  const kept = new Map((await said(back.map(({ interaction }) => interaction))).map(({ item }) => [item.id, item]));
  for (const { number, interaction, why, bouncedAt, ...one } of back) {
    const item = kept.get(publicId('interaction', interaction));
    if (item === undefined && clock() - bouncedAt.getTime() < READABLE_WITHIN_MS) continue;
    if (item !== undefined) await accept(MAIL_SOURCE, [itemOf({ ...one, number }, item.text ?? '', { unreached: why })]);
    await noteUnreachedKept(database, number);
  }
}
