import { AppError } from '../../src/kernel/app-error.ts';
import { eventually, type RunningCustos } from './harness.ts';

/** One server-sent event as an open page hears it. */
export type Heard = { readonly event: string; readonly data: unknown };

/** An open page's line to the server. */
export type OpenLine = {
  /** Everything heard so far. */
  readonly heard: readonly Heard[];
  /** Waits for an event of which `fits` is true. */
  next(what: string, fits: (heard: Heard) => boolean, withinMs?: number): Promise<Heard>;
  close(): Promise<void>;
};

/** Opens a stream of server-sent events and keeps what it says. Errors: fails when the stream is refused. */
export async function openLine(custos: RunningCustos, route: string, session = custos.ownerSession): Promise<OpenLine> {
  const end = new AbortController();
  const response = await fetch(custos.baseUrl + route, { headers: { cookie: session }, signal: end.signal });
  if (!response.ok || response.body === null) throw new AppError('internal', 'stream-refused', `${route} answered ${response.status}`);
  const heard: Heard[] = [];
  const reading = read(response.body, heard).catch((error: unknown) => { if (!end.signal.aborted) throw error; });
  return {
    heard,
    next: (what, fits, withinMs) => eventually(what, async () => heard.find(fits) ?? null, withinMs),
    async close() {
      end.abort();
      await reading;
    },
  };
}

async function read(body: ReadableStream<Uint8Array>, heard: Heard[]): Promise<void> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const messages = text.split('\n\n');
    text = messages.pop() ?? '';
    for (const message of messages) {
      const event = /^event: (.*)$/m.exec(message)?.[1];
      const data = /^data: (.*)$/m.exec(message)?.[1];
      if (event !== undefined && data !== undefined) heard.push({ event, data: JSON.parse(data) as unknown });
    }
  }
}
