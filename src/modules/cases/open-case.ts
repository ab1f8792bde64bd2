import type { Transaction } from '../../platform/pg/transaction.ts';
import { foldCase, type CaseEvent } from './case.ts';
import { appendEvent, insertCase, putContacts, updateCase } from './case-store.ts';
import { addFact, type WorkDeps } from './change-case.ts';
import type { DueOf } from './clocks-of-case.ts';
import type { CaseSubject, CaseTarget, Priority } from './contract.ts';
import type { KnownContact } from './known-contacts.ts';
import { policyNow } from './policy/policy-store.ts';
import { queueFor } from './policy/starting-policy.ts';
import { redactFact } from './redact-fact.ts';

/**
 * A case to be opened. `node`: the claim whose case it is; `contacts`: interactions of the same customer with which it begins. `queue` null: the first that fits. `by`: a person, or `custos` with `because`.
 * `key`: names what opens it by itself, so that the same breach, told twice, opens one case. `isMine`: whoever opens it takes it at once. `target`: by when, where the law or somebody's word says it and not our rules.
 */
export type OpenCase = {
  readonly by: string; readonly node: number; readonly contacts: readonly KnownContact[]; readonly about: string; readonly subject: CaseSubject | null; readonly priority: Priority;
  readonly queue: string | null; readonly because: string | null; readonly key: string | null; readonly isMine: boolean; readonly target?: CaseTarget;
};

/** Opens a case in the caller's transaction. Shape: its number; null when its key opened one before. */
export async function openCase(deps: WorkDeps, tx: Transaction, asked: OpenCase, dueOf: DueOf): Promise<number | null> {
  const atMs = deps.clock();
  const { policy } = await policyNow(tx);
  const [first] = asked.contacts;
  const wroteMs = asked.contacts.flatMap((contact) => contact.wroteMs ?? []);
  const fact = redactFact({
    kind: 'opened', about: asked.about, subject: asked.subject, interactions: asked.contacts.map(({ interaction }) => interaction), priority: asked.priority, target: asked.target ?? policy.targets[asked.priority], wroteMs, because: asked.because,
    queue: asked.queue ?? queueFor(policy.queues, { office: first?.office ?? null, language: first?.language ?? null, subject: asked.subject?.type ?? null }),
  });
  const event: CaseEvent = { place: 1, atMs, by: asked.by, fact };
  const now = foldCase([event]);
  const number = await insertCase(tx, { node: asked.node, key: asked.key, about: fact.about, sinceMs: atMs });
  if (number === null || now === null) return null;
  const held = { node: asked.node, events: [event], now };
  await appendEvent(tx, number, event);
  await updateCase(tx, number, now, dueOf(held));
  if (asked.contacts.length > 0) await putContacts(tx, number, asked.contacts);
  tx.afterCommit(() => { deps.onOpened?.(); });
  if (asked.isMine) await addFact(deps, tx, held, { number, by: asked.by, fact: () => ({ kind: 'taken' }) }, dueOf);
  return number;
}
