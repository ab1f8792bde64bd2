import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../interactions/contract.ts';
import { isAutomatic, isMachineAddress } from './automatic-mail.ts';
import { createMailRates, isOurMessageId, judgeMail, mailboxOf, ourMessageId, STORM, type MailFacts } from './mail-rules.ts';
import { readLetter, type Letter } from './read-letter.ts';

const OWN = ['help@shop.example', 'hello@brand.example'];
const FEW = { automatic: 1, all: 1 };
const facts = (more: Partial<MailFacts> = {}): MailFacts => ({ messageId: 'a@x.example', from: 'ada@x.example', automatic: false, loops: [], hops: 3, ...more });
const NOW = Date.parse('2026-03-03T10:00:00Z');
const mail = (headers: readonly string[], body = 'Where is it?'): Buffer => Buffer.from(['From: Ada Moen <Ada@x.example>', 'To: help@shop.example', 'Date: Tue, 3 Mar 2026 10:55:00 +0100', ...headers, '', body, ''].join('\r\n'));
async function read(bytes: Buffer, isReport = false): Promise<Letter> {
  const letter = await readLetter(bytes, NOW, isReport);
  return 'problem' in letter ? assert.fail(letter.problem) : letter;
}
async function refusal(bytes: Buffer): Promise<string> {
  const letter = await readLetter(bytes, NOW, false);
  return 'problem' in letter ? letter.problem : 'it was read';
}

test('what a machine wrote is known by what it says of itself', () => {
  const says = (headers: Readonly<Record<string, string>>): boolean => isAutomatic((name) => headers[name]);
  for (const headers of [{ 'auto-submitted': 'auto-replied' }, { 'auto-submitted': 'auto-generated; x=1' }, { precedence: 'bulk' }, { precedence: 'auto_reply' }, { 'list-id': '<news.example>' }, { 'x-autoreply': 'yes' }, { 'content-type': 'multipart/report; report-type=delivery-status' }]) assert.ok(says(headers), JSON.stringify(headers));
  for (const headers of [{}, { 'auto-submitted': 'no' }, { 'auto-submitted': 'No (a person)' }, { precedence: 'first-class' }, { 'content-type': 'multipart/mixed' }]) assert.ok(!says(headers), JSON.stringify(headers));
  assert.deepEqual(['mailer-daemon@x.example', 'MAILER-DAEMON@x.example', 'no-reply@x.example', 'noreply+17@x.example', 'bounce-7@x.example'].map(isMachineAddress), [true, true, true, true, true]);
  assert.deepEqual(['nora@x.example', 'noreplyson@x.example', 'post@master.example'].map(isMachineAddress), [false, false, false]);
});

test('a mail of ours that comes back ends, by its Message-ID, its X-Loop or its sender', () => {
  const own = ourMessageId('k7', 'help@Shop.example');
  assert.equal(own, 'k7.custos@shop.example');
  assert.deepEqual([isOurMessageId(own, OWN), isOurMessageId('k7@shop.example', OWN), isOurMessageId('k7.custos@x.example', OWN), isOurMessageId('@shop.example', OWN)], [true, false, false, false]);
  assert.deepEqual(judgeMail(facts({ messageId: own }), OWN, FEW), { kind: 'end', because: 'own-mail' });
  assert.deepEqual(judgeMail(facts({ loops: ['somebody', ' Help@shop.example'] }), OWN, FEW), { kind: 'end', because: 'own-mail' });
  assert.deepEqual(judgeMail(facts({ from: 'hello@brand.example' }), OWN, FEW), { kind: 'end', because: 'own-mailbox' });
  assert.deepEqual(judgeMail(facts({ hops: 101 }), OWN, FEW), { kind: 'end', because: 'loop' });
  assert.deepEqual(judgeMail(facts(), OWN, FEW), { kind: 'take' });
});

test('a storm of automatic mails ends; a person who writes too often is put aside, not lost; an hour later both are heard again', () => {
  let nowMs = NOW;
  const rates = createMailRates(() => nowMs);
  const verdicts = (count: number, from: string, automatic: boolean): string[] => Array.from({ length: count }, () => judgeMail(facts({ from, automatic }), OWN, rates.note(from, automatic)).kind);
  const robot = verdicts(100, 'robot@x.example', true);
  assert.deepEqual([robot.filter((kind) => kind === 'take').length, robot.filter((kind) => kind === 'end').length], [STORM.automatic, 100 - STORM.automatic]);
  const person = verdicts(130, 'ada@x.example', false);
  assert.deepEqual([person.filter((kind) => kind === 'take').length, person.filter((kind) => kind === 'park').length], [STORM.all, 30]);
  assert.deepEqual(verdicts(1, 'bo@x.example', true), ['take'], 'nobody pays for another');
  nowMs += STORM.windowMs + 1;
  assert.deepEqual([...verdicts(1, 'robot@x.example', true), ...verdicts(1, 'ada@x.example', false)], ['take', 'take']);
});

test('whoever has mail for us names a mailbox of ours, with or without a mark behind its +', () => {
  assert.deepEqual(['Help@shop.example', 'help+order17@shop.example', 'help@other.example', 'helper@shop.example', ''].map((address) => mailboxOf(address, OWN)), ['help@shop.example', 'help@shop.example', null, null, null]);
});

test('an address of nothing but marks is of none of our mailboxes, and told so as quickly as any', () => {
  // It took minutes in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  assert.deepEqual([mailboxOf('+'.repeat(1_000_000), OWN), mailboxOf(`help+${'+'.repeat(1_000_000)}@shop.example`, OWN)], [null, 'help@shop.example']);
  assert.ok(process.cpuUsage(before).user < 10_000_000);
});

test('a mail becomes what an import would make of it: who, when, what is new, what it answers', async () => {
  const { interaction, facts: seen } = await read(mail(['Subject: =?utf-8?q?Wo_ist_es=3F?=', 'Message-ID: <b@x.example>', 'In-Reply-To: <a@shop.example>', 'References: <root@x.example> <a@shop.example>', 'Auto-Submitted: auto-replied', 'Precedence: bulk'], 'Still nothing.\r\n\r\nOn 1 Mar 2026, Shop wrote:\r\n> soon\r\n\r\n'));
  assert.deepEqual([interaction.channel, interaction.kind, interaction.direction, interaction.title, interaction.text, interaction.session, interaction.identifiers, interaction.traits, interaction.occurredAt], ['email', 'mail-received', 'in', 'Wo ist es?', 'Still nothing.', 'root@x.example', [{ type: 'email', value: 'Ada@x.example' }], { name: 'Ada Moen' }, '2026-03-03T09:55:00Z']);
  const { messageId, inReplyTo, references, quoted, automatic, autoSubmitted, precedence } = interaction.properties ?? {};
  assert.deepEqual([messageId, inReplyTo, references, quoted, automatic, autoSubmitted, precedence], ['b@x.example', 'a@shop.example', ['root@x.example', 'a@shop.example'], 'On 1 Mar 2026, Shop wrote:\n> soon', true, 'auto-replied', 'bulk']);
  assert.deepEqual([seen.messageId, seen.from, seen.automatic], ['b@x.example', 'ada@x.example', true]);
});

test('the same mail has the same id however it came; another under its Message-ID has another', async () => {
  const id = async (headers: readonly string[], body?: string): Promise<string> => (await read(mail(['Message-ID: <same@x.example>', ...headers], body))).interaction.id;
  const first = await id([]);
  assert.equal(await id(['Received: from a by b; Tue, 3 Mar 2026 10:56:00 +0100', 'Delivered-To: help@shop.example']), first);
  assert.notEqual(await id([], 'I never wrote this'), first);
  assert.match(first, /^same@x\.example#/);
});

test('a date that no mail under way has is a wrong clock: it came when it came, and what it said is kept', async () => {
  for (const [date, said] of [['Fri, 1 Jan 1999 10:00:00 +0000', '1999-01-01T10:00:00.000Z'], ['Wed, 3 Mar 2027 10:00:00 +0000', '2027-03-03T10:00:00.000Z'], ['once upon a time', 'once upon a time']]) {
    const { interaction } = await read(Buffer.from(`From: ada@x.example\r\nDate: ${date}\r\nSubject: Hi\r\n\r\nHello\r\n`));
    assert.deepEqual([interaction.occurredAt, interaction.properties?.['datedAt']], ['2026-03-03T10:00:00Z', said]);
  }
});

test('what is no mail, and what nobody signs, says why', async () => {
  assert.match(await refusal(Buffer.from('hello there\r\n')), /no header lines/);
  assert.match(await refusal(Buffer.from('')), /empty/);
  assert.match(await refusal(mail([], '\n'.repeat(1_000_001))), /1000000 lines/);
  assert.match(await refusal(Buffer.from('Subject: Hi\r\nDate: Tue, 3 Mar 2026 10:55:00 +0100\r\n\r\nHello')), /who wrote it/);
  assert.match(await refusal(Buffer.from('From: not an address\r\nSubject: Hi\r\n\r\nHello')), /who wrote it/);
});

test('a mail of thousands of parts, or with a head as long as a book, says so and holds nobody up; of mails in mails those right inside are read', async () => {
  assert.match(await refusal(mail(['Content-Type: multipart/mixed; boundary=b'], '--b\r\n\r\nx\r\n'.repeat(6_000))), /more than 5000 parts/);
  assert.match(await refusal(mail([`Cc: ${'g:'.repeat(200_000)}`])), /taken apart/);
  const holding = (inner: string): string => `--o\r\nContent-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\n${inner}\r\n--o--`;
  const wholeOf = async (inner: string): Promise<string> => JSON.stringify((await read(mail(['Content-Type: multipart/mixed; boundary=o'], holding(inner)))).interaction);
  assert.match(await wholeOf('From: Bo <bo@x.example>\r\n\r\nIt never came.'), /It never came/);
  assert.doesNotMatch(await wholeOf('Content-Type: message/rfc822\r\nContent-Disposition: inline\r\n\r\nFrom: Cy <cy@x.example>\r\n\r\nFrom deep down.'), /From deep down/);
});

test('a report of delivery is automatic though no header says so', async () => {
  assert.deepEqual([(await read(mail([]), true)).facts.automatic, (await read(mail([]))).facts.automatic], [true, false]);
});

test('a megabyte of emoji is read as far as an interaction holds, and says how long it was', async () => {
  const { interaction } = await read(mail(['Content-Type: text/plain; charset=utf-8'], '😀'.repeat(262_144)));
  assert.deepEqual([interaction.text?.length, interaction.properties?.['cutFrom']], [LIMITS.textLength, 524_288]);
});

test('of HTML its words are kept, of scripts nothing; a page written to be slow is not', async () => {
  const html = (body: string): Promise<Letter> => read(mail(['Content-Type: text/html; charset=utf-8'], body));
  const { interaction } = await html('<html><head><title>t</title></head><body onload="steal()"><p>Where <b>is</b> it?</p><script>alert(1)</script><img src=x onerror=alert(2)><p>&lt;script&gt;</p></body></html>');
  assert.equal(interaction.text, 'Where is it?\n\n<script>');
  // Each of these took minutes, or all memory, before each character was passed once.
  for (const piece of ['<script', '<!--', '<a', '<blockquote>', '<a b="', '<p>', 'On 1 Mar 2026 x@y.example wrote:<br>&gt; a<br>']) await html(piece.repeat(Math.floor(1_000_000 / piece.length)));
  await read(mail([], `Hello\r\nsent from ${'a'.repeat(900)} b c d e f g h i j k`));
  await read(mail([], 'From: a\r\nSent: b\r\nTo: c\r\n'.repeat(60_000)));
});
