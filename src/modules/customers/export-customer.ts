import { publicId } from '../../kernel/public-id.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import type { Identity, TimelineOwner } from '../identity/index.ts';
import type { HeldRevision, Interactions } from '../interactions/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { HeldConsents } from './consent/consents.ts';
import type { Customer } from './contract.ts';
import { heldBesides, type HeldBesides } from './kept-besides.ts';
import { wordsHeld } from './words-held-view.ts';

/** Raised when a part of an access export changes its meaning. */
export const EXPORT_FORMAT = 'custos-access-export-1';

/** Everything that is held of somebody but their interactions, which are read one by one. Shape: plain JSON. */
export type ExportHead = {
  readonly format: typeof EXPORT_FORMAT; readonly exportedAt: string; readonly customer: Customer;
  readonly claims: readonly { readonly id: string; readonly source: string; readonly brand: string; readonly session: string | null; readonly firstOccurredAt: string; readonly traits: Readonly<Record<string, string>>; readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean; readonly verifiedBy: string | null; readonly said: string | null }[] }[];
  readonly joins: readonly unknown[];
  readonly decisions: readonly unknown[];
  /** Every word on a trait with its source and moment, also those that later ones replaced. */
  readonly traitHistory: readonly { readonly interaction: string; readonly claim: string; readonly source: string; readonly at: string; readonly traits: Readonly<Record<string, string | null>> }[];
  /** Where they stand on each purpose and channel, and every word that they said on it. */
  readonly consents: HeldConsents;
  readonly orders: readonly unknown[];
  readonly orderStatements: readonly unknown[];
  /** What they said about refunds of orders. */
  readonly refundStatements: readonly unknown[];
  /** What modules on the right hold of them, by name: their cases. */
  readonly besides: Readonly<Record<string, readonly unknown[]>>;
};

export type CustomerExport = { readonly head: ExportHead; readonly revisions: AsyncIterable<HeldRevision> };

/** What a customer is owed when they ask for their data: everything that any module holds of them. `page` is their page as the office sees it. */
export async function exportCustomer(deps: { readonly database: Database; readonly identity: Identity; readonly interactions: Interactions; readonly subjects: Subjects; readonly clock: () => number; readonly heldBesides?: readonly HeldBesides[] }, { customer, homes, nodes: listed }: TimelineOwner, page: Customer, consents: HeldConsents): Promise<CustomerExport> {
  const nodes = listed ?? await deps.identity.nodesOf(customer);
  const [claims, identity, words, orders, statements, refunds, besides] = await Promise.all([
    deps.identity.claimsHeld(customer), deps.identity.identityOf(customer), wordsHeld(deps.database, nodes), deps.subjects.ordersOfNodes(nodes, customer), deps.subjects.statementsHeld(nodes), deps.subjects.refundStatementsHeld(nodes), heldBesides(deps.database, deps.heldBesides ?? [], nodes),
  ]);
  const head: ExportHead = {
    format: EXPORT_FORMAT, exportedAt: new Date(deps.clock()).toISOString(), customer: page,
    claims: claims.map(({ node, firstOccurredMs, ...claim }) => ({ id: publicId('node', node), ...claim, firstOccurredAt: new Date(firstOccurredMs).toISOString() })),
    joins: identity?.edges ?? [], decisions: identity?.decisions ?? [],
    traitHistory: words.map(({ interaction, node, saidAt, ...word }) => ({ interaction: publicId('interaction', interaction), claim: publicId('node', node), at: saidAt.toISOString(), ...word })),
    consents, orders, orderStatements: statements.map(({ interaction, ...statement }) => ({ interaction: publicId('interaction', interaction), ...statement })),
    refundStatements: refunds.map(({ interaction, node: _node, key: _key, occurredMs, ...statement }) => ({ interaction: publicId('interaction', interaction), occurredAt: new Date(occurredMs).toISOString(), ...statement })),
    besides,
  };
  return { head, revisions: deps.interactions.revisionsHeld({ customer, homes, nodes: listed }) };
}

/** A revision as an export shows it: public ids instead of numbers, and nothing of where we keep it. */
export function presentRevision({ number, node, home: _home, ...row }: HeldRevision): Record<string, unknown> {
  return { id: publicId('interaction', Number(number)), claim: publicId('node', Number(node)), ...row };
}

/** The export as one JSON document, piece by piece. */
export async function* exportAsJson({ head, revisions }: CustomerExport): AsyncGenerator<string> {
  yield `${JSON.stringify(head, null, 1).slice(0, -2)},\n "interactions": [`;
  let isFirst = true;
  for await (const revision of revisions) {
    yield `${isFirst ? '' : ','}\n  ${JSON.stringify(presentRevision(revision))}`;
    isFirst = false;
  }
  yield '\n ]\n}\n';
}
