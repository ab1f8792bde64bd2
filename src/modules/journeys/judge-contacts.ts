import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { noteWaiting } from './contact-store.ts';
import { contactsByInteraction, contactsOfIssue } from './issue-view.ts';
import { keepWords, wordByNumber } from './word-store.ts';

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

/** Takes a contact out of an issue: it is about another thing than each other contact there. Shape: numbers of the words. Errors: `not-found`; `conflict` when it lies elsewhere by now or alone. */
export async function takeOutOfIssue(deps: Deps, issue: number, interaction: number, by: string): Promise<number[]> {
  return deps.database.transaction(async (tx) => {
    const [contact] = await contactsByInteraction(tx, [interaction]);
    if (contact === undefined) throw unknown();
    if (contact.issue !== issue) throw new AppError('conflict', 'contact-moved', 'This contact lies in another issue by now. Open the customer again.');
    const others = (await contactsOfIssue(tx, issue)).map(({ body }) => body.interaction).filter((other) => other !== interaction);
    if (others.length === 0) throw new AppError('conflict', 'contact-alone', 'This contact is all that there is of the issue: there is nothing to take it out of.');
    const words = await keepWords(tx, others.map((other) => ({ a: Math.min(interaction, other), b: Math.max(interaction, other), together: false, stoodTogether: null })), by);
    await noteWaiting(tx, 'node', [contact.node]);
    tx.afterCommit(deps.wake);
    return words;
  });
}

/** Takes a word back. Errors: `not-found`; `conflict` when it was taken back before. */
export async function undoWord(deps: Deps, number: number, by: string): Promise<void> {
  await deps.database.transaction(async (tx) => {
    const word = await wordByNumber(tx, number);
    if (word === null) throw new AppError('not-found', 'word-unknown', 'Nobody said this about two contacts.');
    if (word.undone) throw new AppError('conflict', 'word-undone', 'This was taken back before.');
    await keepWords(tx, [{ a: word.a, b: word.b, together: word.together, stoodTogether: null, undoes: number }], by);
    await noteWaiting(tx, 'node', (await contactsByInteraction(tx, [word.a, word.b])).map(({ node }) => node));
    tx.afterCommit(deps.wake);
  });
}
