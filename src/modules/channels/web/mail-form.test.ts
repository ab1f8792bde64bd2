import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailSetting } from '../contract.ts';
import { boxTold, fieldsOf, listeningTold, settingOf } from './mail-form.ts';

const SETTING: MailSetting = {
  mailboxes: ['help@shop.example', 'hello@shop.example'], out: { host: 'smtp.shop.example', port: 587, security: 'starttls', user: 'shop', from: 'help@shop.example', name: 'The shop' },
  box: { host: 'imap.shop.example', port: 993, security: 'tls', user: 'help', folder: 'INBOX' },
};

test('what was set stands in the form, and goes back as it was; a password that nobody typed is left alone', () => {
  assert.deepEqual(settingOf(fieldsOf(SETTING)), { setting: SETTING });
  assert.deepEqual(settingOf(fieldsOf({ mailboxes: [], out: null, box: null })), { setting: { mailboxes: [], out: null, box: null } });
  const typed = fieldsOf(SETTING);
  assert.deepEqual(settingOf({ ...typed, mailboxes: ' help@shop.example,\nhello@shop.example ', out: { ...typed.out, password: 'new' } }), { setting: SETTING, outPassword: 'new' });
});

test('a password never goes unencrypted to another machine, and a name or an address of two lines is refused', () => {
  const problems = (change: (setting: MailSetting) => unknown): number => MailSetting.safeParse(change(SETTING)).error?.issues.length ?? 0;
  assert.equal(problems((one) => one), 0);
  assert.equal(problems((one) => ({ ...one, out: { ...one.out, security: 'none' } })), 1);
  assert.equal(problems((one) => ({ ...one, out: { ...one.out, security: 'none', user: null } })), 0);
  assert.equal(problems((one) => ({ ...one, out: { ...one.out, security: 'none', host: '127.0.0.1' } })), 0);
  assert.equal(problems((one) => ({ ...one, box: { ...one.box, security: 'none' } })), 1);
  assert.equal(problems((one) => ({ ...one, out: { ...one.out, name: 'The shop\r\nBcc: all@x.example' } })), 1);
  assert.equal(problems((one) => ({ ...one, out: { ...one.out, from: 'help@shop.example\r\nx' } })), 1);
  assert.equal(problems((one) => ({ ...one, mailboxes: ['not an address'] })), 1);
});

test('how mail fares is told in sentences', () => {
  assert.match(listeningTold({ listening: { at: null, problem: null } }), /--mail-listen/);
  assert.equal(listeningTold({ listening: { at: '127.0.0.1:2525', problem: null } }), 'Heard by SMTP at 127.0.0.1:2525.');
  assert.equal(boxTold({ box: { state: 'away', problem: 'There is no such folder in this mailbox.', lastAt: null } }), 'There is no such folder in this mailbox. It is tried again.');
});
