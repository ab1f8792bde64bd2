import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError } from '../../kernel/app-error.ts';
import { readSettings, SETTING_NAMES, flagOf } from './settings.ts';

const wrong = (code: string, words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.kind === 'invalid' && error.code === code && words.test(error.detail);

test('without a word Custos listens on this machine only, port 4700, and keeps its files in ./data', () => {
  assert.deepEqual(readSettings([], {}), {
    PORT: 4700, HOST: '127.0.0.1', CUSTOS_DATA: './data', DATABASE_URL: null, CLICKHOUSE_URL: null, CLICKHOUSE_CLUSTER: null, CLICKHOUSE_REPLICATED: 'no',
    CUSTOS_OWNER_EMAIL: null, CUSTOS_OWNER_PASSWORD: null, CUSTOS_COMPANY: null, CUSTOS_ZONE: 'UTC', CUSTOS_COUNTRY: null, CUSTOS_EMBEDDINGS: null,
    CUSTOS_LANGUAGE_MODEL_URL: null, CUSTOS_LANGUAGE_MODEL_NAME: null, CUSTOS_LANGUAGE_MODEL_KEY: null, CUSTOS_LANGUAGE_MODEL_TOKENS: 100_000, CUSTOS_MAIL_LISTEN: null, CUSTOS_MAIL_TLS_CERT: null, CUSTOS_MAIL_TLS_KEY: null, CUSTOS_TRUSTED_PROXIES: null, CUSTOS_ADDRESS: null,
    CUSTOS_OIDC_ISSUER: null, CUSTOS_OIDC_CLIENT_ID: null, CUSTOS_OIDC_CLIENT_SECRET: null, CUSTOS_OIDC_NAME: 'your company account', CUSTOS_OIDC_ROLES: null, CUSTOS_OIDC_EMAILS: 'verified', CUSTOS_OIDC_PASSWORDS: 'everybody', CUSTOS_LOG: 'info',
  });
});

test('a flag goes before the environment, the environment before the default', () => {
  const settings = readSettings(['--port', '5000', '--data=/srv/custos'], { PORT: '6000', HOST: '0.0.0.0', CUSTOS_ZONE: '' });
  assert.equal(settings.PORT, 5000);
  assert.equal(settings.HOST, '0.0.0.0');
  assert.equal(settings.CUSTOS_DATA, '/srv/custos');
  assert.equal(settings.CUSTOS_ZONE, 'UTC');
});

test('every setting has a flag of its own', () => {
  assert.equal(new Set(SETTING_NAMES.map(flagOf)).size, SETTING_NAMES.length);
  assert.equal(flagOf('CUSTOS_OWNER_EMAIL'), 'owner-email');
  assert.equal(flagOf('DATABASE_URL'), 'database-url');
});

const REFUSED: readonly [name: string, value: string, words: RegExp][] = [
  ['PORT', 'http', /PORT \(--port\) must be a number/],
  ['PORT', '70000', /0 to 65535/],
  ['DATABASE_URL', 'mysql://x', /DATABASE_URL \(--database-url\) must be an address that begins with postgres:/],
  ['CLICKHOUSE_URL', 'not an address', /CLICKHOUSE_URL/],
  ['CLICKHOUSE_CLUSTER', 'main', /needs CLICKHOUSE_URL/],
  ['CLICKHOUSE_REPLICATED', 'yes', /needs CLICKHOUSE_CLUSTER/],
  ['CUSTOS_LANGUAGE_MODEL_URL', 'http://localhost:1/v1', /needs CUSTOS_LANGUAGE_MODEL_NAME/],
  ['CUSTOS_MAIL_LISTEN', 'localhost', /an address of this machine with a port/],
  ['CUSTOS_MAIL_TLS_CERT', './cert.pem', /CUSTOS_MAIL_TLS_CERT \(--mail-tls-cert\) needs CUSTOS_MAIL_TLS_KEY/],
  ['CUSTOS_MAIL_TLS_KEY', './key.pem', /needs CUSTOS_MAIL_TLS_CERT/],
  ['CUSTOS_TRUSTED_PROXIES', 'proxy.example.org', /CUSTOS_TRUSTED_PROXIES \(--trusted-proxies\) must be addresses or ranges/],
  ['CUSTOS_TRUSTED_PROXIES', '10.0.0.0/8, 0.0.0.0/0', /addresses or ranges of your proxies/],
  ['CUSTOS_LANGUAGE_MODEL_KEY', 'secret', /needs CUSTOS_LANGUAGE_MODEL_URL/],
  ['CUSTOS_OIDC_ISSUER', 'http://id.example.org', /CUSTOS_OIDC_ISSUER \(--oidc-issuer\) must be an address that begins with https:/],
  ['CUSTOS_OIDC_ISSUER', 'https://id.example.org', /needs CUSTOS_OIDC_CLIENT_ID/],
  ['CUSTOS_OIDC_CLIENT_SECRET', 'secret', /needs CUSTOS_OIDC_ISSUER/],
  ['CUSTOS_OIDC_PASSWORDS', 'owners', /needs CUSTOS_OIDC_ISSUER/],
  ['CUSTOS_OIDC_EMAILS', 'some', /must be verified or all/],
  ['CUSTOS_COUNTRY', 'Holland', /CUSTOS_COUNTRY \(--country\) must be two capital letters/],
  ['CUSTOS_ZONE', 'Mars/Base', /CUSTOS_ZONE \(--zone\) must be a time zone/],
  ['CUSTOS_EMBEDDINGS', 'all of them', /CUSTOS_EMBEDDINGS \(--embeddings\) must be use-lite, or the path of a folder/],
  ['CUSTOS_LOG', 'loud', /error, warn or info/],
  ['CUSTOS_OWNER_EMAIL', 'nobody', /must be an e-mail address/],
  ['CUSTOS_OWNER_EMAIL', 'owner@example.org', /needs CUSTOS_OWNER_PASSWORD/],
];

for (const [name, value, words] of REFUSED) {
  test(`${name}=${value} is refused by name`, () => {
    assert.throws(() => readSettings([], { [name]: value }), wrong('setting-wrong', words));
  });
}

test('a password that is too short is refused without being repeated', () => {
  assert.throws(
    () => readSettings([], { CUSTOS_OWNER_EMAIL: 'owner@example.org', CUSTOS_OWNER_PASSWORD: 'zaq12' }),
    (error) => wrong('setting-wrong', /CUSTOS_OWNER_PASSWORD/)(error) && error instanceof AppError && !error.detail.includes('zaq12'),
  );
});

test('a flag that does not exist is refused by name and the others are listed', () => {
  assert.throws(() => readSettings(['--prot', '5000'], {}), wrong('setting-unknown', /--prot.*--port/s));
});

test('a flag without its value is refused', () => {
  assert.throws(() => readSettings(['--port'], {}), wrong('setting-unknown', /no value/));
});

test('CLICKHOUSE_URL names one server or every node of a cluster', () => {
  const nodes = 'http://custos:secret@one:8123, https://custos:secret@two:8443';
  assert.equal(readSettings([], { CLICKHOUSE_URL: nodes, CLICKHOUSE_CLUSTER: 'main' }).CLICKHOUSE_URL, nodes);
  assert.throws(() => readSettings([], { CLICKHOUSE_URL: 'http://one:8123,two:8123' }), /CLICKHOUSE_URL.*http:\/\/ or https:\/\//);
});
