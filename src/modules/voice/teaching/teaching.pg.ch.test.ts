import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../../test/refused-as.ts';
import { maskText } from '../../../kernel/personal-data.ts';
import { parsePublicId } from '../../../kernel/public-id.ts';
import { ch } from '../../../platform/clickhouse/sql.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { correctionsKept, createReadings, createTeaching } from '../index.ts';
import type { Reading } from '../readings/contract.ts';
import type { QueueReader } from './label-queue.ts';
import { LATER, PLAIN, ZOINKS } from './zoink-texts.fixture.ts';

const clock = (): number => Date.UTC(2026, 5, 20);
const WHOLE: QueueReader = { isMasked: false, mask: (item) => item };
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const { database, analytics, outbox, interactions, log } = life;
  const readings = await createReadings({ database, analytics, outbox, interactions, log, clock });
  const teaching = createTeaching({ ...life, readings, nameOf: async () => 'Olga' });
  await life.begin(readings, teaching);
  return {
    ...life, readings, teaching,
    say: async (...items: readonly object[]): Promise<string[]> => (await life.say(...items)).map(({ reference }) => reference),
    read: async (id: string): Promise<Reading> => (await readings.readings([id])).readings[0] ?? assert.fail('nothing was read'),
    settled: async (): Promise<void> => { await readings.through(); await interactions.settled(); },
  };
}

before(async () => {
  engines = await voiceEngines();
  house = await open();
  await house.settled();
});
after(async () => {
  await house.end();
  await engines.close();
});

const mail = (id: string, text: string, more: object = {}): object => ({ id, channel: 'email', kind: 'message', direction: 'in', occurredAt: '2026-06-05T10:00:00Z', identifiers: [{ type: 'email', value: `${id}@x.example` }], text, ...more });
const labels = ({ said }: Reading, output: string): string[] => said.filter((one) => one.output === output).map(({ label }) => label);
const copies = async (): Promise<{ label: string; stands: number }[]> => (await engines.analytics.rows<{ label: string; stands: number }>(ch`select label, stands from voice_corrections final order by number, question`)).map(({ label, stands }) => ({ label, stands: Number(stands) }));

test('a person’s word stands above the models at once, is marked as theirs, and can be taken back', async () => {
  const [id = ''] = await house.say(mail('parcel', 'The parcel arrived broken and nobody answers your phone.'));
  const before = await house.read(id);
  assert.deepEqual([before.feeling, labels(before, 'intent'), before.corrections], ['negative', ['complaint'], []]);
  const told = await house.teaching.correct({ id, output: 'intent', label: 'request' }, 'p1');
  assert.deepEqual([told.readAs, told.label, told.by], ['complaint', 'request', 'Olga']);
  await house.teaching.correct({ id, output: 'sentiment', label: 'neutral' }, 'p1');
  await house.teaching.correct({ id, output: 'complaint', label: null }, 'p1');
  const after = await house.read(id);
  assert.deepEqual(after.said.filter(({ output }) => output === 'intent').map(({ label, byPerson, confidence }) => [label, byPerson, confidence]), [['request', true, null]]);
  assert.deepEqual([after.feeling, after.valence, labels(after, 'complaint'), labels(after, 'unworded')], ['neutral', null, [], []]);
  assert.equal(after.corrections.length, 3);
  await house.interactions.settled();
  assert.deepEqual(await copies(), [{ label: '', stands: 1 }, { label: 'request', stands: 1 }, { label: 'neutral', stands: 1 }]);

  for (const output of ['intent', 'sentiment', 'complaint']) await house.teaching.correct({ id, output, label: null, isTakenBack: true }, 'p2');
  assert.deepEqual(await house.read(id), before);
  await house.interactions.settled();
  assert.ok((await copies()).every(({ stands }) => stands === 0));
  const [row] = await engines.database.rows<{ count: number }>(sql`select count(*)::int as count from voice.correction`);
  assert.equal(row?.count, 6, 'the log keeps every word');
});

test('what is no label, no output or no text is refused by name', async () => {
  const [id = '', silent = ''] = await house.say(mail('plain', 'Where is my order? It has not come.'), mail('silent', ''));
  await assert.rejects(house.teaching.correct({ id, output: 'intent', label: 'anger' }, 'p1'), refusedAs('label-unknown'));
  await assert.rejects(house.teaching.correct({ id, output: 'intent', label: null }, 'p1'), refusedAs('label-unknown'));
  await assert.rejects(house.teaching.correct({ id, output: 'mood', label: 'bad' }, 'p1'), refusedAs('output-unknown'));
  await assert.rejects(house.teaching.correct({ id, output: 'own ', label: ' ' }, 'p1'), refusedAs('output-unknown'));
  await assert.rejects(house.teaching.correct({ id: silent, output: 'intent', label: 'other' }, 'p1'), refusedAs('nothing-said'));
});

test('a corrected message that is written anew is read anew: the word was on the former one', async () => {
  const [id = ''] = await house.say(mail('anew', 'I want to cancel my contract with you please.'));
  await house.teaching.correct({ id, output: 'intent', label: 'idea' }, 'p1');
  assert.deepEqual(labels(await house.read(id), 'intent'), ['idea']);
  await house.say(mail('anew', 'Thank you so much, Anna was wonderful to us!', { version: 2 }));
  const now = await house.read(id);
  assert.deepEqual([labels(now, 'intent').includes('idea'), now.feeling, now.corrections], [false, 'positive', []]);
});

test('corrections go with the person whom they are about, in the log and in its copy', async () => {
  const [id = ''] = await house.say(mail('leaves', 'Please never contact me again, this is dreadful.'));
  await house.teaching.correct({ id, output: 'intent', label: 'request' }, 'p1');
  await house.interactions.settled();
  const held = (await copies()).length;
  const [row] = await engines.database.rows<{ node: number; home: number }>(sql`select node, home from voice.correction where interaction = ${parsePublicId('interaction', id)}`);
  assert.ok(row !== undefined);
  const counts = await engines.database.transaction((tx) => correctionsKept.eraseNodes(tx, [row.node]));
  assert.equal(counts['voice.correction'], 1);
  assert.equal((await house.interactions.eraseHistory([row.home], [row.node]))['voice_corrections'], 1);
  assert.equal((await copies()).length, held - 1);
});

test('texts about which the model is least sure come first, without those that somebody answered; masked for whoever reads masked', async () => {
  const [sure = ''] = await house.say(
    mail('sure', 'Please cancel my subscription today, I want to end the contract. My name is Zebulon.', { traits: { name: 'Zebulon Quack' } }),
    mail('between', 'It came. Is that all there is in the box, really, for that price?'), mail('facts', 'We are at home on Monday and on Tuesday until noon.'),
  );
  const queue = await house.teaching.queue('intent', undefined, WHOLE);
  assert.ok(queue.items.length >= 3 && queue.labels.includes('cancellation'));
  const margins = queue.items.map(({ margin }) => margin ?? 9);
  assert.deepEqual(margins, margins.toSorted((a, b) => a - b));
  const item = queue.items.find(({ id }) => id === sure) ?? assert.fail('the sure text waits too');
  assert.deepEqual([item.said, item.likely], ['cancellation', 'cancellation']);
  assert.ok(item.words.some(([from, until]) => /cancel|contract|subscription|end/iu.test(item.text.slice(from, until))), 'the words that carry it are named');

  const masked = await house.teaching.queue('intent', 'cancel', { isMasked: true, mask: (one) => ({ ...one, text: maskText(one.text, one.signed) }) });
  const hidden = masked.items.find(({ id }) => id === sure) ?? assert.fail('found by its words');
  assert.ok(!hidden.text.includes('Zebulon') && hidden.signed.length === 0);
  const named = await house.teaching.queue('intent', 'Zebulon', { isMasked: true, mask: (one) => ({ ...one, text: maskText(one.text, one.signed) }) });
  assert.deepEqual(named.items, []);
  assert.equal((await house.teaching.queue('intent', 'Zebulon', WHOLE)).items.length, 1);

  await house.teaching.correct({ id: sure, output: 'intent', label: 'cancellation' }, 'p1');
  assert.ok((await house.teaching.queue('intent', undefined, WHOLE)).items.every(({ id }) => id !== sure));
});

test('eight examples and more teach a wording that was never read so, and a label of the company’s own; the former model can be gone back to', async () => {
  assert.deepEqual((await house.teaching.teaching()).versions.map(({ number, state }) => [number, state]), [[1, 'current']]);
  await assert.rejects(house.teaching.learn('p1'), refusedAs('too-few-corrections'));
  const zoinks = await house.say(...ZOINKS.map((text, at) => mail(`zoink-${at}`, text)));
  const plain = await house.say(...PLAIN.map((text, at) => mail(`plain-${at}`, text)));
  const [later = '', other = ''] = await house.say(mail('later', LATER.zoinks[1]), mail('other', LATER.plain[1]));
  assert.deepEqual(labels(await house.read(later), 'alarm'), []);
  for (const id of zoinks) {
    await house.teaching.correct({ id, output: 'alarm safety', label: 'safety' }, 'p1');
    await house.teaching.correct({ id, output: 'own zoink', label: 'zoink' }, 'p1');
  }
  for (const id of plain) for (const output of ['alarm safety', 'own zoink']) await house.teaching.correct({ id, output, label: null }, 'p1');

  const number = await house.teaching.learn('p1');
  await assert.rejects(house.teaching.learn('p1'), refusedAs('learning-already'));
  await house.teaching.through();
  await house.settled();
  const taught = await house.teaching.teaching();
  const [learning] = taught.learnings;
  assert.deepEqual([learning?.number, learning?.state, learning?.problem, taught.chosen], [number, 'done', null, number]);
  assert.ok((learning?.questions['alarm safety'] ?? 0) + (learning?.heldOut ?? 0) >= 24, 'a fifth or so is held out, the rest taught');
  assert.ok(learning?.quality.every(({ now }) => now === null), 'fewer than twenty held-out corrections measure nothing');
  assert.deepEqual([labels(await house.read(later), 'alarm'), labels(await house.read(later), 'own')], [['safety'], ['zoink']]);
  assert.deepEqual([labels(await house.read(other), 'alarm'), labels(await house.read(other), 'own')], [[], []]);
  const own = taught.questions.find(({ key }) => key === 'own zoink');
  assert.deepEqual([own?.isOwn, own?.isLearnt, own?.total, own?.card[0]?.isSaid], [true, true, ZOINKS.length + PLAIN.length, true]);
  assert.deepEqual(taught.versions.map(({ number: version, state, learning: of }) => [version, state, of]), [[2, 'current', number], [1, 'former', null]]);

  const [fresh = ''] = await house.say(mail('fresh', LATER.zoinks[0]));
  assert.deepEqual(labels(await house.read(fresh), 'own'), ['zoink'], 'what comes in is read by what was learnt');
  assert.equal(await house.teaching.useReader(1, 'p1'), 1);
  await house.settled();
  assert.deepEqual([labels(await house.read(later), 'alarm'), labels(await house.read(fresh), 'own')], [[], []]);
  assert.equal((await house.teaching.teaching()).chosen, null);
  await assert.rejects(house.teaching.useReader(99, 'p1'), refusedAs('reader-unknown'));
});

test('a chosen model reads again after a restart; one that was learnt with other rules is learnt anew', async () => {
  await house.teaching.useReader(2, 'p1');
  await house.settled();
  await house.end();
  house = await open();
  await house.settled();
  const [fresh = ''] = await house.say(mail('restarted', 'Help, the vacuum went zoink in my hand today.'));
  assert.deepEqual(labels(await house.read(fresh), 'own'), ['zoink']);

  await engines.database.run(sql`update voice.learning set made_for = 'rules of long ago'`);
  await house.end();
  house = await open();
  await house.teaching.through();
  await house.settled();
  const { learnings, chosen } = await house.teaching.teaching();
  assert.deepEqual([learnings[0]?.state, learnings[0]?.by, learnings.length, chosen], ['done', 'Olga', 2, learnings[0]?.number]);
  const [again = ''] = await house.say(mail('anew-again', 'Help, the boiler went zoink in my hand today.'));
  assert.deepEqual(labels(await house.read(again), 'own'), ['zoink']);
});
