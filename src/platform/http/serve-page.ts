import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { framedHeaders } from './security-headers.ts';

/** Pages below `prefix` may be framed by these addresses; every other page by nobody. */
export type Framed = { readonly prefix: string; origins(): Promise<readonly string[]> };

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Custos</title>
<body style="font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem"><h1>Custos is running, its page is not built yet</h1>
<p>Run <code>npm run build</code> and reload. <code>npm start</code> and <code>npm run demo</code> build it by themselves.</p><p>The API answers already: <a href="/api/openapi.json">/api/openapi.json</a></p>`;

/**
 * Serves the built page from `folder`: its files by name, `index.html` for any other address of the page, and nothing below /api and /v1.
 * Files below `assets/` carry a hash of their content in their name, so browsers keep them for ever; everything else is asked for again.
 */
export function servePage(app: FastifyInstance, folder: string, framed: Framed | null = null): void {
  app.register(fastifyStatic, { root: folder, serve: false, cacheControl: false, suppressWarning: true });
  app.get('/*', async (request, reply) => {
    const path = new URL(request.url, 'http://page').pathname;
    if (path.startsWith('/api/') || path.startsWith('/v1/')) return reply.callNotFound();
    if (framed !== null && path.startsWith(framed.prefix)) allowFrames(reply, await framed.origins());
    const name = fileNameOf(path);
    if (name !== null && existsSync(join(folder, name))) return sendFile(reply, name);
    // A missing file is missing; only addresses of the page itself fall back to it.
    if (path.startsWith('/assets/')) return reply.callNotFound();
    return existsSync(join(folder, 'index.html')) ? sendFile(reply, 'index.html') : reply.code(503).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(NOT_BUILT);
  });
}

function allowFrames(reply: FastifyReply, origins: readonly string[]): void {
  const headers = framedHeaders(origins);
  if (headers === null) return;
  for (const [name, value] of Object.entries(headers)) reply.raw.setHeader(name, value);
  // The older header knows no list of addresses and would forbid all of them.
  reply.raw.removeHeader('x-frame-options');
}

function sendFile(reply: FastifyReply, name: string): FastifyReply {
  return reply.header('cache-control', name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache').sendFile(name);
}

/** The file that a path names; null for the root, folders and anything that climbs or hides. */
function fileNameOf(path: string): string | null {
  let name: string;
  try {
    name = decodeURIComponent(path.slice(1));
  } catch {
    return null;
  }
  const plain = name !== '' && !name.endsWith('/') && !name.includes('\\') && !name.includes('\0') && name.split('/').every((part) => part !== '' && !part.startsWith('.'));
  return plain ? name : null;
}
