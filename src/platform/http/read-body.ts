import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib';
import { AppError } from '../../kernel/app-error.ts';

/** Units: `maxBytes` bytes of the body after inflation; `timeoutMs` from the call to the last byte. */
export type BodyLimits = { readonly maxBytes: number; readonly timeoutMs?: number };

type Inflate = (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>;

const gunzipped = promisify(gunzip) as Inflate;
const INFLATERS: Readonly<Record<string, Inflate>> = {
  gzip: gunzipped, 'x-gzip': gunzipped, deflate: promisify(inflate) as Inflate, br: promisify(brotliDecompress) as Inflate, zstd: promisify(zstdDecompress) as Inflate,
};

/** How long what is left of a refused body is read and thrown away, so that the sender gets to see the refusal. */
const DRAIN_MS = 10_000;

function tooLarge(maxBytes: number): AppError {
  return new AppError('too-large', 'body-too-large', `The body is larger than ${maxBytes.toLocaleString('en-US')} bytes after inflation, which is the limit here. Send it in smaller parts.`);
}

function drain(request: IncomingMessage): void {
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), DRAIN_MS).unref();
  request.once('close', () => clearTimeout(timer));
}

/**
 * The body of a request, inflated, whatever its content type says: senders are known to label JSON as text or as a form, and to gzip without saying so.
 * Errors: `too-large` past `maxBytes`, before or after inflation; `invalid` when it cannot be inflated; `unavailable` when it did not arrive in time, so that senders try again.
 * Cost: one copy when it arrives in several chunks, none when in one; inflation runs beside the event loop.
 */
export async function readBody(request: IncomingMessage, { maxBytes, timeoutMs = 60_000 }: BodyLimits): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    drain(request);
    throw tooLarge(maxBytes);
  }
  const body = await received(request, maxBytes, timeoutMs);
  const encodings = (request.headers['content-encoding'] ?? '').toLowerCase().split(',').map((name) => name.trim()).filter((name) => name !== '' && name !== 'identity');
  if (encodings.length === 0 && body[0] === 0x1f && body[1] === 0x8b) encodings.push('gzip');
  let inflated = body;
  for (const encoding of encodings.reverse()) inflated = await inflateBody(encoding, inflated, maxBytes);
  return inflated;
}

async function inflateBody(encoding: string, body: Buffer, maxBytes: number): Promise<Buffer> {
  const inflater = Object.hasOwn(INFLATERS, encoding) ? INFLATERS[encoding] : undefined;
  if (inflater === undefined) throw new AppError('invalid', 'encoding-unknown', 'Content-Encoding must be gzip, deflate, br, zstd or left out.');
  try {
    return await inflater(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError || (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE')) throw tooLarge(maxBytes);
    throw new AppError('invalid', 'body-not-inflatable', `The body is not complete ${encoding} data, though Content-Encoding or its first bytes say so.`, error);
  }
}

function received(request: IncomingMessage, maxBytes: number, timeoutMs: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      request.off('data', onData).off('end', onEnd).off('error', onCut).off('close', onCut);
      end();
    };
    const onData = (chunk: Buffer): void => {
      bytes += chunk.length;
      if (bytes > maxBytes) settle(() => { drain(request); reject(tooLarge(maxBytes)); });
      else chunks.push(chunk);
    };
    const onEnd = (): void => settle(() => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, bytes)));
    const onCut = (): void => settle(() => reject(new AppError('invalid', 'body-cut-off', 'The connection ended before the whole body arrived. Send it again.')));
    const timer = setTimeout(() => settle(() => { drain(request); reject(new AppError('unavailable', 'body-too-slow', `The body did not arrive within ${timeoutMs / 1000} seconds. Send it again, in smaller parts.`)); }), timeoutMs);
    request.on('data', onData).on('end', onEnd).on('error', onCut).on('close', onCut);
  });
}

/** A body as text. Errors: `invalid` when it is not UTF-8; nothing is guessed or replaced. */
export function decodeUtf8(body: Buffer): string {
  if (!isUtf8(body)) {
    const utf16 = (body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff);
    throw new AppError('invalid', 'body-not-utf8', utf16 ? 'The body is UTF-16 text. Send it as UTF-8.' : 'The body is not valid UTF-8 text (perhaps Latin-1 or Windows-1252). Convert it to UTF-8 and send it again.');
  }
  return body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? body.toString('utf8', 3) : body.toString('utf8');
}

/** The JSON value in a body. Errors: `invalid` when it is not UTF-8 or not JSON, with the place where reading stopped. */
export function parseJson(body: Buffer): unknown {
  const text = decodeUtf8(body);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const place = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined;
    throw new AppError('invalid', 'body-not-json', `The body is not valid JSON${place === undefined ? '' : `: reading stopped at character ${place}`}. Check that the whole document was sent.`);
  }
}
