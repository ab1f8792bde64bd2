/**
 * The tour, fourth part: mail. Replies of a dozen mail programs, with what they quote and sign, and a mailbox of years ago with newsletters and spam in it.
 * The data is real: fixtures of Mailgun's talon (Apache-2.0) and mails of the SpamAssassin public corpus.
 *
 *     npm run custos -- import FOLDER --as mail --source mailbox --map docs/import-maps/mail.yaml
 */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { ImportRun } from '../../src/modules/channels/contract.ts';
import { customersFound, recorded, timelineOf } from '../../test/journeys/customers.ts';
import { answerOf, startCustos, type RunningCustos } from '../../test/journeys/harness.ts';
import { findingsOf, imported, missing, REAL_DATA, WHOLE } from '../../test/journeys/real-files.ts';

const FIXTURES = path.join(REAL_DATA, 'email_fixtures/tests/fixtures');
const MAILS = 80;

/** A header of a mail, as it stands, with lines that go on joined. */
function headerOf(mail: string, name: string): string {
  const head = mail.split(/\r?\n\r?\n/)[0] ?? '';
  return new RegExp(`^${name}:[ \\t]*((?:[^\\n]|\\n[ \\t])*)`, 'im').exec(head)?.[1]?.replace(/\r?\n[ \t]+/g, ' ').trim() ?? '';
}
/** The first address; what stands in quotes is a name. */
const addressIn = (header: string): string => (/[^\s<>,;"()]+@[^\s<>,;"()]+/.exec(header.replace(/"[^"]*"/g, ''))?.[0] ?? '').toLowerCase();
const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('mail', { skip: missing('email_fixtures') || missing('mail_raw') }, () => {
  let custos: RunningCustos;
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-tour-'));
  const mailbox = path.join(folder, 'mailbox');
  let mails: { readonly name: string; readonly text: string }[] = [];

  before(async () => {
    mkdirSync(mailbox);
    const names = readdirSync(path.join(REAL_DATA, 'mail_raw')).filter((name) => name.endsWith('.eml'));
    const chosen = WHOLE ? names : names.filter((_, at) => at % Math.ceil(names.length / MAILS) === 0);
    for (const name of chosen) cpSync(path.join(REAL_DATA, 'mail_raw', name), path.join(mailbox, name));
    mails = chosen.map((name) => ({ name, text: readFileSync(path.join(mailbox, name), 'latin1') }));
    custos = await startCustos();
  });
  after(async () => {
    await custos?.stop();
    rmSync(folder, { recursive: true });
  });

  test('step 1: a folder is imported as it lies; what is no mail in it is named by its file, with the reason', async () => {
    const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' }).filter((name) => /(?:\.eml|\/[^/.]+)$/.test(name) && !['signature', 'signature/emails', 'signature/emails/P', 'signature/emails/stripped'].includes(name));
    const empty = files.filter((name) => statSync(path.join(FIXTURES, name)).size === 0);
    assert.ok(empty.length > 0, 'an empty file is one too');
    const dated = files.filter((name) => headerOf(readFileSync(path.join(FIXTURES, name), 'utf8'), 'date') !== '');
    const counts = await imported(custos, FIXTURES, 'mail', 'fixtures', 'mail');
    assert.deepEqual([counts.rows, counts.fresh, counts.rejected], [files.length, dated.length, files.length - dated.length]);
    const { runs } = await answerOf<{ runs: ImportRun[] }>(custos.ask('/api/imports', { cookie: custos.ownerSession }));
    const { rejects } = await answerOf<{ rejects: { reason: string }[] }>(custos.ask(`/api/imports/${runs[0]?.id}/rejects`, { cookie: custos.ownerSession }));
    const named = rejects.map(({ reason }) => reason.split(':')[0] ?? '').toSorted();
    assert.deepEqual(named, files.filter((name) => !dated.includes(name)).map((name) => path.basename(name)).toSorted());
    for (const { reason } of rejects) assert.match(reason, /: (?:This is not a mail|It has no date|The file is empty)/);
  });

  test('step 2: on the page of who wrote stands what they wrote, without what they quoted', async () => {
    await recorded(custos);
    const replies = path.join(FIXTURES, 'standard_replies');
    for (const name of readdirSync(replies).filter((file) => file.endsWith('.eml'))) {
      const raw = readFileSync(path.join(replies, name), 'utf8');
      if (headerOf(raw, 'date') === '') continue;
      const [writer] = await customersFound(custos, { identifier: `email:${addressIn(headerOf(raw, 'from'))}` });
      const mail = (await timelineOf(custos, writer?.id ?? assert.fail(name))).find(({ properties }) => properties['file'] === name) ?? assert.fail(name);
      const told = path.join(replies, name.replace('.eml', '_reply_text'));
      // Where the set says what remains, it keeps the signature; we part it off.
      if (existsSync(told)) assert.equal(squeezed(`${mail.text} ${String(mail.properties['signature'])}`), squeezed(readFileSync(told, 'utf8')), name);
      else assert.equal(mail.text, 'Hello', name);
    }
  });

  test('step 3: a mailbox with spam and newsletters in it is imported whole', async (t) => {
    const counts = await imported(custos, mailbox, 'mail', 'mailbox', 'mail');
    t.diagnostic(`${counts.rows} mails, ${counts.perSecond} a second`);
    assert.deepEqual([counts.rows, counts.fresh + counts.known + counts.revised, counts.rejected, counts.parked], [mails.length, mails.length, 0, 0]);
    await recorded(custos);
  });

  test('step 4: whoever wrote is found by their address, and their mail is there, under its number', async () => {
    let checked = 0;
    for (const { name, text } of mails) {
      const [from, number] = [addressIn(headerOf(text, 'from')), /<([^>]+)>/.exec(headerOf(text, 'message-id'))?.[1]];
      if (from === '' || number === undefined) continue;
      const found = await customersFound(custos, { identifier: `email:${from}` });
      assert.equal(found.length, 1, `${name}: ${found.length} customers have ${from}`);
      const sent = await timelineOf(custos, found[0]?.id ?? '');
      const mail = sent.find(({ sourceId }) => sourceId === number) ?? assert.fail(`${name} is not on the page of ${from}`);
      assert.equal(mail.properties['file'], name);
      checked += 1;
    }
    assert.ok(checked > mails.length * 0.9, `${checked} of ${mails.length} mails name sender and number`);
  });

  test('step 5: without our own answers nobody is said to be waiting', async () => {
    const { customers } = await answerOf<{ customers: number }>(custos.ask('/api/findings', { cookie: custos.ownerSession }));
    const found = await findingsOf(custos, customers);
    assert.ok(found.findings.every(({ key }) => key !== 'longest-unanswered'));
    assert.match(found.cannotSay.find(({ question }) => question === 'Who is waiting for an answer')?.because ?? '', /Only what customers wrote/);
  });
});
