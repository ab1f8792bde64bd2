import type { Database } from '../../../platform/pg/transaction.ts';
import type { Journeys } from '../../journeys/index.ts';
import { mainIssue } from '../issues/main-issue.ts';
import type { FirstContactFigures } from './contract.ts';
import { firstContactFigures, type Judged } from './first-contact.ts';
import { caseEndings } from './first-contact-view.ts';

const DAY_MS = 86_400_000;

/** First-contact resolution of issues that began within so many days. Cost: the latest 20,000 issues. */
export async function firstContact({ database, journeys, clock }: { readonly database: Database; readonly journeys: Pick<Journeys, 'firstContacts' | 'issuesOfContacts'>; readonly clock: () => number }, days: number): Promise<FirstContactFigures> {
  const [from, until] = [new Date(clock() - days * DAY_MS), new Date(clock())];
  const [{ contacts, isAll }, endings] = await Promise.all([journeys.firstContacts(from, until), caseEndings(database, from)]);
  const issueOf = await journeys.issuesOfContacts(endings.flatMap(({ interactions }) => interactions));
  const endingOf = new Map(endings.map((ending) => [mainIssue(ending.interactions, issueOf), ending]));
  const rows = contacts.map(({ issue, flagged, word: answered, ...one }): Judged => {
    const ending = endingOf.get(issue);
    // At the first contact is what was said before they had to come again.
    const againAtMs = one.againMs === null ? Number.POSITIVE_INFINITY : one.endsMs + one.againMs;
    const resolved = ending === undefined || ending.resolvedAt === null ? null : ending.resolvedAt.getTime() < againAtMs;
    const said = [...(ending?.solved == null || ending.saidAt === null ? [] : [{ saidMs: ending.saidAt.getTime(), isSolved: ending.solved }]), ...(answered === null ? [] : [answered])].toSorted((a, b) => a.saidMs - b.saidMs)[0];
    return { ...one, flag: flagged ?? resolved, word: said === undefined ? null : said.isSolved && said.saidMs < againAtMs };
  });
  return { from: from.toISOString(), until: until.toISOString(), issues: contacts.length, isAll, ...firstContactFigures(rows) };
}
