import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import { BOUNCES, type MailBounced } from '../../channels/contract.ts';
import { mayHappen } from '../case.ts';
import { addFact, CUSTOS, heldCases, type HeldCase, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { heldWhole } from '../held-whole.ts';
import { noteUnreached } from './bounced-store.ts';

/** A reply came back: it says so, and whoever has the case is told. That they were informed stays in the log, and counts as if it had not been said: what was due is due again. */
export async function receiveBounced(deps: WorkDeps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  for (const { type, letter, why, isLasting } of events as readonly MailBounced[]) {
    if (type !== 'mail.bounced') continue;
    const told = `This reply did not reach them: ${BOUNCES[why]}.`;
    const replied = await noteUnreached(tx, letter, told);
    const whole = replied === null ? null : await heldWhole(tx, replied.caseNumber);
    if (replied === null || whole === null) continue;
    const { number, held } = whole;
    const where = await saidIn(tx, replied.caseNumber, replied.reply);
    const isHere = where !== null && number === replied.caseNumber;
    const text = `${told} ${where === null ? '' : 'It counts as if it had not been sent: what was due is due again. '}${isLasting ? 'Nothing more goes to this address until they write from it: reach them another way.' : 'Write again later, or reach them another way.'}`;
    const mentions = held.now.owner === null ? [] : [held.now.owner];
    // In a part it is unsaid there, and whoever has the whole is told.
    if (where !== null && !isHere) await addFact(deps, tx, where.held, { number: replied.caseNumber, by: CUSTOS, fact: () => ({ ...where.fact, text, mentions: [] }) }, dueOf);
    await addFact(deps, tx, held, { number, by: CUSTOS, fact: () => (where !== null && isHere ? { ...where.fact, text, mentions } : { kind: 'noted', text, mentions }) }, dueOf);
  }
}

/** Where in its case a reply was noted as told, as long as nothing says that it never was. */
async function saidIn(tx: Transaction, caseNumber: number, reply: number): Promise<{ readonly held: HeldCase; readonly fact: Extract<LaterFact, { kind: 'came-back' }> } | null> {
  const [held] = await heldCases(tx, [caseNumber]);
  const event = held?.events.find(({ fact }) => fact.kind === 'informed' && fact.reply === reply);
  if (held === undefined || event === undefined) return null;
  const fact = { kind: 'came-back', place: event.place, text: '', mentions: [] } as const;
  return mayHappen(held.now, fact).ok ? { held, fact } : null;
}
