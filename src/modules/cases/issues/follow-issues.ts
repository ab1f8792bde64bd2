import type { OutboxEvent } from '../../../platform/outbox/outbox.ts';
import type { Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { IssuesChanged } from '../../journeys/contract.ts';
import type { ContactInIssue, Journeys } from '../../journeys/index.ts';
import { mayHappen, type CaseEvent } from '../case.ts';
import { addFact, CUSTOS, heldCases, type HeldCase, type LaterFact, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { absorbCase } from '../merge-cases.ts';
import { overMs } from '../over-since.ts';
import { casesHolding, customersWithCases, heldBy, type CaseHolding } from './issue-case-view.ts';
import { byIssues, matterFor } from './main-issue.ts';

type Deps = WorkDeps & { readonly identity: Pick<Identity, 'withOwners'>; readonly journeys: Pick<Journeys, 'issuesOfMany'> };

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
  const cases = await casesHolding(tx, deps.identity.withOwners, [...issueOf.keys()]);
  const ofIssue = byIssues(cases, issueOf);
  for (const { issue, contacts } of issues) {
    const [first, ...others] = ofIssue.get(issue) ?? [];
    if (first === undefined) continue;
    const held = await join(deps, tx, first, others.filter(({ endedAt }) => endedAt === null), dueOf);
    if (held !== null) await bring(deps, tx, { number: first.number, held, contacts, here: heldBy(first), matter: matterFor(issue, first, issueOf) }, dueOf);
  }
}

/** Makes open cases that only rules have touched parts of the first. Shape: the first as it is then. */
async function join(deps: Deps, tx: Transaction, first: CaseHolding, others: readonly CaseHolding[], dueOf: DueOf): Promise<HeldCase | null> {
  const [whole, ...parts] = await heldCases(tx, [first.number, ...others.map(({ number }) => number)]);
  if (whole === undefined) return null;
  let now = whole;
  for (const [at, part] of parts.entries()) {
    const other = others[at]?.number ?? 0;
    if (!isUntouched(part.events) || first.endedAt !== null || !mayHappen(part.now, { kind: 'merged', into: first.number }).ok) continue;
    now = await absorbCase(deps, tx, { number: first.number, held: now }, { number: other, held: part }, CUSTOS, dueOf);
  }
  return now;
}

/** Whether no person has done anything with a case yet. */
export function isUntouched(events: readonly Pick<CaseEvent, 'by'>[]): boolean {
  return events.every(({ by }) => by === CUSTOS);
}

type Brought = { readonly number: number; readonly held: HeldCase; readonly contacts: readonly ContactInIssue[]; /** What the case and its parts hold. */ readonly here: readonly number[]; readonly matter: number };

async function bring(deps: Deps, tx: Transaction, { number, held, contacts, here, matter }: Brought, dueOf: DueOf): Promise<void> {
  const known = new Set([...here, ...held.now.interactions]);
  const fresh = contacts.filter(({ interaction }) => !known.has(interaction));
  if (fresh.length === 0) return;
  const wroteMs = fresh.flatMap(({ role, atMs }) => (role === 'ask' ? atMs : []));
  let now = await addFact(deps, tx, held, { number, by: CUSTOS, contacts: fresh, fact: () => ({ kind: 'linked', interactions: fresh.map(({ interaction }) => interaction), wroteMs, matter }) }, dueOf);
  for (const { interaction, atMs } of fresh.filter((one) => one.role === 'ask' && one.atMs > overMs(now.now))) {
    const isThanks = contacts.find((one) => one.interaction === interaction)?.isThanks === true;
    const fact: LaterFact = isThanks ? { kind: 'heard', interaction, heardMs: atMs } : { kind: 'customer-said', solved: false, interaction, words: null };
    if (mayHappen(now.now, fact).ok) now = await addFact(deps, tx, now, { number, by: CUSTOS, fact: () => fact }, dueOf);
  }
}
