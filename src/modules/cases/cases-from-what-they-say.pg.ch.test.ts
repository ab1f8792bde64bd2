import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceHouse } from '../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../test/refused-as.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { createJourneys } from '../journeys/index.ts';
import type { InteractionRead, ReadInteraction } from '../voice/contract.ts';
import { casesHouse, CONTEXT, DAY, eventually, HOUR, type CasesHouse } from './cases.fixture.ts';
import { firstContact } from './first-contact/first-contact-figures.ts';
import { createCases, createIssueCases } from './index.ts';

let there: CasesHouse;
/** Issues and their cases, from where a test begins them on. */
let threads: { readonly journeys: ReturnType<typeof createJourneys>; readonly issueCases: ReturnType<typeof createIssueCases> };
before(async () => { there = await casesHouse(); });
after(() => there?.close());

/** What voice tells of words that were just read. */
async function heard(reference: string, more: Partial<ReadInteraction>): Promise<void> {
  const { item, node } = (await there.house.interactions.saidBy([parsePublicId('interaction', reference)]))[0] ?? assert.fail();
  const read: ReadInteraction = { number: parsePublicId('interaction', reference), revision: 1, node, channel: item.channel, office: item.office, kind: item.kind, direction: item.direction, occurredMs: Date.parse(item.occurredAt), order: null, language: 'en', said: [{ output: 'complaint', label: 'yes', confidence: 0.9 }], ...more };
  const event: InteractionRead = { type: 'interaction.read', interactions: [read] };
  await there.engines.database.transaction((tx) => there.house.outbox.publish(tx, [event]));
  await there.house.interactions.settled();
}
const caseOf = async (reference: string): Promise<string | undefined> => (await there.house.cases.ofInteractions([reference]))[0]?.case;

test('a complaint has a case and an owner by name at once, whoever of the team has the fewest; what they write next comes to it and makes it more urgent, and another order is another case', async () => {
  const { policy, version } = await there.house.cases.policy();
  const team = { key: 'angry', name: 'Angry mail', office: null, language: null, subject: null, members: ['bea', 'max', 'ann'] };
  await there.house.cases.savePolicy({ ...policy, queues: [team, ...policy.queues] }, version, 'ola');
  const busy = await Promise.all(['ann', 'bea'].map(async (person) => (await there.house.cases.list({ view: 'mine', limit: 500 }, there.reader(person))).cases.length));
  const first = await there.write('angry@x.example', 'It broke on the first day and nobody answers.');
  await heard(first, { order: 'A-1' });
  const opened = await caseOf(first) ?? assert.fail();
  const number = parsePublicId('case', opened);
  await eventually('somebody has it', async () => (await there.look(number)).owner);
  const view = await there.look(number);
  assert.deepEqual([view.about, view.priority, view.subject, view.owner?.id], ['A complaint by e-mail', 'high', { type: 'order', id: 'A-1' }, (busy[1] ?? 0) <= (busy[0] ?? 0) ? 'bea' : 'ann']);
  assert.match(view.happenings.find(({ kind }) => kind === 'opened')?.text ?? '', /A complaint|complaint was read/);

  await heard(first, { order: 'A-1' });
  const second = await there.write('angry@x.example', 'It smokes!');
  await heard(second, { said: [{ output: 'alarm', label: 'safety', confidence: 0.4 }] });
  assert.equal(await caseOf(second), opened, 'the same case');
  assert.deepEqual([(await there.look(number)).priority, (await there.look(number)).interactions.length], ['urgent', 2]);
  await there.house.cases.inform(number, view.owner?.id ?? '', { told: 'We look into it', nextUpdateBy: null, seen: view.version });
  const other = await there.write('angry@x.example', 'And my other order never came.');
  await heard(other, { order: 'B-2' });
  assert.notEqual(await caseOf(other), opened);

  const seen = (await there.look(number)).version;
  await there.house.cases.resolve(number, view.owner?.id ?? '', { how: 'A new one was sent', seen });
  const again = await there.write('angry@x.example', 'The new one is broken too.');
  await heard(again, { order: 'A-1' });
  assert.deepEqual([await caseOf(again), (await there.look(number)).state, (await there.look(number)).reopenings], [opened, 'owned', 1]);
  const calm = await there.write('calm@x.example', 'Thank you, all is well.');
  await heard(calm, { said: [] });
  assert.equal(await caseOf(calm), undefined);
});

test('what a person gave back to the queue stays there for a person; a team without anybody who works here names nobody', async () => {
  const given = await there.opened('back@x.example', 'Given back', { queue: 'service' });
  await there.house.cases.take(given, 'ann', 1);
  await there.house.cases.handOver(given, 'ann', { ...CONTEXT, to: { queue: 'angry' }, seen: 2 });
  const late = await there.opened('late@x.example', 'Nobody had it yet', { queue: 'angry' });
  await there.house.cases.look();
  assert.equal((await there.look(given)).owner, null);
  assert.notEqual((await there.look(late)).owner, null);
  const { policy, version } = await there.house.cases.policy();
  await there.house.cases.savePolicy({ ...policy, queues: policy.queues.map((queue) => (queue.key === 'angry' ? { ...queue, members: ['max'] } : queue)) }, version, 'ola');
  const alone = await there.opened('alone@x.example', 'Nobody is here', { queue: 'angry' });
  await there.house.cases.look();
  assert.equal((await there.look(alone)).owner, null);
  await there.house.cases.savePolicy({ ...policy, queues: policy.queues.map((queue) => ({ ...queue, members: [] })) }, version + 1, 'ola');
});

test('one issue has one case: it is taken by a click, refused to the next, follows what the customer says later, and opens again when they come back; thanks leave it closed', async () => {
  await there.house.end();
  const { clock, hours, live, people } = there;
  const life = voiceHouse(there.engines, clock);
  const journeys = createJourneys({ ...life, topicsOf: async () => new Map(), nameOf: async () => 'Ann' });
  const issueCases = createIssueCases({ ...life, live, people, hours, journeys });
  const cases = createCases({ ...life, live, people, hours, promisedOf: async () => null, assertNoSecond: issueCases.assertNoSecond });
  await life.begin(journeys, cases);
  there.house = { ...life, cases };
  threads = { journeys, issueCases };
  const about = { subjects: [{ type: 'order', id: 'K-17' }, { type: 'product', id: 'p9', label: 'Vidde backpack' }] };
  const ask = async (text: string): Promise<string> => { there.world.nowMs += 3 * HOUR; return there.write('kim@x.example', text, about); };
  const first = await ask('My parcel K-17 has not come, where is it?');
  await ask('Still no parcel. Where is K-17?');
  const issueOf = async () => (await journeys.issuesOfCustomer(publicId('customer', await there.customerOf('kim@x.example')))).issues[0];
  await eventually('both are one issue', async () => (await issueOf())?.asks === 2);
  const issue = (await issueOf())?.id ?? assert.fail();
  assert.deepEqual(await issueCases.ofIssues([issue], null), []);

  const number = await issueCases.take([issue], 'ann');
  const taken = await there.look(number, 'ann');
  assert.deepEqual([taken.about, taken.owner?.isYou, taken.subject, taken.interactions.length], ['Vidde backpack, order K-17: asked twice', true, { type: 'order', id: 'K-17' }, 2]);
  assert.equal(await issueCases.take([issue], 'ann'), number, 'a second click changes nothing');
  await assert.rejects(issueCases.take([issue], 'bea'), refusedAs('issue-has-case', /^Ann has this already: cas_/));
  await assert.rejects(cases.open({ interactions: [first], about: 'The same again', priority: 'low', isMine: true }, 'bea'), refusedAs('issue-has-case'));
  const viewer = there.reader('bea').viewer;
  assert.deepEqual((await issueCases.ofIssues([issue], viewer)).map(({ isOpen, owner }) => [isOpen, owner]), [[true, { name: 'Ann', isYou: false }]]);
  assert.deepEqual(await issueCases.ofCase(number, viewer), { issues: [issue], others: [] });

  await ask('I asked twice about K-17 and heard nothing.');
  await eventually('what they say later comes to the case', async () => (await there.look(number)).interactions.length === 3);
  await cases.resolve(number, 'ann', { how: 'It came', seen: (await there.look(number)).version });
  await ask('The parcel K-17 came. Many thanks!');
  await eventually('thanks come to it too', async () => (await there.look(number)).interactions.length === 4);
  assert.deepEqual([(await there.look(number)).state, (await there.look(number)).reopenings], ['resolved', 0]);
  await ask('One thing is missing in the parcel K-17, where is the second one?');
  await eventually('their word opens it again', async () => (await there.look(number)).state === 'owned');
  assert.equal((await there.look(number)).reopenings, 1);

  const node = (await there.house.interactions.saidBy([parsePublicId('interaction', first)]))[0]?.node ?? assert.fail();
  const other = await cases.openCase({ by: 'custos', node, contacts: [{ interaction: parsePublicId('interaction', first), node, wroteMs: null, hasWords: true, office: null, language: null }], about: 'By a rule', subject: null, priority: 'low', queue: null, because: 'A rule', key: 'issue-twice', isMine: false }) ?? assert.fail();
  assert.equal((await issueCases.ofCase(number, viewer)).others[0]?.case, other);
  await ask('Hello? Where is the second one of K-17?');
  await eventually('what only a rule opened becomes a part', async () => (await there.look(parsePublicId('case', other))).mergedInto === publicId('case', number));

  const lia = { identifiers: [{ type: 'email', value: 'lia@x.example', verified: 'login' }], subjects: [{ type: 'order', id: 'L-4' }] };
  await there.write('lia@x.example', 'Where is my order L-4?', lia);
  there.world.nowMs += 3 * HOUR;
  const late = await there.write('lia@x.example', 'Still no news of my order L-4, this is a shame.', lia);
  const ofLia = async () => (await journeys.issuesOfCustomer(publicId('customer', await there.customerOf('lia@x.example')))).issues[0];
  await eventually('both are one issue', async () => (await ofLia())?.asks === 2);
  await there.house.outbox.drained();
  const lateNode = (await there.house.interactions.saidBy([parsePublicId('interaction', late)]))[0]?.node ?? assert.fail();
  const ruled = await cases.openCase({ by: 'custos', node: lateNode, contacts: [{ interaction: parsePublicId('interaction', late), node: lateNode, wroteMs: there.world.nowMs - HOUR, hasWords: true, office: null, language: null }], about: 'A complaint by e-mail', subject: null, priority: 'high', queue: null, because: 'A rule', key: 'issue-ruled', isMine: false }) ?? assert.fail();
  assert.equal(await issueCases.take([(await ofLia())?.id ?? ''], 'bea'), parsePublicId('case', ruled), 'the case that a rule opened is taken');
  const ruledNow = await there.look(parsePublicId('case', ruled));
  assert.deepEqual([ruledNow.owner?.id, ruledNow.interactions.length], ['bea', 2], 'with all contacts of the issue');

  const { contacts } = await journeys.firstContacts(new Date(there.world.nowMs - 90 * DAY), new Date(there.world.nowMs + DAY));
  const kim = contacts.find(({ issue: of }) => publicId('issue', of) === issue);
  assert.deepEqual([kim?.channel, kim?.againMs, kim?.flagged], ['email', 3 * HOUR, null]);
  const figures = await firstContact({ database: there.engines.database, journeys, clock }, 90);
  assert.equal(figures.all.repeat.issues, figures.issues);
  const before = figures.all.flag.issues;
  await cases.customerSaid(number, 'ann', { solved: true, words: 'All is well now', seen: (await there.look(number)).version });
  const after = await firstContact({ database: there.engines.database, journeys, clock }, 90);
  assert.deepEqual([after.all.flag.issues, after.all.word.issues - figures.all.word.issues], [before, 1], 'their word counts from when they said it; that they came again was none');
});

test('what Today tells as one is taken as one: one case and one owner for all of it, whatever each had before; what is said later of any comes to it, and each says who has it', async () => {
  const { journeys, issueCases } = threads;
  const ask = async (mail: string, order: string, text: string, more: object = {}): Promise<string> => {
    there.world.nowMs += 3 * HOUR;
    return there.write(mail, text, { subjects: [{ type: 'order', id: order }], ...more });
  };
  const issuesOf = async (mail: string) => (await journeys.issuesOfCustomer(publicId('customer', await there.customerOf(mail)))).issues;
  const aboutOrder = async (mail: string, order: string): Promise<string> => (await issuesOf(mail)).find(({ orders }) => orders.includes(order.replace('-', '')))?.id ?? '';
  const noa = 'noa@x.example';
  await ask(noa, 'N-1', 'Where is my parcel N-1? It should be here.');
  await ask(noa, 'N-2', 'The jacket of order N-2 is too small, how do I send it back?');
  const third = await ask(noa, 'N-3', 'I was charged twice for N-3.');
  await eventually('each is an issue of its own', async () => (await issuesOf(noa)).length === 3);
  await there.house.outbox.drained();
  const all = await Promise.all(['N-1', 'N-2', 'N-3'].map((order) => aboutOrder(noa, order)));
  const [parcel = '', jacket = '', charge = ''] = all;
  const node = (await there.house.interactions.saidBy([parsePublicId('interaction', third)]))[0]?.node ?? assert.fail();
  const ruled = await there.house.cases.openCase({ by: 'custos', node, contacts: [{ interaction: parsePublicId('interaction', third), node, wroteMs: there.world.nowMs - HOUR, hasWords: true, office: null, language: null }], about: 'A complaint by e-mail', subject: null, priority: 'high', queue: null, because: 'A rule', key: 'one-of-three', isMine: false }) ?? assert.fail();

  const number = await issueCases.take([parcel, jacket, charge], 'ann');
  assert.equal(number, parsePublicId('case', ruled), 'the case that one of them had is the case of all');
  const taken = await there.look(number, 'ann');
  assert.deepEqual([taken.owner?.id, taken.interactions.length], ['ann', 3]);
  const viewer = there.reader('bea').viewer;
  assert.deepEqual((await issueCases.ofIssues(all, viewer)).map((one) => [one.case, one.owner?.name]), all.map(() => [ruled, 'Ann']), 'nothing told on that line is untaken');
  assert.deepEqual((await issueCases.ofCase(number, viewer)).issues.toSorted(), all.toSorted());
  const { version } = taken;
  assert.equal(await issueCases.take([parcel, jacket, charge], 'ann'), number);
  assert.equal((await there.look(number)).version, version, 'a second click changes nothing');
  for (const one of all) await assert.rejects(issueCases.take([one], 'bea'), refusedAs('issue-has-case', /^Ann has this already/));

  await ask(noa, 'N-2', 'Nobody told me yet how to send the jacket of N-2 back.');
  await eventually('what is said later of any of them comes to the case', async () => (await there.look(number)).interactions.length === 4);
  assert.deepEqual((await issueCases.ofIssues(all, viewer)).map((one) => one.case), all.map(() => ruled));

  const pia = 'pia@x.example';
  await ask(pia, 'P-1', 'Where is my parcel P-1? It should be here.');
  await ask(pia, 'P-2', 'The lamp of order P-2 is too small, how do I send it back?');
  await ask(pia, 'P-3', 'I was charged twice for P-3.');
  await eventually('each is an issue of its own', async () => (await issuesOf(pia)).length === 3);
  const [lost = '', lamp = '', twice = ''] = await Promise.all(['P-1', 'P-2', 'P-3'].map((order) => aboutOrder(pia, order)));
  const [own, hers] = [await issueCases.take([lost], 'ann'), await issueCases.take([lamp], 'bea')];
  await assert.rejects(issueCases.take([lost, lamp, twice], 'ann'), refusedAs('issue-has-case', /^Bea has this already/));
  assert.deepEqual([(await issueCases.ofIssues([twice], viewer)).length, (await there.look(own)).interactions.length], [0, 1], 'refused, nothing was changed');
  assert.equal(await issueCases.take([lost, twice], 'ann'), own, 'what is new beside what one has comes to it');
  await assert.rejects(issueCases.take([lost, parcel], 'ann'), refusedAs('not-one-customer'));

  await there.house.cases.handOver(hers, 'bea', { ...CONTEXT, to: { person: 'ann' }, seen: (await there.look(hers)).version });
  assert.equal(await issueCases.take([lost, lamp, twice], 'ann'), own, 'of two cases that one person has the first takes in the other');
  assert.equal((await there.look(hers)).mergedInto, publicId('case', own));
  assert.deepEqual((await issueCases.ofIssues([lost, lamp, twice], viewer)).map((one) => one.case), [own, own, own].map((one) => publicId('case', one)), 'what the part was about is about the whole');
  await ask(pia, 'P-2', 'And what of the broken lamp of P-2?');
  await eventually('also of the part', async () => (await there.look(own)).interactions.length === 4);
  assert.deepEqual(new Set((await issueCases.ofCase(own, viewer)).issues), new Set([lost, lamp, twice]));

  const [qin, ray] = ['qin@x.example', 'ray@x.example'];
  await ask(qin, 'Q-1', 'Where is my parcel Q-1? It should be here.');
  await ask(ray, 'R-1', 'The jacket of order R-1 is too small, how do I send it back?');
  const joined = await there.house.identity.join(await there.customerOf(ray), await there.customerOf(qin), 'one person', 'ann');
  const settled = async (): Promise<void> => { await there.house.outbox.drained(); await journeys.caughtUp(); };
  await settled();
  assert.equal((await issuesOf(qin)).length, 2, 'two issues of one person');
  const [hisParcel, hisCharge] = await Promise.all([aboutOrder(qin, 'Q-1'), aboutOrder(qin, 'R-1')]);
  const both = await issueCases.take([hisParcel, hisCharge], 'ann');
  assert.deepEqual((await issueCases.ofIssues([hisParcel, hisCharge], viewer)).length, 2);
  await there.house.identity.undo(joined.decision, 'ann');
  await settled();
  assert.deepEqual([(await issuesOf(ray)).length, (await issuesOf(qin)).length], [1, 1], 'they are two again');
  const rays = await aboutOrder(ray, 'R-1');
  assert.deepEqual([(await issueCases.ofIssues([rays], viewer)).length, (await issueCases.ofCase(both, viewer)).issues.length], [0, 1], 'what is somebody else’s by now waits for a case of its own');
  await ask(ray, 'R-1', 'Nobody told me yet how to send the jacket of R-1 back.');
  await eventually('it is put to their issue', async () => (await issuesOf(ray))[0]?.asks === 2);
  await settled();
  assert.equal((await there.look(both)).interactions.length, 2, 'and what they say later does not come to a case of another');
  assert.notEqual(await issueCases.take([rays], 'bea'), both);
});

test('what a customer answers to “was it solved?” ends the case that the survey names, or that holds what it names: only once we say that it is over, changed as often as they like, never that of somebody else', async () => {
  const wrote = await there.write('uma@x.example', 'The lamp does not light, please help.');
  const number = await there.house.cases.open({ interactions: [wrote], about: 'A lamp', priority: 'normal', isMine: true }, 'ann');
  const named = { type: 'case', id: publicId('case', number) };
  const stateAfter = async (id: string, mail: string, value: string, about = named, version = 1): Promise<string> => {
    await there.house.say({ id, version, source: 'survey-tool', channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: new Date(there.world.nowMs += HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], subjects: [about], answers: [{ question: 'Was it solved?', value }] });
    await there.house.outbox.drained();
    return there.look(number).then((view) => `${view.state} ${view.version}`);
  };
  assert.equal(await stateAfter('s1', 'uma@x.example', 'yes'), 'owned 2', 'nobody said that it is over');
  await there.house.cases.resolve(number, 'ann', { how: 'A new bulb', told: 'A new bulb is on its way', seen: 2 });
  assert.equal(await stateAfter('s2', 'vic@x.example', 'yes'), 'resolved 3', 'somebody else can not say it for them');
  assert.equal(await stateAfter('s3', 'uma@x.example', 'yes'), 'confirmed 4');
  assert.deepEqual([(await there.look(number)).happenings[0]?.by?.name, await stateAfter('s4', 'uma@x.example', 'yes')], ['The customer', 'confirmed 4'], 'told once more it changes nothing');
  assert.equal(await stateAfter('s3', 'uma@x.example', 'partly', { type: 'interaction', id: wrote }, 2), 'owned 5', 'they changed their answer');
});
