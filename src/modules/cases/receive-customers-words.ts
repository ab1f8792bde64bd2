import { numbersOfIds } from '../../kernel/public-id.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import type { Identity } from '../identity/index.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../interactions/contract.ts';
import { mayHappen } from './case.ts';
import { nodeOfCaseOrNull } from './case-store.ts';
import { addFact, CUSTOMER, heldCases, type LaterFact, type WorkDeps } from './change-case.ts';
import type { DueOf } from './clocks-of-case.ts';
import { casesHolding } from './issues/issue-case-view.ts';
import { staffSaidOverMs } from './over-since.ts';
import { ownersOfClaims } from './replies/reply-store.ts';

type Deps = WorkDeps & { readonly identity: Pick<Identity, 'withOwners'> };
type Solved = NonNullable<SaidInteraction['solved']>;

const namesOurs = ({ cases, contacts }: Solved): boolean => numbersOfIds('case', cases).length + numbersOfIds('interaction', contacts).length > 0;

/** What of these events says whether a case, or something that a case is about, was solved. */
const wordsIn = (events: readonly OutboxEvent[]): (SaidInteraction & { readonly solved: Solved })[] => latestRevisions(events as readonly InteractionSaid[]).flatMap((said) => (said.node !== 0 && said.solved !== undefined && namesOurs(said.solved) ? [{ ...said, solved: said.solved }] : []));

/**
 * What customers answer to the question whether it was solved is their word on the case that the survey names, or that holds the contact it names: yes confirms it, no opens it again.
 * Only while it is over by what staff said before, and by the case's own customer. Invariant: told again it changes nothing; an answer that was changed counts as it stands by now.
 */
export function createWordReceiver(deps: Deps) {
  let dueOf: DueOf | null = null;
  return {
    /** Asked before the transaction, which must not ask anything of another connection. */
    async prepare(events: readonly OutboxEvent[]): Promise<void> {
      if (wordsIn(events).length > 0) dueOf = await deps.clocks.ready();
    },
    async receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
      for (const said of wordsIn(events)) {
        dueOf ??= await deps.clocks.ready();
        await hear(deps, tx, said, dueOf);
      }
    },
  };
}

async function hear(deps: Deps, tx: Transaction, { number: interaction, node, occurredMs, solved: { isSolved, cases, contacts } }: ReturnType<typeof wordsIn>[number], dueOf: DueOf): Promise<void> {
  const [named] = numbersOfIds('case', cases);
  const about = named ?? (await casesHolding(tx, deps.identity.withOwners, numbersOfIds('interaction', contacts)))[0]?.number;
  if (about === undefined || await nodeOfCaseOrNull(tx, about) === null) return;
  const [held] = await heldCases(tx, [about]);
  if (held === undefined || occurredMs < staffSaidOverMs(held)) return;
  const owners = await ownersOfClaims(tx, deps.identity.withOwners, [held.node, node]);
  if (owners.get(node) === undefined || owners.get(node) !== owners.get(held.node)) return;
  const fact: LaterFact = { kind: 'customer-said', solved: isSolved, interaction, words: null };
  if (mayHappen(held.now, fact).ok) await addFact(deps, tx, held, { number: about, by: CUSTOMER, contacts: [{ interaction, node }], fact: () => fact }, dueOf);
}
