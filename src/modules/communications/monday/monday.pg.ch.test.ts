import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../../test/refused-as.ts';
import type { Role } from '../../../kernel/access.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { publicId } from '../../../kernel/public-id.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { IssueFigures } from '../../journeys/contract.ts';
import type { Person } from '../../people/contract.ts';
import type { PromiseLine } from '../../promises/contract.ts';
import { MONDAY_WORDS, type MondayPage } from '../contract.ts';
import { createMonday, mondayHeld, mondayKept, type DeliverToStaff, type Escalation } from '../index.ts';
import { countWords } from './say-lines.ts';

const DAY = 86_400_000;
/** Wednesday: the page of Monday 1 June 2026 is due. */
const WEDNESDAY = Date.UTC(2026, 5, 3, 10);
let nowMs = WEDNESDAY;
const clock = (): number => nowMs;
const person = (id: string, name: string, role: Role): Person => ({ id, name, role, email: `${id}@staff.example`, active: true, createdAt: '', lastSeenAt: null });
const STAFF = [person('eva', 'Eva Executive', 'executive'), person('ola', 'Ola Owner', 'owner'), person('bea', 'Bea Brand', 'brand-office'), person('ann', 'Ann Agent', 'agent')];
const people = { list: async () => STAFF, nameOf: async (id: string) => STAFF.find((one) => one.id === id)?.name ?? null, company: () => ({ name: 'Fjell & Sons', zone: 'UTC' }) };

let engines: VoiceEngines;
let life: ReturnType<typeof voiceHouse>;
/** What other modules would tell, as the test has it. */
const world: { escalation: Escalation | null; ready: boolean; held: string | null; promises: readonly { id: string; name: string }[]; fails: AppError | null; tries: number } = { escalation: null, ready: true, held: null, promises: [], fails: null, tries: 0 };
const sent: Parameters<DeliverToStaff>[0][] = [];
const deliver: DeliverToStaff = async (mail) => {
  world.tries += 1;
  if (world.fails !== null) throw world.fails;
  sent.push(mail);
};
const opened = () => createMonday({
  ...life, people, clock, deliver, address: 'https://custos.example', held: async () => world.held, isReady: async () => world.ready, escalation: async () => world.escalation,
  journeys: { figures: async () => ({ issues: 40 }) as IssueFigures }, voice: { scores: async () => ({ asOf: null, zone: 'UTC', from: '', until: '', choices: { sources: [], channels: [], brands: [] }, scores: [], notShown: 0 }) },
  promises: { promises: async () => world.promises.map(({ id, name }) => ({ id, state: 'published', terms: { name } }) as PromiseLine) },
});
let monday: ReturnType<typeof opened>;

before(async () => {
  engines = await voiceEngines();
  life = voiceHouse(engines, clock);
  await life.begin();
  monday = opened();
});
after(async () => {
  await life?.end();
  await engines?.close();
});

const words = (count: number, word: string): string => `${word} ${'waited '.repeat(count - 1).trim()}`;
let said = 0;
/** Somebody writes; answers the claim. */
async function write(mail: string, text: string, atMs: number, more: object = {}): Promise<number> {
  said += 1;
  await life.say({ id: `m-${said}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(atMs).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], text, ...more });
  const [customer] = await life.identity.customersByIdentifier('email', mail);
  return (await life.identity.nodesOf(customer ?? assert.fail(mail)))[0] ?? assert.fail();
}
let trigger = 1_000_000;
async function settle(state: 'kept' | 'broken', atMs: number, node = 0, times = 1): Promise<void> {
  trigger += times;
  const at = new Date(atMs).toISOString();
  await engines.database.run(sql`insert into promises.verdict (promise, version, trigger, ordinal, node, channel, seam, started_at, state, settled_at, evidence, noted_at)
    select 1, 1, ${trigger}::bigint - place, 0, ${node}, 'email', '', ${at}::timestamptz, ${state}, ${at}::timestamptz, '[]', now() from generate_series(0, ${times}::int - 1) as s (place)`);
}
async function pageNow(): Promise<MondayPage> {
  await monday.look();
  return (await monday.page(undefined, 'eva')).page ?? assert.fail('there is a page');
}

test('no page is made where nothing is known of before its Monday, nor while what happened is still being read', async () => {
  await monday.look();
  assert.deepEqual(await monday.page(undefined, 'eva'), { page: null, weeks: [], next: '2026-06-08', names: [] });
  await write('early@x.example', words(60, 'Early'), WEDNESDAY - 40 * DAY);
  world.ready = false;
  await monday.look();
  assert.equal((await monday.page(undefined, 'eva')).page, null);
  world.ready = true;
});

test('the page tells the promise most broken with its interval, an escalation with its age, words drawn by chance among those to whom it was broken, and the question that waits; a minute’s reading', async () => {
  await engines.database.run(sql`insert into promises.promise (made_by, made_at) select 'ola', now()`);
  world.promises = [{ id: publicId('promise', 1), name: 'Answered within a day' }];
  const inWeek = Date.UTC(2026, 4, 27, 9);
  const nora = await write('nora@x.example', words(70, 'Nora'), inWeek, { traits: { name: 'Nora Brandvold' } });
  const others = [...Array.from({ length: 20 }, () => 60), 180, 12].map((count, at) => ({ id: `o-${at}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(inWeek).toISOString(), identifiers: [{ type: 'email', value: `other${at}@x.example` }], text: words(count, 'Other') }));
  await life.say(...others);
  // Twelve weeks in which it was nearly always kept, then one in which it was not.
  for (let week = 1; week <= 12; week += 1) { await settle('broken', inWeek - week * 7 * DAY); await settle('kept', inWeek - week * 7 * DAY, 0, 39); }
  await settle('broken', inWeek, nora);
  await settle('broken', inWeek, 0, 12);
  await settle('kept', inWeek, 0, 27);
  world.escalation = { of: 'broken-case', node: nora, about: 'Nora Brandvold waits for her refund', sinceMs: WEDNESDAY - 12 * DAY, path: '/cases/cas_1' };
  const question = await monday.questions.put({ text: 'Shall we refund shipping where we are late?', why: 'It would cost 12,000 a month.' }, 'bea');
  const page = await pageNow();
  assert.deepEqual([page.week, page.from, page.until, page.isQuiet, page.lines.map(({ of }) => of)], ['2026-06-01', '2026-05-25T00:00:00.000Z', '2026-06-01T00:00:00.000Z', false, ['changed', 'promise', 'escalation', 'words', 'question']]);
  const [changed, promise, escalation, drawn] = page.lines;
  assert.match(changed?.text ?? '', /^“Answered within a day” was kept less often: 6\d %, usually 98 %\.$/);
  assert.match(promise?.text ?? '', /^“Answered within a day”: broken 13 of 40 times, kept 68 % \(\d\d to \d\d\)\.$/);
  assert.deepEqual([promise?.path, escalation?.text, escalation?.quote, escalation?.path], [`/promises/${publicId('promise', 1)}`, 'A broken promise, waiting 12 days:', 'Nora Brandvold waits for her refund', '/cases/cas_1']);
  assert.equal(drawn?.quote?.startsWith('Nora waited'), true, 'the words are those of whom the promise was broken to');
  assert.match(drawn?.path ?? '', /^\/customers\/cus_/);
  assert.equal(page.question?.id, question.id);
  assert.ok(page.words <= MONDAY_WORDS.all, `${page.words} words`);
  const { text } = await monday.mailPreview(undefined);
  assert.equal(countWords(text) <= MONDAY_WORDS.all, true);
  assert.ok(!text.includes('Nora') && text.includes('N•••'), 'a mail is masked, whoever gets it');
});

test('what was shown is never changed: neither by later news, nor by hand; another week has its own page', async () => {
  const shown = await pageNow();
  world.escalation = null;
  await settle('broken', Date.UTC(2026, 4, 27, 9));
  assert.deepEqual(await pageNow(), shown);
  await assert.rejects(engines.database.run(sql`update communications.monday set body = '{}'`), /never changed/);
  await assert.rejects(engines.database.run(sql`delete from communications.monday`), /never changed/);
  nowMs = WEDNESDAY + 7 * DAY;
  const next = await pageNow();
  assert.deepEqual([next.week, (await monday.page(undefined, 'eva')).weeks, (await monday.page('2026-06-01', 'eva')).page], ['2026-06-08', ['2026-06-08', '2026-06-01'], shown]);
  await assert.rejects(monday.page('2026-05-25', 'eva'), refusedAs('monday-unknown'));
  assert.equal(next.lines.some(({ of }) => of === 'escalation'), false, 'what is not there is not made up');
  assert.equal(next.question?.state, 'open', 'a question stands on every page until it is answered');
});

test('a question is answered by name, once; “ask me” keeps it waiting; whoever put it reads what was said', async () => {
  const [question] = await monday.questions.all('bea');
  assert.deepEqual([question?.isYours, question?.state], [true, 'open']);
  const { id } = question ?? assert.fail();
  assert.equal((await monday.questions.answer(id, { answer: 'ask-me', note: null }, 'eva')).state, 'ask-me');
  assert.equal((await monday.questions.next())?.text, question?.text, 'it waits still');
  await monday.questions.answer(id, { answer: 'yes', note: 'From July on.' }, 'eva');
  await assert.rejects(monday.questions.answer(id, { answer: 'no', note: null }, 'ola'), refusedAs('question-settled'));
  assert.deepEqual((await monday.questions.one(1, 'bea')).answers.map(({ answer, by, note }) => [answer, by, note]), [['ask-me', 'Eva Executive', null], ['yes', 'Eva Executive', 'From July on.']]);
  assert.equal(await monday.questions.next(), null);
  await assert.rejects(engines.database.run(sql`delete from communications.answer`), /never changed/);
  const other = await monday.questions.put({ text: 'May we hire a second courier?', why: '' }, 'bea');
  await assert.rejects(monday.questions.withdraw(other.id, 'ola'), refusedAs('question-of-another'));
  assert.equal((await monday.questions.withdraw(other.id, 'bea')).state, 'withdrawn');
});

test('nothing is mailed until an owner switches it on for named people; then the next page goes to each once, also where sending failed at first, and never where nothing may leave', async () => {
  await monday.look();
  assert.deepEqual([sent.length, (await monday.mail()).choices.map(({ id }) => id)], [0, ['eva', 'ola', 'bea']]);
  await assert.rejects(monday.switchMail({ isOn: true, recipients: ['ann'] }, 'ola'), refusedAs('recipient-unknown'));
  world.held = 'The demo company is here.';
  await assert.rejects(monday.switchMail({ isOn: true, recipients: ['eva'] }, 'ola'), refusedAs('monday-mail-held'));
  world.held = null;
  assert.deepEqual((({ isOn, by, recipients }) => [isOn, by, recipients])(await monday.switchMail({ isOn: true, recipients: ['eva', 'eva'] }, 'ola')), [true, 'Ola Owner', [{ id: 'eva', name: 'Eva Executive' }]]);
  await monday.look();
  assert.equal(sent.length, 0, 'what was made before is not sent');
  nowMs += 7 * DAY;
  world.fails = new AppError('unavailable', 'server-away', 'It is away.');
  await monday.look();
  await monday.look();
  assert.equal(world.tries, 1, 'a server that is away is not asked every minute');
  nowMs += 3_600_000;
  world.held = 'Held.';
  world.fails = null;
  await monday.look();
  assert.equal(sent.length, 0);
  world.held = null;
  await monday.look();
  await monday.look();
  assert.deepEqual(sent.map(({ to, key }) => [to, key]), [['eva@staff.example', 'monday 2026-06-15 eva']]);
  assert.match(sent[0]?.html ?? '', /https:\/\/custos\.example\/monday\?week=2026-06-15/);
  nowMs += 7 * DAY;
  world.fails = new AppError('conflict', 'staff-mail-refused', 'The mail server does not take mail for this address.');
  await monday.look();
  nowMs += DAY;
  await monday.look();
  assert.equal(world.tries, 3, 'an address that the server refuses is not tried again');
  world.fails = null;
});

test('a customer’s words go with them when they are erased, and the page says so; until then they stand in their access export', async () => {
  const [nora] = await life.identity.customersByIdentifier('email', 'nora@x.example');
  const nodes = await life.identity.nodesOf(nora ?? assert.fail());
  assert.equal((await mondayHeld.held(engines.database, nodes)).length, 2);
  assert.deepEqual(await engines.database.transaction((tx) => mondayKept.eraseNodes(tx, nodes)), { 'communications.monday_part': 2 });
  const { page } = await monday.page('2026-06-01', 'eva');
  assert.deepEqual(page?.lines.map(({ of, quote, isGone }) => [of, quote, isGone]).filter(([, , isGone]) => isGone), [['escalation', null, true], ['words', null, true]]);
  assert.ok((await monday.mailPreview('2026-06-01')).text.includes('went with the person'));
});
