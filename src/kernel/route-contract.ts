import type { z } from 'zod';
import type { Action } from './access.ts';

/** Who gets through to a route: anybody, a write key, or whoever may do the action. */
export type Gate = 'public' | 'write-key' | Action;

/**
 * One HTTP route as its module promises it: the server checks requests against it, OpenAPI and the role test are made from it, the page types its calls by it.
 * Invariant: `response` marks personal data with `.meta({ personal })` (kernel/personal-data.ts); the HTTP layer masks by it.
 */
export type RouteContract = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Fastify style: `/api/customers/:id`. */
  readonly path: string;
  readonly summary: string;
  readonly gate: Gate;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response: z.ZodType;
  /** Bodies that are not JSON objects checked by `body` (streams, uploads) or answers that are not JSON (files, event streams). */
  readonly raw?: 'request' | 'response';
  /** Of a public route: pages of any other site may call it, without a cookie. */
  readonly fromAnySite?: true;
  /** Written to the audit log as who saw or did what. Reads of one customer and all changes. */
  readonly audit?: string;
  /** Of an audited read that open pages ask again and again: the log has one line an hour of who looked at what, instead of one per question. */
  readonly polled?: true;
};

/** Keeps the literal types of a table of routes while checking their shape. */
export function defineRoutes<const T extends Record<string, RouteContract>>(routes: T): T {
  return routes;
}
