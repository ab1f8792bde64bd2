import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { BOUNCES, type MailBounced } from '../../channels/contract.ts';
import { addFact, CUSTOS, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { heldWhole } from '../held-whole.ts';
import { noteUnreached } from './bounced-store.ts';

/** A reply came back: it says so, and whoever has the case is told. That they were informed stays in the log, with what became of it behind. */
export async function receiveBounced(deps: WorkDeps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  for (const { type, letter, why, isLasting } of events as readonly MailBounced[]) {
    if (type !== 'mail.bounced') continue;
    const told = `This reply did not reach them: ${BOUNCES[why]}.`;
    const replied = await noteUnreached(tx, letter, told);
    const whole = replied === null ? null : await heldWhole(tx, replied);
    if (whole === null) continue;
    const { number, held } = whole;
    const fact: LaterFact = { kind: 'noted', text: `${told} ${isLasting ? 'Nothing more goes to this address until they write from it: reach them another way.' : 'Write again later, or reach them another way.'}`, mentions: held.now.owner === null ? [] : [held.now.owner] };
    await addFact(deps, tx, held, { number, by: CUSTOS, fact: () => fact }, dueOf);
  }
}
