import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { randomWord } from './mint-id.ts';

const KEY = /^c[a-z0-9]{24}$/;

/** A new key: 25 characters that begin with c, a shape that every known tracking library takes. */
export function mintKey(): string {
  return `c${randomWord(24)}`;
}

/** Whether a text can be a key of ours at all, so that anything else is refused without asking the database. */
export function isKeyShaped(text: string): boolean {
  return KEY.test(text);
}

/** What is stored of a key. A key has 124 random bits, so a plain sha256 cannot be guessed back. Shape: hex. */
export function hashOfKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}

/** A key found in a request and where: one in the address ends up in logs, so it may write only. */
export type OfferedKey = { readonly key: string; readonly place: 'header' | 'address' };

/** The keys that a request offers, the likeliest first: Basic user name (the colon may be missing), Bearer, X-Write-Key, ?writeKey=. The body is left to the route that reads it. */
export function keysOffered(request: Pick<IncomingMessage, 'headers' | 'url'>): OfferedKey[] {
  const offered: OfferedKey[] = [];
  const offer = (key: string | null | undefined, place: OfferedKey['place']): void => {
    if (typeof key === 'string' && isKeyShaped(key)) offered.push({ key, place });
  };
  const [scheme, credentials] = (request.headers.authorization ?? '').trim().split(/\s+/, 2);
  if (scheme?.toLowerCase() === 'basic' && credentials !== undefined) offer(Buffer.from(credentials, 'base64').toString('latin1').split(':')[0], 'header');
  if (scheme?.toLowerCase() === 'bearer') offer(credentials, 'header');
  const own = request.headers['x-write-key'];
  offer(Array.isArray(own) ? own[0] : own, 'header');
  const at = (request.url ?? '').indexOf('?');
  if (at >= 0) {
    const query = new URLSearchParams((request.url ?? '').slice(at));
    offer(query.get('writeKey') ?? query.get('writekey'), 'address');
  }
  return offered;
}
