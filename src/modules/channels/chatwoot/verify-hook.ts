import { createHmac, timingSafeEqual } from 'node:crypto';

/** How far the moment of a webhook may lie from ours, so that one that was overheard can not be played again for long. Units: s. */
const APART_S = 300;

/** What a webhook brings beside its body. */
export type HookHeaders = { readonly signature: string | undefined; readonly timestamp: string | undefined };

/**
 * Whether a webhook is the desk's: `X-Chatwoot-Signature` is `sha256=` and the HMAC-SHA256 of `X-Chatwoot-Timestamp`, a dot and the body as it came. Units: ms since 1970.
 * Source: chatwoot/chatwoot pull request 13573; docs/chatwoot.md.
 */
export function isSignedHook(secret: string, body: Buffer, { signature, timestamp }: HookHeaders, nowMs: number): boolean {
  const seconds = Number(timestamp);
  if (signature === undefined || timestamp === undefined || !/^\d{1,12}$/.test(timestamp) || Math.abs(nowMs / 1_000 - seconds) > APART_S) return false;
  const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex')}`);
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
