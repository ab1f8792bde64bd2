import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../src/kernel/app-error.ts';
import type { AcceptResult } from '../../src/modules/interactions/contract.ts';
import { ROOT } from '../checks/source-files.ts';
import { leash } from '../engines/leash.ts';

/** Units: ms. On a loaded machine of 2 cores both engines need their time. */
const START_WITHIN_MS = 120_000;
const STOP_WITHIN_MS = 30_000;

/** A request to the running product; `cookie` or `key` say who asks. A body that is not a Buffer is sent as JSON. */
export type Ask = { readonly method?: string; readonly body?: unknown; readonly cookie?: string; readonly key?: string; readonly headers?: Readonly<Record<string, string>> };

/** The whole product, running as its own process as a customer would run it. */
export type RunningCustos = {
  readonly baseUrl: string;
  readonly dataFolder: string;
  readonly pid: number;
  readonly owner: { readonly email: string; readonly password: string };
  /** Cookie header of the signed-in owner. */
  readonly ownerSession: string;
  /** Write key of the source `journeys`. */
  readonly writeKey: string;
  /** Everything it said on stdout and stderr so far. */
  output(): string;
  ask(route: string, options?: Ask): Promise<Response>;
  /** Sends interactions with the write key. Errors: fails the test unless the batch was answered. */
  send(interactions: readonly object[]): Promise<AcceptResult[]>;
  /** Signs somebody in and answers their cookie header. */
  signIn(email: string, password: string): Promise<string>;
  /** `kill -9`: what a power cut would leave. The data folder stays; start again on it with `dataFolder`. */
  kill(): Promise<void>;
  /** Asks it to end and waits; the data folder stays. Answers its exit code. */
  end(): Promise<number | null>;
  /** Asks it to end, waits, and removes the data folder if this start made it. Answers its exit code. */
  stop(): Promise<number | null>;
};

/** Where to start from: an earlier data folder, other settings (`CUSTOS_ZONE`, `DATABASE_URL`, …), or no owner yet (the first-run page). `onEmptyFolder`: nothing that an earlier start left. `within` is a command put before ours that ends in becoming it; `hear` is told what it says before it listens, too. */
export type StartOptions = { readonly dataFolder?: string; readonly env?: Readonly<Record<string, string>>; readonly withoutOwner?: boolean; readonly onEmptyFolder?: boolean; readonly within?: readonly string[]; readonly hear?: (said: string) => void };

/** A JSON answer as the shape that the test expects. Errors: fails with the answer's text when the status is not a good one. */
export async function answerOf<Answer>(response: Promise<Response>): Promise<Answer> {
  const answered = await response;
  const text = await answered.text();
  if (!answered.ok) throw new AppError('internal', 'answer-not-ok', `${answered.url} answered ${answered.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as Answer;
}

/** Asks again until the answer is there (not null, not false). Unless told, the time only guards against waiting for ever. Errors: `unavailable` with what was waited for. */
export async function eventually<T>(what: string, look: () => Promise<T | null | false>, withinMs = 60_000): Promise<T> {
  for (const startedMs = Date.now(); Date.now() - startedMs < withinMs; await pause(50)) {
    const seen = await look();
    if (seen !== null && seen !== false) return seen;
  }
  throw new AppError('unavailable', 'never-happened', `${what}: not within ${withinMs} ms.`);
}

/** Names in the folder of CUSTOS_TEST_INSTALLATION: a data folder, and the session and the key of its owner. */
export const INSTALLATION = { data: 'data', entrance: 'entrance.json' } as const;

/** Who has signed in, and what they may send with. */
type Entrance = { readonly ownerSession: string; readonly writeKey: string };

/**
 * A data folder for a new installation: a copy of what a first start with an owner left, who is signed in and has a key (CUSTOS_TEST_INSTALLATION, made once by the runner of all tests), else empty.
 * With settings of its own, which may be those of the first start, and where the first start itself is looked at, always empty.
 */
function newDataFolder({ env = {}, withoutOwner, onEmptyFolder, within, hear }: StartOptions): { readonly dataFolder: string; readonly entrance: Entrance | null } {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'custos-journey-'));
  const installation = process.env['CUSTOS_TEST_INSTALLATION'] ?? '';
  if (installation === '' || withoutOwner === true || onEmptyFolder === true || within !== undefined || hear !== undefined || Object.keys(env).length > 0) return { dataFolder, entrance: null };
  // As cp does it, every file keeps its owner: PostgreSQL refuses files of others.
  execFileSync('cp', ['-a', `${path.join(installation, INSTALLATION.data)}/.`, dataFolder]);
  return { dataFolder, entrance: JSON.parse(readFileSync(path.join(installation, INSTALLATION.entrance), 'utf8')) as Entrance };
}

/** Starts Custos on a free port with a temporary data folder and an owner, and waits until it listens. It ends with this process, however that ends. */
export async function startCustos(options: StartOptions = {}): Promise<RunningCustos> {
  const { dataFolder: given, env = {}, withoutOwner = false, within = [], hear: listener } = options;
  if (!existsSync(path.join(ROOT, 'dist/web/index.html'))) throw new AppError('unavailable', 'page-not-built', 'The journeys need the built page: npm run build.');
  const { dataFolder, entrance } = given === undefined ? newDataFolder(options) : { dataFolder: given, entrance: null };
  const owner = { email: 'owner@example.org', password: 'a long enough password' };
  const [program, ...words] = [...within, process.execPath, '--disable-warning=ExperimentalWarning', path.join(ROOT, 'src/cli/main.ts'), 'serve'];
  const child = spawn(program, words, {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', CUSTOS_DATA: dataFolder, CUSTOS_LOG: 'warn', ...(withoutOwner ? {} : { CUSTOS_OWNER_EMAIL: owner.email, CUSTOS_OWNER_PASSWORD: owner.password }), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (chunk: Buffer): void => { said += chunk.toString(); listener?.(said); };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  // Whoever made the folder removes it: a second start on it must not take it from under the first.
  const letGo = leash(child.pid ?? null, given === undefined ? [dataFolder] : []);
  const baseUrl = await addressOf(child, () => said).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });

  const ask: RunningCustos['ask'] = (route, { method, body, cookie, key, headers = {} } = {}) => fetch(baseUrl + route, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: { ...(cookie === undefined ? {} : { cookie }), ...(key === undefined ? {} : { authorization: `Bearer ${key}` }), ...(body === undefined || Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
  });
  const signIn: RunningCustos['signIn'] = async (email, password) => {
    const response = await ask('/api/sign-in', { body: { email, password } });
    if (!response.ok) throw new AppError('unauthenticated', 'sign-in-refused', `Signing in answered ${response.status}: ${await response.text()}`);
    return response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');
  };
  const enter = async (): Promise<Entrance> => {
    const session = await signIn(owner.email, owner.password);
    const { key } = await answerOf<{ key: string }>(ask('/api/keys', { cookie: session, body: { name: `journey ${randomBytes(3).toString('hex')}`, kind: 'write', source: 'journeys' } }));
    return { ownerSession: session, writeKey: key };
  };
  const { ownerSession, writeKey } = withoutOwner ? { ownerSession: '', writeKey: '' } : entrance ?? await enter();

  return {
    baseUrl, dataFolder, pid: child.pid ?? 0, owner, ownerSession, writeKey, ask, signIn,
    output: () => said,
    send: async (interactions) => (await answerOf<{ results: AcceptResult[] }>(ask('/v1/interactions', { key: writeKey, body: { interactions } }))).results,
    async kill() {
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
    end: () => ended(child),
    async stop() {
      const code = await ended(child);
      await letGo();
      return code;
    },
  };
}

/** The address in `custos listening on http://…`. Errors: `unavailable` with what it said instead. */
async function addressOf(child: ChildProcess, said: () => string): Promise<string> {
  for (const startedMs = Date.now(); Date.now() - startedMs < START_WITHIN_MS; await pause(20)) {
    const address = /custos listening on (http:\/\/\S+)/.exec(said())?.[1];
    if (address !== undefined) return address;
    if (child.exitCode !== null || child.signalCode !== null) break;
  }
  child.kill('SIGKILL');
  throw new AppError('unavailable', 'custos-did-not-start', `Custos did not start:\n${said().slice(-4_000)}`);
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const impatience = setTimeout(() => { child.kill('SIGKILL'); }, STOP_WITHIN_MS);
    await exited;
    clearTimeout(impatience);
  }
  return child.exitCode;
}
