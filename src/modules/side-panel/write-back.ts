import { publicId } from '../../kernel/public-id.ts';
import type { CaseMoved, CaseState } from '../cases/contract.ts';
import type { Chatwoot } from '../channels/index.ts';

type Write = Parameters<Chatwoot['write']>[1][number];

/** How a conversation stands where its case stands so; null: that is the desk's own business. */
const STATUS: Readonly<Partial<Record<CaseState, 'open' | 'resolved'>>> = { owned: 'open', resolved: 'resolved', confirmed: 'resolved' };

/** What a desk is told when a case changed hands or state, wherever that was done: who has the conversation, how it stands, what is known of the case. Never a message to the customer. */
export function writesOfMove({ case: number, node, state, owner, changedHands, nextUpdateByMs, by }: CaseMoved, { desk, conversation }: { readonly desk: number; readonly conversation: number }): Write[] {
  const at = { desk, conversation, node, by };
  const status = STATUS[state];
  return [
    // What did not change hands with us stays with whomever the desk gave it to.
    ...(changedHands ? [{ ...at, body: { kind: 'assign' as const, person: owner } }] : []), ...(status === undefined ? [] : [{ ...at, body: { kind: 'status' as const, status } }]),
    { ...at, body: { kind: 'attributes', case: publicId('case', number), state, person: owner, nextUpdateBy: nextUpdateByMs === null ? null : new Date(nextUpdateByMs).toISOString() } },
  ];
}

/** The private note that tells the honest status to whoever opens the conversation. */
export function noteOf(word: string, customer: number): string {
  return `Custos, ${publicId('customer', customer)}: ${word}`;
}
