import type { Transaction } from '../../platform/pg/transaction.ts';
import { forgetCopies, forgetEvents } from '../../platform/outbox/forget-store.ts';
import type { ClaimInput } from '../identity/contract.ts';
import type { Identity } from '../identity/index.ts';
import { shorten } from './assembly-store.ts';
import { claimOfItem } from './claim-of-item.ts';
import { keyOf } from './content-key.ts';
import { HISTORY_TABLES, type AnswerTables, type NamedInteractions } from './erase-log.ts';
import { dropParked, inboxForErasure, keepNamesAlone, noteErased, parkedPages } from './erase-store.ts';
import { saysAnyOf } from './says-any-of.ts';

/** How erased people may be written: identifiers that were theirs alone, and full names. */
export type Spelled = { readonly values: readonly string[]; readonly names: readonly string[] };

/** Events that list interactions with whose they are, also of whoever read in them. */
const TOLD_OF_INTERACTIONS = ['interaction.recorded', 'interaction.said', 'interaction.read'] as const;

const NOT_SENT = { isLast: false, isCounted: false } as const;

/** Identifiers that an item carries that could not be read whole. */
export function looseClaim(body: unknown): Pick<ClaimInput, 'identifiers' | 'traits'> {
  const item = typeof body === 'object' && body !== null && 'checked' in body ? body.checked : body;
  const said: unknown = typeof item === 'object' && item !== null && 'identifiers' in item ? item.identifiers : [];
  const identifiers = (Array.isArray(said) ? said : []).flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null || !('type' in one) || !('value' in one) || typeof one.type !== 'string' || (typeof one.value !== 'string' && typeof one.value !== 'number')) return [];
    return [{ type: one.type, value: String(one.value), verified: false }];
  });
  return { identifiers, traits: {} };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

/**
 * Erases what PostgreSQL holds of interactions of claims: copies and events on their way, the inbox, the quarantine, and all but the names of what was recorded.
 * `spelled`: how they may be written in what could not be read. Call it after identity has hashed their identifiers, in the same transaction.
 */
export async function eraseInteractions(deps: { readonly identity: Identity; readonly answerTables?: AnswerTables | undefined }, tx: Transaction, erasure: string, nodes: readonly number[], named: NamedInteractions, spelled: Spelled): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const lines = (await forgetCopies(tx, HISTORY_TABLES, nodes)).map((line) => JSON.parse(line) as { number: number; source: string; source_id: string });
  const keys = [...new Set([...named.keys, ...lines.map((line) => keyOf(line.source, line.source_id))])];
  const numbers = [...new Set([...named.numbers, ...lines.map((line) => line.number)])];
  const answers = deps.answerTables === undefined ? [] : await forgetCopies(tx, deps.answerTables.map(({ name }) => name), nodes);
  counts['platform.outbox_copy'] = lines.length + answers.length;
  counts['platform.outbox_event'] = 0;
  for (const type of TOLD_OF_INTERACTIONS) counts['platform.outbox_event'] += await forgetEvents(tx, type, 'interactions', nodes);
  counts['interactions.inbox'] = await eraseInbox(deps, tx);
  counts['interactions.parked'] = await eraseParked(deps, tx, spelled);
  await noteErased(tx, erasure, keys);
  return { ...counts, ...await keepNamesAlone(tx, keys, numbers) };
}

async function eraseInbox({ identity }: { readonly identity: Identity }, tx: Transaction): Promise<number> {
  let count = 0;
  for (const { id, items, holdsRepeats } of await inboxForErasure(tx)) {
    const theirs = await identity.suppressedAmong(tx, items.map(claimOfItem), NOT_SENT);
    if (theirs.size === 0 && !holdsRepeats) continue;
    await shorten(tx, id, items.filter((_, at) => !theirs.has(at)));
    count += theirs.size;
  }
  return count;
}

/** What is parked goes when it claims to be theirs or says one of their identifiers; by a name alone only when it claims to be nobody's: the rest are other people's words. */
async function eraseParked({ identity }: { readonly identity: Identity }, tx: Transaction, { values, names }: Spelled): Promise<number> {
  let count = 0;
  for await (const page of parkedPages(tx)) {
    const claims = page.map(({ body }) => looseClaim(parsed(body)));
    const claimed = await identity.suppressedAmong(tx, claims, NOT_SENT);
    const theirs = page.filter(({ body, itemId }, at) => claimed.has(at) || saysAnyOf(`${body} ${itemId ?? ''}`, claims[at]?.identifiers.length === 0 ? [...values, ...names] : values));
    if (theirs.length > 0) count += await dropParked(tx, theirs.map(({ id }) => id));
  }
  return count;
}
