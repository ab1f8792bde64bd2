import assert from 'node:assert/strict';
import { createHash, createHmac, createSign, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What an ID token says, beside what every one says. */
export type Claims = Readonly<Record<string, unknown>>;
type Head = { readonly alg: string; readonly kid?: string };
type Key = { readonly kid: string; readonly privateKey: KeyObject; readonly jwk: Readonly<Record<string, unknown>> };

/** How the next ID token is spoiled. `claims` go over what is right; `sign` makes the third part itself; `head` instead of the right one. */
export type Spoiled = { readonly claims?: Claims; readonly head?: Head; readonly sign?: (signed: string) => string; readonly userinfo?: Claims };

/**
 * A directory of a company on this machine, which checks what a real one does: redirect address, client secret, single use of a code, PKCE.
 * `visit` is somebody who signs on at the address to which Custos sent their browser; it answers the query with which the browser comes back.
 */
export type FakeIssuer = {
  readonly url: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Tokens and secrets that it gave out, which must stand nowhere. */
  readonly given: readonly string[];
  visit(location: string, claims: Claims, spoiled?: Spoiled): string;
  /** Signs with a new key from now on. The one before stays known when `keep`. Answers what signs with the one before. */
  rotate(keep: boolean): (signed: string) => string;
  /** From now on it does not answer, or answers that it is unwell; null: it is back. */
  away(how: 'silent' | 'unwell' | null): void;
  close(): Promise<void>;
};

const base64 = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

function newKey(): Key {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const kid = randomUUID();
  return { kid, privateKey, jwk: { ...publicKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' } };
}

/** Opens a directory on a free port of this machine. */
export async function openFakeIssuer(): Promise<FakeIssuer> {
  const client = { clientId: 'custos', clientSecret: `secret-${randomUUID()}` };
  const signOns = new Map<string, { readonly challenge: string; readonly nonce: string; readonly backTo: string; readonly claims: Claims; readonly spoiled: Spoiled }>();
  const userinfo = new Map<string, Claims>();
  const given: string[] = [client.clientSecret];
  let keys = [newKey()];
  let away: 'silent' | 'unwell' | null = null;
  let url = '';

  const idToken = (nonce: string, claims: Claims, { claims: over = {}, head, sign }: Spoiled): string => {
    const key = keys.at(-1) ?? assert.fail('there is a key');
    const now = Math.floor(Date.now() / 1_000);
    const signed = `${base64(head ?? { alg: 'RS256', kid: key.kid })}.${base64({ iss: url, aud: client.clientId, iat: now, exp: now + 300, nonce, ...claims, ...over })}`;
    return `${signed}.${sign === undefined ? signedBy(key, signed) : sign(signed)}`;
  };
  const token = (form: URLSearchParams): unknown => {
    const code = form.get('code') ?? '';
    const signOn = signOns.get(code);
    signOns.delete(code);
    if (signOn === undefined || form.get('client_id') !== client.clientId || form.get('client_secret') !== client.clientSecret || form.get('redirect_uri') !== signOn.backTo) return { error: 'invalid_grant' };
    if (createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') !== signOn.challenge) return { error: 'invalid_grant' };
    const answer = { access_token: `access-${randomUUID()}`, token_type: 'Bearer', expires_in: 300, refresh_token: `refresh-${randomUUID()}`, id_token: idToken(signOn.nonce, signOn.claims, signOn.spoiled) };
    userinfo.set(answer.access_token, { sub: signOn.claims['sub'], ...signOn.spoiled.userinfo });
    given.push(answer.access_token, answer.refresh_token, answer.id_token, code);
    return answer;
  };

  const server = createServer((request, response) => {
    if (away === 'silent') return void request.socket.destroy();
    if (away === 'unwell') return void response.writeHead(503).end();
    answered(request).then(({ status, body }) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }, () => failed(response));
  });
  async function answered(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    if (request.url === '/.well-known/openid-configuration') {
      return { status: 200, body: { issuer: url, authorization_endpoint: `${url}/authorize`, token_endpoint: `${url}/token`, userinfo_endpoint: `${url}/userinfo`, jwks_uri: `${url}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], token_endpoint_auth_methods_supported: ['client_secret_post'] } };
    }
    if (request.url === '/jwks') return { status: 200, body: { keys: keys.map(({ jwk }) => jwk) } };
    if (request.url === '/userinfo') return { status: 200, body: userinfo.get(request.headers.authorization?.replace('Bearer ', '') ?? '') ?? {} };
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const body = token(new URLSearchParams(text));
    return { status: typeof body === 'object' && body !== null && 'error' in body ? 400 : 200, body };
  }
  server.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => { server.once('listening', () => resolve()); });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url, client, given,
    visit(location, claims, spoiled = {}) {
      const asked = new URL(location);
      const of = (name: string): string => asked.searchParams.get(name) ?? '';
      assert.equal(asked.origin + asked.pathname, `${url}/authorize`);
      assert.deepEqual([of('response_type'), of('client_id'), of('code_challenge_method')], ['code', client.clientId, 'S256']);
      assert.ok(of('state').length >= 32 && of('nonce').length >= 32 && of('code_challenge').length >= 43);
      const code = randomUUID();
      signOns.set(code, { challenge: of('code_challenge'), nonce: of('nonce'), backTo: of('redirect_uri'), claims, spoiled });
      return `?${new URLSearchParams({ code, state: of('state') }).toString()}`;
    },
    rotate(keep) {
      const before = keys.at(-1) ?? assert.fail('there is a key');
      keys = [...(keep ? keys : []), newKey()];
      return (signed) => signedBy(before, signed);
    },
    away(how) { away = how; },
    close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }),
  };
}

/** The signature of a token by HMAC, with which a forger tries a public word as a key. */
export function signedByWord(word: string): (signed: string) => string {
  return (signed) => createHmac('sha256', word).update(signed).digest('base64url');
}

function signedBy({ privateKey }: Key, signed: string): string {
  return createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url');
}

function failed(response: ServerResponse): void {
  response.writeHead(500).end();
}
