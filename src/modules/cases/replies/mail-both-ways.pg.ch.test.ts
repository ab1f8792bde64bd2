import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { createTransport } from 'nodemailer';
import { imapServer } from '../../../../test/engines/imap-server.ts';
import { mailServer, until, type MailServer } from '../../../../test/engines/mail-server.ts';
import { voiceEngines, type VoiceEngines } from '../../../../test/engines/voice-house.ts';
import { refusedAs } from '../../../../test/refused-as.ts';
import { parsePublicId, publicId } from '../../../kernel/public-id.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { lettersKept } from '../../channels/index.ts';
import type { MailSetting } from '../../channels/contract.ts';
import { DEFAULT_GOVERNOR_RULES } from '../../outreach/contract.ts';
import type { CaseView } from '../contract.ts';
import { casesHeld, casesKept } from '../index.ts';
import { from, mailHouse, reader, reportOf, type MailHouse } from './mail-both-ways.fixture.ts';

const HOUR = 3_600_000;
let aheadMs = 0;
const clock = (): number => Date.now() + aheadMs;
let engines: VoiceEngines;
let house: MailHouse;
let far: MailServer;
let held: string | null = null;

const SETTING = (): MailSetting => ({ mailboxes: ['help@shop.example'], out: { host: '127.0.0.1', port: far.port, security: 'none', user: 'custos', from: 'help@shop.example', name: 'The shop' }, box: null });

before(async () => {
  engines = await voiceEngines();
  far = await mailServer();
  house = await mailHouse(engines, clock, () => held);
  await house.mail.set({ setting: SETTING(), outPassword: 'let me out' }, 'ola');
  await house.outreach.switch('reply', true, 'ola');
});
after(async () => {
  door?.close();
  await house?.end();
  await far?.close();
  await engines?.close();
});

let door: { sendMail(mail: { envelope: { from: string; to: string }; raw: string }): Promise<{ response: string }>; close(): void } | null = null;
/** A mail that somebody sends to us through our listener, dated to the second, hence a little ahead; what our side answered. */
async function post(headers: readonly string[], body: string, to = 'help@shop.example', envelopeFrom = 'nora@x.example'): Promise<string> {
  const [host = '', port = ''] = (house.mail.listening().at ?? '').split(':');
  door ??= createTransport({ host, port: Number(port), ignoreTLS: true, pool: true, maxConnections: 1, maxMessages: 1_000 });
  const sent = await door.sendMail({ envelope: { from: envelopeFrom, to }, raw: [...(headers.some((line) => line.startsWith('Date:')) ? [] : [`Date: ${new Date(clock() + 2_000).toUTCString()}`]), ...headers, '', body, ''].join('\r\n') });
  return sent.response;
}
const referenceIn = (response: string): string => /Kept as (\w+)/.exec(response)?.[1] ?? assert.fail(response);
async function heard(headers: readonly string[], body: string): Promise<string> {
  const reference = referenceIn(await post(headers, body));
  await house.interactions.settled();
  return reference;
}
const look = (number: number): Promise<CaseView> => house.cases.one(number, reader);
async function opened(interactions: readonly string[]): Promise<number> {
  return house.cases.open({ interactions, about: 'A late parcel', subject: { type: 'order', id: 'N-17' }, priority: 'normal', isMine: true }, 'ann');
}
async function reply(number: number, to: string, text: string, more: { key?: string; subject?: string; nextUpdateBy?: string } = {}) {
  const { version } = await look(number);
  return house.replies.send(number, { key: randomUUID(), seen: version, to, subject: 'Re: Where is it?', text, language: 'en', nextUpdateBy: null, ...more }, 'ann', reader);
}
const stateOf = async (number: number): Promise<string | undefined> => (await house.replies.desk(number, reader)).replies[0]?.state;
const becomes = (number: number, state: string): Promise<void> => until(async () => await stateOf(number) === state, async () => `the reply is ${await stateOf(number)}, not ${state}`);
/** Everything that was said has come to whom it belongs. */
async function settled(): Promise<void> {
  await house.interactions.settled();
  await house.outbox.drained();
}

test('a mail that comes in is an interaction, answered on its case by mail, and the answer to that comes back to the case', async () => {
  const first = await heard(from('Nora', 'm1'), 'The box was empty.\r\n-- \r\nNora Brandvold');
  const number = await opened([first]);
  const desk = await house.replies.desk(number, reader);
  assert.deepEqual([desk.to, desk.subject, desk.isOn, desk.whyNot, desk.answers], [['nora@x.example'], 'Re: Where is it?', true, null, first]);
  const nextUpdateBy = new Date(clock() + 26 * HOUR).toISOString();
  const text = desk.templates.find(({ key }) => key === 'status')?.text ?? '';
  const shown = await house.replies.preview(number, { to: 'nora@x.example', subject: desk.subject, text, language: 'en', nextUpdateBy }, 'ann', reader);
  assert.match(shown.text, /^Hello Nora Brandvold,\n\nYour order N-17 left our house\.\n\nAnn Berg will tell you by .+\n\nKind regards\nAnn Berg$/);
  assert.deepEqual([shown.from, shown.missing, shown.would], ['The shop <help@shop.example>', [], 'go']);
  assert.equal((await reply(number, 'nora@x.example', shown.text, { nextUpdateBy })).state, 'waiting');
  await becomes(number, 'sent');
  const [sent] = far.got.filter(({ to }) => to.includes('nora@x.example'));
  assert.ok(sent !== undefined);
  assert.deepEqual([sent.from, sent.to, sent.user, sent.header('in-reply-to'), sent.header('references'), sent.header('from'), sent.header('to'), sent.header('subject')], ['help@shop.example', ['nora@x.example'], 'custos let me out', '<m1@x.example>', '<m1@x.example>', 'The shop <help@shop.example>', 'Nora Brandvold <nora@x.example>', 'Re: Where is it?']);
  assert.equal(sent.text, shown.text, 'it went exactly as it was shown');
  await settled();
  const informed = await look(number);
  assert.deepEqual([informed.state, informed.nextUpdateBy, informed.clocks.find(({ clock: one }) => one === 'first-answer')?.standing], ['informed', nextUpdateBy, 'met']);
  const out = informed.interactions.find(({ direction }) => direction === 'out');
  assert.deepEqual([out?.channel, out?.kind, out?.text, out?.properties['messageId'], out?.otherCustomer], ['email', 'mail-sent', shown.text, sent.messageId, null]);

  const back = await heard(from('Nora', 'm2', `In-Reply-To: <${sent.messageId}>`, `References: <m1@x.example> <${sent.messageId}>`), 'It is still not here.\r\n\r\nOn Monday 3 March 2026, The shop wrote:\r\n> Hello Nora');
  await settled();
  const answered = await look(number);
  assert.ok(answered.interactions.some(({ id, text: said }) => id === back && said === 'It is still not here.'), 'her answer came to her case');
  assert.notEqual(answered.unansweredSince, null, 'and the clocks heard it');
  const { answers, subject } = await house.replies.desk(number, reader);
  assert.deepEqual([answers, subject], [back, 'Re: Where is it?']);
});

test('the same mail twice is one interaction; one under a Message-ID that is known already is another', async () => {
  const headers = from('Twice', 'same', `Date: ${new Date(clock()).toUTCString()}`);
  const first = await heard(headers, 'I say it once.');
  assert.equal(await heard(headers, 'I say it once.'), first);
  const other = await heard(from('Mallory', 'same'), 'She never said that.');
  assert.notEqual(other, first);
  const [said] = await house.interactions.saidBy([parsePublicId('interaction', first)]);
  assert.deepEqual([said?.item.text, said?.item.revision], ['I say it once.', 1]);
});

test('a hundred automatic answers are never answered: most end quietly and are told, none of the others can be written to', async () => {
  const before = far.got.length;
  const kept: string[] = [];
  for (let at = 0; at < 100; at += 1) {
    const response = await post(from('Robot', `auto-${at}`, 'Auto-Submitted: auto-replied', 'Precedence: bulk'), `I am out of office, ${at}`);
    if (response.includes('Kept as')) kept.push(referenceIn(response));
  }
  await settled();
  assert.equal(kept.length, 10);
  const state = await house.mail.state();
  assert.deepEqual(state.ended.map(({ because, count }) => [because, count]), [['auto-reply-storm', 90]]);
  const number = await opened(kept);
  assert.match((await house.replies.desk(number, reader)).whyNot ?? '', /machine/);
  for (const text of ['Thank you', 'Thank you again']) await assert.rejects(reply(number, 'robot@x.example', text), refusedAs('answers-a-machine'));
  // The door itself holds, whoever comes to it.
  const token = (await house.outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'a try', to: 'robot@x.example' }, 'ann')).token ?? assert.fail();
  const letter = { key: 'a try', token, purpose: 'reply', node: 1, to: { address: 'robot@x.example', name: '' }, subject: 'Hi', text: 'Hi', thread: null, askedBy: 'ann', signedAs: null };
  await assert.rejects(house.mail.send({ ...letter, answers: ['auto-3@x.example'] }), refusedAs('answers-a-machine'));
  await assert.rejects(house.mail.send({ ...letter, answers: [], to: { address: 'mailer-daemon@x.example', name: '' } }), refusedAs('answers-a-machine'));
  assert.equal(far.got.length, before);
});

test('mail for nobody of ours is not taken, what is no mail waits in quarantine with its reason, and too much is refused', async () => {
  await assert.rejects(post(from('Nora', 'm3'), 'Pass it on', 'somebody@elsewhere.example'), /550/);
  const bad = referenceIn(await post(['Subject: nobody signs this'], 'Hello'));
  assert.match(bad, /^prk_/);
  const parked = (await house.interactions.quarantine({ state: 'parked', reason: null, limit: 10 })).items.find(({ reference }) => reference === bad);
  assert.deepEqual([parked?.source, parked?.reason, parked?.detail], ['mail', 'malformed', 'It does not say who wrote it.']);
  assert.equal((await house.interactions.replay(bad, null)).status, 'accepted', 'replayed, it is of nobody');
  await assert.rejects(post(from('Nora', 'm4'), 'x'.repeat(26 * 1024 * 1024)), /552/);
});

test('while replies are off a reply is withheld, shown with whom it would have gone to, and never sent later by itself', async () => {
  const number = await opened([await heard(from('Quiet', 'q1'), 'Are you there?')]);
  await house.outreach.switch('reply', false, 'ola');
  const { would, why } = await house.replies.preview(number, { to: 'quiet@x.example', subject: 'Re: Hi', text: 'We are.', language: 'en', nextUpdateBy: null }, 'ann', reader);
  assert.deepEqual([would, why], ['withheld', 'Nobody switched replies on: it is kept as it would have gone.']);
  const kept = await reply(number, 'quiet@x.example', 'We are.');
  assert.deepEqual([kept.state, kept.to, kept.text, kept.reasons], ['withheld', 'quiet@x.example', 'We are.', ['Nobody switched this on: it is shown as it would have gone.']]);
  const shown = (await house.outreach.held('reply')).find(({ text }) => text === 'We are.');
  assert.deepEqual([shown?.recipients, shown?.first[0]?.address, shown?.askedBy], [1, 'quiet@x.example', 'Ann Berg']);
  await house.outreach.switch('reply', true, 'ola');
  held = 'The demo company is here: nothing leaves this installation.';
  assert.equal((await reply(number, 'quiet@x.example', 'Not even with the switch on.')).state, 'withheld', 'the demo never sends');
  await assert.rejects(house.mail.tryOut({ address: 'ola@shop.example', name: '' }), refusedAs('mail-held'));
  held = null;
  await settled();
  assert.deepEqual([(await look(number)).state, far.got.filter(({ to }) => to.includes('quiet@x.example')).length], ['owned', 0]);
});

test('a reply that is asked for twice, and a token that is used twice, go once', async () => {
  const number = await opened([await heard(from('Once', 'o1'), 'Hello?')]);
  const { version } = await look(number);
  const asked = { key: randomUUID(), seen: version, to: 'once@x.example', subject: 'Re: Hello', text: 'Only once.', language: 'en' as const, nextUpdateBy: null };
  const tried = await Promise.allSettled(Array.from({ length: 8 }, () => house.replies.send(number, asked, 'ann', reader)));
  assert.ok(tried.some(({ status }) => status === 'fulfilled'), JSON.stringify(tried));
  await becomes(number, 'sent');
  const token = (await house.outreach.reserve({ purpose: 'reply', channel: 'email', slot: 'by hand', to: 'once@x.example' }, 'ann')).token ?? assert.fail();
  const letter = { token, purpose: 'reply', node: parsePublicId('node', (await look(number)).interactions[0]?.node ?? ''), to: { address: 'once@x.example', name: '' }, subject: 'By hand', text: 'Once', answers: [], thread: null, askedBy: 'ann', signedAs: null };
  await house.mail.send({ ...letter, key: 'hand 1' });
  await house.mail.send({ ...letter, key: 'hand 1' });
  await until(async () => far.got.some(({ header }) => header('subject') === 'By hand'), async () => 'it never came');
  await settled();
  assert.deepEqual(far.got.filter(({ to }) => to.includes('once@x.example')).map(({ header }) => header('subject')), ['Re: Hello', 'By hand']);
});

test('a reply that was sent twice from one page stands as on its way; of two people who answer at once, the second is told', async () => {
  const number = await opened([await heard(from('Twice', 'tw1'), 'Hello?')]);
  const { version } = await look(number);
  const asked = { key: randomUUID(), seen: version, to: 'twice@x.example', subject: 'Re: Hello', text: 'The first answer.', language: 'en' as const, nextUpdateBy: null };
  far.behave = 'later';
  await Promise.allSettled(Array.from({ length: 8 }, () => house.replies.send(number, asked, 'ann', reader)));
  assert.deepEqual((await house.replies.desk(number, reader)).replies.map(({ state }) => state), ['waiting'], 'who reads that it may not go writes it again');
  const second = { ...asked, key: randomUUID(), text: 'The second answer.' };
  await assert.rejects(house.replies.send(number, second, 'ola', reader), refusedAs('reply-on-its-way'));
  assert.equal((await house.replies.send(number, { ...second, key: randomUUID(), text: 'One thing more.' }, 'ann', reader)).state, 'waiting', 'whoever wrote it may say more');
  far.behave = 'take';
  aheadMs += HOUR;
  house.mail.wake();
  await becomes(number, 'sent');
  await settled();
  assert.equal((await house.replies.send(number, { ...second, seen: (await look(number)).version }, 'ola', reader)).state, 'waiting', 'having seen the first, they answer');
  await becomes(number, 'sent');
  assert.deepEqual(far.got.filter(({ to }) => to.includes('twice@x.example')).map(({ text }) => text.trim()).toSorted(), ['One thing more.', 'The first answer.', 'The second answer.']);
});

const sentMails = async (number: number) => (await look(number)).interactions.filter(({ direction }) => direction === 'out').toSorted((a, b) => (a.occurredAt < b.occurredAt ? -1 : 1));

test('a reply that comes back says so on its case and to its owner; nothing more goes where nobody is, until somebody writes from there', async () => {
  const first = await heard(from('Lost', 'g1'), 'Where is it?');
  const number = await opened([first]);
  const sends = async (text: string): Promise<string> => {
    const { state } = await reply(number, 'lost@x.example', text);
    if (state !== 'waiting') return state;
    await becomes(number, 'sent');
    await settled();
    return far.got.findLast(({ to }) => to.includes('lost@x.example'))?.messageId ?? assert.fail();
  };
  const comesBack = async (letter: string, id: string, action: string, status: string): Promise<string> => {
    const answer = await post(...reportOf(letter, id, action, status), 'help@shop.example', '');
    await settled();
    return answer;
  };
  const clocksOf = async (): Promise<readonly unknown[]> => { const view = await look(number); return [view.state, view.unansweredSince !== null, view.clocks.map((one) => `${one.clock} ${one.standing}`)]; };
  const before = await clocksOf();
  const later = await sends('It is on its way.');
  assert.notDeepEqual(await clocksOf(), before, 'whoever is answered waits no longer');
  const told = async (): Promise<readonly unknown[]> => { const [latest] = (await house.replies.desk(number, reader)).replies; return [latest?.state, latest?.problem]; };
  await comesBack(later, 'g2', 'delayed', '4.4.1');
  assert.deepEqual(await told(), ['sent', null], 'it is still tried');
  await comesBack(later, 'g3', 'failed', '4.4.7');
  assert.deepEqual(await told(), ['failed', 'This reply did not reach them: their mail server could not be reached.']);
  assert.deepEqual(await clocksOf(), before, 'whom nothing reached waits as if it had not been sent');
  const happened = (await look(number)).happenings;
  assert.deepEqual([happened[0]?.kind, happened[0]?.mentions.map(({ id }) => id), happened.find(({ kind }) => kind === 'informed')?.isUnreached], ['came-back', ['ann'], true]);

  const lost = await sends('It is on its way, still.');
  assert.match(await comesBack(lost, 'g4', 'failed', '5.1.1'), /nothing becomes of it/);
  await comesBack(lost, 'g5', 'failed', '5.1.1');
  assert.deepEqual(await told(), ['failed', 'This reply did not reach them: mailbox unknown.']);
  const view = await look(number);
  assert.equal(view.interactions.filter(({ direction }) => direction === 'in').length, 1, 'a report is no word of the customer');
  const notes = view.happenings.filter(({ text }) => text?.includes('did not reach them') === true);
  assert.deepEqual(notes.map(({ text }) => text?.includes('Nothing more goes to this address')), [true, false], 'each is told once');
  assert.deepEqual(await clocksOf(), before);
  await until(async () => (await sentMails(number)).every(({ properties }) => properties['unreached'] !== undefined), async () => JSON.stringify(await sentMails(number)));
  assert.deepEqual((await sentMails(number)).map(({ text, revision, properties }) => [text, revision, properties['unreached']]), [['It is on its way.', 2, 'not-reached'], ['It is on its way, still.', 2, 'mailbox-unknown']], 'what was said is kept, and says of itself that nobody heard it');
  assert.deepEqual((await house.identity.customersByIdentifier('email', 'mailer-daemon@x.example')), []);

  assert.equal(await sends('Once more.'), 'not-now');
  const liftAddress = (to: string) => house.replies.liftAddress(number, { to, why: 'She read it to me on the phone.' }, 'ann', reader);
  assert.deepEqual((await house.replies.desk(number, reader)).stopped, ['lost@x.example']);
  await assert.rejects(liftAddress('ben@x.example'), refusedAs('address-not-theirs'));
  assert.deepEqual((await liftAddress('lost@x.example')).stopped, [], 'whoever knows better lets it go again');
  const [lifted] = (await look(number)).happenings;
  assert.deepEqual([lifted?.by?.id, lifted?.text], ['ann', 'Mail may go to lost@x.example again, from which it had come back: She read it to me on the phone.']);
  await assert.rejects(liftAddress('lost@x.example'), refusedAs('address-not-stopped'));
  const third = await sends('And once more.');
  await comesBack(third, 'g9', 'failed', '5.1.1');
  assert.deepEqual((await house.replies.desk(number, reader)).stopped, ['lost@x.example'], 'the next mail that comes back stops it again');
  assert.equal(await sends('Once more.'), 'not-now');
  assert.match((await house.replies.desk(number, reader)).replies[0]?.reasons[0] ?? '', /nobody is there/);
  await heard(from('Lost', 'g6'), 'I am here again.');
  await sends('Here it is.');
  assert.deepEqual(await told(), ['sent', null]);
  assert.equal(await comesBack(lost, 'g7', 'failed', '5.1.1').then(() => stateOf(number)), 'sent', 'what is known already stops nothing anew');
  assert.match(await comesBack('never.custos@shop.example', 'g8', 'failed', '5.1.1'), /Kept as/, 'a report about no mail of ours stays what it was: a mail of a machine');
});

test('what was written to somebody who is another person by now stands on their page, and no more in the case where it was written; what was said without a mail stays with a note', async () => {
  const [his, hers] = [await heard(from('Otto', 'h1'), 'Where is it?'), await heard(from('Pia', 'h2'), 'And mine?')];
  const customerOf = async (mail: string): Promise<number> => (await house.identity.customersByIdentifier('email', mail))[0] ?? assert.fail(mail);
  const joined = await house.identity.join(await customerOf('pia@x.example'), await customerOf('otto@x.example'), 'one person', 'ann');
  const number = await opened([his, hers]);
  await reply(number, 'pia@x.example', 'Pia, your box is at the station.');
  await becomes(number, 'sent');
  await settled();
  await house.cases.inform(number, 'ann', { told: 'Told on the phone', nextUpdateBy: null, seen: (await look(number)).version });
  const told = async () => (await look(number)).happenings.filter(({ kind }) => kind === 'informed').map(({ text, details }) => [text, details.map((one) => one.text)]);
  assert.deepEqual(await told(), [['Told on the phone', []], ['Pia, your box is at the station.', []]]);
  await house.identity.undo(joined.decision, 'ann');
  await settled();
  const [byHand, byMail] = await told();
  assert.deepEqual([byMail?.[0], byHand?.[0]], [null, 'Told on the phone']);
  assert.match(String(byMail?.[1]), /another customer by now/);
  assert.match(String(byHand?.[1]), /nothing tells to whom/);
  const whose = await house.identity.whose(await customerOf('pia@x.example')) ?? assert.fail();
  assert.ok((await house.interactions.timeline(whose, { limit: 20 })).items.some(({ text }) => text === 'Pia, your box is at the station.'), 'on the page of whom it was written to');
});

test('a name or a subject that would be two lines of a head is refused, and a place that is still open keeps a reply here', async () => {
  const number = await opened([await heard(['From: "Eve\\"=?utf-8?q?=0D=0ABcc=3A_all=40x=2Eexample?=" <eve@x.example>', 'To: help@shop.example', 'Subject: =?utf-8?q?Hi=0D=0ABcc:_all@x.example?=', 'Message-ID: <e1@x.example>'], 'Hello')]);
  const { subject } = await house.replies.desk(number, reader);
  assert.ok(!/[\r\n]/.test(subject), JSON.stringify(subject));
  await assert.rejects(reply(number, 'eve@x.example', 'Hi', { subject: 'Hi\r\nBcc: all@x.example' }), refusedAs('mail-head-malformed'));
  await assert.rejects(reply(number, 'eve@x.example', 'Hello {order}'), refusedAs('reply-unfilled'));
  await assert.rejects(reply(number, 'somebody@elsewhere.example', 'Hi'), refusedAs('address-not-theirs'));
  await reply(number, 'eve@x.example', 'Good day', { subject });
  await until(async () => far.got.some(({ to }) => to.includes('eve@x.example')), async () => 'it never came');
  const sent = far.got.find(({ to }) => to.includes('eve@x.example'));
  assert.deepEqual([sent?.to, sent?.header('bcc')], [['eve@x.example'], undefined]);
});

test('a reply answers what its own customer wrote, never a mail of somebody who was taken for them', async () => {
  const first = await heard(from('Mia', 'mia1'), 'Where is my lamp?');
  const other = await heard([...from('Kim', 'kim1').filter((line) => !line.startsWith('Subject:')), 'Subject: My diagnosis', 'Date: ' + new Date(clock() + 60_000).toUTCString()], 'Please keep this to yourselves.');
  const numberOf = async (who: string): Promise<number> => (await house.identity.customersByIdentifier('email', `${who}@x.example`))[0] ?? assert.fail(who);
  const { decision } = await house.identity.join(await numberOf('mia'), await numberOf('kim'), 'one person', 'ann');
  const number = await opened([first, other]);
  await reply(number, 'kim@x.example', 'Dear Kim, nobody hears of it.');
  await becomes(number, 'sent');
  await settled();
  await house.identity.undo(decision, 'ann');
  const mine = (await look(number)).customer?.id === publicId('customer', await numberOf('mia'));
  const desk = await house.replies.desk(number, reader);
  assert.deepEqual([desk.to, desk.subject, desk.answers], mine ? [['mia@x.example'], 'Re: Where is it?', first] : [['kim@x.example'], 'Re: My diagnosis', other]);
  assert.ok(mine, 'the case began with what Mia wrote');
  const [nodesOfMia, nodesOfKim] = [await house.identity.nodesOf(await numberOf('mia')), await house.identity.nodesOf(await numberOf('kim'))];
  assert.doesNotMatch(JSON.stringify(await casesHeld.held(engines.database, nodesOfMia)), /kim@x|Dear Kim/, 'what was written to Kim is not what is held of Mia');
  const gone = await engines.database.transaction(async (tx) => ({ ...await lettersKept.eraseNodes(tx, nodesOfKim), ...await casesKept.eraseNodes(tx, nodesOfKim) }));
  assert.deepEqual([gone['channels.letter'], gone['cases.reply'], gone['cases.case']], [1, 1, 0], 'and goes with Kim');
  assert.doesNotMatch(JSON.stringify(await engines.database.rows(sql`select body from cases.event where case_number = ${number}`)), /Dear Kim/, 'also out of the log of the case');
  assert.match(JSON.stringify((await look(number)).happenings), /went with the person to whom it was written/);
});

test('a mail server that is away, or says later, gets it later; one that refuses it ends it; what broke off half way is told as unknown and not repeated', async () => {
  const numberOf = async (who: string): Promise<number> => opened([await heard(from(who, `f-${who}`), 'Hello?')]);
  const [later, never, half] = [await numberOf('Later'), await numberOf('Never'), await numberOf('Half')];
  const count = (who: string): number => far.got.filter(({ to }) => to.includes(`${who}@x.example`)).length;
  far.behave = 'later';
  await reply(later, 'later@x.example', 'In a while');
  await until(async () => (await house.mail.state()).letters.some(({ to, tries, state }) => to === 'later@x.example' && tries === 1 && state === 'waiting'), async () => 'it was not tried');
  assert.equal(await stateOf(later), 'waiting');
  far.behave = 'take';
  aheadMs += HOUR;
  house.mail.wake();
  await becomes(later, 'sent');
  far.behave = 'never';
  await reply(never, 'never@x.example', 'Nobody there');
  await becomes(never, 'failed');
  far.behave = 'break';
  await reply(half, 'half@x.example', 'Half way');
  await becomes(half, 'unknown');
  far.behave = 'take';
  aheadMs += 48 * HOUR;
  house.mail.wake();
  await reply(later, 'later@x.example', 'And once more');
  await becomes(later, 'sent');
  assert.deepEqual([count('later'), count('never'), count('half')], [2, 0, 0]);
  assert.deepEqual([(await look(never)).state, (await look(half)).state], ['owned', 'owned'], 'nobody was informed by what did not surely arrive');
});

test('whoever says no while our mail server is away gets nothing once it is back', async () => {
  await heard(from('Nono', 'no1'), 'Hello?');
  const [customer = 0] = await house.identity.customersByIdentifier('email', 'nono@x.example');
  const id = publicId('customer', customer);
  await house.outreach.changeRules({ ...DEFAULT_GOVERNOR_RULES, quiet: { fromHour: 0, untilHour: 0 }, less: { shareRatio: 0, factor: 1 } }, 0, 'for a test', 'ola');
  await house.outreach.switch('survey', true, 'ola');
  const says = (answer: 'given' | 'withdrawn') => house.customers.consents.record(id, { purpose: 'research', channel: 'any', answer, basis: 'consent', atMs: clock(), expiresMs: null, wording: null, version: null, note: 'said so', identifier: null }, 'ann');
  await says('given');
  const { token, reasons } = await house.outreach.reserve({ purpose: 'survey', channel: 'email', slot: 'nono', questions: 1, to: 'nono@x.example' }, 'surveys');
  far.behave = 'later';
  await house.mail.send({ key: 'survey 1.1', token: token ?? assert.fail(reasons.join()), purpose: 'survey', node: (await house.identity.nodesOf(customer))[0] ?? 0, to: { address: 'nono@x.example', name: '' }, subject: 'How was it?', text: 'How was it?', answers: [], thread: null, askedBy: 'surveys', signedAs: null });
  const letter = async () => (await house.mail.state()).letters.find(({ to }) => to === 'nono@x.example');
  await until(async () => /can not take it now/.test((await letter())?.problem ?? ''), async () => 'it was not tried');
  aheadMs += HOUR;
  await says('withdrawn');
  far.behave = 'take';
  house.mail.wake();
  await until(async () => ['refused', 'sent'].includes((await letter())?.state ?? ''), async () => `it is ${(await letter())?.state}`);
  assert.deepEqual([(await letter())?.state, far.got.filter(({ to }) => to.includes('nono@x.example')).length], ['refused', 0]);
  await house.outreach.switch('survey', false, 'ola');
});

test('what was being handed over when Custos stopped is unknown after it, what was not begun goes then', async () => {
  const numberOf = async (who: string): Promise<number> => opened([await heard(from(who, `c-${who}`), 'Hello?')]);
  const [begun, waiting] = [await numberOf('Begun'), await numberOf('Waiting')];
  far.behave = 'later';
  await reply(begun, 'begun@x.example', 'Begun');
  await reply(waiting, 'waiting@x.example', 'Waiting');
  await until(async () => (await house.mail.state()).letters.filter(({ tries, state, to }) => tries === 1 && state === 'waiting' && /^(begun|waiting)@/.test(to ?? '')).length === 2, async () => 'they were not tried');
  door?.close();
  door = null;
  await house.end();
  await engines.database.run(sql`update channels.letter set state = 'sending' where address = 'begun@x.example'`);
  await engines.database.run(sql`update channels.letter set state = 'leaving' where address = 'waiting@x.example'`);
  far.behave = 'take';
  aheadMs += HOUR;
  house = await mailHouse(engines, clock, () => held);
  await becomes(begun, 'unknown');
  await becomes(waiting, 'sent');
  assert.deepEqual(['begun', 'waiting'].map((who) => far.got.filter(({ to }) => to.includes(`${who}@x.example`)).length), [0, 1]);
});

test('an answer to a closed case opens it again, that of a machine does not; whoever answers from another address is told of, not mixed in', async () => {
  const number = await opened([await heard(from('Closed', 'k1'), 'Is it coming?')]);
  await reply(number, 'closed@x.example', 'It is.');
  await becomes(number, 'sent');
  const letter = far.got.findLast(({ to }) => to.includes('closed@x.example'))?.messageId ?? assert.fail();
  await settled();
  await house.cases.customerSaid(number, 'ann', { solved: true, words: 'It came', seen: (await look(number)).version });
  await heard(from('Closed', 'k2', `In-Reply-To: <${letter}>`, 'Auto-Submitted: auto-replied'), 'I am away.');
  await settled();
  assert.deepEqual([(await look(number)).state, (await look(number)).interactions.length], ['confirmed', 3]);
  await heard(from('Other', 'k3', `In-Reply-To: <${letter}>`), 'I am her husband.');
  await settled();
  const told = (await look(number)).happenings.find(({ kind }) => kind === 'noted');
  assert.match(told?.text ?? '', /answered from an address of another customer \(cus_/);
  assert.deepEqual([told?.mentions.map(({ id }) => id), (await look(number)).interactions.length], [['ann'], 3]);
  await heard(from('Closed', 'k4', `References: <k1@x.example> <${letter}>`), 'It broke at once.');
  await settled();
  const again = await look(number);
  assert.deepEqual([again.state, again.reopenings, again.interactions.length], ['owned', 1, 4]);
});

test('a mail of ours that comes back ends quietly', async () => {
  const sent = far.got[0] ?? assert.fail();
  assert.match(await post([...sent.raw.split('\r\n\r\n', 1)[0]?.split('\r\n') ?? []], 'It comes back'), /nothing becomes of it/);
  assert.match(await post(['From: help@shop.example', 'Subject: Hi', 'Message-ID: <own@x.example>'], 'As if we wrote it'), /nothing becomes of it/);
  assert.deepEqual((await house.mail.state()).ended.map(({ because }) => because).toSorted(), ['auto-reply-storm', 'delivery-report', 'own-mail', 'own-mailbox']);
});

test('a megabyte of emoji and a page of scripts come in as what they say, and nothing else', async () => {
  const emoji = await heard(from('Smile', 's1', 'Content-Type: text/plain; charset=utf-8', 'Content-Transfer-Encoding: base64'), (Buffer.from('😀'.repeat(262_144)).toString('base64').match(/.{1,76}/g) ?? []).join('\r\n'));
  const script = await heard(from('Script', 's2', 'Content-Type: text/html; charset=utf-8'), '<p>Where is it?</p><script>steal()</script><img src=x onerror=steal()>');
  const said = await house.interactions.saidBy([emoji, script].map((id) => parsePublicId('interaction', id)));
  const textOf = (id: string): string => said.find(({ item }) => item.id === id)?.item.text ?? '';
  assert.deepEqual([textOf(emoji).length, textOf(script)], [200_000, 'Where is it?']);
});

test('a mailbox is read from when it was set on, each mail once, through broken connections, and nothing in it is changed', async () => {
  const box = await imapServer();
  const letter = (id: string, text: string): string => [`Date: ${new Date(clock()).toUTCString()}`, ...from('Imap', id), '', text, ''].join('\r\n');
  const said = async (): Promise<readonly string[]> => {
    await house.interactions.settled();
    const [customer] = await house.identity.customersByIdentifier('email', 'imap@x.example');
    const whose = customer === undefined ? null : await house.identity.whose(customer);
    return whose === null ? [] : (await house.interactions.timeline(whose, { limit: 20 })).items.map(({ text }) => text ?? '').toSorted((a, b) => a.localeCompare(b));
  };
  const comes = async (...texts: readonly string[]): Promise<void> => until(async () => JSON.stringify(await said()) === JSON.stringify(texts), async () => `they said ${JSON.stringify(await said())}`);
  const setting = { ...SETTING(), box: { host: '127.0.0.1', port: box.port, security: 'none' as const, user: 'help', folder: 'INBOX' } };
  box.put(letter('i0', 'From before'));
  await house.mail.set({ setting, boxPassword: 'not this' }, 'ola');
  await until(async () => (await house.mail.state()).box.problem === 'The mail server does not take the user or the password.', async () => JSON.stringify((await house.mail.state()).box));
  await house.mail.set({ setting, boxPassword: 'let me in' }, 'ola');
  await until(async () => (await house.mail.state()).box.state === 'watching', async () => JSON.stringify((await house.mail.state()).box));
  box.put(letter('i1', 'The first'));
  await comes('The first');
  box.cut();
  box.put(letter('i2', 'While nobody looked'));
  await house.mail.set({ setting }, 'ola');
  await comes('The first', 'While nobody looked');
  await post(['Date: Tue, 3 Mar 2026 10:00:00 +0000', ...from('Imap', 'i3')], 'By both ways');
  box.put(['Date: Tue, 3 Mar 2026 10:00:00 +0000', ...from('Imap', 'i3'), '', 'By both ways', ''].join('\r\n'));
  box.put('no mail at all');
  box.put(letter('i4', 'And the last'));
  await comes('And the last', 'By both ways', 'The first', 'While nobody looked');
  assert.ok((await house.interactions.quarantine({ state: 'parked', reason: null, limit: 20 })).items.some(({ body }) => body.includes('no mail at all')));
  assert.deepEqual(box.heard.filter((command) => /STORE|EXPUNGE|MOVE|COPY|DELETE|SELECT/i.test(command)), []);
  await house.mail.set({ setting: SETTING() }, 'ola');
  await until(async () => (await house.mail.state()).box.state === 'off', async () => JSON.stringify((await house.mail.state()).box));
  await box.close();
});

test('a password is kept sealed, never told, and never goes to another server than it was given for', async () => {
  const [row] = await engines.database.rows<{ sealed: Buffer }>(sql`select out_password as sealed from channels.mail_setting`);
  assert.ok(row !== undefined && !row.sealed.includes('let me out'));
  assert.ok(!JSON.stringify(await house.mail.state()).includes('let me out'));
  const setting = SETTING();
  await assert.rejects(house.mail.set({ setting: { ...setting, out: setting.out === null ? null : { ...setting.out, host: 'mail.evil.example', security: 'tls' } } }, 'ola'), refusedAs('password-needed'));
  assert.deepEqual(await house.mail.tryOut({ address: 'ola@shop.example', name: '' }), { to: 'ola@shop.example', problem: null });
  await house.mail.set({ setting, outPassword: 'another' }, 'ola');
  const { problem } = await house.mail.tryOut({ address: 'ola@shop.example', name: '' });
  assert.match(problem ?? '', /does not take the user or the password/);
  assert.deepEqual(far.got.filter(({ to }) => to.includes('ola@shop.example')).length, 1);
  await house.mail.set({ setting, outPassword: 'let me out' }, 'ola');
});

test('what was written to somebody is in what is held of them, and goes with them', async () => {
  const number = await opened([await heard(from('Gone', 'g1'), 'Forget me.')]);
  await reply(number, 'gone@x.example', 'We will.');
  await becomes(number, 'sent');
  await settled();
  const node = parsePublicId('node', (await look(number)).interactions.find(({ direction }) => direction === 'in')?.node ?? '');
  assert.match(JSON.stringify(await casesHeld.held(engines.database, [node])), /We will\./);
  const gone = await engines.database.transaction(async (tx) => ({ ...await lettersKept.eraseNodes(tx, [node]), ...await casesKept.eraseNodes(tx, [node]) }));
  assert.deepEqual([gone['channels.letter'], gone['cases.reply']], [1, 1]);
  assert.deepEqual(await engines.database.rows(sql`select number from cases.reply where node = ${node} union all select number from channels.letter where node = ${node}`), []);
  assert.equal(publicId('case', number).startsWith('cas_'), true);
});
