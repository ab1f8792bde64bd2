import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { voiceEngines, voiceHouse, type VoiceEngines } from '../../../test/engines/voice-house.ts';
import type { Role, Viewer } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import { businessCalendar } from '../../kernel/business-calendar.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import { createLive } from '../../platform/live/live.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { InteractionRead, ReadInteraction } from '../voice/contract.ts';
import type { CaseView, CASE_VIEWS } from './contract.ts';
import { createJourneys } from '../journeys/index.ts';
import { firstContact } from './first-contact/first-contact-figures.ts';
import { casesHeld, casesKept, createCases, createIssueCases } from './index.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A Tuesday. */
let nowMs = Date.UTC(2026, 5, 2, 10);
const clock = (): number => nowMs;
const STAFF: { id: string; name: string; role: Role; active: boolean }[] = [
  { id: 'ann', name: 'Ann', role: 'agent', active: true }, { id: 'bea', name: 'Bea', role: 'agent', active: true }, { id: 'ola', name: 'Ola', role: 'owner', active: true }, { id: 'max', name: 'Max', role: 'analyst', active: true },
];
/** As the company's own, names and opening hours are asked of the database. */
const asked = async <T>(answer: T): Promise<T> => { await engines.database.rows(sql`select 1`); return answer; };
const people = { list: () => asked(STAFF), nameOf: (id: string) => asked(STAFF.find((one) => one.id === id)?.name ?? null) };
/** Nine to five; `from` another hour once the company says so. */
let from = '09:00';
let changedMs = 0;
const officeHours = (opens: string) => ({ zone: 'UTC', week: [1, 2, 3, 4, 5, 6, 7].map((day) => (day > 5 ? [] : [{ from: opens, to: '17:00' }])), days: [] });

const live = createLive(() => undefined);
let engines: VoiceEngines;
let house: Awaited<ReturnType<typeof open>>;

async function open() {
  const life = voiceHouse(engines, clock);
  const cases = createCases({ ...life, live, people, promisedOf: async (promise) => (promise === 7 ? { name: 'An answer by Friday', remedy: null } : null), hours: () => asked({ versions: from === '09:00' ? [{ version: '09:00', sinceMs: 0 }] : [{ version: '09:00', sinceMs: 0 }, { version: from, sinceMs: changedMs }], calendarOf: (version: string) => { const calendar = businessCalendar(officeHours(version)); return calendar.ok ? calendar.value : null; } }) });
  await life.begin(cases);
  return { ...life, cases };
}

before(async () => {
  engines = await voiceEngines();
  house = await open();
});
after(async () => {
  await house?.end();
  await engines.close();
});

let said = 0;
/** Something that somebody wrote, as long ago as told; answers its id. */
async function write(mail: string, text: string, more: object = {}): Promise<string> {
  said += 1;
  const [result] = await house.say({ id: `m-${said}`, channel: 'email', kind: 'message', direction: 'in', occurredAt: new Date(nowMs - HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], text, ...more });
  return result?.reference ?? assert.fail();
}
const reader = (id: string | null, hidden: string[] = []) => {
  const person = STAFF.find((one) => one.id === id);
  const viewer: Viewer | null = person === undefined ? null : { kind: 'person', ...person };
  return { viewer, hideNames: (names: readonly string[]) => { hidden.push(...names); } };
};
const look = (number: number, as = 'ola'): Promise<CaseView> => house.cases.one(number, reader(as));
const customerOf = async (mail: string): Promise<number> => (await house.identity.customersByIdentifier('email', mail))[0] ?? assert.fail(mail);
const listed = async (view: (typeof CASE_VIEWS)[number], as = 'ola'): Promise<string[]> => (await house.cases.list({ view, limit: 500 }, reader(as))).cases.map(({ about }) => about);
const refusedAs = (code: string, says?: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === code && (says === undefined || says.test(error.detail));
async function opened(mail: string, about: string, more: Partial<Parameters<typeof house.cases.open>[0]> = {}, by = 'ann'): Promise<number> {
  return house.cases.open({ interactions: [await write(mail, `${about}, please help.`)], about, priority: 'normal', isMine: false, ...more }, by);
}
const context = { said: 'The box was empty', tried: 'Called the carrier', promised: 'An answer on Friday' };

/** Asks until it is so. */
async function eventually(what: string, look: () => Promise<unknown>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await look()) return;
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
  assert.fail(what);
}

test('a case that is opened from what somebody wrote is theirs, waits since they wrote, in the queue of the team that fits', async () => {
  const mail = await write('nora@x.example', 'The box was empty.', { office: 'brand', traits: { name: 'Nora Brandvold' } });
  const number = await house.cases.open({ interactions: [mail], about: 'An empty box', subject: { type: 'order', id: 'N-17' }, priority: 'high', isMine: false }, 'ann');
  const view = await look(number);
  assert.deepEqual([view.state, view.owner, view.queue, view.priority, view.subject, view.customer?.name, view.since], ['new', null, 'brand', 'high', { type: 'order', id: 'N-17' }, 'Nora Brandvold', new Date(nowMs - HOUR).toISOString()]);
  assert.deepEqual(view.interactions.map(({ id, text }) => [id, text]), [[mail, 'The box was empty.']]);
  assert.deepEqual(await house.cases.ofInteractions([mail, 'int_1zzz']), [{ interaction: mail, case: view.id, state: 'new' }]);
  assert.deepEqual((await house.cases.ofCustomer(view.customer?.id ?? '', reader('ola'))).map(({ about }) => about), ['An empty box']);
  // Four opening hours, counted from when the case was opened on Tuesday at 10.
  assert.deepEqual([view.due?.clock, view.due?.at], ['first-answer', new Date(nowMs + 4 * HOUR).toISOString()]);
  const [bare] = [await house.cases.open({ customer: view.customer?.id ?? '', interactions: [], about: 'And an invoice', priority: 'low', isMine: true }, 'ann')];
  assert.deepEqual([(await look(bare)).customer?.id, (await look(bare, 'ann')).owner], [view.customer?.id, { id: 'ann', name: 'Ann', isYou: true }]);
  await assert.rejects(house.cases.open({ customer: view.customer?.id ?? '', interactions: [await write('other@x.example', 'Mine')], about: 'Of two people', priority: 'low', isMine: false }, 'ann'), refusedAs('not-one-customer'));
  await assert.rejects(house.cases.open({ interactions: [], about: 'Of nobody', priority: 'low', isMine: false }, 'ann'), refusedAs('case-of-nobody'));
});

test('of two who take a case at once one has it, and the other is told who', async () => {
  const number = await opened('race@x.example', 'Two at once');
  const tried = await Promise.allSettled([house.cases.take(number, 'ann', 1), house.cases.take(number, 'bea', 1)]);
  const lost = tried.flatMap((one, at) => (one.status === 'rejected' ? [{ reason: one.reason as AppError, at }] : []));
  assert.equal(lost.length, 1);
  const [winner, loser] = lost[0]?.at === 0 ? ['Bea', 'ann'] : ['Ann', 'bea'];
  assert.equal((await look(number)).owner?.name, winner);
  assert.ok(refusedAs('case-changed-meanwhile', new RegExp(`^${winner} took this case after you opened this page`))(lost[0]?.reason), String(lost[0]?.reason));
  await house.cases.note(number, loser, { text: 'A note stands in nobody’s way', mentions: [] });
  const seen = (await look(number)).version;
  await house.cases.note(number, loser, { text: 'nor does a second', mentions: [] });
  await house.cases.inform(number, loser, { told: 'We look for it', nextUpdateBy: null, seen });
  assert.equal((await look(number)).state, 'informed');
});

test('forty people who work at once all get an answer: each case one owner, nobody waits for ever', async () => {
  const node = parsePublicId('node', (await house.interactions.saidBy([parsePublicId('interaction', await write('crowd@x.example', 'All at once'))]))[0]?.item.node ?? '');
  const number = async (): Promise<number> => parsePublicId('case', await house.cases.openCase({ by: 'custos', node, contacts: [], about: 'In a crowd', subject: null, priority: 'low', queue: null, because: 'Many came', key: null, isMine: false }) ?? '');
  const [one, ...others] = [await number(), ...await Promise.all(Array.from({ length: 20 }, number))];
  const tried = await Promise.allSettled([...Array.from({ length: 20 }, (_, at) => house.cases.take(one, at % 2 === 0 ? 'ann' : 'bea', 1)), ...others.map((other) => house.cases.take(other, 'ann', 1))]);
  assert.deepEqual([tried.slice(0, 20).filter(({ status }) => status === 'fulfilled').length, tried.slice(20).every(({ status }) => status === 'fulfilled')], [1, true]);
  assert.ok(tried.every((result) => result.status === 'fulfilled' || refusedAs('case-changed-meanwhile')(result.reason)));
});

test('a case goes to its end by the customer’s word alone, said in an interaction of theirs or in words', async () => {
  const number = await opened('end@x.example', 'From begin to end', { isMine: true });
  const version = async (): Promise<number> => (await look(number)).version;
  await house.cases.inform(number, 'ann', { told: 'It is on its way', nextUpdateBy: new Date(nowMs + DAY).toISOString(), seen: await version() });
  assert.deepEqual([(await look(number)).due?.clock, (await look(number)).due?.at], ['next-update', new Date(nowMs + DAY).toISOString()]);
  await assert.rejects(house.cases.inform(number, 'ann', { told: 'Yesterday', nextUpdateBy: new Date(nowMs - DAY).toISOString(), seen: await version() }), refusedAs('update-not-ahead'));
  await house.cases.resolve(number, 'ann', { how: 'Sent again', told: 'It comes tomorrow', seen: await version() });
  const company = await write('end@x.example', 'It is solved', { direction: 'out' });
  const other = await write('somebody@x.example', 'Thank you, solved');
  const thanks = await write('end@x.example', 'Thank you, it works');
  await assert.rejects(house.cases.customerSaid(number, 'ann', { solved: true, interaction: company, seen: await version() }), refusedAs('customer-said-nothing'));
  await assert.rejects(house.cases.customerSaid(number, 'ann', { solved: true, interaction: other, seen: await version() }), refusedAs('not-one-customer'));
  const looked = await write('end@x.example', '', { channel: 'web', kind: 'page-viewed', text: undefined, title: 'Help' });
  await assert.rejects(house.cases.customerSaid(number, 'ann', { solved: true, interaction: looked, seen: await version() }), refusedAs('customer-said-nothing'), 'a page that they looked at is no word of theirs');
  const call = await write('end@x.example', '', { channel: 'call', kind: 'call-ended', text: undefined });
  await assert.rejects(house.cases.customerSaid(number, 'ann', { solved: true, interaction: call, seen: await version() }), refusedAs('customer-said-nothing'), 'a call of which no words are kept');
  await assert.rejects(house.cases.customerSaid(number, 'ann', { solved: true, seen: await version() }), refusedAs('case-not-now', /we alone can not say it/));
  await house.cases.customerSaid(number, 'ann', { solved: false, words: 'Still empty', seen: await version() });
  assert.deepEqual([(await look(number)).state, (await look(number)).reopenings], ['owned', 1]);
  await house.cases.resolve(number, 'ann', { how: 'Sent a third time', seen: await version() });
  await house.cases.customerSaid(number, 'ann', { solved: true, interaction: thanks, seen: await version() });
  const view = await look(number, 'ann');
  assert.deepEqual([view.state, view.due, view.moves], ['confirmed', null, ['customer-said', 'note', 'reopen', 'link']]);
  assert.ok(view.interactions.some(({ id }) => id === thanks));
  assert.ok((await listed('closed')).includes('From begin to end') && !(await listed('open')).includes('From begin to end'));
});

test('a hand-over goes to whoever works on cases, with its context; a note finds whom it mentions', async () => {
  const number = await opened('hand@x.example', 'To be handed over', { isMine: true });
  await assert.rejects(house.cases.handOver(number, 'ann', { ...context, to: { person: 'max' }, seen: 2 }), refusedAs('person-may-not-work'));
  await assert.rejects(house.cases.handOver(number, 'ann', { ...context, to: { queue: 'nowhere' }, seen: 2 }), refusedAs('queue-unknown'));
  await house.cases.handOver(number, 'ann', { ...context, said: 'Card 4111 1111 1111 1111 was charged', to: { person: 'bea' }, seen: 2 });
  const view = await look(number, 'bea');
  assert.deepEqual([view.owner?.isYou, view.handOvers, view.happenings[0]?.to?.person?.name], [true, 1, 'Bea']);
  const details = view.happenings[0]?.details.map(({ text }) => text) ?? [];
  assert.ok(details.includes('Called the carrier') && !details.some((text) => text.includes('4111')), 'a card number is not stored');
  await assert.rejects(house.cases.note(number, 'ann', { text: 'See this', mentions: ['max'] }), refusedAs('mention-unknown'));
  await house.cases.note(number, 'bea', { text: 'See this', mentions: ['ola', 'ola'] });
  assert.deepEqual([await listed('mentioned', 'ola'), (await house.cases.counts(reader('ola').viewer)).mentioned, await listed('mentioned', 'bea')], [['To be handed over'], 1, []]);
  assert.equal(await house.cases.mentionsSeen(number, 'ola'), 1);
  assert.deepEqual(await listed('mentioned', 'ola'), []);
});

test('whoever may not work on cases sees them without a move to make; customers’ names are told to be hidden', async () => {
  const number = await opened('masked@x.example', 'Seen by an analyst', { interactions: [await write('masked@x.example', 'Zebulon here', { traits: { name: 'Zebulon Quack' } })] });
  const hidden: string[] = [];
  const view = await house.cases.one(number, reader('max', hidden));
  assert.deepEqual(view.moves, []);
  assert.ok(hidden.includes('Zebulon Quack'));
});

test('while we wait for the customer what is to be solved rests, the first answer does not; the customer’s own clock goes on', async () => {
  const number = await opened('pause@x.example', 'A picture is missing', { isMine: true });
  const since = (await look(number)).since;
  await house.cases.pause(number, 'ann', { waitingFor: 'A picture', seen: 2 });
  const view = await look(number);
  assert.deepEqual(view.clocks.map(({ clock: kind, standing }) => `${kind} ${standing}`).toSorted(), ['first-answer running', 'resolution paused']);
  assert.deepEqual([view.due?.clock, view.waitingFor, view.since], ['first-answer', 'A picture', since]);
  await house.cases.resume(number, 'ann', 3);
  await house.cases.prioritise(number, 'ann', { priority: 'urgent', seen: 4 });
  assert.equal((await look(number)).due?.at, new Date(nowMs + HOUR).toISOString());
  nowMs += 2 * HOUR;
  assert.deepEqual([(await look(number)).due?.isOverdue, (await house.cases.counts(reader('ola').viewer)).overdue >= 1, (await listed('due'))[0]], [true, true, 'A picture is missing']);
});

test('two cases of one customer become one and are parted again as they were, also when both are tried at once; those of two people do not', async () => {
  const [one, two, other] = [await opened('merge@x.example', 'The first'), await opened('merge@x.example', 'The second', { isMine: true }), await opened('else@x.example', 'Of somebody else')];
  await assert.rejects(house.cases.merge(one, 'ann', { other: (await look(other)).id, seen: 1 }), refusedAs('not-one-customer'));
  const ids = [(await look(one)).id, (await look(two)).id] as const;
  const tried = await Promise.allSettled([house.cases.merge(one, 'ann', { other: ids[1], seen: 1 }), house.cases.merge(two, 'bea', { other: ids[0], seen: 2 })]);
  assert.deepEqual(tried.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const [whole, part] = tried[0]?.status === 'fulfilled' ? [one, two] : [two, one];
  assert.deepEqual([(await look(part)).mergedInto, (await look(whole)).parts], [(await look(whole)).id, [(await look(part)).id]]);
  assert.equal((await look(whole)).interactions.length, 2, 'what both are about stands together');
  const stood = part === two ? 'owned' : 'new';
  await house.cases.split(whole, 'ann', { other: (await look(part)).id, seen: (await look(whole)).version });
  assert.deepEqual([(await look(part)).state, (await look(whole)).parts], [stood, []]);
});

test('when the clock of the machine is set back, what happened later stays later', async () => {
  const number = await opened('clock@x.example', 'Out of time', { isMine: true });
  await house.cases.resolve(number, 'ann', { how: 'Sent again', seen: 2 });
  nowMs -= 5 * HOUR;
  await house.cases.reopen(number, 'ann', { why: 'They called', seen: 3 });
  const view = await look(number);
  const times = view.happenings.map(({ at }) => at);
  assert.deepEqual([view.state, times, view.clocks.find(({ clock: kind }) => kind === 'resolution')?.standing], ['owned', times.toSorted().toReversed(), 'running']);
  nowMs += 5 * HOUR;
});

test('several that nobody owns are taken or given at once; one that somebody took meanwhile does not hold up the others', async () => {
  const [one, two, three] = [await opened('many1@x.example', 'Many 1'), await opened('many2@x.example', 'Many 2'), await opened('many3@x.example', 'Many 3')];
  const ids = await Promise.all([one, two, three].map(async (number) => ({ id: (await look(number)).id, seen: 1 })));
  await house.cases.take(two, 'bea', 1);
  const done = await house.cases.many(ids, { person: 'ann' }, 'ola');
  assert.deepEqual([done.done, done.refused.map(({ id }) => id)], [2, [ids[1]?.id]]);
  assert.deepEqual([await look(one), await look(two)].map(({ owner }) => owner?.name), ['Ann', 'Bea']);
  assert.ok((await listed('mine', 'ann')).includes('Many 3') && !(await listed('unowned')).includes('Many 3'));
});

test('the open cases of somebody who left go back to their queue, marked, once', async () => {
  const number = await opened('left@x.example', 'Bea had it');
  await house.cases.take(number, 'bea', 1);
  const bea = STAFF.find(({ id }) => id === 'bea') ?? assert.fail();
  bea.active = false;
  await house.cases.look();
  await house.cases.look();
  const view = await look(number);
  assert.deepEqual([view.state, view.owner, view.isReturned, view.happenings.filter(({ kind }) => kind === 'returned').map(({ byItself, to }) => [byItself, to?.person?.name])], ['new', null, true, [[true, 'Bea']]]);
  bea.active = true;
  await house.cases.look();
  assert.equal((await look(number)).owner, null, 'who comes back takes it anew');
});

test('silence closes a case as unconfirmed; whoever was in touch since is not silent', async () => {
  const [silent, spoke] = [await opened('silent@x.example', 'Never heard of again', { isMine: true }), await opened('spoke@x.example', 'Heard of again', { isMine: true })];
  for (const number of [silent, spoke]) await house.cases.resolve(number, 'ann', { how: 'Sent again', seen: 2 });
  nowMs += 13 * DAY;
  await write('spoke@x.example', 'By the way, do you sell tents?');
  await house.cases.look();
  assert.deepEqual([(await look(silent)).state, (await look(spoke)).state], ['resolved', 'resolved'], 'not before its time');
  nowMs += 2 * DAY;
  await house.cases.look();
  assert.deepEqual([(await look(silent)).state, (await look(spoke)).state, (await look(spoke)).happenings[0]?.kind], ['unconfirmed', 'resolved', 'heard']);
  nowMs += 13 * DAY;
  await house.cases.look();
  assert.equal((await look(spoke)).state, 'unconfirmed');
});

test('a rule that tells the same breach twice opens one case, in the transaction of whoever tells it', async () => {
  const mail = await write('breach@x.example', 'You promised Friday.');
  const node = parsePublicId('node', (await house.interactions.saidBy([parsePublicId('interaction', mail)]))[0]?.item.node ?? '');
  const breach = { by: 'custos', node, contacts: [], about: 'Promised by Friday', subject: null, priority: 'high' as const, queue: null, because: 'A promise was broken', key: 'promise:7', isMine: false };
  assert.match(await house.cases.openCase(breach) ?? '', /^cas_/);
  assert.equal(await house.cases.openCase(breach), null);
  await assert.rejects(house.database.transaction(async (tx) => { await house.cases.openCase({ ...breach, key: 'promise:8' }, tx); throw new AppError('conflict', 'rolled-back', ''); }), refusedAs('rolled-back'));
  assert.deepEqual((await listed('unowned')).filter((about) => about === 'Promised by Friday').length, 1);
});

test('later news that a promise was kept after all, and what was given for a broken one, are noted on its case, also where that is part of another by now', async () => {
  const mail = await write('kept@x.example', 'You promised Friday.');
  const node = parsePublicId('node', (await house.interactions.saidBy([parsePublicId('interaction', mail)]))[0]?.item.node ?? '');
  const tell = async (type: 'promise.broken' | 'promise.break-taken-back' | 'promise.remedied', ordinal: number): Promise<void> => {
    await house.database.transaction((tx) => house.outbox.publish(tx, [{ type, promise: 7, version: 1, clause: 'kept-word', interaction: 1, ordinal, node, startedMs: nowMs, dueMs: nowMs, settledMs: nowMs, costMinor: '1250', currency: 'EUR', atMs: nowMs } as OutboxEvent]));
    await house.outbox.drained();
  };
  const found = async (): Promise<CaseView> => { const [line] = (await house.cases.ofCustomer(`cus_${(await customerOf('kept@x.example')).toString(36)}`, reader('ola'))).filter(({ about, state }) => about.includes('An answer by Friday') && state !== 'merged'); return look(parsePublicId('case', line?.id ?? '')); };
  await tell('promise.broken', 0);
  await tell('promise.break-taken-back', 0);
  const view = await found();
  assert.deepEqual([view.state, view.happenings[0]?.kind, view.happenings[0]?.byItself], ['new', 'noted', true]);
  assert.match(view.happenings[0]?.text ?? '', /kept after all/u);

  await tell('promise.broken', 1);
  const [first, second] = (await house.cases.ofCustomer(view.customer?.id ?? '', reader('ola'))).map(({ id }) => parsePublicId('case', id)).toSorted((a, b) => a - b);
  await house.cases.merge(first ?? 0, 'ann', { other: `cas_${(second ?? 0).toString(36)}`, seen: (await look(first ?? 0)).version });
  await tell('promise.remedied', 1);
  assert.match((await look(first ?? 0)).happenings[0]?.text ?? '', /12\.50 EUR/u, 'on the case that it is part of');
  await house.cases.take(first ?? 0, 'ann', (await look(first ?? 0)).version);
  await house.cases.breakPromise(first ?? 0, 'ann', { promised: 'An answer by Friday', what: 'Nobody wrote', seen: (await look(first ?? 0)).version });
  await tell('promise.remedied', 0);
  assert.equal((await look(first ?? 0)).state, 'remedied', 'a case that says that it is broken is made good');
  await tell('promise.remedied', 9);
});

test('a case follows its person through a join and its undo', async () => {
  const number = await opened('join-a@x.example', 'Whose is it');
  await write('join-b@x.example', 'Somebody else, so far');
  const [a, b] = [await customerOf('join-a@x.example'), await customerOf('join-b@x.example')];
  const joined = await house.identity.join(b, a, 'one person', 'ann');
  await house.outbox.drained();
  const together = (await look(number)).customer?.id;
  assert.equal((await house.cases.ofCustomer(together ?? '', reader('ola'))).length, 1);
  await house.identity.undo(joined.decision, 'ann');
  assert.deepEqual([parsePublicId('customer', (await look(number)).customer?.id ?? ''), await customerOf('join-a@x.example')].every((one, _, all) => one === all[0]), true);
  assert.equal((await house.cases.ofCustomer(`cus_${(await customerOf('join-b@x.example')).toString(36)}`, reader('ola'))).length, 0);
});

test('cases are in what is held of a customer, go with them, and forget interactions that are not kept any more', async () => {
  const mail = await write('gone@x.example', 'Erase me');
  const number = await house.cases.open({ interactions: [mail], about: 'To be erased', priority: 'normal', isMine: true }, 'ann');
  await house.cases.note(number, 'ann', { text: 'A private matter', mentions: ['ola'] });
  const nodes = await house.identity.nodesOf(await customerOf('gone@x.example'));
  const held = JSON.stringify(await casesHeld.held(house.database, nodes));
  assert.ok(held.includes('To be erased') && held.includes('A private matter'));
  await house.database.transaction((tx) => casesKept.forgetInteractions(tx, [parsePublicId('interaction', mail)]));
  assert.deepEqual([(await look(number)).interactions, (await look(number)).interactionsGone], [[], 1]);
  const counts = await house.database.transaction((tx) => casesKept.eraseNodes(tx, nodes));
  assert.deepEqual([counts['cases.case'], counts['cases.event'], counts['cases.mention']], [1, 3, 1]);
  await assert.rejects(look(number), refusedAs('case-unknown'));
  await assert.rejects(engines.database.run(sql`update cases.event set by = 'somebody'`), /never changed/, 'the log of others is not rewritten');
});

test('rules are kept in versions, and hold for what is opened from then on', async () => {
  const before = await opened('policy@x.example', 'By the former rules');
  const { version, policy } = await house.cases.policy();
  const normal = { firstAnswerMinutes: 30, keepInformedMinutes: null, resolutionMinutes: null };
  assert.equal(await house.cases.savePolicy({ ...policy, targets: { ...policy.targets, normal } }, version, 'ola'), version + 1);
  await assert.rejects(house.cases.savePolicy(policy, version, 'ola'), refusedAs('policy-changed-meanwhile'));
  await assert.rejects(house.cases.savePolicy({ ...policy, queues: policy.queues.filter(({ key }) => key !== 'service') }, version + 1, 'ola'), refusedAs('queue-in-use', /service/));
  const later = await opened('policy@x.example', 'By the new rules');
  assert.deepEqual([(await look(before)).clocks.length, (await look(later)).clocks.length], [2, 1]);
});

test('when the company opens at other hours, what is due follows within the next look, also in cases that nobody touched', async () => {
  // A Monday at ten: of the eight hours of a normal case seven pass today, the last one tomorrow.
  nowMs = Date.UTC(2026, 7, 3, 10);
  const { version, policy } = await house.cases.policy();
  await house.cases.savePolicy({ ...policy, targets: { ...policy.targets, normal: { firstAnswerMinutes: 480, keepInformedMinutes: null, resolutionMinutes: null } } }, version, 'ola');
  const number = await opened('hours@x.example', 'Due tomorrow');
  const dueAt = async (): Promise<string | undefined> => (await look(number)).due?.at;
  assert.equal(await dueAt(), '2026-08-04T10:00:00.000Z');
  [from, changedMs] = ['12:00', nowMs + HOUR];
  nowMs += 2 * HOUR;
  await house.cases.look();
  assert.equal(await dueAt(), '2026-08-04T14:00:00.000Z');
});

test('whoever has a case open sees who else has, who writes, and that it changed', async () => {
  const number = await opened('live@x.example', 'Seen by two');
  const heardByAnn: { people: { name: string; isWriting: boolean }[]; version: number | null }[] = [];
  const leaveAnn = house.cases.watch(number, { id: 'ann', name: 'Ann' }, (one) => { heardByAnn.push(one); });
  const leaveBea = house.cases.watch(number, { id: 'bea', name: 'Bea' }, () => undefined);
  assert.deepEqual(heardByAnn.at(-1)?.people, [{ name: 'Bea', isWriting: false }]);
  assert.equal(house.cases.writes(number, 'bea', true), true);
  assert.deepEqual(heardByAnn.at(-1)?.people, [{ name: 'Bea', isWriting: true }]);
  await house.cases.take(number, 'bea', 1);
  assert.equal(heardByAnn.at(-1)?.version, 2);
  leaveBea();
  assert.deepEqual(heardByAnn.at(-1)?.people, []);
  assert.equal(house.cases.writes(number, 'bea', true), false, 'who left the page does not write');
  leaveAnn();
});

/** What voice tells of words that were just read. */
async function heard(reference: string, more: Partial<ReadInteraction>): Promise<void> {
  const { item, node } = (await house.interactions.saidBy([parsePublicId('interaction', reference)]))[0] ?? assert.fail();
  const read: ReadInteraction = { number: parsePublicId('interaction', reference), revision: 1, node, channel: item.channel, office: item.office, kind: item.kind, direction: item.direction, occurredMs: Date.parse(item.occurredAt), order: null, language: 'en', said: [{ output: 'complaint', label: 'yes', confidence: 0.9 }], ...more };
  const event: InteractionRead = { type: 'interaction.read', interactions: [read] };
  await engines.database.transaction((tx) => house.outbox.publish(tx, [event]));
  await house.interactions.settled();
}
const caseOf = async (reference: string): Promise<string | undefined> => (await house.cases.ofInteractions([reference]))[0]?.case;

test('a complaint has a case and an owner by name at once, whoever of the team has the fewest; what they write next comes to it and makes it more urgent, and another order is another case', async () => {
  const { policy, version } = await house.cases.policy();
  const team = { key: 'angry', name: 'Angry mail', office: null, language: null, subject: null, members: ['bea', 'max', 'ann'] };
  await house.cases.savePolicy({ ...policy, queues: [team, ...policy.queues] }, version, 'ola');
  const busy = await Promise.all(['ann', 'bea'].map(async (person) => (await house.cases.list({ view: 'mine', limit: 500 }, reader(person))).cases.length));
  const first = await write('angry@x.example', 'It broke on the first day and nobody answers.');
  await heard(first, { order: 'A-1' });
  const opened = await caseOf(first) ?? assert.fail();
  const number = parsePublicId('case', opened);
  await eventually('somebody has it', async () => (await look(number)).owner);
  const view = await look(number);
  assert.deepEqual([view.about, view.priority, view.subject, view.owner?.id], ['A complaint by e-mail', 'high', { type: 'order', id: 'A-1' }, (busy[1] ?? 0) <= (busy[0] ?? 0) ? 'bea' : 'ann']);
  assert.match(view.happenings.find(({ kind }) => kind === 'opened')?.text ?? '', /A complaint|complaint was read/);

  await heard(first, { order: 'A-1' });
  const second = await write('angry@x.example', 'It smokes!');
  await heard(second, { said: [{ output: 'alarm', label: 'safety', confidence: 0.4 }] });
  assert.equal(await caseOf(second), opened, 'the same case');
  assert.deepEqual([(await look(number)).priority, (await look(number)).interactions.length], ['urgent', 2]);
  await house.cases.inform(number, view.owner?.id ?? '', { told: 'We look into it', nextUpdateBy: null, seen: view.version });
  const other = await write('angry@x.example', 'And my other order never came.');
  await heard(other, { order: 'B-2' });
  assert.notEqual(await caseOf(other), opened);

  const seen = (await look(number)).version;
  await house.cases.resolve(number, view.owner?.id ?? '', { how: 'A new one was sent', seen });
  const again = await write('angry@x.example', 'The new one is broken too.');
  await heard(again, { order: 'A-1' });
  assert.deepEqual([await caseOf(again), (await look(number)).state, (await look(number)).reopenings], [opened, 'owned', 1]);
  const calm = await write('calm@x.example', 'Thank you, all is well.');
  await heard(calm, { said: [] });
  assert.equal(await caseOf(calm), undefined);
});

test('what a person gave back to the queue stays there for a person; a team without anybody who works here names nobody', async () => {
  const given = await opened('back@x.example', 'Given back', { queue: 'service' });
  await house.cases.take(given, 'ann', 1);
  await house.cases.handOver(given, 'ann', { ...context, to: { queue: 'angry' }, seen: 2 });
  const late = await opened('late@x.example', 'Nobody had it yet', { queue: 'angry' });
  await house.cases.look();
  assert.equal((await look(given)).owner, null);
  assert.notEqual((await look(late)).owner, null);
  const { policy, version } = await house.cases.policy();
  await house.cases.savePolicy({ ...policy, queues: policy.queues.map((queue) => (queue.key === 'angry' ? { ...queue, members: ['max'] } : queue)) }, version, 'ola');
  const alone = await opened('alone@x.example', 'Nobody is here', { queue: 'angry' });
  await house.cases.look();
  assert.equal((await look(alone)).owner, null);
  await house.cases.savePolicy({ ...policy, queues: policy.queues.map((queue) => ({ ...queue, members: [] })) }, version + 1, 'ola');
});

test('one issue has one case: it is taken by a click, refused to the next, follows what the customer says later, and opens again when they come back; thanks leave it closed', async () => {
  await house.end();
  const life = voiceHouse(engines, clock);
  const hours = () => asked({ versions: [{ version: '09:00', sinceMs: 0 }], calendarOf: () => { const calendar = businessCalendar(officeHours('09:00')); return calendar.ok ? calendar.value : null; } });
  const journeys = createJourneys({ ...life, topicsOf: async () => new Map(), nameOf: async () => 'Ann' });
  const issueCases = createIssueCases({ ...life, live, people, hours, journeys });
  const cases = createCases({ ...life, live, people, hours, promisedOf: async () => null, assertNoSecond: issueCases.assertNoSecond });
  await life.begin(journeys, cases);
  house = { ...life, cases };
  const about = { subjects: [{ type: 'order', id: 'K-17' }, { type: 'product', id: 'p9', label: 'Vidde backpack' }] };
  const ask = async (text: string): Promise<string> => { nowMs += 3 * HOUR; return write('kim@x.example', text, about); };
  const first = await ask('My parcel K-17 has not come, where is it?');
  await ask('Still no parcel. Where is K-17?');
  const issueOf = async () => (await journeys.issuesOfCustomer(publicId('customer', await customerOf('kim@x.example')))).issues[0];
  await eventually('both are one issue', async () => (await issueOf())?.asks === 2);
  const issue = (await issueOf())?.id ?? assert.fail();
  assert.deepEqual(await issueCases.ofIssues([issue], null), []);

  const number = await issueCases.take(issue, 'ann');
  const taken = await look(number, 'ann');
  assert.deepEqual([taken.about, taken.owner?.isYou, taken.subject, taken.interactions.length], ['Vidde backpack, order K-17: asked twice', true, { type: 'order', id: 'K-17' }, 2]);
  assert.equal(await issueCases.take(issue, 'ann'), number, 'a second click changes nothing');
  await assert.rejects(issueCases.take(issue, 'bea'), refusedAs('issue-has-case', /^Ann has this already: cas_/));
  await assert.rejects(cases.open({ interactions: [first], about: 'The same again', priority: 'low', isMine: true }, 'bea'), refusedAs('issue-has-case'));
  const viewer = reader('bea').viewer;
  assert.deepEqual((await issueCases.ofIssues([issue], viewer)).map(({ isOpen, owner }) => [isOpen, owner]), [[true, { name: 'Ann', isYou: false }]]);
  assert.deepEqual(await issueCases.ofCase(number, viewer), { issue, others: [] });

  await ask('I asked twice about K-17 and heard nothing.');
  await eventually('what they say later comes to the case', async () => (await look(number)).interactions.length === 3);
  await cases.resolve(number, 'ann', { how: 'It came', seen: (await look(number)).version });
  await ask('The parcel K-17 came. Many thanks!');
  await eventually('thanks come to it too', async () => (await look(number)).interactions.length === 4);
  assert.deepEqual([(await look(number)).state, (await look(number)).reopenings], ['resolved', 0]);
  await ask('One thing is missing in the parcel K-17, where is the second one?');
  await eventually('their word opens it again', async () => (await look(number)).state === 'owned');
  assert.equal((await look(number)).reopenings, 1);

  const node = (await house.interactions.saidBy([parsePublicId('interaction', first)]))[0]?.node ?? assert.fail();
  const other = await cases.openCase({ by: 'custos', node, contacts: [{ interaction: parsePublicId('interaction', first), node, wroteMs: null, hasWords: true, office: null, language: null }], about: 'By a rule', subject: null, priority: 'low', queue: null, because: 'A rule', key: 'issue-twice', isMine: false }) ?? assert.fail();
  assert.equal((await issueCases.ofCase(number, viewer)).others[0]?.case, other);
  await ask('Hello? Where is the second one of K-17?');
  await eventually('what only a rule opened becomes a part', async () => (await look(parsePublicId('case', other))).mergedInto === publicId('case', number));

  const lia = { identifiers: [{ type: 'email', value: 'lia@x.example', verified: 'login' }], subjects: [{ type: 'order', id: 'L-4' }] };
  await write('lia@x.example', 'Where is my order L-4?', lia);
  nowMs += 3 * HOUR;
  const late = await write('lia@x.example', 'Still no news of my order L-4, this is a shame.', lia);
  const ofLia = async () => (await journeys.issuesOfCustomer(publicId('customer', await customerOf('lia@x.example')))).issues[0];
  await eventually('both are one issue', async () => (await ofLia())?.asks === 2);
  await house.outbox.drained();
  const lateNode = (await house.interactions.saidBy([parsePublicId('interaction', late)]))[0]?.node ?? assert.fail();
  const ruled = await cases.openCase({ by: 'custos', node: lateNode, contacts: [{ interaction: parsePublicId('interaction', late), node: lateNode, wroteMs: nowMs - HOUR, hasWords: true, office: null, language: null }], about: 'A complaint by e-mail', subject: null, priority: 'high', queue: null, because: 'A rule', key: 'issue-ruled', isMine: false }) ?? assert.fail();
  assert.equal(await issueCases.take((await ofLia())?.id ?? '', 'bea'), parsePublicId('case', ruled), 'the case that a rule opened is taken');
  const ruledNow = await look(parsePublicId('case', ruled));
  assert.deepEqual([ruledNow.owner?.id, ruledNow.interactions.length], ['bea', 2], 'with all contacts of the issue');

  const { contacts } = await journeys.firstContacts(new Date(nowMs - 90 * DAY), new Date(nowMs + DAY));
  const kim = contacts.find(({ issue: of }) => publicId('issue', of) === issue);
  assert.deepEqual([kim?.channel, kim?.againMs, kim?.flagged], ['email', 3 * HOUR, null]);
  const figures = await firstContact({ database: engines.database, journeys, clock }, 90);
  assert.equal(figures.all.repeat.issues, figures.issues);
  const before = figures.all.flag.issues;
  await cases.customerSaid(number, 'ann', { solved: true, words: 'All is well now', seen: (await look(number)).version });
  const after = await firstContact({ database: engines.database, journeys, clock }, 90);
  assert.deepEqual([after.all.flag.issues, after.all.word.issues - figures.all.word.issues], [before, 1], 'their word counts from when they said it; that they came again was none');
});

test('what a customer answers to “was it solved?” ends the case that the survey names, or that holds what it names: only once we say that it is over, changed as often as they like, never that of somebody else', async () => {
  const wrote = await write('uma@x.example', 'The lamp does not light, please help.');
  const number = await house.cases.open({ interactions: [wrote], about: 'A lamp', priority: 'normal', isMine: true }, 'ann');
  const named = { type: 'case', id: publicId('case', number) };
  const stateAfter = async (id: string, mail: string, value: string, about = named, version = 1): Promise<string> => {
    await house.say({ id, version, source: 'survey-tool', channel: 'survey', kind: 'survey-answered', direction: 'in', occurredAt: new Date(nowMs += HOUR).toISOString(), identifiers: [{ type: 'email', value: mail, verified: 'login' }], subjects: [about], answers: [{ question: 'Was it solved?', value }] });
    await house.outbox.drained();
    return look(number).then((view) => `${view.state} ${view.version}`);
  };
  assert.equal(await stateAfter('s1', 'uma@x.example', 'yes'), 'owned 2', 'nobody said that it is over');
  await house.cases.resolve(number, 'ann', { how: 'A new bulb', told: 'A new bulb is on its way', seen: 2 });
  assert.equal(await stateAfter('s2', 'vic@x.example', 'yes'), 'resolved 3', 'somebody else can not say it for them');
  assert.equal(await stateAfter('s3', 'uma@x.example', 'yes'), 'confirmed 4');
  assert.deepEqual([(await look(number)).happenings[0]?.by?.name, await stateAfter('s4', 'uma@x.example', 'yes')], ['The customer', 'confirmed 4'], 'told once more it changes nothing');
  assert.equal(await stateAfter('s3', 'uma@x.example', 'partly', { type: 'interaction', id: wrote }, 2), 'owned 5', 'they changed their answer');
});
