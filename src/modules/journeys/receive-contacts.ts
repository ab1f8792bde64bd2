import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { CustomerMoved } from '../identity/contract.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../interactions/contract.ts';
import { dropContacts, nodesOfContacts, noteWaiting, putContacts } from './contact-store.ts';
import { dropSolvedWords, putSolvedWords } from './solved-word-store.ts';
import { contactOf } from './threads/contact.ts';

/** Keeps what interactions tell about which issue they belong to, and whether customers say that it was solved; what is no contact or no such word any more since it was revised goes. What nobody in particular said is kept by nobody. */
export async function keepContacts(tx: Transaction, said: readonly SaidInteraction[], zone: string): Promise<void> {
  const contacts = said.flatMap((one) => (one.node === 0 ? [] : contactOf(one, zone) ?? []));
  const kept = new Set(contacts.map(({ interaction }) => interaction));
  const gone = said.flatMap(({ number, revision }) => (revision > 1 && !kept.has(number) ? number : []));
  const revised = said.flatMap(({ number, revision }) => (revision > 1 ? number : []));
  // A revision may name somebody else: whose it was is put together anew too.
  const before = revised.length === 0 ? [] : await nodesOfContacts(tx, revised);
  if (gone.length > 0) await dropContacts(tx, gone);
  if (contacts.length > 0) await putContacts(tx, contacts);
  const unsaid = said.flatMap(({ number, revision, node, solved }) => (revision > 1 && (solved === undefined || node === 0) ? number : []));
  if (unsaid.length > 0) await dropSolvedWords(tx, unsaid);
  await putSolvedWords(tx, said.filter(({ node }) => node !== 0), (interaction) => kept.has(interaction));
  await noteWaiting(tx, 'node', [...before, ...contacts.map(({ node }) => node)]);
}

/** Receives what recorded interactions say. */
export async function receiveContacts(events: readonly OutboxEvent[], tx: Transaction, zone: string): Promise<void> {
  await keepContacts(tx, latestRevisions(events as readonly InteractionSaid[]), zone);
}

/** Claims moved between customers: whose they were and whose they are now are put together anew. */
export async function receiveMoves(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
  await noteWaiting(tx, 'customer', [...new Set((events as readonly CustomerMoved[]).flatMap(({ from, into }) => [from, into]))]);
}
