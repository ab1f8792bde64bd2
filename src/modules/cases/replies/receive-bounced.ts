import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { BOUNCES, type MailBounced } from '../../channels/contract.ts';
import { nodeOfCaseOrNull } from '../case-store.ts';
import { addFact, CUSTOS, heldCases, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { noteUnreached } from './bounced-store.ts';

/** A reply came back: it says so, and whoever has the case is told. That they were informed stays in the log, with what became of it behind. */
export async function receiveBounced(deps: WorkDeps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  for (const { type, letter, why, isLasting } of events as readonly MailBounced[]) {
    if (type !== 'mail.bounced') continue;
    const told = `This reply did not reach them: ${BOUNCES[why]}.`;
    let number = await noteUnreached(tx, letter, told);
    for (let step = 0; number !== null && step < 10; step += 1) {
      const [held] = await nodeOfCaseOrNull(tx, number) === null ? [] : await heldCases(tx, [number]);
      if (held === undefined) break;
      if (held.now.mergedInto !== null) {
        number = held.now.mergedInto;
        continue;
      }
      const fact: LaterFact = { kind: 'noted', text: `${told} ${isLasting ? 'Nothing more goes to this address until they write from it: reach them another way.' : 'Write again later, or reach them another way.'}`, mentions: held.now.owner === null ? [] : [held.now.owner] };
      await addFact(deps, tx, held, { number, by: CUSTOS, fact: () => fact }, dueOf);
      break;
    }
  }
}
