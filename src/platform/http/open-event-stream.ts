import type { ServerResponse } from 'node:http';

/** A line of server-sent events to one open page. */
export type EventStream = {
  /** Sends one message; false when it was dropped because the page does not keep up or is gone. */
  send(event: string, data: unknown): boolean;
  /** Calls once when the page is gone or the stream was closed, also when that has happened already. */
  onClose(call: () => void): void;
  close(): void;
};

/** Units: `heartbeatMs` between signs of life, so that proxies keep the line open; `maxWaitingBytes` unsent bytes from which messages are dropped. */
export type EventStreamLimits = { readonly heartbeatMs?: number; readonly maxWaitingBytes?: number };

/**
 * Starts a stream of server-sent events on a raw response.
 * Invariant: a slow page never makes Custos keep more than `maxWaitingBytes` for it; once it reads again it gets `missed` with `{ count }` and asks for what it missed.
 */
export function openEventStream(response: ServerResponse, { heartbeatMs = 15_000, maxWaitingBytes = 1024 * 1024 }: EventStreamLimits = {}): EventStream {
  let missedCount = 0;
  let closed = false;
  const calls: (() => void)[] = [];

  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('retry: 2000\n\n');

  const write = (event: string, data: unknown): boolean => {
    if (closed) return false;
    if (response.writableLength > maxWaitingBytes) {
      missedCount += 1;
      return false;
    }
    response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
    return true;
  };
  const tellMissed = (): void => {
    if (missedCount === 0) return;
    const count = missedCount;
    missedCount = 0;
    write('missed', { count });
  };
  const heartbeat = setInterval(() => {
    if (response.writableLength <= maxWaitingBytes) response.write(': alive\n\n');
  }, heartbeatMs);
  const end = (): void => {
    if (closed) return;
    closed = true;
    clearInterval(heartbeat);
    for (const call of calls.splice(0)) call();
  };

  response.on('drain', tellMissed).on('close', end).on('error', end);

  return {
    send: write,
    onClose(call) {
      if (closed) call();
      else calls.push(call);
    },
    close() {
      end();
      response.end();
    },
  };
}
