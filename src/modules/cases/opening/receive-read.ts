import { publicId } from '../../../kernel/public-id.ts';
import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Customers } from '../../customers/index.ts';
import type { Identity } from '../../identity/index.ts';
import type { InteractionRead, ReadInteraction } from '../../voice/contract.ts';
import { casesOfInteractions, casesOfNodes, type CaseRow } from '../case-view.ts';
import { addFact, CUSTOS, heldCases, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { PRIORITIES, type CasePolicy, type Priority } from '../contract.ts';
import type { KnownContact } from '../known-contacts.ts';
import { openCase } from '../open-case.ts';
import { policyNow } from '../policy/policy-store.ts';
import { openedBy, urgencyOf } from './opened-by.ts';
import { openingWords } from './opening-words.ts';

type Deps = WorkDeps & { readonly database: Database; readonly identity: Pick<Identity, 'customerOfNodes' | 'nodesOf'>; readonly customers: Pick<Customers, 'rules'> };

/** Whose something is: all claims of the customer, and the key of their value segment. */
type Whose = { readonly nodes: readonly number[]; readonly segment: string | null };

/** Open cases of a customer that are looked at. */
const CASES_MOST = 50;

const readIn = (events: readonly OutboxEvent[]): readonly ReadInteraction[] => (events as readonly InteractionRead[]).flatMap(({ type, interactions }) => (type === 'interaction.read' ? interactions : []));

/**
 * Opens cases by what was read in the words of customers. Somebody who has an open case about the same order, or about no order at all, does not get another: what they say comes to that one, and makes it more urgent where it is.
 * Invariant: an interaction opens one case at most, however often it is told; what is said after "solved" about the same order opens the case again.
 */
export function createReadReceiver(deps: Deps) {
  /** Asked before the transaction, which must not ask anything of another connection. By claim. */
  const asked = new Map<number, Whose>();

  async function prepare(events: readonly OutboxEvent[]): Promise<void> {
    asked.clear();
    const { policy } = await policyNow(deps.database);
    const reads = readIn(events).filter((read) => openedBy(policy.opening, read) !== null);
    if (reads.length === 0) return;
    await deps.clocks.ready();
    const customers = await deps.identity.customerOfNodes(reads.map(({ node }) => node));
    for (const { node } of reads) {
      const customer = customers.get(node);
      if (customer === undefined || asked.has(node)) continue;
      const placed = policy.valued.length === 0 ? null : await deps.customers.rules.placed(publicId('customer', customer));
      asked.set(node, { nodes: await deps.identity.nodesOf(customer), segment: placed?.segment?.key ?? null });
    }
  }

  async function receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
    const { policy } = await policyNow(tx);
    for (const read of readIn(events)) {
      const rule = openedBy(policy.opening, read);
      if (rule === null || (await casesOfInteractions(tx, [read.number])).length > 0) continue;
      const { nodes, segment } = asked.get(read.node) ?? { nodes: [read.node], segment: null };
      const dueOf = await deps.clocks.ready();
      const priority = urgencyOf(rule, segment, policy);
      const same = (await casesOfNodes(tx, nodes, CASES_MOST)).find((row) => takesIn(row, read));
      if (same === undefined) {
        await openCase(deps, tx, { ...openingWords(rule, read.channel), by: CUSTOS, node: read.node, contacts: [contactOf(read)], subject: read.order === null ? null : { type: 'order', id: read.order }, priority, queue: null, key: `read ${read.number}`, isMine: false }, dueOf);
      } else await add(tx, same, read, { priority, policy }, dueOf);
    }
  }

  async function add(tx: Transaction, row: CaseRow, read: ReadInteraction, { priority, policy }: { readonly priority: Priority; readonly policy: CasePolicy }, dueOf: DueOf): Promise<void> {
    const [held] = await heldCases(tx, [row.number]);
    if (held === undefined) return;
    const change = { number: row.number, by: CUSTOS };
    let next = await addFact(deps, tx, held, { ...change, contacts: [contactOf(read)], fact: () => ({ kind: 'linked', interactions: [read.number], wroteMs: [read.occurredMs] }) }, dueOf);
    if (next.now.state === 'resolved') next = await addFact(deps, tx, next, { ...change, fact: () => ({ kind: 'customer-said', solved: false, interaction: read.number, words: null }) }, dueOf);
    if (PRIORITIES.indexOf(priority) < PRIORITIES.indexOf(next.now.priority)) await addFact(deps, tx, next, { ...change, fact: () => ({ kind: 'prioritised', priority, target: policy.targets[priority] }) }, dueOf);
  }

  return { prepare, receive };
}

/** Whether something said belongs to an open case. What is solved waits for the customer's word about that thing alone. */
function takesIn({ state, endedAt, subjectType, subjectId }: CaseRow, { order }: ReadInteraction): boolean {
  if (endedAt !== null) return false;
  const isSameOrder = subjectType === 'order' && order !== null && subjectId === order;
  return isSameOrder || (state !== 'resolved' && (subjectType !== 'order' || order === null));
}

function contactOf({ number, node, occurredMs, office, language }: ReadInteraction): KnownContact {
  return { interaction: number, node, wroteMs: occurredMs, hasWords: true, office, language };
}
