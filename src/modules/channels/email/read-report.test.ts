import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readReport, type DeliveryReport } from './read-report.ts';

const OURS = 'k7Yt.custos@shop.example';
const lines = (...parts: readonly (string | readonly string[])[]): Buffer => Buffer.from(parts.flat().join('\r\n'));
const DAEMON = ['From: Mail Delivery System <MAILER-DAEMON@mx.x.example>', 'To: help@shop.example', 'Subject: Undelivered Mail Returned to Sender', 'Date: Tue, 3 Mar 2026 10:55:00 +0100', 'Message-ID: <d1@mx.x.example>', 'Auto-Submitted: auto-replied'];
const ORIGINAL = ['From: The shop <help@shop.example>', 'To: nora@x.example', `Message-ID:`, ` <${OURS}>`, 'References: <m1@x.example> <older.custos@shop.example>', 'Subject: Re: Where is it?', '', 'Hello Nora,', 'it left our house.'];

/** A report as servers write them (RFC 3464), about one recipient. */
function standard(recipient: readonly string[], { original = ORIGINAL, type = 'message/rfc822', head = DAEMON }: { readonly original?: readonly string[] | null; readonly type?: string; readonly head?: readonly string[] } = {}): Buffer {
  return lines(head, 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status;', '\tboundary="b1"', '', '--b1', 'Content-Type: text/plain', '', 'Your mail could not be delivered to one or more recipients.', '', '--b1', 'Content-Type: message/delivery-status', '',
    'Reporting-MTA: dns; mx.x.example', 'Arrival-Date: Tue, 3 Mar 2026 10:54:58 +0100', '', 'Final-Recipient: rfc822; nora@x.example', recipient, '', original === null ? [] : ['--b1', `Content-Type: ${type}`, '', ...original, ''], '--b1--', '');
}
async function told(bytes: Buffer, isReport = true): Promise<DeliveryReport> {
  return await readReport(bytes, isReport) ?? assert.fail('it is no report');
}
const short = ({ verdict, why, isLasting }: DeliveryReport): [string, string, boolean] => [verdict, why, isLasting];

test('a report of delivery says which mail did not arrive and why, whether all of it or its head is attached', async () => {
  for (const type of ['message/rfc822', 'text/rfc822-headers']) {
    assert.deepEqual(await told(standard(['Action: failed', 'Status: 5.1.1', 'Diagnostic-Code: smtp; 550 5.1.1 <nora@x.example>:', '    Recipient address rejected: User unknown'], { type }), false), { letters: [OURS], verdict: 'failed', why: 'mailbox-unknown', isLasting: true });
  }
  assert.deepEqual((await told(standard(['Action: failed', 'Status: 5.1.1'], { original: null, head: [...DAEMON, `In-Reply-To: <${OURS}>`] }))).letters, [OURS]);
  assert.deepEqual((await told(standard(['Action: failed', 'Status: 5.1.1'], { original: ['Message-ID: <theirs@x.example>', `References: <${OURS}>`, '', 'x'] }))).letters, ['theirs@x.example'], 'a mail of somebody else that quotes ours is not ours');
});

test('what is wrong with the mail, with us, or for now says nothing about the address', async () => {
  const table: readonly [readonly string[], [string, string, boolean]][] = [
    [['Action: failed', 'Status: 5.1.2'], ['failed', 'server-unknown', true]], [['Action: failed', 'Status: 5.1.10'], ['failed', 'server-unknown', true]], [['Action: failed', 'Status: 5.2.1'], ['failed', 'mailbox-closed', true]],
    [['Action: failed', 'Status: 5.2.2'], ['failed', 'mailbox-full', false]], [['Action: failed', 'Status: 5.3.4'], ['failed', 'too-large', false]], [['Action: failed', 'Status: 5.7.1'], ['failed', 'refused', false]], [['Action: failed', 'Status: 5.6.0'], ['failed', 'refused', false]],
    [['Action: failed', 'Status: 4.4.7'], ['failed', 'not-reached', false]], [['Action: failed', 'Status: 4.2.2'], ['failed', 'mailbox-full', false]], [['Action: failed', 'Status: 4.1.1'], ['failed', 'mailbox-unknown', false]],
    [['Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 550 5.1.1 no'], ['failed', 'mailbox-unknown', true]], [['Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 550 No such user here'], ['failed', 'mailbox-unknown', true]],
    [['Action: failed', 'Status: 5.0.0', 'Diagnostic-Code: smtp; 554 5.7.1 [192.5.1.1] is on a list; mailbox unknown'], ['failed', 'refused', false]], [['Action: failed', 'Diagnostic-Code: smtp; 550 go away'], ['failed', 'refused', false]], [['Action: failed'], ['failed', 'unsaid', false]],
    [['Action: delayed', 'Status: 4.4.1'], ['delayed', 'unsaid', false]], [['Action: delivered', 'Status: 2.1.5'], ['delivered', 'unsaid', false]], [['ACTION: Failed', 'STATUS: 5.1.1 (bad destination)'], ['failed', 'mailbox-unknown', true]],
  ];
  for (const [recipient, expected] of table) assert.deepEqual(short(await told(standard(recipient))), expected, recipient.join('; '));
});

test('plain reports count too: one that names who failed, and one of a mail daemon that says a code', async () => {
  const exim = lines(['X-Failed-Recipients: nora@x.example', 'From: Mail Delivery System <Mailer-Daemon@relay.example>', 'To: help@shop.example', 'Subject: Mail delivery failed: returning message to sender', '', 'This message was created automatically.', '', '  nora@x.example', '    host mx.x.example [192.5.1.1]', '    SMTP error after RCPT TO:<nora@x.example>:', '    550 5.1.1 User unknown', '',
    '------ This is a copy of the message. ------', '', `Message-ID: <${OURS}>`, 'Subject: 452 4.2.2 parcels', '', 'Hello']);
  assert.deepEqual(await told(exim, false), { letters: [OURS], verdict: 'failed', why: 'mailbox-unknown', isLasting: true });
  const daemon = lines(['Return-Path: <>', 'From: MAILER-DAEMON@mx.x.example', 'To: help@shop.example', 'Subject: failure notice', '', 'I could not deliver your message.', '<nora@x.example>:', '192.0.2.7 does not like recipient.', 'Remote host said: 550 sorry, no mailbox here by that name', '', '--- Below this line is a copy of the message.', '', `Message-ID: <${OURS}>`, '', 'Hello']);
  assert.deepEqual(short(await told(daemon, false)), ['failed', 'refused', false]);
  assert.deepEqual((await told(daemon, false)).letters, [OURS]);
});

test('no other mail is a report: absence notes, warnings that it takes longer, receipts, and people who write about a report', async () => {
  const away = lines(['Return-Path: <>', 'From: Nora Brandvold <nora@x.example>', 'To: help@shop.example', `In-Reply-To: <${OURS}>`, 'Subject: Away', 'Auto-Submitted: auto-replied', '', 'I am away. In urgent cases 555 12 34.']);
  const warning = lines(['Return-Path: <>', ...DAEMON, '', 'It has not been delivered yet; it is tried again.', `Message-ID: <${OURS}>`]);
  const later = lines(['Return-Path: <>', ...DAEMON, '', 'mx.x.example said: 451 4.7.1 try again later', `Message-ID: <${OURS}>`]);
  const receipt = lines(DAEMON, 'Content-Type: multipart/report; report-type=disposition-notification; boundary="b1"', '', '--b1', 'Content-Type: message/disposition-notification', '', 'Final-Recipient: rfc822; nora@x.example', `Original-Message-ID: <${OURS}>`, 'Disposition: manual-action; displayed', '', '--b1--', '');
  const person = lines(['From: Nora <nora@x.example>', 'To: help@shop.example', 'Subject: Fwd: failure', '', '> From: MAILER-DAEMON@mx.x.example', '> 550 5.1.1 User unknown', `> Message-ID: <${OURS}>`]);
  for (const mail of [away, warning, later, receipt, person, Buffer.from(''), Buffer.from('no mail at all')]) assert.equal(await readReport(mail, mail !== person), null, mail.toString().slice(0, 200));
});

test('a report that is made to break the reader tells nothing', async () => {
  assert.equal(await readReport(standard(['Action: failed', 'Status: 5.1.1'], { head: [...DAEMON, ...Array.from({ length: 400_001 }, () => 'X: y')] }), true), null);
  assert.equal(await readReport(standard(['Action: failed', 'Status: 5.1.1', ...Array.from({ length: 5_001 }, () => '--b1')]), true), null);
  const long = await told(standard([`Action: failed`, `Status: ${'5.1.'.repeat(3_000)}`, `Diagnostic-Code: ${'user '.repeat(3_000)}`]));
  assert.deepEqual(short(long), ['failed', 'unsaid', false]);
});
