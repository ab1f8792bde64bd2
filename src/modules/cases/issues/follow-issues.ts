import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { IssuesChanged } from '../../journeys/contract.ts';
import type { ContactInIssue, Journeys } from '../../journeys/index.ts';
import { mayHappen, type CaseEvent } from '../case.ts';
import { addFact, CUSTOS, heldCases, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { overMs } from '../over-since.ts';
import { casesHolding, customersWithCases, type CaseHolding } from './issue-case-view.ts';
import { mainIssue } from './main-issue.ts';

type Deps = WorkDeps & { readonly identity: Pick<Identity, 'withOwners'>; readonly journeys: Pick<Journeys, 'issuesOfMany'> };
type Held = Awaited<ReturnType<typeof heldCases>>[number];

/**
 * Contacts that are put to an issue by now come to the case that is about it, and are its customer's word: whoever asks again after we said that it is solved opens it again. Thanks do not; whether they are a yes is for a person to say.
 * Of several open cases of one issue, those that nobody has touched become parts of the first.
 * Invariant: told again it changes nothing; what was put elsewhere since stays in the case, whose log says why. Asks nothing of another connection.
 */
export async function followIssues(deps: Deps, events: readonly OutboxEvent[], tx: Transaction, dueOf: DueOf): Promise<void> {
  const nodes = [...new Set((events as readonly IssuesChanged[]).flatMap((event) => (event.type === 'issues.changed' ? event.nodes : [])))];
  const customers = await customersWithCases(tx, deps.identity.withOwners, nodes);
  if (customers.length === 0) return;
  const issues = await deps.journeys.issuesOfMany({ customers }, deps.clock(), tx);
  const issueOf = new Map(issues.flatMap(({ issue, contacts }) => contacts.map(({ interaction }) => [interaction, issue] as const)));
  const cases = await casesHolding(tx, [...issueOf.keys()]);
  const byIssue = Map.groupBy(cases, ({ interactions }) => mainIssue(interactions, issueOf));
  for (const { issue, contacts } of issues) {
    const [first, ...others] = byIssue.get(issue) ?? [];
    if (first === undefined) continue;
    const held = await join(deps, tx, first, others.filter(({ endedAt }) => endedAt === null), dueOf);
    if (held !== null) await bring(deps, tx, first, held, contacts, dueOf);
  }
}

/** Makes open cases that only rules have touched parts of the first. Shape: the first as it is then. */
async function join(deps: Deps, tx: Transaction, first: CaseHolding, others: readonly CaseHolding[], dueOf: DueOf): Promise<Held | null> {
  const [whole, ...parts] = await heldCases(tx, [first.number, ...others.map(({ number }) => number)]);
  if (whole === undefined) return null;
  let now = whole;
  for (const [at, part] of parts.entries()) {
    const other = others[at]?.number ?? 0;
    if (!isUntouched(part.events) || first.endedAt !== null || !mayHappen(part.now, { kind: 'merged', into: first.number }).ok) continue;
    await addFact(deps, tx, part, { number: other, by: CUSTOS, fact: () => ({ kind: 'merged', into: first.number }) }, dueOf);
    now = await addFact(deps, tx, now, { number: first.number, by: CUSTOS, fact: () => ({ kind: 'absorbed', other, sinceMs: part.now.sinceMs }) }, dueOf);
  }
  return now;
}

/** Whether no person has done anything with a case yet. */
export function isUntouched(events: readonly Pick<CaseEvent, 'by'>[]): boolean {
  return events.every(({ by }) => by === CUSTOS);
}

async function bring(deps: Deps, tx: Transaction, { number, interactions }: CaseHolding, held: Held, contacts: readonly ContactInIssue[], dueOf: DueOf): Promise<void> {
  const here = new Set([...interactions, ...held.now.interactions]);
  const fresh = contacts.filter(({ interaction }) => !here.has(interaction));
  if (fresh.length === 0) return;
  const wroteMs = fresh.flatMap(({ role, atMs }) => (role === 'ask' ? atMs : []));
  let now = await addFact(deps, tx, held, { number, by: CUSTOS, contacts: fresh, fact: () => ({ kind: 'linked', interactions: fresh.map(({ interaction }) => interaction), wroteMs }) }, dueOf);
  for (const { interaction, atMs } of fresh.filter((one) => one.role === 'ask' && one.atMs > overMs(now.now))) {
    const isThanks = contacts.find((one) => one.interaction === interaction)?.isThanks === true;
    const fact: LaterFact = isThanks ? { kind: 'heard', interaction, heardMs: atMs } : { kind: 'customer-said', solved: false, interaction, words: null };
    if (mayHappen(now.now, fact).ok) now = await addFact(deps, tx, now, { number, by: CUSTOS, fact: () => fact }, dueOf);
  }
}
