import type { Viewer } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import type { Live } from '../../../platform/live/live.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import type { Database } from '../../../platform/pg/transaction.ts';
import type { Identity } from '../../identity/index.ts';
import type { Interactions } from '../../interactions/index.ts';
import type { Journeys } from '../../journeys/index.ts';
import { caseId, type WorkDeps } from '../change-case.ts';
import { createClocksOfCases, type HoursHistory } from '../clocks-of-case.ts';
import type { CaseOfIssue } from './contract.ts';
import { followIssues } from './follow-issues.ts';
import { casesHolding, heldBy, mattersOf, type CaseHolding } from './issue-case-view.ts';
import { byIssues, issuesOfMatters } from './main-issue.ts';
import { takeIssues } from './take-issues.ts';

type Deps = {
  readonly database: Database; readonly live: Live; readonly clock: () => number; readonly people: { nameOf(id: string): Promise<string | null> }; readonly identity: Pick<Identity, 'withOwners' | 'customerOfNodes'>; readonly interactions: Pick<Interactions, 'saidBy'>;
  readonly journeys: Pick<Journeys, 'issuesOfMany' | 'issuesOfContacts' | 'contactsOfIssues'>; readonly outbox: Pick<Outbox, 'subscribe' | 'publish'>; hours(): Promise<HoursHistory>;
};

/** Cases know their issue by what they are about, and issues their case: issues are numbered anew when contacts are parted or joined, so neither names the other. */
export function createIssueCases(deps: Deps) {
  const { database, journeys } = deps;
  const work: WorkDeps & Deps = { ...deps, nameOf: deps.people.nameOf, clocks: createClocksOfCases(deps), onMoved: (tx, moved) => deps.outbox.publish(tx, [moved]) };
  deps.outbox.subscribe('cases-issues', ['issues.changed'], async (events, tx) => followIssues(work, events, tx, await work.clocks.ready()), { prepare: async () => { await work.clocks.ready(); } });

  /** The cases of issues, open ones first, by the issue's number. */
  async function casesOf(interactions: readonly number[]): Promise<Map<number, CaseHolding[]>> {
    const cases = await casesHolding(database, deps.identity.withOwners, interactions);
    return byIssues(cases, await journeys.issuesOfContacts([...new Set([...interactions, ...cases.flatMap(heldBy)])]));
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
    /** The issues that a case is about, and other open cases of them. */
    async ofCase(number: number, viewer: Viewer | null): Promise<{ issues: string[]; others: CaseOfIssue[] }> {
      const own = await mattersOf(database, deps.identity.withOwners, number);
      const numbers = issuesOfMatters(own, await journeys.issuesOfContacts(own.flatMap(({ interactions }) => interactions)));
      const contacts = await journeys.contactsOfIssues(numbers);
      const found = await casesOf([...contacts.values()].flatMap((all) => all.map(({ interaction }) => interaction)));
      const others = numbers.flatMap((issue) => (found.get(issue) ?? []).flatMap((one) => (one.number === number || one.endedAt !== null ? [] : [{ issue: publicId('issue', issue), one }])));
      return { issues: numbers.map((issue) => publicId('issue', issue)), others: await Promise.all(others.map(({ issue, one }) => present(issue, one, viewer))) };
    },
    /** Owns an issue, and others that are told with it, as one. Shape: the number of the case. Errors: `not-found`; `conflict` where somebody else has one of them. */
    async take(ids: readonly [string, ...string[]], by: string): Promise<number> {
      const taken = await takeIssues(work, ids, by);
      if ('number' in taken) return taken.number;
      if (taken.inTheWay === null) throw new AppError('conflict', 'issue-has-case', 'A case that is about a part of this is open already. Look at what is said of it, then do what is still right.');
      throw await refusal(taken.inTheWay);
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
