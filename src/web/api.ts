import type { z } from 'zod';
import { AppError, type ErrorKind } from '../kernel/app-error.ts';
import type { RouteContract } from '../kernel/route-contract.ts';

type Input<S> = S extends z.ZodType ? z.input<S> : never;
type Part<R extends RouteContract, Name extends 'params' | 'query' | 'body'> =
  R[Name] extends z.ZodType ? (Record<string, never> extends Input<R[Name]> ? { readonly [K in Name]?: Input<R[Name]> } : { readonly [K in Name]: Input<R[Name]> }) : unknown;

/** What a call must bring: as the route's contract says. */
export type Ask<R extends RouteContract> = Part<R, 'params'> & Part<R, 'query'> & Part<R, 'body'>;
/** What a call answers. */
export type Answer<R extends RouteContract> = z.output<R['response']>;

type Plain = string | number | boolean | undefined | null;
type Loose = { readonly params?: Readonly<Record<string, Plain>>; readonly query?: Readonly<Record<string, Plain>>; readonly body?: unknown };

const KINDS: Readonly<Record<number, ErrorKind>> = { 400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 404: 'not-found', 409: 'conflict', 413: 'too-large', 422: 'invalid', 429: 'too-many' };

/** The address of a route with its parameters filled in; for links to files and event streams. */
export function addressOf(route: RouteContract, ask: Loose = {}): string {
  const path = route.path.replace(/:([a-zA-Z]+)/g, (_, name: string) => encodeURIComponent(String(ask.params?.[name] ?? '')));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(ask.query ?? {})) if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  return search.size === 0 ? path : `${path}?${search.toString()}`;
}

async function problemOf(answer: Response): Promise<AppError> {
  const said: unknown = await answer.json().catch(() => null);
  const { code, detail, issues } = (typeof said === 'object' && said !== null ? said : {}) as { code?: unknown; detail?: unknown; issues?: unknown };
  const fields = Array.isArray(issues) ? (issues as { path?: string; message?: string }[]).slice(0, 3).map((issue) => `${issue.path ?? ''}: ${issue.message ?? ''}`).join('; ') : '';
  const kind = KINDS[answer.status] ?? (answer.status === 503 || answer.status === 502 ? 'unavailable' : 'internal');
  return new AppError(kind, typeof code === 'string' ? code : `status-${answer.status}`, typeof detail === 'string' ? `${detail}${fields === '' ? '' : ` ${fields}.`}` : 'The server did not say why. Try again in a moment.');
}

async function answered(address: string, init: RequestInit): Promise<unknown> {
  let answer: Response;
  try {
    answer = await fetch(address, init);
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new AppError('unavailable', 'server-away', 'Custos does not answer. It may be starting, or the connection is down.', error);
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer.json();
}

/** Asks the server, typed by the route's contract. `headers`: what else says who asks, where no cookie does. Errors: AppError with the server's own code and words. */
export async function call<R extends RouteContract>(route: R, ask: Ask<R>, signal?: AbortSignal, headers: Readonly<Record<string, string>> = {}): Promise<Answer<R>> {
  const loose = ask as Loose;
  const init: RequestInit = { method: route.method, credentials: 'same-origin', headers: { accept: 'application/json', ...headers } };
  if (signal !== undefined) init.signal = signal;
  if (route.method !== 'GET') {
    init.headers = { accept: 'application/json', 'content-type': 'application/json', ...headers };
    init.body = JSON.stringify(loose.body ?? {});
  }
  return await answered(addressOf(route, loose), init) as Answer<R>;
}

/** Sends a file as it is to a route that takes a raw body; `onProgress` hears the sent share. Units: ratio 0–1. */
export function sendFile<R extends RouteContract>(route: R, query: Record<string, string>, file: Blob, onProgress: (ratio: number) => void): Promise<Answer<R>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(route.method, addressOf(route, { query }));
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => { if (event.lengthComputable) onProgress(event.loaded / event.total); });
    request.addEventListener('error', () => reject(new AppError('unavailable', 'server-away', 'The upload broke off. Check the connection and drop the file again.')));
    request.addEventListener('load', () => {
      const answer = new Response(request.responseText === '' ? null : request.responseText, { status: request.status === 0 ? 503 : request.status });
      if (request.status >= 200 && request.status < 300) answer.json().then((value) => resolve(value as Answer<R>), reject);
      else problemOf(answer).then(reject, reject);
    });
    request.send(file);
  });
}
