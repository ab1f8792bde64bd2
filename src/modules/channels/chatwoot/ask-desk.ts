const ANSWER_WITHIN_MS = 15_000;
/** Longest answer that is read. Units: bytes. */
const ANSWER_BYTES = 16 * 1024 * 1024;

/** Where a desk is and how it is asked. The token is a person's or a bot's of that desk, who may do what we ask. */
export type DeskDoor = { readonly url: string; readonly account: number; readonly token: string };

/** What became of a question. `later`: not now (too many, unwell, out of reach), `afterMs` where the desk says when; `refused`: never like this. */
export type DeskAnswer = { readonly kind: 'answer'; readonly body: unknown } | { readonly kind: 'later'; readonly afterMs: number | null; readonly problem: string } | { readonly kind: 'refused'; readonly status: number; readonly problem: string };

/** Asks a desk's API (`path` below its account). Follows no redirect; never throws. What went wrong is said without address, token or words of anybody. */
export async function askDesk({ url, account, token }: DeskDoor, method: 'GET' | 'POST', path: string, body: unknown = null): Promise<DeskAnswer> {
  try {
    const answer = await fetch(`${url}/api/v1/accounts/${account}${path}`, {
      method, redirect: 'manual', signal: AbortSignal.timeout(ANSWER_WITHIN_MS), headers: { api_access_token: token, accept: 'application/json', 'user-agent': 'Custos', ...(body === null ? {} : { 'content-type': 'application/json' }) }, ...(body === null ? {} : { body: JSON.stringify(body) }),
    });
    const { status } = answer;
    if (status === 429 || status >= 500) {
      await answer.body?.cancel();
      const seconds = Number(answer.headers.get('retry-after') ?? NaN);
      return { kind: 'later', afterMs: Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : null, problem: status === 429 ? 'The desk asks us to slow down (429).' : `The desk answered ${status}.` };
    }
    if (!answer.ok) {
      await answer.body?.cancel();
      return { kind: 'refused', status, problem: refusalOf(status) };
    }
    const text = await answer.text();
    if (text.length > ANSWER_BYTES) return { kind: 'refused', status, problem: 'The desk answered more than can be read at once.' };
    return { kind: 'answer', body: text === '' ? null : JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return { kind: 'later', afterMs: null, problem: 'The desk answered something that is no JSON. Is the address that of Chatwoot itself?' };
    return { kind: 'later', afterMs: null, problem: error instanceof DOMException && error.name === 'TimeoutError' ? 'The desk did not answer within fifteen seconds.' : 'The desk could not be reached.' };
  }
}

function refusalOf(status: number): string {
  if (status === 401 || status === 403) return 'The desk does not let this access token in, or not to this. Give it one of an administrator.';
  if (status === 404) return 'The desk knows no such account or conversation.';
  return status >= 300 && status < 400 ? 'The desk answered with another address; give that one.' : `The desk refused this (${status}).`;
}

/** Something in an answer by its path; undefined where there is none. */
export function inAnswer(body: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined), body);
}

/** A list in an answer; empty where there is none. */
export function listIn(body: unknown, ...path: readonly string[]): readonly unknown[] {
  const value = inAnswer(body, ...path);
  return Array.isArray(value) ? value : [];
}
