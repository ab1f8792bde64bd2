import type { IncomingMessage, ServerResponse } from 'node:http';
import { AppError } from '../../kernel/app-error.ts';
import { openEventStream } from '../../platform/http/open-event-stream.ts';
import { readBody } from '../../platform/http/read-body.ts';
import type { Asked, RouteServer } from '../../platform/http/server.ts';
import { STATUS_OF } from '../../platform/http/problem.ts';
import { factsOf, type Log } from '../../platform/log/log.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import { PORTAL_LIMITS, pageRoutes } from './contract.ts';
import type { OnPage, Portal } from './index.ts';
import { formKey, isFormKey } from './link-token.ts';
import { doorPage, type DoorState } from './page/door-page.ts';
import { DONE_WORDS, ownPage, type DoneWord } from './page/own-page.ts';
import { PAGE_SCRIPT, PAGE_STYLE } from './page/page-style.ts';
import { WORDS } from './page/words/every-language.ts';
import { readPageForm } from './page-form.ts';
import { languageOf } from './read-page.ts';

const COOKIE = 'custos_my';
/** How often an open page is asked whether it may still be. Units: ms. */
const RECHECK_MS = 30_000;
/** Only what this server itself serves is loaded and called; nothing runs that stands in a text. */
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

type Settings = { readonly portal: Portal; readonly log: Log; readonly zone: string; company(): { readonly name: string } };
type Arrived = Pick<Asked<RouteContract>, 'request' | 'response' | 'clientAddress' | 'isSecure'>;

/** Serves customers' own pages: plain HTML that works without script. Nothing about an address, valid or not, shows before its door is opened. */
export function serveCustomersPages(server: RouteServer, { portal, log, zone, company }: Settings): void {
  const streams = new Map<number, number>();
  const frameOf = (language: ReturnType<typeof languageOf>) => ({ words: WORDS[language], language, company: company().name });
  const door = (arrived: Arrived, state: DoorState, status: number, token: string | null = null): void => send(arrived.response, status, 'text/html', doorPage(frameOf(languageOf(acceptedBy(arrived.request))), state, token));
  const languageFor = async (on: OnPage, request: IncomingMessage) => languageOf(on.chosenLanguage, on.link.language, await portal.ownLanguage(on), acceptedBy(request));

  /** Answers with a page whatever happens: who is a customer does not read JSON. */
  const guarded = (serve: (arrived: Arrived) => Promise<void>) => async (arrived: Arrived): Promise<undefined> => {
    try {
      await serve(arrived);
    } catch (error) {
      const status = error instanceof AppError ? STATUS_OF[error.kind] : 503;
      if (status >= 500) log.error('customer-page-failed', factsOf(error));
      const frame = frameOf(languageOf(acceptedBy(arrived.request)));
      if (arrived.response.headersSent) arrived.response.destroy();
      else send(arrived.response, status, 'text/html', doorPage({ ...frame, words: { ...frame.words, door: { ...frame.words.door, closed: status === 413 ? frame.words.done.tooMuch : status >= 500 ? frame.words.done.fault : frame.words.done.not } } }, status === 429 ? 'often' : 'closed', null));
    }
    return undefined;
  };
  /** For a browser that was let in; every other stands before the door. With a form, only one that this browser's page made. */
  const inside = (serve: (on: OnPage, arrived: Arrived, fields: URLSearchParams) => Promise<void>, isForm: boolean) => guarded(async (arrived) => {
    const on = await portal.onPage(cookieOf(arrived.request));
    if (on === null) return door(arrived, 'closed', 404);
    const fields = isForm ? await fieldsOf(arrived.request) : new URLSearchParams();
    if (isForm && !isFormKey(on.session, fields.get('key') ?? '')) throw new AppError('forbidden', 'form-not-ours', 'This form was not made for this browser.');
    return serve(on, arrived, fields);
  });

  server.handle(pageRoutes.style, guarded(async ({ response }) => send(response, 200, 'text/css', PAGE_STYLE, { 'cache-control': 'public, max-age=3600' })));
  server.handle(pageRoutes.script, guarded(async ({ response }) => send(response, 200, 'text/javascript', PAGE_SCRIPT, { 'cache-control': 'public, max-age=3600' })));
  server.handle(pageRoutes.door, ({ params, ...arrived }) => guarded(async (at) => door(at, 'lead', 200, params.token))(arrived));
  server.handle(pageRoutes.enter, ({ params, ...arrived }) => guarded(async (at) => {
    const token = params.token;
    const answer = (await fieldsOf(at.request)).get('answer')?.slice(0, PORTAL_LIMITS.trait) ?? null;
    const entered = await portal.enter({ token, session: cookieOf(at.request), answer, language: null }, at.clientAddress);
    if (entered.is !== 'in') return door(at, entered.is, entered.is === 'wrong' ? 403 : 200, token);
    return redirect(at.response, '/my', entered.session === null ? {} : { 'set-cookie': cookie(entered.session, entered.maxAgeMs, at.isSecure) });
  })(arrived));
  server.handle(pageRoutes.read, inside(async (on, { request, response }) => {
    const language = await languageFor(on, request);
    const done = new URL(request.url ?? '/', 'http://page').searchParams.get('done');
    const { setting } = await portal.setting();
    const nowMs = Date.now();
    send(response, 200, 'text/html', ownPage({ ...frameOf(language), key: formKey(on.session), isLive: true, zone, nowMs, done: DONE_WORDS.find((word) => word === done) ?? null, requestDays: setting.requestDays }, await portal.read(on, language)));
  }, false));
  server.handle(pageRoutes.act, inside(async (on, { request, response }, fields) => {
    const form = readPageForm(fields);
    const done: DoneWord = form === null ? 'not' : await portal.act(on, form, await languageFor(on, request));
    redirect(response, `/my?done=${done}`);
  }, true));
  server.handle(pageRoutes.leave, inside(async (on, arrived) => {
    await portal.leave(on.session);
    arrived.response.setHeader('set-cookie', cookie('', 0, arrived.isSecure));
    door(arrived, 'left', 200);
  }, true));
  server.handle(pageRoutes.language, inside(async (on, { response }, fields) => {
    await portal.chooseLanguage(on, languageOf(fields.get('language')));
    redirect(response, '/my');
  }, true));
  server.handle(pageRoutes.news, guarded(async ({ request, response }) => {
    const on = await portal.onPage(cookieOf(request));
    const open = on === null ? 0 : streams.get(on.link.number) ?? 0;
    // An empty answer ends the asking; a page without news still works.
    if (on === null || open >= PORTAL_LIMITS.streams) { response.writeHead(204).end(); return; }
    let tell = (): void => undefined;
    const stop = await portal.watch(on, () => { tell(); });
    if (response.destroyed) { stop(); return; }
    streams.set(on.link.number, open + 1);
    const stream = openEventStream(response);
    tell = () => { stream.send('changed', {}); };
    const timer = setInterval(() => { portal.onPage(on.session).then((still) => { if (still === null) { stream.send('closed', {}); stream.close(); } }, () => undefined); }, RECHECK_MS).unref();
    stream.onClose(() => {
      clearInterval(timer);
      stop();
      const left = (streams.get(on.link.number) ?? 1) - 1;
      if (left === 0) streams.delete(on.link.number);
      else streams.set(on.link.number, left);
    });
  }));
}

function send(response: ServerResponse, status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', 'content-security-policy': POLICY, 'referrer-policy': 'same-origin', ...headers }).end(text);
}

function redirect(response: ServerResponse, to: string, headers: Readonly<Record<string, string>> = {}): void {
  response.writeHead(303, { location: to, 'cache-control': 'no-store', ...headers }).end();
}

/** A cookie that only this page's own requests carry. */
function cookie(value: string, maxAgeMs: number, isSecure: boolean): string {
  return `${COOKIE}=${value}; Path=/my; HttpOnly; SameSite=Strict; Max-Age=${Math.floor(maxAgeMs / 1_000)}${isSecure ? '; Secure' : ''}`;
}

function cookieOf(request: IncomingMessage): string | null {
  return /(?:^|;\s*)custos_my=([A-Za-z0-9_-]{32})(?:;|$)/.exec(request.headers.cookie ?? '')?.[1] ?? null;
}

function acceptedBy(request: IncomingMessage): string | undefined {
  return request.headers['accept-language']?.split(',')[0]?.split(';')[0];
}

async function fieldsOf(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await readBody(request, { maxBytes: PORTAL_LIMITS.formBytes })).toString('utf8'));
}
