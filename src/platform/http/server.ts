import type { IncomingMessage, ServerResponse } from 'node:http';
import type { z } from 'zod';
import type { Viewer } from '../../kernel/access.ts';
import type { RouteContract } from '../../kernel/route-contract.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler is given: everything already checked against the contract. */
export type Asked<R extends RouteContract> = {
  readonly params: Parsed<R['params']>;
  readonly query: Parsed<R['query']>;
  /** Undefined for raw requests; read `request` instead. */
  readonly body: Parsed<R['body']>;
  /** Null only on public routes. */
  readonly viewer: Viewer | null;
  readonly request: IncomingMessage;
  /** For raw responses (event streams, files): the handler writes and ends it itself and answers undefined. */
  readonly response: ServerResponse;
  /** Cookies to set with the answer; used by sign-in alone. */
  setHeader(name: string, value: string | readonly string[]): void;
  /** The customer, order, person or parked item that the audit entry is about, when it is not the `id` of the path. */
  auditAbout(id: string): void;
  /** Names of the people in the answer that no field of it holds: made unreadable in running texts for viewers without `see-personal-data`. */
  hideNames(names: readonly string[]): void;
  /** An answer as this viewer may read it. Needed by raw responses alone; other answers are masked on their way out. */
  masked(answer: z.input<R['response']>): z.input<R['response']>;
  /** Network address of the caller, through trusted proxies (`Caller.address`). For limits only: never stored, never logged. */
  readonly clientAddress: string;
  /** Whether the caller speaks https, to us or to a trusted proxy. */
  readonly isSecure: boolean;
  /** The address of this installation as the caller wrote it, `https://custos.example.org`. */
  readonly origin: string;
};

/** Answers one route. Raw responses answer undefined. */
export type Handler<R extends RouteContract> = (asked: Asked<R>) => Promise<R['raw'] extends 'response' ? undefined : z.input<R['response']>>;

/**
 * Where modules hang their routes. It checks gate and shapes, masks answers by viewer, writes audit, and turns AppError into a problem document
 * (`{ code, detail }` and the status of its kind; anything unforeseen is 503 with Retry-After and nothing of its text).
 */
export interface RouteServer {
  handle<R extends RouteContract>(route: R, handler: Handler<R>): void;
}
