import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ChatTool } from '../contract.ts';

/** What a chat tool sent, as far as it proves who sent it. Header names in lower case. */
export type Signed = { readonly headers: Readonly<Record<string, string | undefined>>; readonly body: string };

/** How old a signed request may be, so that nobody sends an overheard one again. Units: s. */
const FRESH_SECONDS = 300;

/**
 * Whether a slash command comes from the chat tool that has the secret. Slack signs `v0:<seconds>:<body>` (HMAC-SHA256, headers `x-slack-signature` and `x-slack-request-timestamp`) and is refused when older than five minutes;
 * Mattermost sends its token in the header `authorization: Token …` or in the body. Source: docs.slack.dev, "Verifying requests from Slack"; docs.mattermost.com, "Custom slash commands".
 */
export function isFromChat(tool: ChatTool, secret: string, { headers, body }: Signed, nowMs: number): boolean {
  if (tool === 'mattermost') return sameText(/^token (.+)$/i.exec(headers['authorization'] ?? '')?.[1] ?? new URLSearchParams(body).get('token') ?? '', secret);
  const seconds = headers['x-slack-request-timestamp'] ?? '';
  if (!/^\d{1,12}$/.test(seconds) || Math.abs(nowMs / 1_000 - Number(seconds)) > FRESH_SECONDS) return false;
  return sameText(headers['x-slack-signature'] ?? '', `v0=${createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex')}`);
}

/** Compares in the same time wherever texts differ; those of other lengths differ at once, which tells nothing of the secret. */
function sameText(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
