import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import type { Database, Transaction } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Journeys } from '../../journeys/index.ts';
import { addFact, CUSTOS, heldCases, type WorkDeps } from '../change-case.ts';
import type { DueOf } from '../clocks-of-case.ts';
import { CASE_LIMITS } from '../contract.ts';
import { assertOneCustomer, knownContact, type KnownContact } from '../known-contacts.ts';
import { absorbCase } from '../merge-cases.ts';
import { openCase } from '../open-case.ts';
import { casesHolding, heldBy, holdIssue, type CaseHolding } from './issue-case-view.ts';
import { aboutIssue } from './issue-matter.ts';
import { byIssues, mainIssue, matterFor, type Matter } from './main-issue.ts';

type Deps = WorkDeps & { readonly database: Database; readonly identity: Pick<Identity, 'customerOfNodes' | 'withOwners'>; readonly interactions: Pick<Interactions, 'saidBy'>; readonly journeys: Pick<Journeys, 'issuesOfContacts' | 'contactsOfIssues'> };

/** An issue that is asked for, by the number that it has by now, with its contacts in the order in which they happened. */
type AskedIssue = { readonly issue: number; readonly contacts: readonly KnownContact[] };
/** Issues that are asked for, the first before, and what a case of all of them is called. */
type Asked = { readonly issues: readonly [AskedIssue, ...AskedIssue[]]; readonly about: ReturnType<typeof aboutIssue> };

/**
 * Owns issues of one customer as one: one case with all their contacts, and one owner. Of cases that are open one takes in the others; where none is, one is opened.
 * Shape: its number; else the open case that stands in the way: of somebody else, or null where one that is about another issue holds a part of this.
 * Invariant: done again it changes nothing; refused, nothing was changed. Errors: `not-found` where nothing of the first issue is kept; `conflict` for issues of several customers, and where their cases can not become one.
 */
export async function takeIssues(deps: Deps, ids: readonly [string, ...string[]], by: string): Promise<{ readonly number: number } | { readonly inTheWay: CaseHolding | null }> {
  const asked = await issuesAsked(deps, ids);
  await assertOneCustomer(deps.identity, asked.issues.flatMap(({ contacts }) => contacts.map(({ node }) => node)));
  const dueOf = await deps.clocks.ready();
  return deps.database.transaction(async (tx) => {
    for (const issue of asked.issues.map((one) => one.issue).toSorted((a, b) => a - b)) await holdIssue(tx, issue);
    const interactions = asked.issues.flatMap(({ contacts }) => contacts.map(({ interaction }) => interaction));
    const holding = (await casesHolding(tx, deps.identity.withOwners, interactions)).filter(({ endedAt }) => endedAt === null);
    const issueOf = await deps.journeys.issuesOfContacts([...new Set([...interactions, ...holding.flatMap(heldBy)])], tx);
    const cases = byIssues(holding, issueOf);
    const theirs = [...new Set(asked.issues.flatMap(({ issue }) => cases.get(issue) ?? []))];
    const inTheWay = theirs.find(({ owner }) => owner !== null && owner !== by);
    if (inTheWay !== undefined) return { inTheWay };
    if (theirs.length === 0 && holding.length > 0) return { inTheWay: null };
    // What has parts can be no part itself.
    const whole = theirs.find(({ number, matters }) => matters.some(({ caseNumber }) => caseNumber !== number)) ?? theirs.find(({ owner }) => owner === by) ?? theirs[0];
    const number = whole?.number ?? await openOne(deps, tx, asked, by, dueOf);
    const matters = whole === undefined ? [{ caseNumber: number, matter: 0, interactions: asked.issues[0].contacts.map(({ interaction }) => interaction) }] : theirs.flatMap((one) => one.matters);
    await own(deps, tx, { number, matters, parts: theirs.filter((one) => one !== whole).map((one) => one.number), issues: asked.issues, issueOf, by }, dueOf);
    return { number };
  });
}

async function issuesAsked({ journeys, interactions }: Deps, ids: readonly string[]): Promise<Asked> {
  const numbers = ids.map((id) => parsePublicId('issue', id));
  const found = await journeys.contactsOfIssues(numbers);
  const latest = numbers.map((number) => (found.get(number) ?? []).slice(-CASE_LIMITS.interactions));
  const all = new Map(latest.flat().map(({ interaction, role }) => [interaction, role]));
  const [issueOf, said] = await Promise.all([journeys.issuesOfContacts([...all.keys()]), interactions.saidBy([...all.keys()])]);
  const known = new Map(said.filter(({ node }) => node !== 0).map(knownContact).map((one) => [one.interaction, one]));
  const kept = latest.flatMap((contacts): AskedIssue[] => {
    const issue = mainIssue(contacts.map(({ interaction }) => interaction), issueOf);
    const own = contacts.flatMap(({ interaction }) => known.get(interaction) ?? []);
    return issue === null || own.length === 0 ? [] : [{ issue, contacts: own }];
  });
  // Two that were asked for may have become one meanwhile.
  const [first, ...others] = [...new Map(kept.map((one) => [one.issue, one])).values()];
  if (first === undefined) throw new AppError('not-found', 'issue-unknown', 'There is no such issue: its contacts may have been erased.');
  return { issues: [first, ...others], about: aboutIssue(said.map(({ item }) => item), [...all.values()].filter((role) => role === 'ask').length) };
}

async function openOne(deps: Deps, tx: Transaction, { issues: [{ contacts }], about }: Asked, by: string, dueOf: DueOf): Promise<number> {
  const number = await openCase(deps, tx, { ...about, by, node: contacts[0]?.node ?? 0, contacts, queue: null, because: null, key: null, isMine: true }, dueOf);
  if (number === null) throw new AppError('internal', 'case-not-opened', 'A case without a key was not opened.');
  return number;
}

type Owning = { readonly number: number; readonly matters: readonly Matter[]; readonly parts: readonly number[]; readonly issues: readonly AskedIssue[]; readonly issueOf: ReadonlyMap<number, number>; readonly by: string };

/** Takes a case where nobody has it, makes others parts of it, and adds what it does not hold yet. */
async function own(deps: Deps, tx: Transaction, { number, matters, parts, issues, issueOf, by }: Owning, dueOf: DueOf): Promise<void> {
  const [whole, ...others] = await heldCases(tx, [number, ...parts]);
  if (whole === undefined) return;
  let now = whole.now.owner === null ? await addFact(deps, tx, whole, { number, by, fact: () => ({ kind: 'taken' }) }, dueOf) : whole;
  for (const [at, part] of others.entries()) now = await absorbCase(deps, tx, { number, held: now }, { number: parts[at] ?? 0, held: part }, by, dueOf);
  let held = matters;
  for (const { issue, contacts } of issues) {
    const here = new Set(held.flatMap(({ interactions }) => interactions));
    const missing = contacts.filter(({ interaction }) => !here.has(interaction));
    if (missing.length === 0) continue;
    const matter = matterFor(issue, { number, matters: held }, issueOf);
    // What a rule opened began with one contact: whoever takes the issue has all of it before them.
    now = await addFact(deps, tx, now, { number, by: matter === 0 ? CUSTOS : by, contacts: missing, fact: () => ({ kind: 'linked', interactions: missing.map(({ interaction }) => interaction), wroteMs: missing.flatMap(({ wroteMs }) => wroteMs ?? []), matter }) }, dueOf);
    if (matter > 0 && now.now.state === 'resolved') now = await addFact(deps, tx, now, { number, by, fact: () => ({ kind: 'reopened', why: 'Another issue of the customer was taken with it, which is not solved yet.' }) }, dueOf);
    held = [...held, { caseNumber: number, matter, interactions: missing.map(({ interaction }) => interaction) }];
  }
}
