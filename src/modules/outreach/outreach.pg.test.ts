import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { createChance, testSeed } from '../../../test/chance.ts';
import { identityHouse, identityHouseOn, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { startPostgres15 } from '../../../test/engines/postgres-15.ts';
import { publicId } from '../../kernel/public-id.ts';
import { sql } from '../../platform/pg/sql.ts';
import { customersWaiting } from '../cases/index.ts';
import type { Identity } from '../identity/index.ts';
import type { InteractionRecorded } from '../interactions/contract.ts';
import { lastBroken } from '../promises/index.ts';
import { REASONS } from './contract.ts';
import { DAY_MS } from './governor/person-facts.ts';
import { contactsHeld, contactsKept, type Outreach } from './index.ts';
import { claim, isRefused, numberOf, outreachHouse, PLAIN_RULES, saying, survey, tokenOf, type OutreachHouse } from './outreach.fixture.ts';
import { tidyLedger } from './ledger-store.ts';
import { MODEL_RULES, walkLedger } from './outreach-model.fixture.ts';
import { receiveReplies } from './receive-replies.ts';

/** Commands of the walk through the model. */
const STEPS = process.env['CUSTOS_TEST_LONG'] === '1' ? 2_500 : 250;

let people: IdentityHouse;
let identity: Identity;
let house: OutreachHouse;
let outreach: Outreach;

const MODULES = ['people', 'interactions', 'channels', 'customers', 'promises', 'outreach', 'cases'];

before(async () => {
  people = await identityHouse(...MODULES);
});
after(() => people?.close());
beforeEach(afresh);

async function afresh(): Promise<void> {
  await people.emptied();
  await people.database.run(sql`truncate outreach.entry, outreach.reply, outreach.switch, outreach.rules, customers.consent_word, channels.letter`);
  const started = people.started();
  identity = started;
  house = outreachHouse({ database: people.database, identity, outbox: started.outbox });
  outreach = house.outreach;
}

/** A customer by an address, who allowed surveys and campaigns. */
async function somebody(email: string, traits: Readonly<Record<string, string>> = {}): Promise<string> {
  await people.send(identity, [claim({ email }, traits)]);
  const [customer] = await identity.customersByIdentifier('email', email);
  const id = publicId('customer', customer ?? assert.fail(`nobody has ${email}`));
  await house.allow(id, 'research');
  await house.allow(id, 'marketing');
  return id;
}

async function sendsNow(customer: string, slot: string, questions = 1): Promise<void> {
  const { committed } = await outreach.commit(tokenOf(await outreach.reserve({ ...survey(slot, questions), customer }, 'p1')));
  assert.equal(committed, true);
}

test('nothing leaves until somebody switches a purpose on: until then it is kept as it would have gone, to whom, and how often', async () => {
  await house.rule(PLAIN_RULES);
  const customer = await somebody('ann@home.example');
  const answer = await outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'case 1', customer, subject: 'Your parcel', text: 'It comes on Friday.' }, 'p1');
  assert.deepEqual([saying(answer), answer.token, answer.shown], ['hold listen-only', null, true]);
  const [kept] = await outreach.held(null);
  assert.deepEqual([kept?.purpose, kept?.recipients, kept?.subject, kept?.text, kept?.askedBy, kept?.first], ['reply', 1, 'Your parcel', 'It comes on Friday.', 'Olga Owner', [{ customer, address: 'ann@home.example' }]]);
  assert.deepEqual([(await outreach.held('survey')).length, (await outreach.standing()).waiting, (await outreach.standing()).switches.some(({ isOn }) => isOn)], [0, 1, false]);
  const on = await outreach.switch('reply', true, 'p1');
  assert.deepEqual(on.switches.find(({ purpose }) => purpose === 'reply'), { purpose: 'reply', isOn: true, by: 'Olga Owner', at: '2026-06-15T10:00:00.000Z' });
  assert.equal(saying(await outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'case 1', customer }, 'p1')), 'send', 'what was only shown has not been sent');
  assert.equal(saying(await outreach.reserve({ purpose: 'update', channel: 'email', slot: 'case 1', customer }, 'p1')), 'hold listen-only', 'each purpose by itself');
  const reserved = await outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'case 2', customer }, 'p1');
  await outreach.switch('reply', false, 'p1');
  assert.deepEqual(await outreach.commit(tokenOf(reserved)), { committed: false, decision: 'hold', reasons: ['listen-only'], until: null }, 'off again before it left');
  await assert.rejects(people.database.run(sql`delete from outreach.switch`), /append only/);
  house.world.nowMs += 31 * DAY_MS;
  assert.deepEqual(await outreach.held(null), [], 'what was held long ago is not shown any more');
  const left = (): Promise<{ state: string }[]> => people.database.rows(sql`select state from outreach.entry order by number`);
  assert.deepEqual((await left()).map(({ state }) => state), ['withheld', 'reserved', 'withheld', 'released']);
  await tidyLedger(people.database, house.world.nowMs, house.world.nowMs - 90 * DAY_MS);
  assert.deepEqual((await left()).map(({ state }) => state), ['released', 'released'], 'nor kept; what was reserved and never used is given back');
});

test('the demo company never sends, whatever was switched on', async () => {
  const customer = await somebody('ann@home.example');
  await outreach.switch('reply', true, 'p1');
  house.world.held = 'The demo company is here.';
  assert.equal(saying(await outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'a', customer }, 'p1')), 'hold listen-only');
  assert.equal((await outreach.standing()).held, 'The demo company is here.');
  await assert.rejects(outreach.switch('update', true, 'p1'), isRefused('conflict', 'outreach-held'));
});

test('while nothing leaves, what would have gone holds back what would have gone after it', async () => {
  await house.rule(PLAIN_RULES);
  const customer = await somebody('ann@home.example');
  assert.equal(saying(await outreach.reserve({ ...survey('first'), customer }, 'p1')), 'hold listen-only');
  assert.equal(saying(await outreach.reserve({ ...survey('second'), customer }, 'p1')), 'hold asked-lately');
  await outreach.switch('survey', true, 'p1');
  assert.equal(saying(await outreach.reserve({ ...survey('second'), customer }, 'p1')), 'send', 'nobody was really asked');
});

test('a token lets one send go once; a stranger’s, a used and an expired one let nothing go', async () => {
  await house.rule(PLAIN_RULES);
  await outreach.switch('survey', true, 'p1');
  const customer = await somebody('ann@home.example');
  const first = tokenOf(await outreach.reserve({ ...survey('one'), customer }, 'p1'));
  assert.equal(saying(await outreach.reserve({ ...survey('one'), customer }, 'p2')), 'hold already-reserved asked-lately series-lately');
  const stored = JSON.stringify(await people.database.rows(sql`select e::text as row from outreach.entry e`));
  assert.ok(!stored.includes(first), 'it is not stored as it is');
  assert.equal(await outreach.release(first), true);
  await assert.rejects(outreach.commit(first), isRefused('conflict', 'token-used'));
  const second = tokenOf(await outreach.reserve({ ...survey('one'), customer }, 'p1'));
  house.world.nowMs += DAY_MS;
  await assert.rejects(outreach.commit(second), isRefused('conflict', 'token-expired'));
  const third = tokenOf(await outreach.reserve({ ...survey('one'), customer }, 'p1'));
  const settled = await Promise.allSettled([outreach.commit(third), outreach.commit(third), outreach.commit(third)]);
  assert.equal(settled.filter(({ status }) => status === 'fulfilled').length, 1, 'used at once from three sides, it lets one go');
  assert.equal(await outreach.release(third), false);
  assert.equal(saying(await outreach.reserve({ ...survey('one'), customer }, 'p1')), 'drop already-sent');
  await assert.rejects(outreach.commit('snd_unknown'), isRefused('not-found', 'token-unknown'));
});

test('a hundred senders at once for one person, by their id, by their address and by whoever reads the same inbox, never pass a cap, nor do they when they commit at once', aHundredAtOnce);

test('a hundred senders at once never pass a cap on the oldest PostgreSQL server that Custos works with, either', async () => {
  const [server, own] = [await startPostgres15(), people];
  people = await identityHouseOn({ connection: { engine: 'server', url: server.url } }, ...MODULES);
  try {
    await afresh();
    await aHundredAtOnce();
  } finally {
    await people.close();
    people = own;
    await server.stop();
  }
});

async function aHundredAtOnce(): Promise<void> {
  await house.rule({ ...PLAIN_RULES, short: { gapDays: 0, most: 6 }, seriesGapDays: 0 });
  await outreach.switch('survey', true, 'p1');
  const ann = await somebody('ann@home.example');
  const bob = await somebody('bob@home.example');
  await people.send(identity, [claim({ email: 'both@home.example', user: 'ann' }, { name: 'Ann Home' }), claim({ email: 'both@home.example', user: 'bob' }, { name: 'Bob Other' })]);
  const readers = await identity.customersByIdentifier('email', 'both@home.example');
  const ways = [{ customer: ann }, { to: 'ann@home.example' }, { customer: ann, to: 'ANN@home.example' }];
  const answers = await Promise.all(Array.from({ length: 100 }, (_, at) => outreach.reserve({ ...survey(`slot ${at}`), ...ways[at % 3] }, 'p1')));
  assert.deepEqual([answers.filter(({ decision }) => decision === 'send').length, answers.filter(({ reasons }) => reasons.includes('cap-reached')).length], [6, 94]);
  const tokens = answers.flatMap(({ token }) => token ?? []);
  const commits = await Promise.allSettled([...tokens, ...tokens].map((token) => outreach.commit(token)));
  assert.equal(commits.filter((one) => one.status === 'fulfilled' && one.value.committed).length, 6);
  assert.equal(saying(await outreach.reserve({ ...survey('for Bob'), customer: bob }, 'p1')), 'send', 'others are not concerned');
  const shared = await Promise.all(readers.map(async (reader) => { await house.allow(publicId('customer', reader), 'research'); return publicId('customer', reader); }));
  assert.equal(shared.length, 2);
  const inbox = await Promise.all(Array.from({ length: 40 }, (_, at) => outreach.reserve({ ...survey(`inbox ${at}`), customer: shared[at % shared.length], to: 'both@home.example' }, 'p1')));
  assert.equal(inbox.filter(({ decision }) => decision === 'send').length, 6, 'two people read one inbox');
}

test('two who are joined are asked as one from then on, and undoing it gives each their own count again', async () => {
  await house.rule({ ...PLAIN_RULES, short: { gapDays: 7, most: 2 }, seriesGapDays: 0, ignoredFactor: 1 });
  await outreach.switch('survey', true, 'p1');
  const [ann, bob] = [await somebody('ann@home.example'), await somebody('bob@work.example')];
  for (const slot of ['a', 'b']) {
    await sendsNow(ann, slot);
    house.world.nowMs += 10 * DAY_MS;
  }
  await sendsNow(bob, 'c');
  house.world.nowMs += 10 * DAY_MS;
  const early = tokenOf(await outreach.reserve({ ...survey('d'), customer: bob }, 'p1'));
  const { decision } = await identity.join(numberOf(ann), numberOf(bob), 'one person', 'p1');
  const late = await outreach.commit(early);
  assert.deepEqual([late.committed, late.reasons], [false, ['cap-reached']], 'what was reserved for one is looked at again for both');
  assert.equal(saying(await outreach.reserve({ ...survey('e'), to: 'bob@work.example' }, 'p1')), 'hold cap-reached');
  await identity.undo(decision, 'p1');
  assert.equal(saying(await outreach.reserve({ ...survey('e'), to: 'ann@home.example' }, 'p1')), 'hold cap-reached');
  assert.equal(saying(await outreach.reserve({ ...survey('e'), to: 'bob@work.example' }, 'p1')), 'send');
});

test('consent, an open state and the night are looked at when it is reserved and again when it leaves', async () => {
  await house.rule({ ...PLAIN_RULES, quiet: { fromHour: 21, untilHour: 8 } });
  await outreach.switch('survey', true, 'p1');
  await outreach.switch('update', true, 'p1');
  const ann = await somebody('ann@home.example', { country: 'JP' });
  await people.send(identity, [claim({ email: 'never@asked.example' })]);
  assert.equal(saying(await outreach.reserve({ ...survey('x'), to: 'never@asked.example' }, 'p1')), 'drop no-consent');
  assert.equal(saying(await outreach.reserve({ ...survey('x'), to: 'nobody@here.example' }, 'p1')), 'drop person-unknown');
  assert.equal(saying(await outreach.reserve({ ...survey('x'), customer: ann, to: 'not@hers.example' }, 'p1')), 'drop no-address');
  house.world.nowMs = Date.UTC(2026, 5, 15, 13);
  const night = await outreach.reserve({ purpose: 'update', channel: 'email', slot: 'y', customer: ann }, 'p1');
  assert.deepEqual([saying(night), night.until], ['hold quiet-hours', '2026-06-15T23:00:00.000Z'], 'it is ten in the evening in Japan');
  house.world.nowMs = Date.UTC(2026, 5, 16, 3);
  const token = tokenOf(await outreach.reserve({ ...survey('x'), customer: ann }, 'p1'));
  house.world.holds = new Map([[numberOf(ann), [{ kind: 'open-case', untilMs: null }]]]);
  assert.deepEqual(await outreach.commit(token), { committed: false, decision: 'hold', reasons: ['open-case'], until: null });
  assert.equal(saying(await outreach.reserve({ purpose: 'update', channel: 'email', slot: 'z', customer: ann }, 'p1')), 'send', 'how her case stands she is told');
  house.world.holds = new Map();
  const again = tokenOf(await outreach.reserve({ ...survey('x'), customer: ann }, 'p1'));
  await house.allow(ann, 'research', 'refused');
  assert.deepEqual((await outreach.commit(again)).reasons, ['consent-refused']);
  const card = await outreach.ofCustomer(ann);
  assert.deepEqual(card.now.map(({ kind, reasons }) => [kind, ...reasons]), [['short', 'consent-refused'], ['long', 'consent-refused'], ['campaign', 'listen-only']]);
  assert.deepEqual(card.entries.map(({ purpose, state }) => `${purpose} ${state}`), ['survey released', 'update reserved', 'survey released', 'update held'], 'newest first');
});

test('whose case is open and to whom a promise was broken lately is known of many at once, by all of their claims; a case that we say is solved holds nobody', async () => {
  const [ann, bob, cem] = [await somebody('ann@home.example'), await somebody('bob@work.example'), await somebody('cem@far.example')];
  const nodes = await Promise.all([ann, bob, cem].map(async (id) => (await identity.nodesOf(numberOf(id)))[0] ?? 0));
  const at = new Date(house.world.nowMs - DAY_MS).toISOString();
  for (const [place, state] of ['owned', 'resolved', 'confirmed'].entries()) await people.database.run(sql`insert into cases.case (node, about, state, priority, queue, since, ended_at, version) values (${nodes[place]}, 'it', ${state}, 2, 'service', ${at}::timestamptz, ${state === 'confirmed' ? at : null}::timestamptz, 1)`);
  await people.database.run(sql`insert into promises.promise (made_by, made_at) values ('p1', ${at}::timestamptz)`);
  for (const [place, state] of ['kept', 'broken', 'running'].entries()) await people.database.run(sql`insert into promises.verdict (promise, version, trigger, ordinal, node, channel, seam, started_at, state, settled_at, evidence, noted_at) values ((select max(number) from promises.promise), 1, ${place + 1}, 0, ${nodes[place]}, 'email', '', ${at}::timestamptz, ${state}, ${state === 'running' ? null : at}::timestamptz, '[]', ${at}::timestamptz)`);
  const everybody = [ann, bob, cem].map(numberOf);
  assert.deepEqual(await customersWaiting(people.database, identity.withOwners, everybody), [numberOf(ann)]);
  assert.deepEqual(await lastBroken(people.database, identity.withOwners, everybody, house.world.nowMs - 2 * DAY_MS), new Map([[numberOf(bob), Date.parse(at)]]));
  assert.equal((await lastBroken(people.database, identity.withOwners, everybody, house.world.nowMs)).size, 0);
  await identity.join(numberOf(ann), numberOf(bob), 'one person', 'p1');
  const [one] = await identity.customersByIdentifier('email', 'bob@work.example');
  assert.deepEqual(await customersWaiting(people.database, identity.withOwners, [one ?? 0]), [one], 'who was joined waits too');
});

test('an address at which nobody is gets nothing more, also what was reserved before it was known, until it works again', async () => {
  await outreach.switch('survey', true, 'p1');
  const customer = await somebody('lost@x.example');
  const reserved = tokenOf(await outreach.reserve({ ...survey('a'), customer }, 'p1'));
  await people.database.run(sql`insert into channels.letter (key, letter, node, purpose, address, subject, body, answers, thread, asked_by, asked_at, state, bounced_at, is_lasting) values ('k', 'l', 1, 'reply', 'lost@x.example', '', '', '{}', 'l', 'p1', now(), 'failed', now(), true)`);
  assert.equal((await outreach.commit(reserved)).committed, false);
  assert.equal(saying(await outreach.reserve({ ...survey('b'), to: 'Lost@x.example' }, 'p1')), 'drop address-lost');
  assert.deepEqual((await outreach.ofCustomer(customer)).now.map(({ reasons }) => reasons), [['address-lost'], ['address-lost'], ['address-lost']]);
  await people.database.run(sql`update channels.letter set reached_at = now()`);
  assert.equal(saying(await outreach.reserve({ ...survey('c'), customer }, 'p1')), 'send');
});

test('who answers is not waited for any longer; an answer that was taken back is none', async () => {
  await house.rule({ ...PLAIN_RULES, short: { gapDays: 30, most: 99 }, seriesGapDays: 0 });
  await outreach.switch('survey', true, 'p1');
  const ann = await somebody('ann@home.example');
  await sendsNow(ann, 'a');
  house.world.nowMs += 40 * DAY_MS;
  assert.equal(saying(await outreach.reserve({ ...survey('b'), customer: ann }, 'p1')), 'hold asked-lately backed-off');
  const node = (await identity.nodesOf(numberOf(ann)))[0] ?? assert.fail('she has a claim');
  const answered = { source: 's', brand: '', channel: 'survey', office: 'service', kind: 'survey-answered', direction: 'in', occurredMs: house.world.nowMs - DAY_MS, survey: '', answers: [] } as const;
  const told = (revision: number, more: object): InteractionRecorded => ({ type: 'interaction.recorded', interactions: [{ number: 9, node, home: 1, revision, ...more }] });
  await people.database.transaction((tx) => receiveReplies(tx, [told(1, { answered })]));
  const given = await outreach.reserve({ ...survey('b'), customer: ann }, 'p1');
  assert.equal(saying(given), 'send');
  await outreach.release(tokenOf(given));
  await people.database.transaction((tx) => receiveReplies(tx, [told(2, {})]));
  assert.equal(saying(await outreach.reserve({ ...survey('b'), customer: ann }, 'p1')), 'hold asked-lately backed-off');
});

test('many at once are decided as one by one, each once, also where somebody stands there twice; reasons are counted, and an erased person leaves nothing', async () => {
  await house.rule(PLAIN_RULES);
  await outreach.switch('campaign', true, 'p1');
  const [ann, bob] = [await somebody('ann@home.example'), await somebody('bob@work.example')];
  await house.allow(bob, 'marketing', 'refused');
  const answers = await outreach.reserveMany({ purpose: 'campaign', channel: 'email', slot: 'June' }, [{ customer: ann }, { customer: bob }, { to: 'ann@home.example' }, { customer: 'cus_zzzz' }], 'Mailer');
  assert.deepEqual(answers.map(saying), ['send', 'drop consent-refused', 'hold already-reserved campaign-lately', 'drop person-unknown']);
  const { total, decisions, reasons } = await outreach.decisions(7);
  assert.deepEqual([total, decisions, reasons.length], [4, [{ purpose: 'campaign', decision: 'send', count: 1 }, { purpose: 'campaign', decision: 'hold', count: 1 }, { purpose: 'campaign', decision: 'drop', count: 2 }], 4]);
  assert.ok(reasons.every(({ reason }) => REASONS.includes(reason)));
  const nodes = await identity.nodesOf(numberOf(ann));
  assert.equal((await contactsHeld.held(people.database, nodes)).length, 2, 'whoever asks for their data is told');
  assert.deepEqual(await people.database.transaction((tx) => contactsKept.eraseNodes(tx, nodes)), { 'outreach.entry': 2, 'outreach.reply': 0 });
  assert.equal((await outreach.decisions(7)).total, 2);
});

test('nobody makes a send weigh less than the rules say, nor holds a place for years', async () => {
  await house.rule({ ...PLAIN_RULES, campaign: { gapDays: 0, most: 99 }, pressure: { ...PLAIN_RULES.pressure, most: 10 } });
  await outreach.switch('campaign', true, 'p1');
  const customer = await somebody('ann@home.example');
  const asked = await Promise.all([0, 1, 2].map((at) => outreach.reserve({ purpose: 'campaign', channel: 'email', slot: `letter ${at}`, weight: 0, customer }, 'p1')));
  assert.deepEqual(asked.map(saying).sort(), ['hold pressure', 'send', 'send'], 'a campaign weighs 4 of 10');
  assert.equal(saying(await outreach.reserve({ purpose: 'campaign', channel: 'email', slot: 'heavy', weight: 3, customer: await somebody('bob@work.example') }, 'p1')), 'send');
  await assert.rejects(outreach.reserve({ purpose: 'campaign', channel: 'email', slot: 'far', plannedMs: house.world.nowMs + 400 * DAY_MS, customer }, 'p1'), isRefused('invalid', 'planned-too-far'));
  await assert.rejects(outreach.reserve({ purpose: 'survey', channel: 'email', slot: 'how long', customer }, 'p1'), isRefused('invalid', 'questions-missing'));
});

test('rules are changed by version: each decision keeps its own, and of two who change them at once one is told to look again', async () => {
  const customer = await somebody('ann@home.example');
  const { rules } = await outreach.rules();
  await outreach.reserve({ ...survey('a'), customer }, 'p1');
  const changes = await Promise.allSettled([outreach.changeRules({ ...rules, seriesGapDays: 10 }, 0, 'shorter', 'p1'), outreach.changeRules({ ...rules, seriesGapDays: 20 }, 0, 'longer', 'p1')]);
  assert.deepEqual(changes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  await outreach.reserve({ ...survey('b'), customer }, 'p1');
  assert.deepEqual((await people.database.rows<{ rules: number }>(sql`select rules from outreach.entry order by number`)).map((row) => row.rules), [0, 1]);
  assert.deepEqual((await outreach.rules()).versions.map(({ version, by }) => [version, by]), [[1, 'Olga Owner']]);
});

test('whatever is asked, used, given back, joined and parted in whatever order, the ledger does what a plain list of sends would do', async (t) => {
  const seed = testSeed();
  t.diagnostic(`seed ${seed}`);
  const chance = createChance(seed);
  await house.rule({ ...PLAIN_RULES, ...MODEL_RULES, ignoredFactor: 1 });
  await outreach.switch('survey', true, 'p1');
  const emails = ['ann@one.example', 'bob@two.example', 'cem@three.example', 'dee@four.example'];
  for (const email of emails) await somebody(email);
  const counts = await walkLedger({ house, identity, emails, chance, steps: STEPS, where: `seed ${seed}` });
  t.diagnostic(JSON.stringify(counts));
  assert.ok(counts.send > 5 && counts.hold > 20 && counts.committed > 3 && counts.joined > 1 && counts.parted > 0, JSON.stringify(counts));
});
