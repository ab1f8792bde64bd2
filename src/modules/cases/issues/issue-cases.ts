import type { Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Live } from '../../../platform/live/live.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Journeys } from '../../journeys/index.ts';
import { caseId, changeCase, CUSTOS, type WorkDeps } from '../change-case.ts';
import { createClocksOfCases, type HoursHistory } from '../clocks-of-case.ts';
import { CASE_LIMITS } from '../contract.ts';
import { knownContacts } from '../known-contacts.ts';
import { linkInteractions } from '../link-interactions.ts';
import { openCase } from '../open-case.ts';
import type { CaseOfIssue } from './contract.ts';
import { followIssues } from './follow-issues.ts';
import { casesHolding, holdIssue, interactionsOfCases, type CaseHolding } from './issue-case-view.ts';
import { aboutIssue } from './issue-matter.ts';
import { mainIssue } from './main-issue.ts';

type Deps = {
  readonly database: Database; readonly live: Live; readonly clock: () => number; readonly people: { nameOf(id: string): Promise<string | null> }; readonly identity: Pick<Identity, 'withOwners' | 'customerOfNodes'>; readonly interactions: Pick<Interactions, 'saidBy'>;
  readonly journeys: Pick<Journeys, 'issuesOfMany' | 'issuesOfContacts' | 'contactsOfIssues'>; readonly outbox: Pick<Outbox, 'subscribe'>; hours(): Promise<HoursHistory>;
};

/** Cases know their issue by what they are about, and issues their case: issues are numbered anew when contacts are parted or joined, so neither names the other. */
export function createIssueCases(deps: Deps) {
  const { database, journeys } = deps;
  const work: WorkDeps & Deps = { ...deps, nameOf: deps.people.nameOf, clocks: createClocksOfCases(deps) };
  deps.outbox.subscribe('cases-issues', ['issues.changed'], async (events, tx) => followIssues(work, events, tx, await work.clocks.ready()), { prepare: async () => { await work.clocks.ready(); } });

  /** The cases of issues, open ones first, by the issue's number. */
  async function casesOf(interactions: readonly number[]): Promise<Map<number | null, CaseHolding[]>> {
    const cases = await casesHolding(database, interactions);
    const issueOf = await journeys.issuesOfContacts([...new Set([...interactions, ...cases.flatMap((one) => one.interactions)])]);
    return Map.groupBy(cases, (one) => mainIssue(one.interactions, issueOf));
  }

  async function present(issue: string, { number, state, owner, endedAt }: CaseHolding, viewer: Viewer | null): Promise<CaseOfIssue> {
    return { issue, case: caseId(number), state, isOpen: endedAt === null, owner: owner === null ? null : { name: await deps.people.nameOf(owner), isYou: viewer?.id === owner } };
  }

  async function refusal({ number, owner }: CaseHolding): Promise<AppError> {
    const name = owner === null ? null : await deps.people.nameOf(owner) ?? 'Somebody who left';
    return new AppError('conflict', 'issue-has-case', name === null ? `There is a case of this issue already, which nobody has: ${caseId(number)}. Take that one.` : `${name} has this already: ${caseId(number)}. Add to that case, or let it be handed over.`);
  }

  return {
    /** The case of each issue that has one, by public ids. */
    async ofIssues(ids: readonly string[], viewer: Viewer | null): Promise<CaseOfIssue[]> {
      const contacts = await journeys.contactsOfIssues(ids.map((id) => parsePublicId('issue', id)));
      const found = await casesOf([...contacts.values()].flatMap((own) => own.map(({ interaction }) => interaction)));
      const issueOf = await journeys.issuesOfContacts([...contacts.values()].flatMap(([first]) => (first === undefined ? [] : [first.interaction])));
      const cases = ids.map(async (id) => {
        const [first] = contacts.get(parsePublicId('issue', id)) ?? [];
        const one = first === undefined ? undefined : found.get(issueOf.get(first.interaction) ?? -1)?.[0];
        return one === undefined ? [] : [await present(id, one, viewer)];
      });
      return (await Promise.all(cases)).flat();
    },
    /** The issue that a case is about, and other open cases of it. */
    async ofCase(number: number, viewer: Viewer | null): Promise<{ issue: string | null; others: CaseOfIssue[] }> {
      const own = await interactionsOfCases(database, [number]);
      const found = await casesOf(own);
      const main = mainIssue(own, await journeys.issuesOfContacts(own));
      if (main === null) return { issue: null, others: [] };
      const issue = publicId('issue', main);
      const contacts = (await journeys.contactsOfIssues([main])).get(main) ?? [];
      const all = (contacts.length === 0 ? found : await casesOf(contacts.map(({ interaction }) => interaction))).get(main) ?? [];
      return { issue, others: await Promise.all(all.filter((one) => one.number !== number && one.endedAt === null).map((one) => present(issue, one, viewer))) };
    },
    /** Owns an issue. Shape: the number of its case. Errors: `not-found`; `conflict` where somebody else has it. */
    async take(id: string, by: string): Promise<number> {
      const asked = parsePublicId('issue', id);
      const contacts = (await journeys.contactsOfIssues([asked])).get(asked) ?? [];
      const numbers = contacts.slice(-CASE_LIMITS.interactions).map(({ interaction }) => interaction);
      const main = mainIssue(numbers, await journeys.issuesOfContacts(numbers));
      if (main === null) throw new AppError('not-found', 'issue-unknown', 'There is no such issue: its contacts may have been erased.');
      const openOne = async (): Promise<CaseHolding | undefined> => (await casesOf(numbers)).get(main)?.find(({ endedAt }) => endedAt === null);
      const known = async (wanted: readonly number[]) => { const said = await deps.interactions.saidBy(wanted); return { said, contacts: await knownContacts(deps.interactions, said.flatMap(({ item, node }) => (node === 0 ? [] : item.id))) }; };
      const held = await openOne();
      if (held?.owner === by) return held.number;
      if (held !== undefined && held.owner !== null) throw await refusal(held);
      if (held !== undefined) {
        await changeCase(work, { number: held.number, by, seen: null, fact: () => ({ kind: 'taken' }) });
        // What a rule opened began with one contact: whoever takes the issue has all of it before them.
        const { contacts: missing } = await known(numbers.filter((number) => !held.interactions.includes(number)));
        if (missing.length > 0) await linkInteractions(work, held.number, CUSTOS, missing);
        return held.number;
      }
      const { said, contacts: all } = await known(numbers);
      const [first] = all;
      if (first === undefined) throw new AppError('not-found', 'issue-unknown', 'Nothing of this issue is kept any more.');
      const dueOf = await work.clocks.ready();
      const number = await database.transaction(async (tx) => {
        await holdIssue(tx, main);
        if ((await casesHolding(tx, numbers)).some(({ endedAt }) => endedAt === null)) return null;
        return openCase(work, tx, { ...aboutIssue(said.map(({ item }) => item), contacts.filter(({ role }) => role === 'ask').length), by, node: first.node, contacts: all, queue: null, because: null, key: null, isMine: true }, dueOf);
      });
      if (number !== null) return number;
      const faster = await openOne();
      if (faster === undefined) throw new AppError('conflict', 'issue-has-case', 'A case that is about a part of this is open already. Look at what is said of it, then do what is still right.');
      if (faster.owner === by) return faster.number;
      throw await refusal(faster);
    },
    /** Errors: `conflict` where an issue in which one of these interactions lies has an open case. */
    async assertNoSecond(interactions: readonly number[]): Promise<void> {
      const issueOf = await journeys.issuesOfContacts(interactions);
      const contacts = await journeys.contactsOfIssues([...new Set(issueOf.values())]);
      const found = await casesOf([...contacts.values()].flatMap((own) => own.map(({ interaction }) => interaction)));
      for (const issue of new Set(issueOf.values())) {
        const open = found.get(issue)?.find(({ endedAt }) => endedAt === null);
        if (open !== undefined) throw await refusal(open);
      }
    },
  };
}

export type IssueCases = ReturnType<typeof createIssueCases>;
