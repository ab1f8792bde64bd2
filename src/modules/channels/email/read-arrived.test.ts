import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LIMITS } from '../../interactions/contract.ts';
import { readArrived } from './read-arrived.ts';
import { readLetter } from './read-letter.ts';

const LINES = process.env['CUSTOS_TEST_LONG'] === '1' ? 500_000 : 50_000;
const mailOf = (lines: number, line: string, more: readonly string[] = []): Buffer => Buffer.from(['From: Ann <ann@x.example>', 'To: help@shop.example', 'Subject: Long', 'Message-ID: <long@x.example>', ...more, '', ...Array.from({ length: lines }, () => line), ''].join('\r\n'));

/** How often others had their turn while something was done. */
async function turnsDuring<T>(work: () => Promise<T>): Promise<{ readonly turns: number; readonly became: T }> {
  let turns = 0;
  let isOver = false;
  const turn = (): void => { turns += 1; if (!isOver) setImmediate(turn); };
  setImmediate(turn);
  const became = await work();
  isOver = true;
  return { turns, became };
}

test(`while a mail of ${LINES} lines is read everybody else is answered; it is read as any other, with how long it was`, async () => {
  const bytes = mailOf(LINES, 'and another thing');
  const { turns, became } = await turnsDuring(async () => (await readArrived(bytes, Date.now(), false)).letter());
  assert.ok('interaction' in became, JSON.stringify(became).slice(0, 300));
  assert.deepEqual([became.interaction.text?.length, became.interaction.properties?.['cutFrom'], became.facts.from], [LIMITS.textLength, LINES * 'and another thing\n'.length - 1, 'ann@x.example']);
  assert.ok(turns > 100, `others had ${turns} turns`);
  const { turns: before } = await turnsDuring(() => readLetter(mailOf(5_000, 'and another thing'), Date.now(), false));
  assert.ok(before < 10, `where it is read beside everything else they have ${before}`);
});

test('in a thread of its own a mail becomes what it becomes without; what is too long even there says so by name', async () => {
  const bytes = mailOf(12_000, 'x', ['Auto-Submitted: auto-replied', `Date: ${new Date().toUTCString()}`]);
  const receivedMs = Date.now();
  const { report, letter } = await readArrived(bytes, receivedMs, true);
  assert.equal(report, null);
  assert.deepEqual(await letter(), await readLetter(bytes, receivedMs, true));
  const long = await (await readArrived(Buffer.from(`From: a@b.example\n\n${'\n'.repeat(1_000_001)}`), receivedMs, false)).letter();
  assert.ok('problem' in long && /more than 1000000 lines/.test(long.problem));
});

test('a long report of delivery is read there too', async () => {
  const head = ['From: MAILER-DAEMON@x.example', 'Subject: Undelivered', 'Message-ID: <r@x.example>', 'MIME-Version: 1.0', 'Content-Type: multipart/report; report-type=delivery-status; boundary="b1"', ''];
  const body = ['--b1', 'Content-Type: message/delivery-status', '', 'Reporting-MTA: dns; x.example', '', 'Final-Recipient: rfc822; lost@x.example', 'Action: failed', 'Status: 5.1.1', '', '--b1', 'Content-Type: text/rfc822-headers', '', 'Message-ID: <ours@shop.example>', ...Array.from({ length: 12_000 }, (_, at) => `X-${at}: y`), '', '--b1--', ''];
  const { report } = await readArrived(Buffer.from([...head, ...body].join('\r\n')), Date.now(), true);
  assert.deepEqual([report?.verdict, report?.letters, report?.isLasting], ['failed', ['<ours@shop.example>'.slice(1, -1)], true]);
});

test('a large mail is read in a thread of its own however few its lines are; one that takes too long, or too much memory, is given up by name while others are answered', async () => {
  const mail = (kind: string, body: string): Buffer => Buffer.from(['From: Ann <ann@x.example>', 'Subject: Long', ...kind.split('\n'), '', body].join('\r\n'));
  const large = mail('Content-Type: text/plain', 'x'.repeat(70_000));
  assert.deepEqual(await (await readArrived(large, 0, false)).letter(), await readLetter(large, 0, false));
  // Links that never end, beside plain words: minutes for whoever looks for their ends.
  const links = mail('Content-Type: multipart/mixed; boundary=b', ['--b', 'Content-Type: text/plain', '', 'Hello', '--b', 'Content-Type: text/html', '', '<a href="'.repeat(200_000), '--b--', ''].join('\r\n'));
  const { turns } = await turnsDuring(() => assert.rejects(readArrived(links, 0, false, { ms: 2_000, oldMb: 256 }), { code: 'mail-thread-ended' }));
  assert.ok(turns > 100, `others had ${turns} turns`);
  const pieces = mail('Content-Transfer-Encoding: base64', '=41'.repeat(2_000_000));
  await assert.rejects(readArrived(pieces, 0, false, { ms: 120_000, oldMb: 64 }), { code: 'mail-thread-ended' });
});
