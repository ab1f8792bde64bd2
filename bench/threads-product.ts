import { parsePublicId } from '../src/kernel/public-id.ts';
import type { InteractionInput } from '../src/modules/interactions/contract.ts';
import { createJourneys } from '../src/modules/journeys/index.ts';
import { noteAllWaiting } from '../src/modules/journeys/contact-store.ts';
import type { ContactTopic } from '../src/modules/journeys/threads/compare-contact.ts';
import type { Contact } from '../src/modules/journeys/threads/contact.ts';
import { threadContacts } from '../src/modules/journeys/threads/thread-contacts.ts';
import { latestModel } from '../src/modules/journeys/thread-model-store.ts';
import { sql } from '../src/platform/pg/sql.ts';
import { createCompany } from '../simulator/index.ts';
import { voiceEngines, voiceHouse } from '../test/engines/voice-house.ts';
import { trueContacts, type KnownContact } from './demo-contacts.ts';
import { rounded } from './text/measures.ts';
import { asksErrorRatio, countPairs, topicsFound } from './threads.ts';

const report = (line: string): void => { process.stdout.write(`${line}\n`); };
const BATCH = 2_500;
const MINUTE_MS = 60_000;
const WAIT_MS = 200;

/** A true contact as the product has it. `customer`, `issue` null: the product knows nobody, or no issue. */
type Held = { readonly one: KnownContact; readonly customer: number | null; readonly issue: number | null };

/**
 * Issue threading through the whole product: what the demo company's systems report in the grammar that nothing learns from is sent in, told whose it is by the product's own identity, recorded, and put together; the truth is read here alone, after all.
 * Shape: `precision`, `recall`, `asksErrorRatio` as the product has it; `withTrueIdentity` what they would be if it knew who everybody is; `missed`, `wrong`: pairs, and of how many the two were two customers, or two people one customer.
 * `perSecond`: contacts put together anew, in the database. Topics are found by voice's own code over what the product recorded.
 */
export async function threadsThroughProduct({ seed, customers }: { readonly seed: number; readonly customers: number }): Promise<object> {
  const endsAt = Math.floor((Date.now() - 60 * MINUTE_MS) / MINUTE_MS) * MINUTE_MS;
  const company = createCompany({ seed, customers, grammar: 'held-out', endsAt });
  const engines = await voiceEngines();
  const house = voiceHouse(engines, Date.now);
  const topics = new Map<number, ContactTopic>();
  const journeys = createJourneys({ ...house, topicsOf: (places) => Promise.resolve(new Map(places.flatMap(({ number }) => { const topic = topics.get(number); return topic === undefined ? [] : [[number, topic] as const]; }))), nameOf: () => Promise.resolve(null) });
  await house.begin({ stop: journeys.stop });
  const numbers = new Map<string, number>();
  const send = async (items: readonly InteractionInput[]): Promise<void> => {
    for (const [source, some] of Map.groupBy(items, (item) => item.source ?? 'demo')) {
      const results = await house.interactions.acceptBatch(source, some, true);
      for (const [at, { reference, status }] of results.entries()) if (status !== 'quarantined') numbers.set(`${source}:${some[at]?.id ?? ''}`, parsePublicId('interaction', reference));
    }
  };
  let batch: InteractionInput[] = [];
  let sent = 0;
  for (const interaction of company.history()) {
    batch.push(interaction);
    if (batch.length < BATCH) continue;
    await send(batch);
    sent += batch.length;
    batch = [];
    if (sent % 50_000 < BATCH) { await house.interactions.settled(); report(`sent ${sent}`); }
  }
  await send(batch);
  await house.interactions.settled();
  await house.identity.caughtUp();
  await house.outbox.drained();

  const truth = trueContacts(company);
  for (const [number, topic] of topicsFound(truth.flatMap(({ ref, role, text }) => { const interaction = numbers.get(ref); return interaction === undefined ? [] : [{ interaction, role, text }]; }))) topics.set(number, topic);
  journeys.start();
  const figures = async (): ReturnType<typeof journeys.figures> => journeys.figures({});
  while ((await figures()).model === null) await new Promise((resolve) => { setTimeout(resolve, WAIT_MS); });
  await journeys.caughtUp();
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
  await house.end();
  await engines.close();

  const asks = held.filter(({ one }) => one.isAsk);
  const found = asks.map(({ one, issue }) => ({ one, thread: issue === null ? null : String(issue) }));
  const known = asks.map(({ one }) => ({ one, thread: told.get(numbers.get(one.ref) ?? 0) ?? null }));
  const [own, ideal] = [countPairs(found), countPairs(known)];
  const { errorRatio, ...asksPerIssue } = asksErrorRatio(found);
  return {
    precision: rounded(own.precision), recall: rounded(own.recall), asksErrorRatio: errorRatio, perSecond: Math.round(rows.length / seconds), asksPerIssue, pairs: own.pairs,
    withTrueIdentity: { precision: rounded(ideal.precision), recall: rounded(ideal.recall), asksErrorRatio: asksErrorRatio(known).errorRatio },
    ...blame(asks), interactions: sent + batch.length, contacts: rows.length, asks: asks.length, customers, seed,
  };
}

/** Pairs that are missed or wrong, and how many of them are so because the product takes one person for two, or two for one. */
function blame(asks: readonly Held[]): { readonly missed: object; readonly wrong: object } {
  const issueOf = ({ one }: Held): string => one.issue ?? one.ref;
  const missed = { pairs: 0, ofTwoCustomers: 0, ofNobodyKnown: 0 };
  const wrong = { pairs: 0, ofTwoPeople: 0 };
  for (const own of Map.groupBy(asks, issueOf).values()) for (const [a, b] of pairsOf(own)) {
    if (a.issue !== null && a.issue === b.issue) continue;
    missed.pairs += 1;
    if (a.customer === null || b.customer === null) missed.ofNobodyKnown += 1;
    else if (a.customer !== b.customer) missed.ofTwoCustomers += 1;
  }
  for (const own of Map.groupBy(asks.filter(({ issue }) => issue !== null), ({ issue }) => issue).values()) for (const [a, b] of pairsOf(own)) {
    if (issueOf(a) === issueOf(b)) continue;
    wrong.pairs += 1;
    if (a.one.person !== b.one.person) wrong.ofTwoPeople += 1;
  }
  return { missed, wrong };
}

function pairsOf<One>(list: readonly One[]): (readonly [One, One])[] {
  return list.flatMap((a, at) => list.slice(at + 1).map((b) => [a, b] as const));
}
