import { AppError } from '../../kernel/app-error.ts';
import type { Database, Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { noteWaiting } from './contact-store.ts';
import { contactsByInteraction, contactsOfIssue } from './issue-view.ts';
import { keepWords, wordsByNumber, type NewWord } from './word-store.ts';

type Deps = { readonly database: Database; readonly identity: Pick<Identity, 'customerOfNodes'>; readonly wake: () => void };

const unknown = (): AppError => new AppError('not-found', 'contact-unknown', 'There is no such contact: it may have been erased, or nobody talks in that interaction.');

/** Says that two contacts of one customer are about one thing, or about two. Shape: the number of the word. Errors: `not-found`; `invalid` for one contact with itself or contacts of two customers. */
export async function judgeContacts(deps: Deps, pair: { readonly a: number; readonly b: number; readonly together: boolean; readonly drawn: boolean }, by: string): Promise<number> {
  const { a, b, together, drawn } = pair;
  if (a === b) throw new AppError('invalid', 'one-contact', 'These are one contact: name two.');
  const number = await deps.database.transaction(async (tx) => {
    const found = await contactsByInteraction(tx, [a, b]);
    const [left, right] = [found.find(({ body }) => body.interaction === a), found.find(({ body }) => body.interaction === b)];
    if (left === undefined || right === undefined) throw unknown();
    const owners = await deps.identity.customerOfNodes([left.node, right.node]);
    if (owners.get(left.node) !== owners.get(right.node)) throw new AppError('invalid', 'two-customers', 'These contacts are of two customers. If they are one person, join the customers first.');
    const [word] = await keepWords(tx, [{ a: Math.min(a, b), b: Math.max(a, b), together, stoodTogether: drawn ? left.issue !== null && left.issue === right.issue : null }], by);
    await noteWaiting(tx, 'node', [left.node, right.node]);
    tx.afterCommit(deps.wake);
    return word;
  });
  return number ?? 0;
}

/** A contact that lies in an issue, and all others there. Errors: `not-found`; `conflict` when it lies elsewhere by now. */
async function contactIn(tx: Transaction, issue: number, interaction: number): Promise<{ readonly node: number; readonly atMs: number; readonly others: readonly number[] }> {
  const [contact] = await contactsByInteraction(tx, [interaction]);
  if (contact === undefined) throw unknown();
  if (contact.issue !== issue) throw new AppError('conflict', 'contact-moved', 'This contact lies in another issue by now. Open the customer again.');
  return { node: contact.node, atMs: contact.body.atMs, others: (await contactsOfIssue(tx, issue)).map(({ body }) => body.interaction).filter((other) => other !== interaction) };
}

const ofTwo = (a: number, b: number, together: boolean): NewWord => ({ a: Math.min(a, b), b: Math.max(a, b), together, stoodTogether: null });

/** Takes a contact out of an issue: it is about another thing than each other contact there. Shape: numbers of the words. Errors: `not-found`; `conflict` when it lies elsewhere by now or alone. */
export async function takeOutOfIssue(deps: Deps, issue: number, interaction: number, by: string): Promise<number[]> {
  return deps.database.transaction(async (tx) => {
    const { node, others } = await contactIn(tx, issue, interaction);
    if (others.length === 0) throw new AppError('conflict', 'contact-alone', 'This contact is all that there is of the issue: there is nothing to take it out of.');
    const words = await keepWords(tx, others.map((other) => ofTwo(interaction, other, false)), by);
    await noteWaiting(tx, 'node', [node]);
    tx.afterCommit(deps.wake);
    return words;
  });
}

/** Moves a contact from one issue of a customer to another: it is about another thing than all that stays, and the same as the last contact before it there, else the first. Shape: numbers of the words. Errors: `not-found`; `conflict`; `invalid` for an issue of somebody else. */
export async function moveToIssue(deps: Deps, { from, interaction, to }: { readonly from: number; readonly interaction: number; readonly to: number }, by: string): Promise<number[]> {
  return deps.database.transaction(async (tx) => {
    const { node, atMs, others } = await contactIn(tx, from, interaction);
    const there = (await contactsOfIssue(tx, to)).filter(({ body }) => body.interaction !== interaction);
    const near = there.findLast(({ body }) => body.atMs <= atMs) ?? there[0];
    if (near === undefined) throw new AppError('not-found', 'issue-unknown', 'There is no such issue by now. Open the customer again.');
    const owners = await deps.identity.customerOfNodes([node, near.node]);
    if (owners.get(node) !== owners.get(near.node)) throw new AppError('invalid', 'two-customers', 'These contacts are of two customers. If they are one person, join the customers first.');
    const words = await keepWords(tx, [...others.map((other) => ofTwo(interaction, other, false)), ofTwo(interaction, near.body.interaction, true)], by);
    await noteWaiting(tx, 'node', [node, near.node]);
    tx.afterCommit(deps.wake);
    return words;
  });
}

/** Takes words back that were said in one go: all of them, or none. Answers how many. Errors: `not-found`; `conflict` when one was taken back before. */
export async function undoWords(deps: Deps, numbers: readonly number[], by: string): Promise<number> {
  return deps.database.transaction(async (tx) => {
    const wanted = [...new Set(numbers)];
    const words = await wordsByNumber(tx, wanted);
    if (words.length < wanted.length) throw new AppError('not-found', 'word-unknown', 'Nobody said this about two contacts.');
    if (words.some(({ undone }) => undone)) throw new AppError('conflict', 'word-undone', 'This was taken back before.');
    await keepWords(tx, words.map(({ number, a, b, together }) => ({ ...ofTwo(a, b, together), undoes: number })), by);
    await noteWaiting(tx, 'node', (await contactsByInteraction(tx, words.flatMap(({ a, b }) => [a, b]))).map(({ node }) => node));
    tx.afterCommit(deps.wake);
    return words.length;
  });
}
