import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { identityHouse, type IdentityHouse } from '../../../test/engines/identity-house.ts';
import { sql } from '../../platform/pg/sql.ts';
import { asks, sampleSurvey } from './definition/sample-survey.fixture.ts';
import type { Definition } from './definition/contract.ts';
import { surveysHeld, surveysKept } from './index.ts';
import { TRY_LIMITS } from './limit-tries.ts';
import type { PublicAnswer } from './public-pages.ts';
import { receiveSettled } from './receive-settled.ts';
import { BROWSER, DAY, HOUR, isRefused, linkIn, numberOf, surveysHouse, type SurveysHouse } from './surveys.fixture.ts';

let people: IdentityHouse;
let house: SurveysHouse;

before(async () => {
  people = await identityHouse('people', 'interactions', 'channels', 'customers', 'promises', 'outreach', 'surveys', 'cases');
});
after(() => people?.close());
beforeEach(async () => {
  house = await surveysHouse(people);
});

/** The survey after a delivery of which everybody is asked at once. */
const everybody = (change: Partial<Definition> = {}): Definition => { const made = sampleSurvey(change); return { ...made, plan: { ...made.plan, shareRatio: 1, perWeekMost: null, delayHours: 0, ...change.plan } }; };
const form = (fields: Readonly<Record<string, string>>) => async (): Promise<URLSearchParams> => new URLSearchParams(fields);
const pageOf = (answer: PublicAnswer): string => ('page' in answer ? answer.page.markup : assert.fail(`went on to ${answer.location}`));
const locationOf = (answer: PublicAnswer): URL => ('location' in answer ? new URL(answer.location, 'https://custos.example') : assert.fail('no way on'));
/** Follows the way on, as a browser does. */
const follow = async (token: string, answer: PublicAnswer): Promise<string> => { const { searchParams } = locationOf(answer); return pageOf(await house.surveys.pages.linkPage(token, { from: Number(searchParams.get('from')), l: searchParams.get('l') ?? '', did: searchParams.get('did') as 'counted' }, BROWSER)); };
const answerOnce = (token: string, value: number): Promise<PublicAnswer> => house.surveys.pages.linkSent(token, form({ from: '0', l: 'en', 'q.recommend': String(value) }), BROWSER);
const answersTold = (): unknown[] => house.accepted.filter(({ kind }) => kind === 'survey-answered').map(({ version, rating, answers }) => [version, rating?.value, answers?.map(({ value }) => value)]);
const openCase = (id: string): void => { house.world.holds = new Map([...house.world.holds, [numberOf(id), [{ kind: 'open-case', untilMs: null }]]]); };

/** Somebody was asked after a delivery; answers the secret of their link. */
async function asked(email: string, order: string): Promise<string> {
  await house.delivered(await house.somebody(email), order);
  await house.surveys.look();
  return linkIn(house.mails.at(-1));
}

test('while nobody switched surveys on, nothing leaves: whoever would be asked is shown as it would have gone, without the secret of a link', async () => {
  const { id } = await house.running(everybody());
  await house.delivered(await house.somebody('ann@home.example'), '118');
  await house.surveys.look();
  assert.deepEqual([await house.stateOf('118'), house.mails.length], [{ state: 'shown', reasons: ['listen-only'] }, 0]);
  const [held] = await house.outreach.held('survey');
  assert.equal(held?.subject, 'How was order 118?');
  assert.match(held.text ?? '', /Hello Ann, order 118 has arrived[\s\S]*https:\/\/custos\.example\/s\/…\?a=9/);
  assert.match((await house.surveys.one(id)).sending ?? '', /Nobody switched surveys on/);
});

test('a survey is held because something of theirs is open, is asked after it ends, is answered without script, and its answer counts', async () => {
  await house.outreach.switch('survey', true, 'p1');
  const { id } = await house.running(everybody());
  const ann = await house.somebody('ann@home.example');
  openCase(ann.id);
  await house.delivered(ann, '118');
  await house.delivered(ann, '118');
  await house.surveys.look();
  assert.deepEqual([await house.stateOf('118'), house.mails.length], [{ state: 'held', reasons: ['open-case'] }, 0]);
  assert.deepEqual((await house.surveys.one(id)).listening.why, [{ state: 'held', reason: 'open-case', says: 'Something of theirs is still open.', people: 1 }]);
  house.world.holds = new Map();
  house.world.nowMs += 2 * HOUR;
  await house.surveys.look();
  assert.equal((await house.stateOf('118'))?.state, 'sent');
  const [mail] = house.mails;
  assert.deepEqual([mail?.to, mail?.subject], ['ann@home.example', 'How was order 118?']);
  const token = linkIn(mail);

  for (let scans = 0; scans < 3; scans += 1) for (const value of ['0', '5', '10']) pageOf(await house.surveys.pages.linkPage(token, { a: value }, BROWSER));
  await house.surveys.look();
  assert.deepEqual(answersTold(), [], 'a program that follows every link of a mail answers nothing');
  const chosen = pageOf(await house.surveys.pages.linkPage(token, { a: '9' }, BROWSER));
  assert.match(chosen, /Nothing is sent yet/);
  assert.match(chosen, /value="9" checked/);

  const next = await follow(token, await answerOnce(token, 9));
  assert.match(next, /Thank you\. Your answer counts\.[\s\S]*One more question[\s\S]*What did we do well/);
  await house.surveys.look();
  assert.deepEqual(answersTold(), [[1, 9, undefined]], 'the first answer alone counts');
  const done = await follow(token, await house.surveys.pages.linkSent(token, form({ from: '1', l: 'en', 'q.what-helped': '<b>Quick</b> & kind, card 4111 1111 1111 1111' }), BROWSER));
  assert.match(done, /You can close this page/);
  await house.surveys.look();
  assert.deepEqual(answersTold().at(-1), [2, 9, ['<b>Quick</b> & kind, card •']], 'what looks like markup is text, and a card number is not kept');
  assert.deepEqual(house.accepted.filter(({ kind }) => kind !== 'survey-answered').map(({ kind, direction, identifiers }) => [kind, direction, identifiers?.[0]?.value]), [['survey-sent', 'out', 'ann@home.example'], ['survey-delivered', 'out', 'ann@home.example']]);
  assert.deepEqual(house.accepted.map(({ kind, identifiers }) => `${kind} ${identifiers?.[0]?.verified ?? 'proves nothing'}`).filter((one, at, all) => all.indexOf(one) === at), ['survey-sent proves nothing', 'survey-delivered proves nothing', 'survey-answered signed-token'], 'that we wrote to an address does not prove whose it is; that its link was used does');
  const { listening } = await house.surveys.one(id);
  assert.deepEqual([listening.met, listening.invited, listening.reached, listening.answered, listening.answerShare?.value], [1, 1, 1, 1, 1]);
  assert.ok((listening.answerShare?.low ?? 1) < 0.3, 'one answer of one says little');
});

test('a mail that waits in a queue counts once it left; one that might not go at the last moment is asked again; one that failed or came back is not sent twice', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  house.world.isQueued = true;
  for (const order of ['1', '2', '3']) await house.delivered(await house.somebody(`q${order}@home.example`), order);
  await house.surveys.look();
  const states = async (): Promise<unknown[]> => [await house.stateOf('1'), await house.stateOf('2'), await house.stateOf('3')].map((one) => one?.state);
  assert.deepEqual(await states(), ['sending', 'sending', 'sending']);
  assert.ok(house.mails.every(({ shown, text }) => !/[A-Za-z0-9_-]{32}/.test(shown) && /[A-Za-z0-9_-]{32}/.test(text)), 'what is kept of a mail opens nothing');
  const settled = house.mails.map(({ key }, at) => ({ type: 'mail.settled', key, letter: 'l', state: (['sent', 'refused', 'failed'] as const)[at], interaction: null, problem: null, atMs: house.world.nowMs }));
  await house.outreach.release(house.mails[1]?.reservation ?? '');
  await people.database.transaction((tx) => receiveSettled({ clock: () => house.world.nowMs }, [...settled, { type: 'mail.settled', key: 'reply 1' } as never], tx));
  assert.deepEqual(await states(), ['sent', 'held', 'failed']);
  house.world.nowMs += 2 * HOUR;
  await house.surveys.look();
  assert.deepEqual([await states(), house.mails.length], [['sent', 'sending', 'failed'], 4]);
  const bounced = house.mails.map(({ key }) => ({ type: 'mail.bounced', key, letter: 'l', why: 'mailbox-unknown', isLasting: true, atMs: house.world.nowMs }));
  await people.database.transaction((tx) => receiveSettled({ clock: () => house.world.nowMs }, bounced.slice(0, 1), tx));
  await house.surveys.look();
  assert.deepEqual([await states(), house.mails.length], [['failed', 'sending', 'failed'], 4]);
});

test('a moment that is too long ago when the hold ends is not asked about any more, and an import of history asks nobody', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const ann = await house.somebody('ann@home.example');
  openCase(ann.id);
  await house.delivered(ann, '118');
  await house.delivered(ann, 'years-ago', 400 * DAY);
  await house.surveys.look();
  house.world.nowMs += 15 * DAY;
  house.world.holds = new Map();
  await house.surveys.look();
  assert.deepEqual([await house.stateOf('118'), await house.stateOf('years-ago'), house.mails.length], [{ state: 'missed', reasons: ['open-case', 'too-late'] }, undefined, 0]);
});

test('who is asked is drawn by the moment alone: a customer who waits, complains or is held draws as before, and each draw can be told', async () => {
  const { id } = await house.running({ ...everybody(), plan: { ...everybody().plan, shareRatio: 0.5 } });
  const drawn: boolean[] = [];
  for (let at = 0; at < 40; at += 1) {
    const one = await house.somebody(`p${at}@home.example`);
    if (at % 2 === 0) openCase(one.id);
    await house.delivered(one, `o${at}`);
    drawn.push((await house.stateOf(`o${at}`))?.state === 'waiting');
  }
  const lines = await house.surveys.invitations(id, null);
  assert.deepEqual(lines.toReversed().map(({ draw }) => draw < 0.5), drawn, 'nothing but the draw decides');
  assert.match(lines.find(({ state }) => state === 'not-drawn')?.says ?? '', /^Not drawn: 0\.\d{4} is not below 0\.5\.$/);
});

test('a cap of the week is dealt out by days, and a quota holds for its brand alone', async () => {
  await house.running({ ...everybody(), plan: { ...everybody().plan, perWeekMost: 7 } });
  const states: (string | undefined)[] = [];
  for (let at = 0; at < 3; at += 1) {
    await house.delivered(await house.somebody(`c${at}@home.example`), `c${at}`);
    states.push((await house.stateOf(`c${at}`))?.state);
  }
  assert.deepEqual(states, ['waiting', 'full', 'full'], 'it is Monday: a seventh of seven');
});

test('answering twice changes the answer, keeps the first as a revision, and says so', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const token = await asked('ann@home.example', '118');
  await answerOnce(token, 3);
  house.world.nowMs += DAY;
  const again = pageOf(await house.surveys.pages.linkPage(token, {}, BROWSER));
  assert.match(again, /You answered on June 15, 2026\. You can change your answer until July 15, 2026/);
  assert.match(again, /value="3" checked/);
  assert.match(await follow(token, await answerOnce(token, 8)), /Your answer was changed; the new one counts/);
  await house.surveys.look();
  assert.deepEqual(answersTold().at(-1), [2, 8, undefined]);
  assert.deepEqual((await people.database.rows<{ answers: object }>(sql`select answers from surveys.answer order by revision`)).map(({ answers }) => answers), [{ recommend: 3 }, { recommend: 8 }]);
  assert.equal(locationOf(await answerOnce(token, 8)).searchParams.get('did'), null, 'the same again is no change');
  assert.equal((await people.database.rows(sql`select 1 from surveys.answer`)).length, 2);
});

test('an answer to a survey that has ended is thanked, kept apart and not counted; what counted before still does', async () => {
  await house.outreach.switch('survey', true, 'p1');
  const { id } = await house.running(everybody());
  const [early, late] = [await asked('ann@home.example', '118'), await asked('ben@home.example', '119')];
  await answerOnce(early, 9);
  await house.surveys.close(id, 'The season is over.', 'p1');
  assert.match(pageOf(await house.surveys.pages.linkPage(late, {}, BROWSER)), /This survey has ended\. If you still want to tell us something, we read it; it is not counted/);
  assert.match(await follow(late, await answerOnce(late, 0)), /This survey had ended before your answer came: we keep it apart/);
  await answerOnce(early, 1);
  await house.surveys.look();
  assert.deepEqual(answersTold(), [[1, 9, undefined]]);
  assert.deepEqual(house.followUps(), [], 'nothing is opened by what is not counted');
  const { listening } = await house.surveys.one(id);
  assert.deepEqual([listening.answered, listening.apart], [1, 2]);
});

test('a guessed, cut or ended link opens nothing, tells nothing, and its address is stopped; whoever has a link goes on', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const token = await asked('ann@home.example', '118');
  const guesser = { ...BROWSER, address: '198.51.100.9' };
  const guesses = [token.slice(0, -1), `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, '../../etc/passwd', "' or 1=1", ''];
  for (const guess of guesses) assert.deepEqual([(await house.surveys.pages.linkPage(guess, {}, guesser)).status, (await house.surveys.pages.linkSent(guess, form({ 'q.recommend': '1' }), guesser)).status], [404, 404], guess);
  for (let tries = 2 * guesses.length; tries < TRY_LIMITS.misses; tries += 1) await house.surveys.pages.linkPage(`${tries}`.padStart(32, 'x'), {}, guesser);
  await assert.rejects(house.surveys.pages.linkPage(token, {}, guesser), isRefused('too-many', 'tries-too-many'));
  assert.equal((await house.surveys.pages.linkPage(token, {}, BROWSER)).status, 200);
  const [kept] = await people.database.rows<{ text: string }>(sql`select i::text as text from surveys.invitation i where token_hash is not null`);
  assert.ok(kept !== undefined && !kept.text.includes(token), 'only its hash is kept');
  house.world.nowMs += 31 * DAY;
  assert.equal((await house.surveys.pages.linkPage(token, {}, BROWSER)).status, 404);
});

test('a megabyte of emoji is refused in a clear sentence, and what else was answered is kept', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody({ questions: [asks.nps('recommend'), asks.open('why'), asks.one('again', ['yes', 'no'])] }));
  const token = await asked('ann@home.example', '118');
  await answerOnce(token, 2);
  const refused = await house.surveys.pages.linkSent(token, form({ from: '1', l: 'en', 'q.why': '😀'.repeat(262_144), 'q.again': 'no' }), BROWSER);
  assert.equal(refused.status, 400);
  assert.match(pageOf(refused), /This is longer than 4000 characters\. Please shorten it\. Everything else that you answered is kept\./);
  assert.ok(pageOf(refused).length < 30_000, 'it does not come back whole');
  await house.surveys.look();
  assert.deepEqual(answersTold().at(-1), [2, 2, ['no']]);
});

test('a low answer wants somebody, once, by name of its case; who asks for a call too; who wants no more is not asked again', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const [low, high] = [await asked('ann@home.example', '118'), await asked('ben@home.example', '119')];
  await answerOnce(low, 6);
  await answerOnce(high, 10);
  await house.surveys.look();
  await answerOnce(low, 5);
  await house.surveys.look();
  const [first, ...others] = house.followUps();
  assert.deepEqual([first?.key.startsWith('survey '), first?.because, first?.isUrgent, others], [true, 'They answered 6 to “How likely are you to recommend us after this order?”.', false, []]);
  assert.match(await follow(high, await house.surveys.pages.linkSent(high, form({ wish: 'contact', l: 'en' }), BROWSER)), /Somebody will get in touch with you/);
  assert.match(await follow(high, await house.surveys.pages.linkSent(high, form({ wish: 'stop', l: 'en' }), BROWSER)), /We will not ask you again/);
  await house.surveys.look();
  assert.equal(house.followUps()[1]?.because, 'They want somebody to get in touch. To be reached at: ben@home.example.');
  assert.deepEqual(house.accepted.find(({ kind }) => kind === 'survey-stopped')?.consents?.map(({ purpose, answer }) => [purpose, answer]), [['research', 'withdrawn']]);
});

test('one click in a mail program ends questions, for the address that was written to and nothing else; opening the address ends nothing, and a second click says nothing new', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const token = await asked('ann@home.example', '118');
  const { unsubscribe } = house.mails.at(-1) ?? assert.fail();
  assert.equal(unsubscribe, `https://custos.example/s/${token}?stop=1`);
  const said = () => house.accepted.filter(({ kind }) => kind === 'survey-stopped').map(({ consents }) => consents?.map(({ purpose, answer, wording }) => [purpose, answer, wording]));
  const page = await house.surveys.pages.linkPage(token, { stop: '1' }, BROWSER);
  assert.ok('page' in page && page.page.markup.includes('Do not ask me again'));
  assert.deepEqual(said(), [], 'programs that look what stands behind a link withdraw nothing');
  const click = () => house.surveys.pages.linkSent(token, async () => new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), { address: '203.0.113.9', wishes: [] });
  for (const answer of [await click(), await click()]) assert.ok(answer.status === 200 && answer.page.markup.includes('We will not ask you again'));
  assert.deepEqual(said(), [[['research', 'withdrawn', 'Unsubscribed with one click in a mail program']]]);
});

test('a survey whose answers nobody acts on pauses itself, says why and how to go on, and goes on once somebody acted', async () => {
  await house.outreach.switch('survey', true, 'p1');
  const { id } = await house.running(everybody());
  const tokens: string[] = [];
  for (let at = 0; at < 6; at += 1) tokens.push(await asked(`a${at}@home.example`, `a${at}`));
  for (const token of tokens) await answerOnce(token, 1);
  await house.surveys.look();
  const keys = house.followUps().map(({ key }) => key);
  assert.equal(keys.length, 6);
  house.world.nowMs += 47 * HOUR;
  await house.surveys.look();
  assert.equal((await house.surveys.one(id)).state, 'running', 'they have two days');
  house.world.nowMs += 2 * HOUR;
  await house.surveys.look();
  const paused = await house.surveys.one(id);
  assert.deepEqual([paused.state, paused.changes[0]?.by], ['paused', 'Custos']);
  assert.match(paused.because ?? '', /of 6 answers of the last 30 days that wanted somebody within 48 hours, 6 found nobody; at most 30 % may\. Take their cases, then let the survey go on\./);
  await house.delivered(await house.somebody('new@home.example'), 'after');
  await house.surveys.look();
  assert.equal(await house.stateOf('after'), undefined, 'nobody new is asked');
  assert.equal((await house.surveys.pages.linkSent(tokens[0] ?? '', form({ from: '0', 'q.recommend': '2' }), BROWSER)).status, 303, 'who was asked may answer');
  await assert.rejects(house.surveys.resume(id, 'p1'), isRefused('conflict', 'survey-unheeded'));
  for (const key of keys.slice(0, 5)) house.touched.add(key);
  await house.surveys.resume(id, 'p1');
  await house.surveys.look();
  assert.equal((await house.surveys.one(id)).state, 'running', 'one of six is within what may be');
});

test('whoever scans a code or meets the widget answers at once, gets a link of their own, and becomes known when they leave an address', async () => {
  const { key } = await house.running(sampleSurvey({ questions: [asks.nps('recommend'), asks.open('why')], plan: { ...sampleSurvey().plan, moment: 'link' } }));
  assert.match(pageOf(await house.surveys.pages.openPage(key, undefined, BROWSER)), /recommend\?/);
  const sent = await house.surveys.pages.openSent(key, form({ 'q.recommend': '2' }), BROWSER);
  const token = locationOf(sent).pathname.slice('/s/'.length);
  assert.match(await follow(token, sent), /Your answer counts[\s\S]*why\?/);
  await house.surveys.look();
  assert.deepEqual([answersTold(), house.accepted.at(-1)?.identifiers, house.followUps()], [[[1, 2, undefined]], [], []], 'nobody knows who it was, so that there is nobody to answer');
  assert.match(pageOf(await house.surveys.pages.linkSent(token, form({ wish: 'contact', contact: 'nonsense' }), BROWSER)), /Please write an e-mail address or a phone number/);
  await house.surveys.pages.linkSent(token, form({ wish: 'contact', contact: 'cleo@home.example' }), BROWSER);
  await house.surveys.look();
  assert.deepEqual(house.accepted.at(-1)?.identifiers?.map(({ value, verified }) => [value, verified]), [['cleo@home.example', undefined]], 'what somebody typed proves nothing');
  await house.somebody('cleo@home.example');
  await house.surveys.look();
  assert.match(house.followUps()[0]?.because ?? '', /They answered 2.*To be reached at: cleo@home\.example/);
  assert.deepEqual(await house.surveys.pages.widgetQuestion(key, undefined, BROWSER).then(({ kind, options }) => [kind, options.length]), ['nps', 11]);
  assert.match((await house.surveys.pages.widgetSent(key, { value: '9' }, BROWSER)).more, /^\/s\/[A-Za-z0-9_-]{32}\?from=1&l=en&did=counted$/);
  await assert.rejects(house.surveys.pages.widgetSent(key, { value: '99' }, BROWSER), isRefused('invalid', 'not-offered'));
});

test('what is known of somebody is not asked: a trait, or an answer that they gave lately', async () => {
  await house.outreach.switch('survey', true, 'p1');
  const known = (trait: string | null, answeredDays: number | null) => ({ known: { trait, answeredDays } });
  await house.running(everybody({ questions: [asks.nps('recommend'), { ...asks.open('size'), ...known('shoe-size', null) }, { ...asks.one('heard-of-us', ['friend', 'ad']), ...known(null, 365) }] }));
  const ann = await house.somebody('ann@home.example');
  house.traits.set(ann.id, new Set(['shoe-size']));
  await house.delivered(ann, '1');
  await house.surveys.look();
  const first = linkIn(house.mails.at(-1));
  const page = await follow(first, await answerOnce(first, 9));
  assert.deepEqual([page.includes('size?'), page.includes('heard-of-us?')], [false, true]);
  await house.surveys.pages.linkSent(first, form({ from: '1', 'q.heard-of-us': 'ad' }), BROWSER);
  house.world.nowMs += 100 * DAY;
  await house.delivered(ann, '2');
  await house.surveys.look();
  const second = linkIn(house.mails.at(-1));
  assert.notEqual(second, first);
  assert.match(await follow(second, await answerOnce(second, 9)), /You can close this page/, 'one question was enough');
});

test('who types somebody else’s address learns nothing of them by what is left out', async () => {
  const ann = await house.somebody('ann@home.example');
  house.traits.set(ann.id, new Set(['shoe-size']));
  const { key } = await house.running(sampleSurvey({ questions: [asks.nps('recommend'), { ...asks.open('size'), known: { trait: 'shoe-size', answeredDays: null } }], plan: { ...sampleSurvey().plan, moment: 'link' } }));
  const sent = await house.surveys.pages.openSent(key, form({ 'q.recommend': '2' }), BROWSER);
  const token = locationOf(sent).pathname.slice('/s/'.length);
  await house.surveys.pages.linkSent(token, form({ wish: 'contact', contact: 'ann@home.example' }), BROWSER);
  await house.surveys.look();
  assert.equal(house.followUps().length, 1, 'somebody of us is to answer Ann');
  assert.match(await follow(token, sent), /size\?/, 'that it is left out would tell that Ann is a customer whose shoe size we know');
});

test('two people save at once: the second is told; a survey that is unfinished or unreadable is refused by name', async () => {
  const id = await house.surveys.make(sampleSurvey(), 'p1');
  assert.equal(await house.surveys.save(id, sampleSurvey({ title: 'Second' }), 1, 'p1'), 2);
  await assert.rejects(house.surveys.save(id, sampleSurvey({ title: 'Other' }), 1, 'p1'), isRefused('conflict', 'survey-changed-meanwhile'));
  await assert.rejects(house.surveys.publish(id, 1, 'p1'), isRefused('conflict', 'survey-changed-meanwhile'));
  await assert.rejects(house.surveys.save(id, sampleSurvey({ theme: { ink: '#888888', paper: '#ffffff', accent: '#0a5f68' } }), 2, 'p1'), isRefused('invalid', 'theme-unreadable'));
  await house.surveys.save(id, sampleSurvey({ questions: [asks.nps('a'), asks.open('b', [{ question: 'a', is: 'at-least', value: 11 }])] }), 2, 'p1');
  await assert.rejects(house.surveys.publish(id, 3, 'p1'), isRefused('invalid', 'survey-unfinished'));
  await assert.rejects(people.database.run(sql`delete from surveys.version`), /append only/);
});

test('who is erased is forgotten here too, and whoever asks for their data gets every revision', async () => {
  await house.outreach.switch('survey', true, 'p1');
  await house.running(everybody());
  const token = await asked('ann@home.example', '118');
  await answerOnce(token, 3);
  await answerOnce(token, 4);
  const [{ node } = { node: 0 }] = await people.database.rows<{ node: number }>(sql`select node from surveys.invitation`);
  assert.deepEqual((await surveysHeld.held(people.database, [node]) as { answers: { answers: object }[] }[]).map(({ answers }) => answers.map((one) => one.answers)), [[{ recommend: 3 }, { recommend: 4 }]]);
  assert.deepEqual(await people.database.transaction((tx) => surveysKept.eraseNodes(tx, [node])), { 'surveys.answer': 2, 'surveys.invitation': 1 });
  assert.equal((await house.surveys.pages.linkPage(token, {}, BROWSER)).status, 404);
});
