import { noteAllWaiting } from '../src/modules/journeys/contact-store.ts';
import type { Contact } from '../src/modules/journeys/threads/contact.ts';
import { threadContacts } from '../src/modules/journeys/threads/thread-contacts.ts';
import { latestModel } from '../src/modules/journeys/thread-model-store.ts';
import { sql } from '../src/platform/pg/sql.ts';
import type { KnownContact } from './demo-contacts.ts';
import { rounded } from './text/measures.ts';
import { threadedCompany } from './threaded-company.ts';
import { asksErrorRatio, countPairs } from './threads.ts';

/** A true contact as the product has it. `customer`, `issue` null: the product knows nobody, or no issue. */
type Held = { readonly one: KnownContact; readonly customer: number | null; readonly issue: number | null };

/**
 * Issue threading through the whole product: what the demo company's systems report in the grammar that nothing learns from is sent in, told whose it is by the product's own identity, recorded, and put together; the truth is read here alone, after all.
 * Shape: `precision`, `recall`, `asksErrorRatio` as the product has it; `withTrueIdentity` what they would be if it knew who everybody is; `missed`, `wrong`: pairs, and of how many the two were two customers, or two people one customer; `untied`: of how many nothing that was said tells that they are of one person; `knowable`: recall over all other pairs.
 * `perSecond`: contacts put together anew, in the database. Topics are found by voice's own code over what the product recorded.
 */
export async function threadsThroughProduct({ seed, customers }: { readonly seed: number; readonly customers: number }): Promise<object> {
  const { house, journeys, numbers, truth, topics, interactions, areTied, end } = await threadedCompany({ seed, customers, grammar: 'held-out' });
  const againMs = performance.now();
  await house.database.transaction((tx) => noteAllWaiting(tx));
  await journeys.caughtUp();
  const seconds = (performance.now() - againMs) / 1_000;

  const rows = await house.database.rows<{ interaction: number; node: number; issue: number | null; body: Contact }>(sql`select interaction, node, issue, body from journeys.contact`);
  const owners = await house.identity.customerOfNodes(rows.map(({ node }) => node));
  const placed = new Map(rows.map((row) => [row.interaction, { ...row, customer: owners.get(row.node) ?? null }]));
  const held = truth.map((one): Held => { const row = placed.get(numbers.get(one.ref) ?? 0); return { one, customer: row?.customer ?? null, issue: row?.issue ?? null }; });
  const model = (await latestModel(house.database))?.model;
  const byPerson = Map.groupBy(held.flatMap((one) => { const row = placed.get(numbers.get(one.one.ref) ?? 0); return row === undefined ? [] : [{ ...one, body: row.body }]; }), ({ one }) => one.person);
  const told = new Map([...byPerson].flatMap(([person, own]) => (model === undefined ? [] : threadContacts(own.map(({ body }) => body), model, [], (interaction) => topics.get(interaction) ?? null).map(({ contact, thread }) => [contact.interaction, thread === null ? null : `${person} ${thread}`] as const))));
  await end();

  const asks = held.filter(({ one }) => one.isAsk);
  const found = asks.map(({ one, issue }) => ({ one, thread: issue === null ? null : String(issue) }));
  const known = asks.map(({ one }) => ({ one, thread: told.get(numbers.get(one.ref) ?? 0) ?? null }));
  const [own, ideal] = [countPairs(found), countPairs(known)];
  const { errorRatio, ...asksPerIssue } = asksErrorRatio(found);
  return {
    precision: rounded(own.precision), recall: rounded(own.recall), asksErrorRatio: errorRatio, perSecond: Math.round(rows.length / seconds), asksPerIssue, pairs: own.pairs,
    withTrueIdentity: { precision: rounded(ideal.precision), recall: rounded(ideal.recall), asksErrorRatio: asksErrorRatio(known).errorRatio },
    ...blame(asks, areTied), interactions, contacts: rows.length, asks: asks.length, customers, seed,
  };
}

/** Pairs that are missed or wrong, and how many of them are so because the product takes one person for two, or two for one; and how many pairs are found of those that what was said ties to one person at all. */
function blame(asks: readonly Held[], areTied: (a: string, b: string) => boolean): { readonly missed: object; readonly wrong: object; readonly knowable: object } {
  const issueOf = ({ one }: Held): string => one.issue ?? one.ref;
  const missed = { pairs: 0, ofTwoCustomers: 0, ofNobodyKnown: 0, untied: 0 };
  const wrong = { pairs: 0, ofTwoPeople: 0 };
  const tied = { pairs: 0, found: 0 };
  for (const own of Map.groupBy(asks, issueOf).values()) for (const [a, b] of pairsOf(own)) {
    const isFound = a.issue !== null && a.issue === b.issue;
    const isTied = isFound || areTied(a.one.ref, b.one.ref);
    if (isTied) tied.pairs += 1;
    if (isFound) {
      tied.found += 1;
      continue;
    }
    missed.pairs += 1;
    if (!isTied) missed.untied += 1;
    if (a.customer === null || b.customer === null) missed.ofNobodyKnown += 1;
    else if (a.customer !== b.customer) missed.ofTwoCustomers += 1;
  }
  for (const own of Map.groupBy(asks.filter(({ issue }) => issue !== null), ({ issue }) => issue).values()) for (const [a, b] of pairsOf(own)) {
    if (issueOf(a) === issueOf(b)) continue;
    wrong.pairs += 1;
    if (a.one.person !== b.one.person) wrong.ofTwoPeople += 1;
  }
  return { missed, wrong, knowable: { recall: rounded(tied.pairs === 0 ? 1 : tied.found / tied.pairs), pairs: tied.pairs } };
}

function pairsOf<One>(list: readonly One[]): (readonly [One, One])[] {
  return list.flatMap((a, at) => list.slice(at + 1).map((b) => [a, b] as const));
}
