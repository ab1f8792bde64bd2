import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { htmlToText } from './html-to-text.ts';
import { mailRecord } from './read-mail.ts';
import { splitMail } from './strip-quotes.ts';

const FIXTURES = join(process.env['CUSTOS_TEST_DATA'] ?? '../shared/data', 'email_fixtures');
const missing = existsSync(FIXTURES) ? false : `no real mails at ${FIXTURES} (CUSTOS_TEST_DATA)`;

test('what somebody writes now is parted from what they quote, in the languages that mail programs speak', () => {
  for (const attribution of [
    'On Mon, 3 Mar 2025 at 10:01, Shop <help@example.org> wrote:', 'Am 03.03.2025 um 10:01 schrieb Shop <help@example.org>:', 'Le lun. 3 mars 2025 à 10:01, Shop <help@example.org> a écrit :', 'El lun, 3 mar 2025 a las 10:01, Shop (<help@example.org>) escribió:',
    'Em seg., 3 de mar. de 2025 às 10:01, Shop <help@example.org> escreveu:', 'Il giorno lun 3 mar 2025 alle ore 10:01 Shop <help@example.org> ha scritto:', 'On Mon, 3 Mar 2025 at 10:01, A Very Long Name Of A Shop\n<help@example.org> wrote:',
  ]) assert.equal(splitMail(`Still not here.\n\n${attribution}\n\n> Dear customer,\n> it is on its way.\n`).text, 'Still not here.', attribution);
  for (const separator of ['-----Original Message-----', '-----Ursprüngliche Nachricht-----', '________________________________\nVon: Shop <help@example.org>\nGesendet: Montag, 3. März 2025 10:01\nAn: Ada\nBetreff: Ihre Bestellung']) {
    assert.equal(splitMail(`Immer noch nichts.\n\n${separator}\n\nSehr geehrte Kundin`).text, 'Immer noch nichts.', separator);
  }
});

test('answers between quoted lines stay; ordinary sentences with "on" and "wrote" stay too', () => {
  assert.equal(splitMail('On 3 Mar 2025, Shop wrote:\n> first?\n\nyes\n\n> second?\n\nno\n').text, 'yes\n\nno');
  const plain = 'On Monday I wrote to you:\nnothing came back.\n\nFrom: my point of view this is bad.';
  assert.equal(splitMail(plain).text, plain);
});

test('signatures are kept apart; thanks that belong to the text stay', () => {
  assert.deepEqual(splitMail('Where is it?\n\nBest regards,\nAda Moen\n+47 400 00 000'), { text: 'Where is it?', quoted: '', signature: 'Best regards,\nAda Moen\n+47 400 00 000' });
  assert.deepEqual(splitMail('Where is it?\n\nSent from my iPhone'), { text: 'Where is it?', quoted: '', signature: 'Sent from my iPhone' });
  assert.equal(splitMail('It came today. Thanks!').text, 'It came today. Thanks!');
  assert.equal(splitMail('Sent from my desk, is much easier than my mobile phone.').signature, '');
});

test('no line of a mail is lost', () => {
  const body = 'Hi\n\nyes\n\n-- \nAda\n\nOn 3 Mar 2025, Shop wrote:\n> one\n> two';
  const { text, quoted, signature } = splitMail(body);
  for (const line of body.split('\n')) assert.ok(`${text}\n${quoted}\n${signature}`.includes(line.trimEnd()), line);
});

/** What a person reads as new text in the plain mails of the fixtures, first words and last. */
const PLAIN: Readonly<Record<string, readonly [string, string]>> = {
  'correct_sig.txt': ['this is an email', '-- signature.'], 'email_1_1.txt': ['Hi folks', 'Java HTTP API.'], 'email_1_2.txt': ['Hi,', 'all individually."'], 'email_1_3.txt': ['Oh thanks.', 'would be great.'], 'email_1_4.txt': ['Awesome!', 'problem with it.'],
  'email_1_5.txt': ['One:', 'for a while.'], 'email_1_6.txt': ['I get proper', 'as well.'], 'email_1_7.txt': [':+1:', ':+1:'], 'email_1_8.txt': ['I will reply', 'and under this.'], 'email_2_1.txt': ['Outlook', 'a reply'], 'email_2_2.txt': ['Outlook', 'above line'], 'email_2_3.txt': ['Outlook', 'above line'],
  'email_BlackBerry.txt': ['Here is', 'another email'], 'email_bullets.txt': ['test 2', 'and another'], 'email_iPhone.txt': ['Here is', 'another email'], 'email_multi_word_sent_from_my_mobile_device.txt': ['Here is', 'another email'], 'email_one_is_not_on.txt': ['Thank,', 'when I run...'],
  'email_sent_from_my_not_signature.txt': ['Here is', 'mobile phone.'], 'email_sig_delimiter_in_middle_of_line.txt': ['Hi there!', 'kthxbai'], 'greedy_on.txt': ['On your remote', 'is not working.'], 'pathological.txt': ['I think', 'to a computer.'],
};

test('a mail that is made to keep its reader busy is read all the same', () => {
  // Such a megabyte took most of a minute, in which nobody was answered.
  const begunMs = performance.now();
  for (const line of [`${'@'.repeat(490)}:`, `a@b 1 ${'<a@b.c'.repeat(60)}> :`, `12:12 ${'<@'.repeat(30)}${'@'.repeat(400)}> :`]) {
    const mail = `${line}\n`.repeat(Math.floor(1_500_000 / line.length));
    const { text, quoted } = splitMail(mail);
    assert.ok(text.length + quoted.length >= mail.length - 3);
  }
  assert.ok(performance.now() - begunMs < 60_000);
});

test('a mail of nothing but half ends of lines, and one tag as long as a book, are read as quickly as any', async () => {
  // Both took minutes, in which nobody was answered; generous, as machines differ.
  const before = process.cpuUsage();
  const head = 'From: a@b.example\r\nTo: c@d.example\r\nContent-Type: text/plain;\r\n format=flowed\r\n\r\n';
  assert.equal((await mailRecord(Buffer.from(`${head}> Are you there? \r\nYes.${'\r '.repeat(500_000)}`), null))['text'], 'Yes.');
  for (const style of ['border', 'border-top   ', 'border:none;']) assert.equal(htmlToText(`<p ${style.repeat(Math.floor(1_900_000 / style.length))}>Hello</p>`), 'Hello');
  assert.ok(process.cpuUsage(before).user < 20_000_000);
});

test('the line that a mail program draws above what it quotes is seen in each way of drawing it', () => {
  for (const style of ['border-top: solid #E1E1E1 1.0pt', 'border:none;border-top:solid #B5C4DF 1.0pt', 'BORDER : none ; BORDER-TOP : dotted']) assert.match(htmlToText(`<p>Hi</p><div style="${style}">From: a</div>`), /^Hi\n+_{20,}\nFrom: a$/);
});

test('on real mails of many clients what remains is what was written', { skip: missing }, async () => {
  let right = 0;
  const wrong: string[] = [];
  const judge = (name: string, ok: boolean): void => { if (ok) right += 1; else wrong.push(name); };
  const replies = join(FIXTURES, 'tests/fixtures/standard_replies');
  for (const name of readdirSync(replies).filter((file) => file.endsWith('.eml'))) {
    const record = await mailRecord(readFileSync(join(replies, name)), null);
    const told = join(replies, name.replace('.eml', '_reply_text'));
    const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();
    // Where the fixture says what remains, it keeps the signature; we part it off.
    judge(name, existsSync(told) ? squeeze(`${String(record['text'])} ${String(record['signature'])}`) === squeeze(readFileSync(told, 'utf8')) : record['text'] === 'Hello');
  }
  const pages = join(FIXTURES, 'tests/fixtures/html_replies');
  for (const name of readdirSync(pages)) {
    const { text, signature } = splitMail(htmlToText(readFileSync(join(pages, name), 'utf8')));
    judge(name, `${text} ${signature}`.replace(/\s+/g, ' ') === 'Hi. I am fine. Thanks, Alex');
  }
  const plain = join(FIXTURES, 'test/emails');
  for (const [name, [first, last]] of Object.entries(PLAIN)) {
    const { text } = splitMail(readFileSync(join(plain, name), 'utf8'));
    judge(name, text.startsWith(first) && text.endsWith(last) && !/^>/m.test(text));
  }
  const all = right + wrong.length;
  console.log(`quotes and signatures: ${right} of ${all} real mails right${wrong.length === 0 ? '' : `; wrong: ${wrong.join(', ')}`}`);
  assert.ok(right / all >= 0.95, wrong.join(', '));
});
