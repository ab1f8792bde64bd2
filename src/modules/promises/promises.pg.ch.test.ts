import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import { ch } from '../../platform/clickhouse/sql.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Clause, PromiseBroken, Terms } from './contract.ts';
import { createJourneys, type Journeys } from '../journeys/index.ts';
import { brokenIn, createPromises, LIBRARY, promisesHeld, promisesKept } from './index.ts';

const HOUR = 3_600_000;
let nowMs = Date.UTC(2026, 5, 20, 9);
const clock = (): number => nowMs;
const PEOPLE = ['per_1', 'per_2'].map((id) => ({ id, name: id === 'per_1' ? 'Ada' : 'Ben', email: `${id}@x.example`, role: 'owner' as const, active: true, createdAt: '2026-01-01T00:00:00Z', lastSeenAt: null }));

let engines: VoiceEngines;
let house: ReturnType<typeof voiceHouse>;
let journeys: Journeys;
let promises: Awaited<ReturnType<typeof createPromises>>;
/** What was spoken of, as voice would find it. */
const spokenOf = new Map<number, string>();
const topics = { topicsAt: () => Promise.resolve(new Map([...spokenOf].map(([number, topic]) => [number, { topic }]))), topicNames: () => Promise.resolve({ names: new Map([['en.1', 'late parcel']]), shownAs: new Map([['en.7', 'en.1']]) }) };
/** Why no remedy is given; null once they are switched on. */
let held: string | null = 'Remedies are not switched on.';
const heard: PromiseBroken[] = [];

before(async () => {
  engines = await voiceEngines();
  house = voiceHouse(engines, clock);
  journeys = createJourneys({ ...house, topicsOf: () => Promise.resolve(new Map()), nameOf: () => Promise.resolve('Ada') });
  promises = await createPromises({ ...house, journeys, topics, remedyHeld: () => Promise.resolve(held), isCaseOf: (id: string) => Promise.resolve(id !== 'cas_99'), people: { list: () => Promise.resolve(PEOPLE) }, readings: { shown: () => ({ version: 1, shownSinceMs: null, again: null, languages: [], card: [] }) } });
  house.outbox.subscribe('test-promises', ['promise.broken', 'promise.break-taken-back'], async (events: readonly OutboxEvent[]) => { heard.push(...events as readonly PromiseBroken[]); });
  await house.begin(journeys, { stop: promises.stopWatching });
});
after(async () => {
  await house.end();
  await engines.close();
});

const terms = (clause: Clause, more: Partial<Terms> = {}): Terms => ({ ...(LIBRARY[0]?.terms as Terms), name: clause.type, published: 'You can rely on it.', clause, owners: { brand: 'per_1', service: 'per_2' }, ...more });
const publish = async (given: Terms): Promise<number> => {
  const number = await promises.draft(given, '', 'per_1');
  await promises.publish(number, 1, 'per_1');
  return number;
};
const at = (hours: number): string => new Date(Date.UTC(2026, 5, 20, 10) + hours * HOUR).toISOString();
const until = async (hours: number): Promise<void> => { nowMs = Date.parse(at(hours)); await promises.settled(); await house.outbox.drained(); };
const by = (name: string): object => ({ identifiers: [{ type: 'email', value: `${name}@x.example` }] });
const say = async (...items: readonly object[]): Promise<number[]> => { const said = await house.say(...items); await promises.settled(); return said.map(({ reference }) => parsePublicId('interaction', reference)); };
const states = async (promise: number): Promise<string[]> => (await house.database.rows<{ said: string }>(sql`select state || ' ' || (evidence -> -1 ->> 'rule') || ' v' || version as said from promises.verdict where promise = ${promise} order by started_at, trigger`)).map(({ said }) => said);
const steps = async (promise: number): Promise<string[]> => (await house.database.rows<{ state: string }>(sql`select state from promises.step where promise = ${promise} order by number`)).map(({ state }) => state);
const refusal = async (work: () => Promise<unknown>): Promise<string> => work().then(() => 'granted', (error: unknown) => (error instanceof AppError ? `${error.kind} ${error.code} ${error.detail}` : 'no refusal'));

const ONCE: Clause = { type: 'explain-once', withinMinutes: 30 };
const FOUR: Clause = { type: 'response-deadline', to: 'message', withinMinutes: 240 };

test('nobody can be promised anything without saying to whom, by whom and in which words', async () => {
  const number = await promises.draft(terms(ONCE, { audience: null }), '', 'per_1');
  assert.match(await refusal(() => promises.publish(number, 1, 'per_1')), /^invalid audience-missing/);
  await promises.save(number, terms(ONCE, { owners: { brand: 'per_1', service: null } }), 1, '', 'per_1');
  assert.match(await refusal(() => promises.publish(number, 2, 'per_1')), /^invalid owners-missing/);
  assert.match(await refusal(() => promises.save(number, terms(ONCE), 1, '', 'per_1')), /^conflict promise-changed-meanwhile/);
  assert.match(await refusal(() => promises.draft(terms(ONCE, { owners: { brand: 'nobody', service: null } }), '', 'per_1')), /^invalid person-unknown/);
  const closed = { kind: 'hours' as const, hours: { zone: 'UTC', week: [[], [], [], [], [], [], []], days: [] } };
  assert.match(await refusal(() => promises.draft(terms(FOUR, { clock: closed }), '', 'per_1')), /^invalid never-open/, 'a calendar with no opening hour');
});

test('two promises that contradict each other are told by name before publishing; stopped, the other may be published', async () => {
  const four = await publish(terms(FOUR, { name: 'Four hours' }));
  const eight = await promises.draft(terms({ ...FOUR, withinMinutes: 480 }, { name: 'Eight hours' }), '', 'per_1');
  assert.match(await refusal(() => promises.publish(eight, 1, 'per_1')), /^conflict promise-contradicts .*“Four hours”/);
  assert.deepEqual([promises.contradictions(terms({ ...FOUR, withinMinutes: 480 }), eight).map(({ name }) => name), promises.contradictions(terms({ ...FOUR, withinMinutes: 480 }, { channels: ['letter'], exclusions: { brands: [], channels: ['letter'], days: [] } }), eight)], [['Four hours'], []], 'and while they are still being written');
  await promises.stop(four, 'per_1');
  assert.equal(await refusal(() => promises.publish(eight, 1, 'per_1')), 'granted');
  await promises.stop(eight, 'per_1');
  assert.match(await refusal(() => promises.stop(eight, 'per_1')), /^conflict promise-not-published/);
});

test('who is handed over and asked for it all again is a broken promise, with its evidence, told to whoever opens cases', async () => {
  nowMs = Date.parse(at(0));
  const number = await publish(terms(ONCE));
  const talk = (id: string, minutes: number, more: object): object => ({ id, occurredAt: at(minutes / 60), direction: 'in', office: 'service', ...by('ines'), ...more });
  nowMs = Date.parse(at(1));
  const [bot = 0, call = 0] = await say(
    talk('bot', 1, { channel: 'bot', kind: 'bot-handed-over', properties: { handedOverTo: 'phone' }, turns: [{ speaker: 'bot', text: 'Hello.' }, { speaker: 'customer', text: 'The pole of my tent is broken.' }] }),
    talk('call', 5, { channel: 'call', kind: 'call-answered', durationSeconds: 120, properties: { transferredFrom: 'bot' }, turns: [{ speaker: 'agent', text: 'Could you explain the problem from the beginning?' }, { speaker: 'customer', text: 'The pole is broken.' }] }));
  assert.deepEqual(await states(number), ['broken asked-again v1']);
  const { verdicts } = await promises.verdicts(number, { state: 'broken' });
  assert.deepEqual(verdicts.map(({ seam, evidence }) => [seam, evidence.map(({ rule }) => rule)]), [['bot to call', ['told-first', 'handed-over', 'asked-again']]]);
  await house.outbox.drained();
  assert.deepEqual(heard.filter(({ promise }) => promise === number).map(({ type, interaction, clause }) => [type, interaction, clause]), [['promise.broken', call, 'explain-once']]);
  assert.deepEqual(await brokenIn(house.database, [bot, call, call + 1]), [call]);
  // The same words again change nothing.
  await promises.settled();
  assert.deepEqual(await steps(number), ['broken']);
  await promises.stop(number, 'per_1');
});

test('a word that nobody keeps breaks when its moment passes with nothing happening; news that come late set it right, and every step stays', async () => {
  nowMs = Date.parse(at(2));
  const number = await publish(terms({ type: 'kept-word', word: 'reply' }));
  nowMs = Date.parse(at(3));
  await say({ id: 'word', channel: 'email', kind: 'mail-sent', direction: 'out', office: 'service', occurredAt: at(3), ...by('omar'), text: 'Sorry about that. You will hear from us by 21 June, 12:00.', subjects: [{ type: 'order', id: 'O1' }] });
  await until(20);
  assert.deepEqual(await states(number), ['running promised-reply v1']);
  await until(27);
  assert.deepEqual(await states(number), ['broken not-told v1']);
  await say({ id: 'kept', channel: 'email', kind: 'mail-sent', direction: 'out', office: 'service', occurredAt: at(25), ...by('omar'), text: 'Your tent was sent today.', subjects: [{ type: 'order', id: 'O1' }] });
  assert.deepEqual(await states(number), ['kept told v1']);
  assert.deepEqual(await steps(number), ['running', 'broken', 'kept']);
  await house.outbox.drained();
  assert.deepEqual(heard.filter(({ promise }) => promise === number).map(({ type }) => type), ['promise.broken', 'promise.break-taken-back']);
  await promises.stop(number, 'per_1');
});

test('a new version judges what begins from then on; what began before is judged by the version of its time', async () => {
  nowMs = Date.parse(at(30));
  const number = await publish(terms(FOUR));
  const mail = (id: string, hours: number): object => ({ id, channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', occurredAt: at(hours), ...by(id), text: 'Where is my tent?' });
  nowMs = Date.parse(at(31));
  await say(mail('first', 31));
  nowMs = Date.parse(at(32));
  await promises.save(number, terms({ ...FOUR, withinMinutes: 60 }), 1, 'one hour', 'per_2');
  await promises.publish(number, 2, 'per_2');
  nowMs = Date.parse(at(33));
  await say(mail('second', 33));
  await until(34.5);
  assert.deepEqual(await states(number), ['running asked v1', 'broken not-answered v2']);
  await until(36);
  assert.deepEqual(await states(number), ['broken not-answered v1', 'broken not-answered v2']);
  await promises.stop(number, 'per_1');
});

test('verdicts go with the person: an answer to another address counts once both are one, and again not once they are parted', async () => {
  nowMs = Date.parse(at(40));
  const number = await publish(terms(FOUR));
  nowMs = Date.parse(at(50));
  const said = await say(
    { id: 'asks', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', occurredAt: at(41), ...by('lena'), text: 'Where is my stove?' },
    { id: 'answer', channel: 'sms', kind: 'message-sent', direction: 'out', office: 'service', occurredAt: at(42), identifiers: [{ type: 'phone', value: '+4790000001' }], text: 'It is on its way.', subjects: [{ type: 'agent', id: 'a1' }] });
  assert.deepEqual(await states(number), ['broken not-answered v1']);
  const rows = await engines.analytics.rows<{ number: string; node: string }>(ch`select number, node from interactions_public where source_id in ('asks', 'answer')`);
  const nodes = said.map((one) => Number(rows.find((row) => Number(row.number) === one)?.node));
  const customers = await house.identity.customerOfNodes(nodes);
  const decision = await house.identity.join(customers.get(nodes[0] ?? 0) ?? 0, customers.get(nodes[1] ?? 0) ?? 0, 'one person', 'per_1');
  assert.ok(decision !== null);
  await house.outbox.drained();
  await promises.settled();
  assert.deepEqual(await states(number), ['kept answered v1']);
  const joined = (await house.identity.customerOfNodes(nodes)).get(nodes[0] ?? 0) ?? 0;
  await house.identity.split(joined, [nodes[1] ?? 0], 'two people', 'per_1');
  await house.outbox.drained();
  await promises.settled();
  assert.deepEqual(await states(number), ['broken not-answered v1']);

  // Nobody known was handed over, too.
  const once = await publish(terms(ONCE));
  nowMs = Date.parse(at(51));
  await say({ id: 'unsigned', channel: 'call', kind: 'call-answered', direction: 'in', office: 'service', occurredAt: at(50.5), properties: { transferredFrom: 'chat' }, turns: [{ speaker: 'customer', text: 'Hello.' }, { speaker: 'agent', text: 'Please tell me what happened.' }] });
  assert.deepEqual([await states(once), (await promises.verdicts(once, { state: 'broken' })).verdicts.map(({ customer }) => customer), (await promises.one(once)).rate.broken], [['broken asked-again v1'], [null], 1]);
  await promises.stop(once, 'per_1');

  // Erased, nothing of it is left.
  await house.database.transaction((tx) => promisesKept.eraseNodes(tx, nodes));
  assert.deepEqual([await states(number), (await house.database.rows(sql`select 1 from promises.step where promise = ${number} and node <> 0`)).length], [['kept answered v1'], 0], 'what nobody known asked was answered, and stays');
  await promises.stop(number, 'per_1');
});

test('before it is published, a promise is tested on the history: how often it would have broken, what that would have cost, and to whom; an exclusion moves the figures', async () => {
  nowMs = Date.parse(at(60));
  // Whose claims are whose is looked up in memory, which follows a moment later.
  await engines.analytics.run(ch`system reload dictionary identity_customer`, { class: 'write' });
  const given = terms(FOUR, { remedy: { text: 'A voucher', valueMinor: '2500', currency: 'EUR' } });
  const tested = await promises.backTest(given, { from: '2026-06-20', until: '2026-06-22' });
  assert.deepEqual([tested.rate.broken, tested.remedyMinor, tested.rate.keptPercent], [3, '7500', null], 'below ten people no rate');
  assert.deepEqual(tested.channels.filter(({ broken }) => broken > 0).map(({ key, broken }) => [key, broken]), [['email', 3]]);
  const behind = await promises.backTestVerdicts(given, { from: '2026-06-20', until: '2026-06-22' }, { state: 'broken', channel: 'email' });
  assert.deepEqual([behind.total, behind.verdicts.every(({ customer, evidence }) => customer?.startsWith('cus_') === true && evidence.length === 2)], [3, true]);
  const less = await promises.backTest({ ...given, exclusions: { ...given.exclusions, days: [{ from: '2026-06-21', until: '2026-06-21', why: 'storm' }] } }, { from: '2026-06-20', until: '2026-06-22' });
  assert.equal(less.rate.broken, 1);
});

const ORDERED = { subjects: [{ type: 'order', id: 'T77' }] };
/** What was said lies in its issues, and was judged by them. */
const threaded = async (): Promise<void> => { await house.outbox.drained(); await journeys.caughtUp(); await house.outbox.drained(); await promises.settled(); };
const mail = (id: string, hours: number, text: string, more: object = {}): object => ({ id, channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', occurredAt: at(hours), ...by('marta'), text, ...ORDERED, ...more });

test('who has to ask a second time about one matter, by another channel, broke “ask once”: the matter is put together across channels, and owes a remedy', async () => {
  nowMs = Date.parse(at(70));
  const number = await publish(terms({ type: 'ask-once', withinDays: 14 }, { remedy: { text: 'A voucher of 10 €', valueMinor: '1000', currency: 'EUR', withinDays: 7 } }));
  nowMs = Date.parse(at(71));
  await say(mail('once', 71, 'My tent for order T77 has not come, where is it?'));
  await threaded();
  assert.deepEqual(await states(number), ['running asked v1']);
  nowMs = Date.parse(at(100));
  await say(mail('twice', 100, 'I asked before: my tent for order T77 still has not come, where is it?', { channel: 'call', kind: 'call-answered', text: '', turns: [{ speaker: 'customer', text: 'I asked before: my tent for order T77 still has not come, where is it?' }, { speaker: 'agent', text: 'I see.' }] }));
  await threaded();
  assert.deepEqual(await states(number), ['broken came-again v1']);
  const { verdicts } = await promises.verdicts(number, { state: 'broken' });
  assert.deepEqual(verdicts.map(({ seam, remedy }) => [seam, remedy?.state, remedy?.isHeld]), [['email to call', 'owed', true]]);
  const [line] = (await promises.promises()).filter(({ id }) => id === `prm_${number.toString(36)}`);
  assert.deepEqual([line?.rate.broken, line?.remedies.map(({ owed, given, overdue, owedMinor }) => [owed, given, overdue, owedMinor]), line?.remediesHeld], [1, [[1, 0, 0, '1000']], held]);

  // Parted by hand, the verdict stands: nobody takes a break out of the count so.
  const [issue] = (await journeys.issuesOfCustomer(verdicts[0]?.customer ?? '')).issues;
  await journeys.takeOut(issue?.id ?? '', (await journeys.issue(issue?.id ?? '')).contacts.at(-1)?.interaction ?? '', 'per_1');
  await threaded();
  assert.deepEqual((await states(number)).toSorted((a, b) => a.localeCompare(b)), ['broken came-again v1', 'running asked v1'], 'what was taken out is a matter of its own, asked once so far');
  const tested = await promises.backTest(terms({ type: 'ask-once', withinDays: 14 }), { from: '2026-06-23', until: '2026-06-25' });
  assert.equal(tested.rate.broken, 0, 'a back-test goes by the matters as they are put together now');
});

test('a remedy is held while remedies are not switched on; then it is given once, with what it cost, within what the promise owes', async () => {
  const { remedies: [task] } = await promises.remedies.list('owed', null);
  assert.ok(task !== undefined && task.customer !== null);
  assert.deepEqual([task.what, task.valueMinor, task.owner, task.isHeld, task.isOverdue], ['A voucher of 10 €', '1000', 'Ben', true, false]);
  const gift = { key: crypto.randomUUID(), customer: task.customer, case: 'cas_1', remedy: task.id, kind: 'voucher' as const, what: 'A voucher, card 4111 1111 1111 1111', costMinor: '1000', currency: 'EUR' };
  const agent = { id: 'per_2', role: 'agent' as const };
  assert.match(await refusal(() => promises.remedies.give(gift, agent)), /^conflict remedies-held/u);
  held = null;
  assert.match(await refusal(() => promises.remedies.give({ ...gift, costMinor: '1500' }, agent)), /^conflict beyond-mandate/u);
  nowMs += 24 * HOUR;
  const both = await Promise.all([gift, { ...gift, key: crypto.randomUUID() }].map((one) => promises.remedies.give(one, agent).then(() => 'given', () => 'refused')));
  assert.deepEqual(both.toSorted((a, b) => a.localeCompare(b)), ['given', 'refused'], 'two at once give it once');
  const [line] = (await promises.promises()).filter(({ id }) => id === task.promise);
  assert.deepEqual(line?.remedies.map(({ owed, given, hours, costMinor, currency }) => [owed, given, hours, costMinor, currency]), [[0, 1, 24, '1000', 'EUR']], 'time to remedy and cost');
  const { gifts } = await promises.remedies.card(task.customer, 'cas_1', agent);
  assert.deepEqual(gifts.map(({ state, case: given, isMine, beyondMinor }) => [state, given, isMine, beyondMinor]), [['given', 'cas_1', true, '0']]);
  assert.doesNotMatch(gifts[0]?.what ?? '', /4111/u, 'card numbers are never stored');
});

test('what each role may give without asking is said in versions; beyond it an office is asked, which is not oneself', async () => {
  const [owner, agent] = [{ id: 'per_1', role: 'owner' as const }, { id: 'per_2', role: 'agent' as const }];
  const customer = (await promises.remedies.list('given', null)).remedies[0]?.customer ?? '';
  await promises.remedies.saveMandate([{ role: 'agent', kind: 'voucher', perCaseMinor: '2500', perWeekMinor: '4000', currency: 'EUR' }], 0, 'first', 'per_1');
  assert.match(await refusal(() => promises.remedies.saveMandate([], 0, '', 'per_1')), /^conflict mandate-changed-meanwhile/u);
  const fresh = { customer, case: 'cas_2', kind: 'voucher' as const, what: 'A voucher, card 4111 1111 1111 1111', costMinor: '2500', currency: 'EUR' };
  const first = { ...fresh, key: crypto.randomUUID() };
  const twice = await Promise.all([promises.remedies.give(first, agent), promises.remedies.give(first, agent)]);
  held = 'Remedies are off.';
  const later = await promises.remedies.give(first, agent);
  held = null;
  assert.deepEqual([...twice, later].map(({ id, state }) => [id, state]), twice.map(({ id }) => [id, 'given']).concat([[twice[0]?.id ?? '', 'given']]), 'a double click, and a request sent again after a lost answer, give once and answer the same');
  assert.equal(twice[0]?.id, twice[1]?.id);
  assert.match(await refusal(() => promises.remedies.give({ ...first, costMinor: '100' }, agent)), /^conflict key-used/u);
  const gift = { ...fresh, get key(): `${string}-${string}-${string}-${string}-${string}` { return crypto.randomUUID(); } };
  assert.match(await refusal(() => promises.remedies.give({ ...gift, costMinor: '1' }, agent)), /0\.00 EUR is left/u);
  assert.match(await refusal(() => promises.remedies.give({ ...gift, case: 'cas_3' }, agent)), /15\.00 EUR are left/u, 'the week holds over all cases');
  assert.deepEqual((await promises.remedies.card(customer, 'cas_3', agent)).leeways.map(({ kind, leftMinor }) => [kind, leftMinor]), [['voucher', '1500']]);
  const { case: _, ...without } = gift;
  assert.match(await refusal(() => promises.remedies.give({ ...gift, case: 'cas_99', costMinor: '100' }, agent)), /^invalid case-of-another/u, 'a case that is another customer’s, or none, opens no new purse');
  assert.match(await refusal(() => promises.remedies.give({ ...without, costMinor: '100' }, agent)), /0\.00 EUR is left/u, 'nor does naming none');
  const asked = await promises.remedies.ask({ ...gift, case: 'cas_3', why: 'She waited for six weeks.' }, agent);
  assert.match(await refusal(() => promises.remedies.giveGranted(Number(asked.id), agent.id)), /^conflict not-granted/u);
  assert.match(await refusal(() => promises.remedies.answer(Number(asked.id), true, '', agent.id)), /^forbidden own-word/u);
  assert.deepEqual((await promises.remedies.asked(owner.id)).map(({ id, isMine }) => [id, isMine]), [[asked.id, false]]);
  const word = await promises.remedies.answer(Number(asked.id), true, 'Right.', owner.id);
  assert.deepEqual([word.state, word.answeredBy, word.answer], ['granted', 'Ada', 'Right.']);
  assert.equal((await promises.remedies.giveGranted(Number(asked.id), agent.id)).state, 'given');
  assert.equal((await promises.remedies.giveGranted(Number(asked.id), agent.id)).state, 'given', 'said again by whoever gave it, it is the same');
  assert.match(await refusal(() => promises.remedies.giveGranted(Number(asked.id), 'per_3')), /given already/u);
  assert.deepEqual((await promises.remedies.card(customer, 'cas_9', agent)).leeways.map(({ leftMinor }) => leftMinor), ['1500'], 'what an office granted does not use up the mandate');
  const { nodes } = { nodes: await house.identity.nodesOf(parsePublicId('customer', customer)) };
  assert.ok(JSON.stringify(await promisesHeld.held(house.database, nodes)).includes('A voucher'));
  const counts = await house.database.transaction((tx) => promisesKept.eraseNodes(tx, nodes));
  assert.deepEqual([counts['promises.gift'], counts['promises.remedy']], [3, 1]);
});

test('a promise that the company made before is counted from then, and what had broken before opens and owes nothing', async () => {
  nowMs = Date.parse(at(200));
  const number = await promises.draft(terms(FOUR, { remedy: { text: 'A voucher', valueMinor: '500', currency: 'EUR' } }), '', 'per_1');
  assert.match(await refusal(() => promises.publish(number, 1, 'per_1', '2027-01-01')), /^invalid since-to-come/u);
  assert.match(await refusal(() => promises.publish(number, 1, 'per_1', '0001-01-01')), /^invalid since-too-long-ago/u);
  heard.length = 0;
  await promises.publish(number, 1, 'per_1', '2026-06-21');
  await promises.settled();
  await house.outbox.drained();
  const { rate, remedies, weeks } = await promises.one(number);
  assert.ok(rate.broken > 0);
  assert.match(weeks[0]?.key ?? '', /^2026-W2\d$/u);
  nowMs = Date.parse(at(201));
  await say({ id: 'due-soon', channel: 'email', kind: 'mail-received', direction: 'in', office: 'service', occurredAt: at(200.9), ...by('nora'), text: 'Where is my kettle?' });
  const { due, undecided, expected, check, running } = await promises.forecast(number);
  assert.deepEqual([due, undecided, expected, check, running.map(({ channel, chance }) => [channel, chance])], [1, 1, 0, null, [['email', null]]], 'with little data it is undecided');
  assert.deepEqual([remedies, heard.filter(({ promise }) => promise === number)], [[], []]);
  const late = (await promises.verdicts(number, { state: 'broken' })).verdicts.map(({ interaction }) => parsePublicId('interaction', interaction));
  for (const one of late.slice(1)) spokenOf.set(one, 'en.7');
  const behind = await promises.matters(number);
  assert.deepEqual([behind.broken, behind.unnamed, behind.matters.map(({ topic, name, broken, isSystemic }) => [topic, name, broken, isSystemic])], [late.length, 1, [['en.1', 'late parcel', late.length - 1, false]]], 'below five people nothing is called systemic');
  await promises.save(number, terms({ ...FOUR, withinMinutes: 60 }), 1, '', 'per_1');
  assert.match(await refusal(() => promises.publish(number, 2, 'per_1', '2026-06-22')), /^conflict published-before/u, 'what held then is not rewritten');
  await promises.stop(number, 'per_1');
});
