import { AppError } from '../../kernel/app-error.ts';
import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Cases } from '../cases/index.ts';
import type { Interactions } from '../interactions/index.ts';
import { settleAct, waitingActs, type ActRow } from './act-store.ts';

/** Acts that are looked at in one round. */
const MOST = 200;
/** An act whose interaction was not recorded for so long has failed. Units: ms. */
const GIVEN_UP_MS = 48 * 3_600_000;
/** What stands in the log of a case where the customer only pressed a button. */
const BUTTONS = { solved: 'Pressed “This solved it” on their own page', 'not-solved': 'Pressed “This did not solve it” on their own page' } as const;

export type FinishDeps = { readonly database: Database; readonly clock: () => number; readonly interactions: Pick<Interactions, 'saidBy'>; readonly cases: Pick<Cases, 'hearCustomer' | 'link' | 'note'> };

/** Does what follows from an act once its interaction is recorded. Answers whether it is done. What may not happen any more is left to the interaction itself, which stands on the timeline. */
export async function finishAct(deps: FinishDeps, act: ActRow): Promise<boolean> {
  const { database, interactions } = deps;
  if (act.interaction === null) return true;
  const [said] = await interactions.saidBy([act.interaction]);
  const isLost = said === undefined && deps.clock() - act.at.getTime() > GIVEN_UP_MS;
  if (said === undefined && !isLost) return false;
  await settleAct(database, act, { state: said === undefined || !await tellCase(deps, act, said.item.text) ? 'failed' : 'done' });
  return true;
}

/** Tells the case. False: it may not be told any more. */
async function tellCase({ cases }: FinishDeps, { kind, caseNumber, interaction }: ActRow, text: string | null): Promise<boolean> {
  if (caseNumber === null || interaction === null) return true;
  const id = publicId('interaction', interaction);
  const isWord = kind === 'solved' || kind === 'not-solved';
  const say = (by: string | null, words: string | null): Promise<string | null> => (isWord ? refusalOf(cases.hearCustomer(caseNumber, { solved: kind === 'solved', interaction: by, words })) : refusalOf(by === null ? cases.note(caseNumber, 'customer', { text: words ?? '', mentions: [] }) : cases.link(caseNumber, 'customer', [by])));
  const refusal = await say(id, isWord && text === null ? BUTTONS[kind] : null);
  if (refusal === null) return true;
  // What they carry can name two people: then the case keeps their words, and whose the interaction is stays open.
  if (refusal === 'not-one-customer') return await say(null, isWord ? [BUTTONS[kind], text].filter((one) => one !== null).join(': ') : text) === null;
  return isWord && await refusalOf(cases.link(caseNumber, 'customer', [id])) === null;
}

/** Why something may not happen; null: it did. The case is gone, in another state, or the interaction turned out to be of somebody else. Other faults are tried again. */
async function refusalOf(doing: Promise<void>): Promise<string | null> {
  try {
    await doing;
    return null;
  } catch (error) {
    if (error instanceof AppError && (error.kind === 'conflict' || error.kind === 'not-found' || error.kind === 'invalid')) return error.code;
    throw error;
  }
}

/** Finishes everything that waits. */
export async function finishActs(deps: FinishDeps): Promise<void> {
  for (const act of await waitingActs(deps.database, MOST)) await finishAct(deps, act);
}
