import { publicId } from '../../../kernel/public-id.ts';
import type { DueDelivery } from './webhook-store.ts';
import { signatureOf } from './message.ts';

const ANSWER_WITHIN_MS = 10_000;

/** How a try went: `problem` null when the address answered with 2xx. */
export type Tried = { readonly status: number | null; readonly problem: string | null };

/**
 * Posts one message: JSON, signed, with its id, which stays the same when it is tried again. Follows no redirect, reads no answer, waits ten seconds.
 * Never throws: what went wrong is said, without the address.
 */
export async function postMessage({ number, url, secret, body, madeAt }: DueDelivery, atMs: number): Promise<Tried> {
  const text = JSON.stringify({ id: publicId('message', number), at: madeAt.toISOString(), ...body });
  try {
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS), headers: { 'content-type': 'application/json', 'user-agent': 'Custos', 'custos-signature': signatureOf(secret, text, atMs) }, body: text });
    await answer.body?.cancel();
    return { status: answer.status, problem: answer.ok ? null : answer.status >= 300 && answer.status < 400 ? 'It answered with another address; give that one.' : `It answered ${answer.status}.` };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    return { status: null, problem: isLate ? 'It did not answer within ten seconds.' : 'It could not be reached.' };
  }
}
