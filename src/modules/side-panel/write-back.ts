import { publicId } from '../../kernel/public-id.ts';
import type { CaseView, Holder } from '../cases/contract.ts';
import type { Chatwoot } from '../channels/index.ts';

/** A conversation beside which somebody decided something about a case; `node`: the claim whose case it is. */
export type BesideConversation = { readonly desk: number; readonly conversation: number; readonly node: number };
type Write = Parameters<Chatwoot['write']>[0][number];

/** What a desk is told of a case, so that its own people see it: never a message to the customer. */
function attributesOf(view: Pick<CaseView, 'id' | 'state' | 'owner' | 'nextUpdateBy'>): Record<string, string | null> {
  return { custos_case: view.id, custos_state: view.state, custos_owner: view.owner?.name ?? null, custos_next_update_by: view.nextUpdateBy };
}

/**
 * What is written into a desk when somebody takes, hands over or resolves a case: who has the conversation, how it stands, what is known of the case.
 * `email`: of whoever has it now; undefined: that did not change; null: a team's queue.
 */
export function writesOfMove({ desk, conversation, node }: BesideConversation, view: Pick<CaseView, 'id' | 'state' | 'owner' | 'nextUpdateBy'>, email: string | null | undefined, status: 'open' | 'resolved' | null, by: string): Write[] {
  const at = { desk, conversation, node, by };
  return [
    ...(email === undefined ? [] : [{ ...at, body: { kind: 'assign' as const, email } }]), ...(status === null ? [] : [{ ...at, body: { kind: 'status' as const, status } }]),
    { ...at, body: { kind: 'attributes' as const, attributes: attributesOf(view) } },
  ];
}

/** The private note that tells the honest status to whoever opens the conversation. */
export function noteOf(word: string, customer: number): string {
  return `Custos, ${publicId('customer', customer)}: ${word}`;
}

/** The person whom a hand-over is for; null for a team's queue. */
export const personOf = (to: Holder): string | null => ('person' in to ? to.person : null);
