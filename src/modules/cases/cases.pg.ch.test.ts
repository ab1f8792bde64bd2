import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { refusedAs } from '../../../test/refused-as.ts';
import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId, publicId } from '../../kernel/public-id.ts';
import type { OutboxEvent } from '../../platform/outbox/outbox.ts';
import { sql } from '../../platform/pg/sql.ts';
import { casesHouse, CONTEXT, DAY, HOUR, type CasesHouse } from './cases.fixture.ts';
import type { CaseView } from './contract.ts';
import { casesHeld, casesKept } from './index.ts';
import { createReplyTemplates } from './replies/reply-templates.ts';

let there: CasesHouse;
before(async () => { there = await casesHouse(); });
after(() => there?.close());

test('a case that is opened from what somebody wrote is theirs, waits since they wrote, in the queue of the team that fits', async () => {
  const mail = await there.write('nora@x.example', 'The box was empty.', { office: 'brand', traits: { name: 'Nora Brandvold' } });
  const number = await there.house.cases.open({ interactions: [mail], about: 'An empty box', subject: { type: 'order', id: 'N-17' }, priority: 'high', isMine: false }, 'ann');
  const view = await there.look(number);
  assert.deepEqual([view.state, view.owner, view.queue, view.priority, view.subject, view.customer?.name, view.since], ['new', null, 'brand', 'high', { type: 'order', id: 'N-17' }, 'Nora Brandvold', new Date(there.world.nowMs - HOUR).toISOString()]);
  assert.deepEqual(view.interactions.map(({ id, text }) => [id, text]), [[mail, 'The box was empty.']]);
  assert.deepEqual(await there.house.cases.ofInteractions([mail, 'int_1zzz']), [{ interaction: mail, case: view.id, state: 'new' }]);
  assert.deepEqual((await there.house.cases.ofCustomer(view.customer?.id ?? '', there.reader('ola'))).map(({ about, words }) => [about, words]), [['An empty box', 'The box was empty.']]);
  // Four opening hours, counted from when the case was opened on Tuesday at 10.
  assert.deepEqual([view.due?.clock, view.due?.at], ['first-answer', new Date(there.world.nowMs + 4 * HOUR).toISOString()]);
  const [bare] = [await there.house.cases.open({ customer: view.customer?.id ?? '', interactions: [], about: 'And an invoice', priority: 'low', isMine: true }, 'ann')];
  assert.deepEqual([(await there.look(bare)).customer?.id, (await there.look(bare, 'ann')).owner], [view.customer?.id, { id: 'ann', name: 'Ann', isYou: true }]);
  await assert.rejects(there.house.cases.open({ customer: view.customer?.id ?? '', interactions: [await there.write('other@x.example', 'Mine')], about: 'Of two people', priority: 'low', isMine: false }, 'ann'), refusedAs('not-one-customer'));
  await assert.rejects(there.house.cases.open({ interactions: [], about: 'Of nobody', priority: 'low', isMine: false }, 'ann'), refusedAs('case-of-nobody'));
});

test('of two who take a case at once one has it, and the other is told who', async () => {
  const number = await there.opened('race@x.example', 'Two at once');
  const tried = await Promise.allSettled([there.house.cases.take(number, 'ann', 1), there.house.cases.take(number, 'bea', 1)]);
  const lost = tried.flatMap((one, at) => (one.status === 'rejected' ? [{ reason: one.reason as AppError, at }] : []));
  assert.equal(lost.length, 1);
  const [winner, loser] = lost[0]?.at === 0 ? ['Bea', 'ann'] : ['Ann', 'bea'];
  assert.equal((await there.look(number)).owner?.name, winner);
  assert.ok(refusedAs('case-changed-meanwhile', new RegExp(`^${winner} took this case after you opened this page`))(lost[0]?.reason), String(lost[0]?.reason));
  await there.house.cases.note(number, loser, { text: 'A note stands in nobody’s way', mentions: [] });
  const seen = (await there.look(number)).version;
  await there.house.cases.note(number, loser, { text: 'nor does a second', mentions: [] });
  await there.house.cases.inform(number, loser, { told: 'We look for it', nextUpdateBy: null, seen });
  assert.equal((await there.look(number)).state, 'informed');
});

test('forty people who work at once all get an answer: each case one owner, nobody waits for ever', async () => {
  const node = parsePublicId('node', (await there.house.interactions.saidBy([parsePublicId('interaction', await there.write('crowd@x.example', 'All at once'))]))[0]?.item.node ?? '');
  const number = async (): Promise<number> => parsePublicId('case', await there.house.cases.openCase({ by: 'custos', node, contacts: [], about: 'In a crowd', subject: null, priority: 'low', queue: null, because: 'Many came', key: null, isMine: false }) ?? '');
  const [one, ...others] = [await number(), ...await Promise.all(Array.from({ length: 20 }, number))];
  const tried = await Promise.allSettled([...Array.from({ length: 20 }, (_, at) => there.house.cases.take(one, at % 2 === 0 ? 'ann' : 'bea', 1)), ...others.map((other) => there.house.cases.take(other, 'ann', 1))]);
  assert.deepEqual([tried.slice(0, 20).filter(({ status }) => status === 'fulfilled').length, tried.slice(20).every(({ status }) => status === 'fulfilled')], [1, true]);
  assert.ok(tried.every((result) => result.status === 'fulfilled' || refusedAs('case-changed-meanwhile')(result.reason)));
});

test('a case goes to its end by the customer’s word alone, said in an interaction of theirs or in words', async () => {
  const number = await there.opened('end@x.example', 'From begin to end', { isMine: true });
  const version = async (): Promise<number> => (await there.look(number)).version;
  await there.house.cases.inform(number, 'ann', { told: 'It is on its way', nextUpdateBy: new Date(there.world.nowMs + DAY).toISOString(), seen: await version() });
  assert.deepEqual([(await there.look(number)).due?.clock, (await there.look(number)).due?.at], ['next-update', new Date(there.world.nowMs + DAY).toISOString()]);
  await assert.rejects(there.house.cases.inform(number, 'ann', { told: 'Yesterday', nextUpdateBy: new Date(there.world.nowMs - DAY).toISOString(), seen: await version() }), refusedAs('update-not-ahead'));
  await there.house.cases.resolve(number, 'ann', { how: 'Sent again', told: 'It comes tomorrow', seen: await version() });
  const company = await there.write('end@x.example', 'It is solved', { direction: 'out' });
  const other = await there.write('somebody@x.example', 'Thank you, solved');
  const thanks = await there.write('end@x.example', 'Thank you, it works');
  await assert.rejects(there.house.cases.customerSaid(number, 'ann', { solved: true, interaction: company, seen: await version() }), refusedAs('customer-said-nothing'));
  await assert.rejects(there.house.cases.customerSaid(number, 'ann', { solved: true, interaction: other, seen: await version() }), refusedAs('not-one-customer'));
  const looked = await there.write('end@x.example', '', { channel: 'web', kind: 'page-viewed', text: undefined, title: 'Help' });
  await assert.rejects(there.house.cases.customerSaid(number, 'ann', { solved: true, interaction: looked, seen: await version() }), refusedAs('customer-said-nothing'), 'a page that they looked at is no word of theirs');
  const call = await there.write('end@x.example', '', { channel: 'call', kind: 'call-ended', text: undefined });
  await assert.rejects(there.house.cases.customerSaid(number, 'ann', { solved: true, interaction: call, seen: await version() }), refusedAs('customer-said-nothing'), 'a call of which no words are kept');
  await assert.rejects(there.house.cases.customerSaid(number, 'ann', { solved: true, seen: await version() }), refusedAs('case-not-now', /we alone can not say it/));
  await there.house.cases.customerSaid(number, 'ann', { solved: false, words: 'Still empty', seen: await version() });
  assert.deepEqual([(await there.look(number)).state, (await there.look(number)).reopenings], ['owned', 1]);
  await there.house.cases.resolve(number, 'ann', { how: 'Sent a third time', seen: await version() });
  await there.house.cases.customerSaid(number, 'ann', { solved: true, interaction: thanks, seen: await version() });
  const view = await there.look(number, 'ann');
  assert.deepEqual([view.state, view.due, view.moves], ['confirmed', null, ['customer-said', 'note', 'reopen', 'link']]);
  assert.ok(view.interactions.some(({ id }) => id === thanks));
  assert.ok((await there.listed('closed')).includes('From begin to end') && !(await there.listed('open')).includes('From begin to end'));
});

test('a hand-over goes to whoever works on cases, with its context; a note finds whom it mentions', async () => {
  const number = await there.opened('hand@x.example', 'To be handed over', { isMine: true });
  await assert.rejects(there.house.cases.handOver(number, 'ann', { ...CONTEXT, to: { person: 'max' }, seen: 2 }), refusedAs('person-may-not-work'));
  await assert.rejects(there.house.cases.handOver(number, 'ann', { ...CONTEXT, to: { queue: 'nowhere' }, seen: 2 }), refusedAs('queue-unknown'));
  await there.house.cases.handOver(number, 'ann', { ...CONTEXT, said: 'Card 4111 1111 1111 1111 was charged', to: { person: 'bea' }, seen: 2 });
  const view = await there.look(number, 'bea');
  assert.deepEqual([view.owner?.isYou, view.handOvers, view.happenings[0]?.to?.person?.name], [true, 1, 'Bea']);
  const details = view.happenings[0]?.details.map(({ text }) => text) ?? [];
  assert.ok(details.includes('Called the carrier') && !details.some((text) => text.includes('4111')), 'a card number is not stored');
  await assert.rejects(there.house.cases.note(number, 'ann', { text: 'See this', mentions: ['max'] }), refusedAs('mention-unknown'));
  await there.house.cases.note(number, 'bea', { text: 'See this', mentions: ['ola', 'ola'] });
  assert.deepEqual([await there.listed('mentioned', 'ola'), (await there.house.cases.counts(there.reader('ola').viewer)).mentioned, await there.listed('mentioned', 'bea')], [['To be handed over'], 1, []]);
  assert.equal(await there.house.cases.mentionsSeen(number, 'ola'), 1);
  assert.deepEqual(await there.listed('mentioned', 'ola'), []);
});

test('whoever may not work on cases sees them without a move to make; customers’ names are told to be hidden', async () => {
  const number = await there.opened('masked@x.example', 'Seen by an analyst', { interactions: [await there.write('masked@x.example', 'Zebulon here', { traits: { name: 'Zebulon Quack' } })] });
  const hidden: string[] = [];
  const view = await there.house.cases.one(number, there.reader('max', hidden));
  assert.deepEqual(view.moves, []);
  assert.ok(hidden.includes('Zebulon Quack'));
});

test('while we wait for the customer what is to be solved rests, the first answer does not; the customer’s own clock goes on', async () => {
  const number = await there.opened('pause@x.example', 'A picture is missing', { isMine: true });
  const since = (await there.look(number)).since;
  await there.house.cases.pause(number, 'ann', { waitingFor: 'A picture', seen: 2 });
  const view = await there.look(number);
  assert.deepEqual(view.clocks.map(({ clock: kind, standing }) => `${kind} ${standing}`).toSorted(), ['first-answer running', 'resolution paused']);
  assert.deepEqual([view.due?.clock, view.waitingFor, view.since], ['first-answer', 'A picture', since]);
  await there.house.cases.resume(number, 'ann', 3);
  await there.house.cases.prioritise(number, 'ann', { priority: 'urgent', seen: 4 });
  assert.equal((await there.look(number)).due?.at, new Date(there.world.nowMs + HOUR).toISOString());
  there.world.nowMs += 2 * HOUR;
  assert.deepEqual([(await there.look(number)).due?.isOverdue, (await there.house.cases.counts(there.reader('ola').viewer)).overdue >= 1, (await there.listed('due'))[0]], [true, true, 'A picture is missing']);
});

test('two cases of one customer become one and are parted again as they were, also when both are tried at once; those of two people do not', async () => {
  const [one, two, other] = [await there.opened('merge@x.example', 'The first'), await there.opened('merge@x.example', 'The second', { isMine: true }), await there.opened('else@x.example', 'Of somebody else')];
  await assert.rejects(there.house.cases.merge(one, 'ann', { other: (await there.look(other)).id, seen: 1 }), refusedAs('not-one-customer'));
  const ids = [(await there.look(one)).id, (await there.look(two)).id] as const;
  const tried = await Promise.allSettled([there.house.cases.merge(one, 'ann', { other: ids[1], seen: 1 }), there.house.cases.merge(two, 'bea', { other: ids[0], seen: 2 })]);
  assert.deepEqual(tried.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected']);
  const [whole, part] = tried[0]?.status === 'fulfilled' ? [one, two] : [two, one];
  assert.deepEqual([(await there.look(part)).mergedInto, (await there.look(whole)).parts], [(await there.look(whole)).id, [(await there.look(part)).id]]);
  assert.equal((await there.look(whole)).interactions.length, 2, 'what both are about stands together');
  const stood = part === two ? 'owned' : 'new';
  await there.house.cases.split(whole, 'ann', { other: (await there.look(part)).id, seen: (await there.look(whole)).version });
  assert.deepEqual([(await there.look(part)).state, (await there.look(whole)).parts], [stood, []]);
});

test('when the clock of the machine is set back, what happened later stays later', async () => {
  const number = await there.opened('clock@x.example', 'Out of time', { isMine: true });
  await there.house.cases.resolve(number, 'ann', { how: 'Sent again', seen: 2 });
  there.world.nowMs -= 5 * HOUR;
  await there.house.cases.reopen(number, 'ann', { why: 'They called', seen: 3 });
  const view = await there.look(number);
  const times = view.happenings.map(({ at }) => at);
  assert.deepEqual([view.state, times, view.clocks.find(({ clock: kind }) => kind === 'resolution')?.standing], ['owned', times.toSorted().toReversed(), 'running']);
  there.world.nowMs += 5 * HOUR;
});

test('several that nobody owns are taken or given at once; one that somebody took meanwhile does not hold up the others', async () => {
  const [one, two, three] = [await there.opened('many1@x.example', 'Many 1'), await there.opened('many2@x.example', 'Many 2'), await there.opened('many3@x.example', 'Many 3')];
  const ids = await Promise.all([one, two, three].map(async (number) => ({ id: (await there.look(number)).id, seen: 1 })));
  await there.house.cases.take(two, 'bea', 1);
  const done = await there.house.cases.many(ids, { person: 'ann' }, 'ola');
  assert.deepEqual([done.done, done.refused.map(({ id }) => id)], [2, [ids[1]?.id]]);
  assert.deepEqual([await there.look(one), await there.look(two)].map(({ owner }) => owner?.name), ['Ann', 'Bea']);
  assert.ok((await there.listed('mine', 'ann')).includes('Many 3') && !(await there.listed('unowned')).includes('Many 3'));
});

test('the open cases of somebody who left go back to their queue, marked, once', async () => {
  const number = await there.opened('left@x.example', 'Bea had it');
  await there.house.cases.take(number, 'bea', 1);
  const bea = there.staff.find(({ id }) => id === 'bea') ?? assert.fail();
  bea.active = false;
  await there.house.cases.look();
  await there.house.cases.look();
  const view = await there.look(number);
  assert.deepEqual([view.state, view.owner, view.isReturned, view.happenings.filter(({ kind }) => kind === 'returned').map(({ byItself, to }) => [byItself, to?.person?.name])], ['new', null, true, [[true, 'Bea']]]);
  bea.active = true;
  await there.house.cases.look();
  assert.equal((await there.look(number)).owner, null, 'who comes back takes it anew');
});

test('silence closes a case as unconfirmed; whoever was in touch since is not silent', async () => {
  const [silent, spoke] = [await there.opened('silent@x.example', 'Never heard of again', { isMine: true }), await there.opened('spoke@x.example', 'Heard of again', { isMine: true })];
  for (const number of [silent, spoke]) await there.house.cases.resolve(number, 'ann', { how: 'Sent again', seen: 2 });
  there.world.nowMs += 13 * DAY;
  await there.write('spoke@x.example', 'By the way, do you sell tents?');
  await there.house.cases.look();
  assert.deepEqual([(await there.look(silent)).state, (await there.look(spoke)).state], ['resolved', 'resolved'], 'not before its time');
  there.world.nowMs += 2 * DAY;
  await there.house.cases.look();
  assert.deepEqual([(await there.look(silent)).state, (await there.look(spoke)).state, (await there.look(spoke)).happenings[0]?.kind], ['unconfirmed', 'resolved', 'heard']);
  there.world.nowMs += 13 * DAY;
  await there.house.cases.look();
  assert.equal((await there.look(spoke)).state, 'unconfirmed');
});

test('a rule that tells the same breach twice opens one case, in the transaction of whoever tells it', async () => {
  const mail = await there.write('breach@x.example', 'You promised Friday.');
  const node = parsePublicId('node', (await there.house.interactions.saidBy([parsePublicId('interaction', mail)]))[0]?.item.node ?? '');
  const breach = { by: 'custos', node, contacts: [], about: 'Promised by Friday', subject: null, priority: 'high' as const, queue: null, because: 'A promise was broken', key: 'promise:7', isMine: false };
  assert.match(await there.house.cases.openCase(breach) ?? '', /^cas_/);
  assert.equal(await there.house.cases.openCase(breach), null);
  await assert.rejects(there.house.database.transaction(async (tx) => { await there.house.cases.openCase({ ...breach, key: 'promise:8' }, tx); throw new AppError('conflict', 'rolled-back', ''); }), refusedAs('rolled-back'));
  assert.deepEqual((await there.listed('unowned')).filter((about) => about === 'Promised by Friday').length, 1);
});

test('later news that a promise was kept after all, and what was given for a broken one, are noted on its case, also where that is part of another by now', async () => {
  const mail = await there.write('kept@x.example', 'You promised Friday.');
  const node = parsePublicId('node', (await there.house.interactions.saidBy([parsePublicId('interaction', mail)]))[0]?.item.node ?? '');
  const tell = async (type: 'promise.broken' | 'promise.break-taken-back' | 'promise.remedied', ordinal: number): Promise<void> => {
    await there.house.database.transaction((tx) => there.house.outbox.publish(tx, [{ type, promise: 7, version: 1, clause: 'kept-word', interaction: 1, ordinal, node, startedMs: there.world.nowMs, dueMs: there.world.nowMs, settledMs: there.world.nowMs, costMinor: '1250', currency: 'EUR', atMs: there.world.nowMs } as OutboxEvent]));
    await there.house.outbox.drained();
  };
  const found = async (): Promise<CaseView> => { const [line] = (await there.house.cases.ofCustomer(`cus_${(await there.customerOf('kept@x.example')).toString(36)}`, there.reader('ola'))).filter(({ about, state }) => about.includes('An answer by Friday') && state !== 'merged'); return there.look(parsePublicId('case', line?.id ?? '')); };
  await tell('promise.broken', 0);
  await tell('promise.break-taken-back', 0);
  const view = await found();
  assert.deepEqual([view.state, view.happenings[0]?.kind, view.happenings[0]?.byItself], ['new', 'noted', true]);
  assert.match(view.happenings[0]?.text ?? '', /kept after all/u);

  await tell('promise.broken', 1);
  const [first, second] = (await there.house.cases.ofCustomer(view.customer?.id ?? '', there.reader('ola'))).map(({ id }) => parsePublicId('case', id)).toSorted((a, b) => a - b);
  await there.house.cases.merge(first ?? 0, 'ann', { other: `cas_${(second ?? 0).toString(36)}`, seen: (await there.look(first ?? 0)).version });
  await tell('promise.remedied', 1);
  assert.match((await there.look(first ?? 0)).happenings[0]?.text ?? '', /12\.50 EUR/u, 'on the case that it is part of');
  await there.house.cases.take(first ?? 0, 'ann', (await there.look(first ?? 0)).version);
  await there.house.cases.breakPromise(first ?? 0, 'ann', { promised: 'An answer by Friday', what: 'Nobody wrote', seen: (await there.look(first ?? 0)).version });
  await tell('promise.remedied', 0);
  assert.equal((await there.look(first ?? 0)).state, 'remedied', 'a case that says that it is broken is made good');
  await tell('promise.remedied', 9);
});

test('a case follows its person through a join and its undo', async () => {
  const number = await there.opened('join-a@x.example', 'Whose is it');
  const byOther = await there.write('join-b@x.example', 'Somebody else, so far', { occurredAt: new Date(there.world.nowMs - 2 * HOUR).toISOString() });
  const byOwn = await there.write('join-a@x.example', 'Here I am again');
  const [a, b] = [await there.customerOf('join-a@x.example'), await there.customerOf('join-b@x.example')];
  const joined = await there.house.identity.join(b, a, 'one person', 'ann');
  await there.house.outbox.drained();
  const together = (await there.look(number)).customer?.id;
  assert.equal((await there.house.cases.ofCustomer(together ?? '', there.reader('ola'))).length, 1);
  const ofBoth = await there.house.cases.open({ interactions: [byOther, byOwn], about: 'Of both', priority: 'normal', isMine: false }, 'ann');
  assert.equal((await there.look(ofBoth)).words, 'Somebody else, so far');
  await there.house.identity.undo(joined.decision, 'ann');
  await there.house.outbox.drained();
  const parted = await there.look(ofBoth);
  assert.deepEqual(parted.interactions.flatMap(({ text, otherCustomer }) => (otherCustomer === null ? [text] : [])), [parted.words], 'no words of whoever is somebody else again');
  assert.deepEqual([parsePublicId('customer', (await there.look(number)).customer?.id ?? ''), await there.customerOf('join-a@x.example')].every((one, _, all) => one === all[0]), true);
  assert.equal((await there.house.cases.ofCustomer(`cus_${(await there.customerOf('join-b@x.example')).toString(36)}`, there.reader('ola'))).filter(({ id }) => id === (publicId('case', number))).length, 0);
});

test('cases are in what is held of a customer, go with them, and forget interactions that are not kept any more', async () => {
  const mail = await there.write('gone@x.example', 'Erase me');
  const number = await there.house.cases.open({ interactions: [mail], about: 'To be erased', priority: 'normal', isMine: true }, 'ann');
  await there.house.cases.note(number, 'ann', { text: 'A private matter', mentions: ['ola'] });
  const nodes = await there.house.identity.nodesOf(await there.customerOf('gone@x.example'));
  const held = JSON.stringify(await casesHeld.held(there.house.database, nodes));
  assert.ok(held.includes('To be erased') && held.includes('A private matter'));
  await there.house.database.transaction((tx) => casesKept.forgetInteractions(tx, [parsePublicId('interaction', mail)]));
  assert.deepEqual([(await there.look(number)).interactions, (await there.look(number)).interactionsGone], [[], 1]);
  const counts = await there.house.database.transaction((tx) => casesKept.eraseNodes(tx, nodes));
  assert.deepEqual([counts['cases.case'], counts['cases.event'], counts['cases.mention']], [1, 3, 1]);
  await assert.rejects(there.look(number), refusedAs('case-unknown'));
  await assert.rejects(there.engines.database.run(sql`update cases.event set by = 'somebody'`), /never changed/, 'the log of others is not rewritten');
});

test('rules are kept in versions, and hold for what is opened from then on', async () => {
  const before = await there.opened('policy@x.example', 'By the former rules');
  const { version, policy } = await there.house.cases.policy();
  const normal = { firstAnswerMinutes: 30, keepInformedMinutes: null, resolutionMinutes: null };
  assert.equal(await there.house.cases.savePolicy({ ...policy, targets: { ...policy.targets, normal } }, version, 'ola'), version + 1);
  await assert.rejects(there.house.cases.savePolicy(policy, version, 'ola'), refusedAs('policy-changed-meanwhile'));
  await assert.rejects(there.house.cases.savePolicy({ ...policy, queues: policy.queues.filter(({ key }) => key !== 'service') }, version + 1, 'ola'), refusedAs('queue-in-use', /service/));
  const later = await there.opened('policy@x.example', 'By the new rules');
  assert.deepEqual([(await there.look(before)).clocks.length, (await there.look(later)).clocks.length], [2, 1]);
});

test('when the company opens at other hours, what is due follows within the next look, also in cases that nobody touched', async () => {
  // A Monday at ten: of the eight hours of a normal case seven pass today, the last one tomorrow.
  there.world.nowMs = Date.UTC(2026, 7, 3, 10);
  const { version, policy } = await there.house.cases.policy();
  await there.house.cases.savePolicy({ ...policy, targets: { ...policy.targets, normal: { firstAnswerMinutes: 480, keepInformedMinutes: null, resolutionMinutes: null } } }, version, 'ola');
  const number = await there.opened('hours@x.example', 'Due tomorrow');
  const dueAt = async (): Promise<string | undefined> => (await there.look(number)).due?.at;
  assert.equal(await dueAt(), '2026-08-04T10:00:00.000Z');
  [there.world.from, there.world.changedMs] = ['12:00', there.world.nowMs + HOUR];
  there.world.nowMs += 2 * HOUR;
  await there.house.cases.look();
  assert.equal(await dueAt(), '2026-08-04T14:00:00.000Z');
});

test('whoever has a case open sees who else has, who writes, and that it changed', async () => {
  const number = await there.opened('live@x.example', 'Seen by two');
  const heardByAnn: { people: { name: string; isWriting: boolean }[]; version: number | null }[] = [];
  const leaveAnn = there.house.cases.watch(number, { id: 'ann', name: 'Ann' }, (one) => { heardByAnn.push(one); });
  const leaveBea = there.house.cases.watch(number, { id: 'bea', name: 'Bea' }, () => undefined);
  assert.deepEqual(heardByAnn.at(-1)?.people, [{ name: 'Bea', isWriting: false }]);
  assert.equal(there.house.cases.writes(number, 'bea', true), true);
  assert.deepEqual(heardByAnn.at(-1)?.people, [{ name: 'Bea', isWriting: true }]);
  await there.house.cases.take(number, 'bea', 1);
  assert.equal(heardByAnn.at(-1)?.version, 2);
  leaveBea();
  assert.deepEqual(heardByAnn.at(-1)?.people, []);
  assert.equal(there.house.cases.writes(number, 'bea', true), false, 'who left the page does not write');
  leaveAnn();
});

test('templates are kept in versions by language; a place that there is not is refused', async () => {
  const templates = createReplyTemplates({ database: there.engines.database, clock: () => there.world.nowMs, nameOf: there.people.nameOf });
  const [first] = await templates.inLanguage('de');
  assert.deepEqual([first?.name, first?.version], ['Wie es steht', 0]);
  const saved = await templates.save({ key: 'status', language: 'de', name: 'Stand', text: 'Hallo {name}, {status}', isOff: false, basedOn: 0 }, 'ola');
  assert.deepEqual([saved.version, saved.by], [1, 'Ola']);
  await assert.rejects(templates.save({ key: 'status', language: 'de', name: 'Stand', text: 'Hallo', isOff: false, basedOn: 0 }, 'ola'), refusedAs('template-changed-meanwhile'));
  await assert.rejects(templates.save({ key: 'status', language: 'de', name: 'Stand', text: 'Hallo {nmae}', isOff: false, basedOn: 1 }, 'ola'), refusedAs('place-unknown'));
  await templates.save({ key: 'status', language: 'de', name: 'Stand', text: 'Hallo', isOff: true, basedOn: 1 }, 'ola');
  assert.equal((await templates.inLanguage('de')).find(({ key }) => key === 'status')?.language, 'en', 'switched off, the first language stands in');
  await assert.rejects(there.engines.database.run(sql`delete from cases.reply_template`), /never changed/);
});
