import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { publicId } from '../../kernel/public-id.ts';
import { createLog } from '../../platform/log/log.ts';
import type { Outbox, OutboxEvent } from '../../platform/outbox/outbox.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Transaction } from '../../platform/pg/transaction.ts';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { ownedBy } from '../identity/index.ts';
import type { Customers } from '../customers/index.ts';
import type { Identity } from '../identity/index.ts';
import type { SaidInteraction } from '../interactions/contract.ts';
import type { Interactions } from '../interactions/index.ts';
import type { IssuesChanged } from './contract.ts';
import { createJourneys, issuesKept, type Journeys } from './index.ts';

const [ANN, BEN] = [1, 2];
const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 5, 1, 12);
let stored: TestDatabase;
let journeys: Journeys;
/** Whose claims are whose; a test moves them. */
const owners = new Map<number, number>([[11, ANN], [12, ANN], [21, BEN]]);
/** Whose contacts were told to lie elsewhere by now. */
const changed: number[] = [];
const receivers = new Map<string, (events: readonly OutboxEvent[], tx: Transaction) => Promise<void>>();

const pairs = () => [...owners].map(([node, customer]) => ({ node, customer }));
const identity = {
  withOwners: (claims) => ownedBy(pairs())(claims),
  customerOfNodes: async (nodes) => new Map(nodes.flatMap((node) => { const owner = owners.get(node); return owner === undefined ? [] : [[node, owner] as const]; })),
  canonical: async (customer) => customer,
  claimsOf: (customer) => sql`select unnest(${pairs().filter((one) => one.customer === customer).map(({ node }) => node)}::bigint[]) as node`,
} as Partial<Identity> as Identity;
const outbox = {
  subscribe: (consumer, _, receive) => { receivers.set(consumer, receive); },
  publish: async (_, events) => { changed.push(...(events as readonly IssuesChanged[]).flatMap(({ nodes }) => nodes)); },
  holding: (_, work) => stored.database.transaction(work),
} as Partial<Outbox> as Outbox;
const interactions = { saidAfter: async () => ({ said: [], place: null }), stillSaid: async () => new Set<number>(), isBusy: () => false } as Partial<Interactions> as Interactions;

before(async () => {
  stored = await testDatabase(migrationsOf('journeys'));
  journeys = createJourneys({ database: stored.database, outbox, identity, interactions, customers: { quoted: async () => new Map(), rules: { placed: async (id: string) => ({ segment: { key: id === publicId('customer', 3) ? 'high' : 'low' }, rules: { rules: { segments: [{ key: 'high' }, { key: 'low' }] } } }) } } as unknown as Customers, log: createLog('error'), clock: () => NOW_MS, zone: 'UTC', topicsOf: async () => new Map(), nameOf: async () => 'Olga Office' });
  journeys.start();
});
after(async () => {
  await journeys.stop();
  await stored.close();
});

type Given = { readonly number: number; readonly node: number; readonly day: number; readonly says: string; readonly orders?: readonly string[]; readonly revision?: number; readonly direction?: 'in' | 'out'; readonly staff?: readonly string[]; readonly channel?: string; readonly settled?: boolean };

function said({ number, node, day, says, orders = [], revision = 1, direction = 'in', staff = [], channel = 'email', settled }: Given): SaidInteraction {
  const part = [{ of: 'text' as const, at: 0, text: says }];
  return {
    number, node, home: node, revision, source: 'mail', brand: '', channel, kind: direction === 'in' ? 'mail-received' : 'mail-sent', direction, office: 'service', occurredMs: NOW_MS - 40 * DAY_MS + day * DAY_MS, parts: direction === 'in' ? part : [], ...(direction === 'in' ? {} : { staff: part }),
    talk: { title: '', session: null, seconds: null, orders, tickets: [], products: [], staff, teams: [], letter: null, answers: [], handedTo: null, handedFrom: null, ...(settled === undefined ? {} : { settled }) },
  };
}

async function tell(...given: readonly Given[]): Promise<void> {
  await stored.database.transaction((tx) => receivers.get('journeys')?.([{ type: 'interaction.said', interactions: given.map(said) } as OutboxEvent], tx) ?? Promise.resolve());
  await journeys.caughtUp();
}

const moved = async (from: number, into: number): Promise<void> => {
  await stored.database.transaction((tx) => receivers.get('journeys-moves')?.([{ type: 'customer.merged', from, into, nodes: [], reason: 'test' } as OutboxEvent], tx) ?? Promise.resolve());
  await journeys.caughtUp();
};
const issuesOf = async (customer: number) => (await journeys.issuesOfCustomer(publicId('customer', customer))).issues;
const int = (number: number): string => publicId('interaction', number);

const LATE = 'My parcel for order BH1234567 was due on Monday and the tracking page has not moved since.';

test('a late parcel asked about three times over two channels and answered once is one issue, with whoever answered', async () => {
  await tell(
    { number: 101, node: 11, day: 0, says: LATE, orders: ['BH1234567'] }, { number: 102, node: 11, day: 1, says: 'We are looking into it.', direction: 'out', staff: ['agent-1'], orders: ['BH1234567'] },
    { number: 103, node: 12, day: 2, channel: 'chat', says: 'I wrote two days ago about BH1234567 and heard nothing useful.' }, { number: 104, node: 11, day: 4, says: `Still waiting. ${LATE}`, orders: ['BH1234567'] },
  );
  const [issue, ...others] = await issuesOf(ANN);
  assert.deepEqual(others, []);
  assert.deepEqual([issue?.asks, issue?.people, issue?.contacts, issue?.channels, issue?.unanswered, issue?.orders], [3, 1, 4, ['email', 'chat'], true, ['BH1234567']]);
  const { contacts } = await journeys.issue(issue?.id ?? '');
  assert.deepEqual(contacts.map(({ interaction, role }) => [interaction, role]), [[int(101), 'ask'], [int(102), 'reply'], [int(103), 'ask'], [int(104), 'ask']]);
  assert.ok(contacts.slice(2).every(({ sure, reasons }) => sure !== null && sure > 0.8 && reasons.some(({ of }) => of === 'time')), 'each says how surely it belongs there, and why');
});

test('an issue keeps its name while it grows, also by what happened before it and was told late', async () => {
  const [before] = await issuesOf(ANN);
  await tell({ number: 99, node: 11, day: -1, says: 'When will my parcel BH1234567 be sent?', orders: ['BH1234567'] });
  const [after] = await issuesOf(ANN);
  assert.deepEqual([after?.id, after?.asks], [before?.id, 4]);
});

test('told again changes nothing, and a correction that names another order takes the contact along', async () => {
  await tell({ number: 99, node: 11, day: -1, says: 'When will my parcel BH1234567 be sent?', orders: ['BH1234567'] });
  assert.equal((await issuesOf(ANN))[0]?.asks, 4);
  await tell({ number: 99, node: 11, day: -30, revision: 2, says: 'Does the green jacket come in children’s sizes as well?' });
  assert.deepEqual((await issuesOf(ANN)).map(({ asks }) => asks), [3, 1]);
});

test('whoever follows issues hears whose changed, and asks for those of many customers at once, without their words', async () => {
  assert.deepEqual([...new Set(changed)].toSorted((a, b) => a - b), [11, 12], 'both claims of one customer');
  const issues = await journeys.issuesOfMany({ customers: [ANN, BEN] }, NOW_MS);
  assert.deepEqual(issues.map(({ customer, contacts }) => [customer, contacts.map(({ interaction }) => interaction)] as const).toSorted(([, a], [, b]) => b.length - a.length), [[ANN, [101, 102, 103, 104]], [ANN, [99]]]);
  const [open] = issues.filter(({ contacts }) => contacts.length > 1);
  assert.deepEqual(open?.contacts.map(({ staff, settles, isByPerson }) => [staff, settles, isByPerson])[1], [['agent-1'], false, false], 'who says that they look into it has settled nothing');
  assert.ok(!JSON.stringify(issues).includes('words'));
  assert.deepEqual([(await journeys.issuesOfMany({ from: ANN, before: ANN + 1 }, NOW_MS)).length, (await journeys.issuesOfMany({ from: BEN, before: BEN + 1 }, NOW_MS)).length], [2, 0]);
  changed.length = 0;
  await tell({ number: 104, node: 11, day: 4, says: `Still waiting. ${LATE}`, orders: ['BH1234567'] });
  assert.deepEqual(changed, [], 'told again, nothing lies elsewhere');
});

test('a contact is taken out by hand and put back by taking the word back; somebody’s name stands beside both', async () => {
  const [issue] = await issuesOf(ANN);
  await assert.rejects(journeys.takeOut(issue?.id ?? '', int(99), 'p1'), { code: 'contact-moved' });
  const words = await journeys.takeOut(issue?.id ?? '', int(104), 'p1');
  await journeys.caughtUp();
  assert.deepEqual((await issuesOf(ANN)).map(({ asks }) => asks).toSorted((a, b) => a - b), [1, 1, 2]);
  assert.deepEqual((await journeys.issue(issue?.id ?? '')).said.map(({ by, together }) => [by, together]), words.map(() => ['Olga Office', false]));
  assert.equal(await journeys.undoWords(words.map(String), 'p1'), words.length);
  await assert.rejects(journeys.undoWords(words.map(String), 'p1'), { code: 'word-undone' });
  await journeys.caughtUp();
  assert.deepEqual((await issuesOf(ANN)).map(({ asks, id }) => [asks, id === issue?.id]), [[3, true], [1, false]]);
});

test('a contact is moved to another issue in one go, and back by taking all of it back; of two who take it back at once one is told', async () => {
  const [issue, other] = await issuesOf(ANN);
  const words = await journeys.moveTo(issue?.id ?? '', { interaction: int(104), to: other?.id ?? '' }, 'p1');
  await journeys.caughtUp();
  assert.deepEqual((await issuesOf(ANN)).map(({ asks }) => asks).toSorted((a, b) => a - b), [2, 2]);
  await assert.rejects(journeys.undoWords([...words.map(String), '999999'], 'p1'), { code: 'word-unknown' });
  const both = await Promise.allSettled([journeys.undoWords(words.map(String), 'p1'), journeys.undoWords(words.map(String), 'p2')]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  await journeys.caughtUp();
  assert.deepEqual((await issuesOf(ANN)).map(({ asks }) => asks), [3, 1], 'none of it is left');
});

test('contacts of two people are never one issue: what is said of them is refused with what to do', async () => {
  await tell({ number: 201, node: 21, day: 3, says: LATE, orders: ['BH1234567'] });
  await assert.rejects(journeys.judge({ a: int(101), b: int(201), together: true, drawn: false }, 'p1'), { code: 'two-customers' });
  await assert.rejects(journeys.judge({ a: int(101), b: int(101), together: true, drawn: false }, 'p1'), { code: 'one-contact' });
  await assert.rejects(journeys.judge({ a: int(101), b: int(9_999), together: true, drawn: false }, 'p1'), { code: 'contact-unknown' });
});

test('two who turn out to be one person have one issue, and after the split each has their own again', async () => {
  const before = (await issuesOf(ANN)).map(({ asks }) => asks);
  owners.set(21, ANN);
  await moved(BEN, ANN);
  assert.equal((await issuesOf(ANN))[0]?.asks, 4);
  owners.set(21, BEN);
  await moved(BEN, ANN);
  assert.deepEqual((await issuesOf(ANN)).map(({ asks }) => asks), before);
  assert.deepEqual((await issuesOf(BEN)).map(({ asks }) => asks), [1]);
});

test('figures are words below ten people, and say for how many they hold', async () => {
  const { asksPerIssue, issues, customers, quality, model } = await journeys.figures({});
  assert.deepEqual([asksPerIssue, issues, customers, quality.precision, model], [null, 3, 2, null, null]);
  await assert.rejects(journeys.figures({ from: '2026-05-02', until: '2026-05-01' }), { code: 'period-empty' });
});

test('drawn pairs are judged, and then not drawn again', async () => {
  const pairs = await journeys.pairsToJudge(10, 'p1');
  assert.ok(pairs.length > 0 && pairs.every(({ a, b }) => a.interaction !== b.interaction));
  const [pair] = pairs;
  await journeys.judge({ a: pair?.a.interaction ?? '', b: pair?.b.interaction ?? '', together: pair?.together ?? true, drawn: true }, 'p1');
  assert.equal((await journeys.figures({})).quality.pairs, 1);
  assert.equal((await journeys.pairsToJudge(10, 'p1')).length, pairs.length - 1);
});

/** An answer to a survey that asked whether it was solved. */
const answer = (number: number, node: number, day: number, isSolved: boolean | null, about: Partial<NonNullable<SaidInteraction['solved']>>, revision = 1): SaidInteraction => ({
  number, node, home: node, revision, source: 'survey-tool', brand: '', channel: 'survey', kind: 'survey-answered', direction: 'in', office: 'service', occurredMs: NOW_MS - 40 * DAY_MS + day * DAY_MS, parts: [],
  ...(isSolved === null ? {} : { solved: { isSolved, contacts: [], cases: [], issues: [], tickets: [], orders: [], staff: [], ...about } }),
});
const tellAnswers = (...answers: readonly SaidInteraction[]): Promise<void> => stored.database.transaction((tx) => receivers.get('journeys')?.([{ type: 'interaction.said', interactions: answers } as OutboxEvent], tx) ?? Promise.resolve());
/** What the first contact of an issue came to, by its customer and by staff. */
const toldOf = async (issue: string) => {
  const { contacts } = await journeys.firstContacts(new Date(NOW_MS - 90 * DAY_MS), new Date(NOW_MS));
  const found = contacts.find((one) => publicId('issue', one.issue) === issue);
  return { word: found?.word?.isSolved ?? null, flagged: found?.flagged ?? null };
};

test('what customers answer to whether it was solved is their word on the issue that their survey names: by the contact, by who served, by the order; what names nothing of theirs is on none', async () => {
  await tell({ number: 401, node: 21, day: 30, says: 'My invoice for order BH7654321 shows a wrong address.', orders: ['BH7654321'] }, { number: 402, node: 21, day: 30.5, says: 'We have sent you a new one.', direction: 'out', staff: ['agent-9'], orders: ['BH7654321'], settled: true });
  const issue = (await issuesOf(BEN)).find(({ orders }) => orders.includes('BH7654321'))?.id ?? assert.fail();
  assert.deepEqual(await toldOf(issue), { word: null, flagged: true }, 'whoever answers the mail says that it is solved');
  await tellAnswers(answer(901, 21, 31, true, {}), answer(902, 21, 31, true, { staff: ['agent-1'] }), answer(903, 21, 29, true, { orders: ['BH7654321'] }), answer(904, 11, 31, true, { contacts: [int(401)] }));
  assert.equal((await toldOf(issue)).word, null, 'nothing named, somebody else who served, before they came, and another customer’s');
  await tellAnswers(answer(905, 21, 32, false, { staff: ['agent-9'] }));
  assert.equal((await toldOf(issue)).word, false);
  await tellAnswers(answer(905, 21, 32, true, { staff: ['agent-9'] }, 2), answer(906, 21, 33, false, { orders: ['BH7654321'] }));
  assert.equal((await toldOf(issue)).word, true, 'an answer that they changed counts as it stands; the first word counts');
  await tellAnswers(answer(905, 21, 32, null, {}, 3));
  assert.equal((await toldOf(issue)).word, false, 'what they took back is none');
  await tellAnswers(answer(907, 21, 31.5, true, { issues: [issue] }), answer(908, 21, 31.4, false, { contacts: [int(401)], staff: ['agent-1'] }));
  assert.equal((await toldOf(issue)).word, false, 'the contact that it names goes before who served');
});

test('a word goes with the claim of whoever said it through a join and a split', async () => {
  const issue = async () => (await issuesOf(owners.get(21) ?? 0)).find(({ orders }) => orders.includes('BH7654321'))?.id ?? assert.fail();
  owners.set(21, ANN);
  await moved(BEN, ANN);
  assert.equal((await toldOf(await issue())).word, true, 'what both said is said by one person');
  owners.set(21, BEN);
  await moved(ANN, BEN);
  assert.equal((await toldOf(await issue())).word, false);
});

test('whoever is erased takes their contacts, issues and what was said of them along, and nobody else’s', async () => {
  const counts = await stored.database.transaction((tx) => issuesKept.eraseNodes(tx, [11, 12]));
  await journeys.caughtUp();
  assert.equal(counts['journeys.contact'], 5);
  assert.deepEqual([await issuesOf(ANN), (await issuesOf(BEN)).length], [[], 2]);
  assert.deepEqual(await stored.database.rows(sql`select count(*)::int as words from journeys.word`), [{ words: 0 }]);
  assert.deepEqual([counts['journeys.solved_word'], ...await stored.database.rows(sql`select count(*)::int as left from journeys.solved_word where node in (11, 12)`)], [1, { left: 0 }], 'nor what they answered');
});

test('what needs somebody most stands first, with for what; whom the company values most stands before others, and whoever was settled does not stand there', async () => {
  owners.set(31, 3).set(32, 4).set(33, 5);
  const asksOf = (node: number, from: number, last: number) => [0, 1, 2].map((ask) => ({ number: from + ask, node, day: last - 2 + ask, says: ask === 0 ? LATE : `Still waiting. ${LATE}`, orders: ['BH1234567'] }));
  await tell(...asksOf(31, 301, 39.5), ...asksOf(32, 321, 39), ...asksOf(33, 341, 30), { number: 350, node: 33, day: 30.5, says: 'It is on its way to you.', direction: 'out', staff: ['agent-1'], orders: ['BH1234567'] });
  const nothingBeside = () => Promise.resolve(new Map<number, never>());
  const first = await journeys.firstIssues(3, nothingBeside);
  assert.deepEqual(first.map(({ customer, points }) => [customer, points]), [[publicId('customer', 3), 9], [publicId('customer', 4), 7]]);
  assert.deepEqual(first[0]?.because, [{ of: 'asks', points: 6 }, { of: 'breaks', points: 1 }, { of: 'valued', points: 2 }]);
  await journeys.takeOut(first[0]?.id ?? '', int(303), 'p1');
  await journeys.caughtUp();
  const apart = await journeys.firstIssues(3, nothingBeside);
  assert.deepEqual(apart.map(({ customer, points, asks, others }) => [customer, points, asks, others.length]), [[publicId('customer', 3), 9, 3, 1], [publicId('customer', 4), 7, 3, 0]], 'what one customer asks about one order counts together, also where it is two issues');
  const wrong = await journeys.firstIssues(1, () => Promise.resolve(new Map([[321, ['told-wrong']], [322, ['told-wrong', 'promise-broken']], [341, ['promise-broken']]])));
  assert.deepEqual(wrong.map(({ customer, points, wrongs }) => [customer, points, wrongs]), [[publicId('customer', 4), 9, ['promise-broken', 'told-wrong']]], 'what went wrong beside counts once each; of equals first whoever has waited longest');
});
