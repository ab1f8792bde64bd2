import type { IncomingMessage, ServerResponse } from 'node:http';
import fastify, { type FastifyReply, type FastifyRequest } from 'fastify';
import { AppError } from '../../kernel/app-error.ts';
import { routes as kernelRoutes } from '../../kernel/health.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';
import type { Attention } from '../jobs/attention.ts';
import { factsOf, type Log } from '../log/log.ts';
import { createCallerOf, type TrustedProxies } from './caller.ts';
import { openApiOf } from './openapi.ts';
import { problemOf, type Problem } from './problem.ts';
import { crossOriginHeaders, SECURITY_HEADERS } from './security-headers.ts';
import { createRouteChain, type Access, type RouteLimits, type Served } from './serve-route.ts';
import { servePage, type Framed } from './serve-page.ts';
import type { Handler, RouteServer } from './server.ts';

/** `trustedProxies` stand in front, and their X-Forwarded headers are believed; null: nobody's. `maxBodyBytes` limits JSON bodies; raw routes set their own. `attention` hears of whoever waits for an answer, but for what comes in and streams that stay open. */
export type HttpServerDeps = Access & { readonly log: Log; readonly trustedProxies?: TrustedProxies | null; readonly version?: string; readonly closeWithinMs?: number; readonly attention?: Attention } & Partial<RouteLimits>;

/** The web server of this installation. */
export type HttpServer = RouteServer & {
  /** Errors: `conflict` port-taken; `invalid` for an address that is not this machine's. */
  listen(host: string, port: number): Promise<void>;
  /** Takes no new connections, lets running requests finish for a while, then ends what is still open. */
  close(): Promise<void>;
  /** `http://127.0.0.1:4700`; null while it does not listen. */
  address(): string | null;
  routes(): readonly RouteContract[];
  /** Serves the built page from a folder for every path that is no route; `framed`: which of its pages others may frame. */
  servePage(folder: string, framed?: Framed): void;
};

const CONTENT_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;.*)?$/;

/** A web server without any route but its own description at /api/openapi.json. */
export function createHttpServer({ log, viewerOf, audit, trustedProxies = null, version = '0', maxBodyBytes = 4 * 1024 * 1024, recheckMs = 5_000, clock = Date.now, closeWithinMs = 10_000, attention }: HttpServerDeps): HttpServer {
  const served: RouteContract[] = [];
  const preflighted = new Set<string>();
  const streams = new Set<ServerResponse>();
  const callerOf = createCallerOf(trustedProxies);
  // Said once: behind a proxy that is not named, limits of tries count all visitors as one.
  let isProxyUnknown = trustedProxies === null;

  const app = fastify({
    exposeHeadRoutes: false, bodyLimit: Number.MAX_SAFE_INTEGER, routerOptions: { maxParamLength: 1_000 }, forceCloseConnections: 'idle',
    frameworkErrors: (_error, _request, reply) => { sendProblem(reply, 400, { code: 'url-malformed', detail: 'The address cannot be read. Percent-encode what is in it as UTF-8.' }); },
    clientErrorHandler: (error, socket) => {
      const status = error.code === 'HPE_HEADER_OVERFLOW' ? '431 Request Header Fields Too Large' : '400 Bad Request';
      if (socket.writable) socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: application/json\r\n\r\n${JSON.stringify({ code: 'http-malformed', detail: 'This is not a request that can be read as HTTP/1.1, or its headers are larger than 16 kB.' })}`);
    },
  });

  // Bodies are read by readBody, whatever their type says; a type that is no type at all must not be refused before that.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));
  app.addHook('onRequest', (request, reply, done) => {
    const type = request.raw.headers['content-type'];
    if (type !== undefined && !CONTENT_TYPE.test(type)) delete request.raw.headers['content-type'];
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) reply.raw.setHeader(name, value);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((_request, reply) => sendProblem(reply, 404, { code: 'route-unknown', detail: 'Nothing answers at this address with this method. /api/openapi.json lists everything that does.' }));

  function sendProblem(reply: FastifyReply, status: number, problem: Problem): FastifyReply {
    return reply.code(status).header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(problem));
  }

  function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const { status, retryAfterSeconds, problem, foreseen } = problemOf(error);
    if (!foreseen) log.error('request-failed', { route: `${request.method} ${request.routeOptions.url ?? 'unknown'}`, ...factsOf(error) });
    if (retryAfterSeconds !== null) reply.header('retry-after', String(retryAfterSeconds));
    return sendProblem(reply, status, problem);
  }

  function allowOtherSites(route: RouteContract): void {
    if (preflighted.has(route.path)) return;
    preflighted.add(route.path);
    app.options(route.path, (request, reply) => {
      setCrossOrigin(request.raw, reply.raw);
      return reply.code(204).send();
    });
  }

  const server: HttpServer = {
    handle<R extends RouteContract>(route: R, handler: Handler<R>) {
      served.push(route);
      const chain = createRouteChain(route, handler, { viewerOf, audit }, { maxBodyBytes, recheckMs, clock });
      const fromOtherSites = route.gate === 'write-key';
      const isAwaited = attention !== undefined && !fromOtherSites && route.raw !== 'response';
      if (fromOtherSites) allowOtherSites(route);
      app.route({
        method: route.method, url: route.path,
        handler: async (request, reply) => {
          if (fromOtherSites) setCrossOrigin(request.raw, reply.raw);
          if (route.fromAnySite === true) openToAnySite(reply.raw);
          if (route.raw === 'response') trackStream(streams, reply.raw);
          const caller = callerOf(request.raw);
          if (isProxyUnknown && request.raw.headers['x-forwarded-for'] !== undefined) {
            isProxyUnknown = false;
            log.warn('proxy-not-trusted', { setting: 'CUSTOS_TRUSTED_PROXIES' });
          }
          let result: Served;
          try {
            const serve = (): Promise<Served> => chain({ request: request.raw, response: reply.raw, params: request.params, query: request.query, host: request.host, caller });
            result = await (isAwaited ? attention.during(serve) : serve());
          } catch (error) {
            if (!reply.raw.headersSent) return sendError(error, request, reply);
            log.error('stream-failed', { route: `${route.method} ${route.path}`, ...factsOf(error) });
            reply.raw.destroy();
            return reply.hijack();
          }
          if (result.kind === 'streamed') return reply.hijack();
          if (result.kind === 'problem') return sendProblem(reply, result.status, result.problem);
          for (const [name, value] of result.headers) reply.header(name, name.toLowerCase() === 'set-cookie' && caller.isSecure ? secured(value) : value);
          return reply.header('cache-control', 'no-store').type('application/json; charset=utf-8').send(JSON.stringify(result.answer));
        },
      });
    },
    async listen(host, port) {
      try {
        await app.listen({ host, port });
      } catch (error) {
        throw listenError(error, host, port);
      }
    },
    async close() {
      for (const response of streams) response.end();
      const impatience = setTimeout(() => app.server.closeAllConnections(), closeWithinMs);
      await app.close();
      clearTimeout(impatience);
    },
    address() {
      const at = app.server.address();
      return at === null || typeof at === 'string' ? null : `http://${at.family === 'IPv6' ? `[${at.address}]` : at.address}:${at.port}`;
    },
    routes: () => served,
    servePage: (folder, framed) => servePage(app, folder, framed),
  };
  server.handle(kernelRoutes.openapi, async () => openApiOf(served, version));
  return server;
}

function setCrossOrigin(request: IncomingMessage, response: ServerResponse): void {
  const asked = request.headers['access-control-request-headers'];
  for (const [name, value] of Object.entries(crossOriginHeaders(request.headers.origin, asked))) response.setHeader(name, value);
}

/** No cookie goes along: whoever asks from another site is nobody. */
function openToAnySite(response: ServerResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
}

/** Cookies that were set over https never travel over http. */
function secured(cookies: string | readonly string[]): string[] {
  return [cookies].flat().map((cookie) => (/;\s*secure/i.test(cookie) ? cookie : `${cookie}; Secure`));
}

function trackStream(streams: Set<ServerResponse>, response: ServerResponse): void {
  streams.add(response);
  response.once('close', () => streams.delete(response));
}

function listenError(error: unknown, host: string, port: number): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  if (code === 'EADDRINUSE') return new AppError('conflict', 'port-taken', `Port ${port} on ${host} is already in use, perhaps by another Custos. Stop that program, or start with another port: PORT=${port === 65_535 ? port - 1 : port + 1}.`, error);
  if (code === 'EACCES') return new AppError('forbidden', 'port-forbidden', `This user may not listen on port ${port}. Choose a port from 1024 up: PORT=4700.`, error);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new AppError('invalid', 'host-unknown', `${host} is not an address of this machine. Set HOST=127.0.0.1 for this machine alone or HOST=0.0.0.0 for the network.`, error);
  return error;
}
