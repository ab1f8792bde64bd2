import { resolve } from 'node:path';
import { readControl } from '../app/control-file.ts';
import { AppError } from '../kernel/app-error.ts';
import type { Settings } from '../platform/config/settings.ts';
import { createLog } from '../platform/log/log.ts';

/** Calls of the command line to the API, with the rights of whoever may read the data folder. */
export type Client = { call<Answer>(method: string, path: string, body?: unknown): Promise<Answer>; upload<Answer>(path: string, content: ReadableStream | Uint8Array<ArrayBuffer>): Promise<Answer> };

function clientOf(address: string, token: string): Client {
  const headers = { 'x-custos-control': token };
  async function answered<Answer>(response: Response): Promise<Answer> {
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body as Answer;
    const problem = body as { code?: string; detail?: string } | null;
    throw new AppError(response.status >= 500 ? 'unavailable' : 'invalid', problem?.code ?? 'refused', problem?.detail ?? `Custos answered ${response.status}.`);
  }
  return {
    call: async (method, path, body) => answered(await fetch(`${address}${path}`, { method, headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })),
    upload: async (path, content) => answered(await fetch(`${address}${path}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream' }, body: content, duplex: 'half' } as RequestInit)),
  };
}

async function isAlive(client: Client): Promise<boolean> {
  try {
    await client.call('GET', '/api/me');
    return true;
  } catch (error) {
    return error instanceof AppError;
  }
}

/**
 * Runs a command against the Custos of this data folder: through the one that is running, else through one started for the command alone, on a free port of this machine.
 * So a command does the same thing in the same way whether the server runs or not.
 */
export async function withCustos(settings: Settings, work: (client: Client) => Promise<void>): Promise<void> {
  const dataFolder = resolve(settings.CUSTOS_DATA);
  const running = readControl(dataFolder);
  if (running !== null) {
    const client = clientOf(running.address, running.token);
    if (await isAlive(client)) return work(client);
  }
  // Loaded where it is needed: most commands talk to a Custos that runs, and need none of their own.
  const { startCustos } = await import('../app/start-custos.ts');
  const custos = await startCustos({ ...settings, HOST: '127.0.0.1', PORT: 0 }, createLog('warn'), null);
  try {
    const own = readControl(dataFolder);
    await work(clientOf(custos.address, own?.token ?? ''));
  } finally {
    await custos.stop();
  }
}
