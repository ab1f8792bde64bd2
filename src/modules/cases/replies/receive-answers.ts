import { publicId } from '../../../kernel/public-id.ts';
import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import { latestRevisions, type InteractionSaid, type SaidInteraction } from '../../interactions/contract.ts';
import { mayHappen, type CaseNow } from '../case.ts';
import { addFact, CUSTOS, heldCases, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { heldWhole } from '../held-whole.ts';
import { ownersOfClaims, repliesOfLetters } from './reply-store.ts';

type Deps = WorkDeps & { readonly identity: Pick<Identity, 'withOwners'> };

/** A Message-ID without its brackets. */
const bare = (letter: string): string => letter.replace(/^<|>$/g, '');

/** What of these events may be a mail of ours, or answer one. */
const mailsIn = (events: readonly OutboxEvent[]): readonly SaidInteraction[] => latestRevisions(events as readonly InteractionSaid[]).filter(({ direction, node, talk }) => node !== 0 && talk !== undefined && (direction === 'in' ? talk.answers.length > 0 : talk.letter !== null));
/** The Message-IDs by which it comes to a case: its own when it is ours, those that it answers when it is theirs. The one that it answers itself stands first; the rest of the thread after it, the latest before. */
function lettersOf({ direction, talk }: SaidInteraction): string[] {
  if (direction !== 'in') return talk?.letter == null ? [] : [bare(talk.letter)];
  const [direct, ...thread] = talk?.answers.map(bare) ?? [];
  return direct === undefined ? [] : [direct, ...thread.toReversed()];
}
const lettersIn = (mails: readonly SaidInteraction[]): string[] => [...new Set(mails.flatMap(lettersOf))];

/** A reply of ours comes to its case once it is recorded, and so does what somebody says that answers it. What a machine answers comes too, and counts for nothing. */
export function createAnswerReceiver(deps: Deps & { readonly database: Database }) {
  let dueOf: DueOf | null = null;
  return {
    /** Asked before the transaction, which must not ask anything of another connection. */
    async prepare(events: readonly OutboxEvent[]): Promise<void> {
      if ((await repliesOfLetters(deps.database, lettersIn(mailsIn(events)))).length > 0) dueOf = await deps.clocks.ready();
    },
    async receive(events: readonly OutboxEvent[], tx: Transaction): Promise<void> {
      const mails = mailsIn(events);
      const known = new Map((await repliesOfLetters(tx, lettersIn(mails))).map((reply) => [reply.letter, reply]));
      if (known.size === 0) return;
      dueOf ??= await deps.clocks.ready();
      for (const said of mails) {
        const reply = lettersOf(said).flatMap((letter) => known.get(letter) ?? [])[0];
        if (reply !== undefined) await mailCame(deps, tx, said, reply.caseNumber, dueOf);
      }
    },
  };
}

async function mailCame(deps: Deps, tx: Transaction, said: SaidInteraction, first: number, dueOf: DueOf): Promise<void> {
  const whole = await heldWhole(tx, first);
  if (whole === null || whole.held.now.interactions.includes(said.number)) return;
  const { number, held } = whole;
  const owners = await ownersOfClaims(tx, deps.identity.withOwners, [held.node, said.node]);
  const [theirs, whose] = [owners.get(held.node), owners.get(said.node)];
  const isTheirs = theirs !== undefined && theirs === whose;
  for (const fact of isTheirs ? factsOfAnswer(held.now, said) : said.direction === 'in' ? [elsewhere(held.now, whose)] : []) {
    const [now] = await heldCases(tx, [number]);
    if (now !== undefined && mayHappen(now.now, fact).ok) await addFact(deps, tx, now, { number, by: CUSTOS, fact: () => fact, contacts: fact.kind === 'linked' ? [{ interaction: said.number, node: said.node }] : [] }, dueOf);
  }
}

/** An answer to a closed case opens it again: whoever writes is not done. To one that waits for their word it is heard. Our own mail and a machine's only stand there. */
function factsOfAnswer(now: CaseNow, { number, occurredMs, direction, talk }: SaidInteraction): LaterFact[] {
  const isOnlyKept = direction !== 'in' || talk?.automatic === true;
  const linked: LaterFact = { kind: 'linked', interactions: [number], wroteMs: isOnlyKept ? [] : [occurredMs] };
  if (isOnlyKept) return [linked];
  if (now.endedMs !== null) return [{ kind: 'reopened', why: 'They answered our mail after the case was closed.' }, linked];
  return now.state === 'resolved' ? [linked, { kind: 'heard', interaction: number, heardMs: occurredMs }] : [linked];
}

/** Somebody else answered, from an address that is not known to be theirs: whoever has the case looks whether they are one. */
function elsewhere(now: CaseNow, whose: number | undefined): LaterFact {
  const who = whose === undefined ? 'somebody whom nobody knows' : `another customer (${publicId('customer', whose)})`;
  return { kind: 'noted', text: `Our mail was answered from an address of ${who}. If they are one person, join them; the answer is on the other page.`, mentions: now.owner === null ? [] : [now.owner] };
}
