import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createTransport } from 'nodemailer';
import { selfSigned } from '../../../../test/engines/self-signed.ts';
import { AppError } from '../../../kernel/app-error.ts';
import { createLog } from '../../../platform/log/log.ts';
import { createSmtpListener } from './listen-smtp.ts';
import { readCertificate, type CertificateFiles } from './mail-certificate.ts';
import type { Arrived } from './receive-mail.ts';

function folder(t: TestContext): { readonly files: CertificateFiles; put(made: { readonly cert: string; readonly key: string }): void } {
  const path = mkdtempSync(join(tmpdir(), 'custos-tls-'));
  t.after(() => rmSync(path, { recursive: true, force: true }));
  const files = { cert: join(path, 'cert.pem'), key: join(path, 'key.pem') };
  return { files, put: ({ cert, key }) => { writeFileSync(files.cert, cert); writeFileSync(files.key, key); } };
}

async function listening(t: TestContext, certificate: CertificateFiles | null) {
  const got: Arrived[] = [];
  const lines: string[] = [];
  const listener = createSmtpListener({ log: createLog('info', (line) => lines.push(line)), mailboxes: async () => ['help@shop.example'], certificate, receiver: { receive: async (mail) => { got.push(mail); return { became: 'taken', reference: 'int_1' }; }, refuse: async () => assert.fail('nothing is refused') } });
  const [, port] = (await listener.listen('127.0.0.1', 0)).split(':');
  t.after(() => listener.close());
  /** Sends one mail; `ca`: whom the sender trusts. */
  const send = async (ca: string | null): Promise<string> => {
    const door = createTransport({ host: '127.0.0.1', port: Number(port), ...(ca === null ? { ignoreTLS: true } : { requireTLS: true, tls: { ca: [ca], servername: 'localhost' } }) });
    const raw = 'From: nora@x.example\r\nTo: help@shop.example\r\nSubject: Hi\r\n\r\nHello\r\n';
    return door.sendMail({ envelope: { from: 'nora@x.example', to: 'help@shop.example' }, raw }).then(({ response }) => response, (error: unknown) => (error instanceof Error ? error.message : 'failed')).finally(() => door.close());
  };
  return { got, lines, send };
}

test('mail is heard over TLS with the certificate that the settings name, and without TLS as before', async (t) => {
  const { files, put } = folder(t);
  const made = selfSigned();
  put(made);
  const { got, send } = await listening(t, files);
  assert.match(await send(made.cert), /Kept as int_1/);
  assert.match(await send(null), /Kept as int_1/);
  assert.match(await send(selfSigned().cert), /certificate|self.signed/i, 'whoever trusts another certificate says nothing');
  assert.equal(got.length, 2);
});

test('without a certificate no TLS is offered', async (t) => {
  const { got, send } = await listening(t, null);
  assert.doesNotMatch(await send(selfSigned().cert), /Kept/);
  assert.match(await send(null), /Kept as int_1/);
  assert.equal(got.length, 1);
});

test('a renewed certificate holds from the next connections on; while its files are half replaced the former one stays, and that is told once', async (t) => {
  const { files, put } = folder(t);
  const [first, second] = [selfSigned(), selfSigned()];
  put(first);
  const { lines, send } = await listening(t, files);
  put({ cert: `${second.cert}\n`, key: first.key });
  for (let time = 0; time < 3; time += 1) assert.match(await send(first.cert), /Kept/);
  assert.equal(lines.filter((line) => line.includes('mail-certificate-kept')).length, 1);
  put({ cert: `${second.cert}\n`, key: `${second.key}\n` });
  await send(second.cert);
  assert.match(await send(second.cert), /Kept/);
  assert.doesNotMatch(await send(first.cert), /Kept/);
});

test('files that are not there, are no certificate, no key, or of two certificates are refused by the name of their setting', (t) => {
  const { files, put } = folder(t);
  const [one, other] = [selfSigned(), selfSigned()];
  const refusal = (): string => {
    try {
      readCertificate(files);
      return 'taken';
    } catch (error) {
      return error instanceof AppError && error.kind === 'invalid' ? error.detail : 'another error';
    }
  };
  assert.match(refusal(), /CUSTOS_MAIL_TLS_CERT \(--mail-tls-cert\) names a file that is not there/);
  put({ cert: 'no certificate', key: one.key });
  assert.match(refusal(), /CUSTOS_MAIL_TLS_CERT .* must name a file with a certificate/);
  put({ cert: one.cert, key: one.cert });
  assert.match(refusal(), /CUSTOS_MAIL_TLS_KEY .* must name a file with a private key/);
  put({ cert: one.cert, key: other.key });
  assert.match(refusal(), /do not belong together/);
  put(one);
  assert.equal(refusal(), 'taken');
});
