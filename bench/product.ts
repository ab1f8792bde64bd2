import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PRODUCT_ARGUMENTS, productEnvironment } from '../bin/bootstrap/how-node-runs.mjs';

const MAIN = fileURLToPath(new URL('../src/cli/main.ts', import.meta.url));
const START_MS = 120_000;

/** The whole product as its own process, as a person would run it, on a free port and a data folder of its own. */
export type Product = {
  readonly address: string; readonly dataFolder: string; readonly pid: number;
  call<Answer>(method: string, path: string, body?: unknown, key?: string): Promise<Answer>;
  upload<Answer>(path: string, content: ReadableStream): Promise<Answer>;
  /** Ends it in good order. */
  stop(): Promise<void>;
  /** kill -9: no good-byes. */
  kill(): Promise<void>;
};

export type ProductOptions = { readonly dataFolder?: string; readonly command?: 'serve' | 'demo'; readonly words?: readonly string[]; readonly env?: Readonly<Record<string, string>>; /** Another program than the command line, for what the product has no switch for. */ readonly program?: string };

/** A fresh folder for one run; the caller removes it. */
export function freshFolder(): string {
  return mkdtempSync(join(process.env['CUSTOS_BENCH_FOLDER'] ?? tmpdir(), 'custos-bench-'));
}

export function dropFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** Starts the product and waits until it listens. */
export async function startProduct(options: ProductOptions = {}): Promise<Product> {
  const dataFolder = options.dataFolder ?? freshFolder();
  const child = spawn(process.execPath, [...PRODUCT_ARGUMENTS, options.program ?? MAIN, ...(options.program === undefined ? [options.command ?? 'serve'] : []), '--port', '0', '--data', dataFolder, '--owner-email', 'owner@bench.example', '--owner-password', 'bench-password', '--log', 'warn', ...(options.words ?? [])], { stdio: ['ignore', 'pipe', 'inherit'], env: { ...productEnvironment(process.env), ...options.env } });
  const address = await listening(child);
  const token = (JSON.parse(readFileSync(join(dataFolder, 'control.json'), 'utf8')) as { token: string }).token;
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve(); }); });
  return {
    address, dataFolder, pid: child.pid ?? 0,
    async call<Answer>(method: string, path: string, body?: unknown, key?: string): Promise<Answer> {
      const response = await fetch(`${address}${path}`, { method, headers: { ...(key === undefined ? { 'x-custos-control': token } : { authorization: `Bearer ${key}` }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    async upload<Answer>(path: string, content: ReadableStream): Promise<Answer> {
      const response = await fetch(`${address}${path}`, { method: 'POST', headers: { 'x-custos-control': token, 'content-type': 'application/octet-stream' }, body: content, duplex: 'half' } as RequestInit);
      if (!response.ok) throw new Error(`POST ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as Answer;
    },
    async stop() { child.kill('SIGTERM'); await ended; },
    async kill() { child.kill('SIGKILL'); await ended; },
  };
}

async function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let seen = '';
    const timer = setTimeout(() => { reject(new Error(`Custos did not listen within ${START_MS / 1_000} s: ${seen}`)); }, START_MS);
    child.once('exit', (code) => { clearTimeout(timer); reject(new Error(`Custos ended with ${code} before it listened: ${seen}`)); });
    child.stdout?.on('data', (chunk: Buffer) => {
      seen += chunk.toString();
      const found = /custos listening on (http:\/\/\S+)/.exec(seen);
      if (found?.[1] !== undefined) { clearTimeout(timer); resolve(found[1]); }
    });
  });
}

/** A write key without a source of its own. */
export async function writeKey(product: Product): Promise<string> {
  return (await product.call<{ key: string }>('POST', '/api/keys', { name: 'bench', kind: 'write', source: 'bench' })).key;
}

/** Waits until everything accepted is recorded. Units: ms waited. */
export async function untilRecorded(product: Product): Promise<number> {
  const startedMs = performance.now();
  for (;;) {
    const pulse = await product.call<{ waiting: number }>('GET', '/api/today/pulse');
    if (pulse.waiting === 0) return performance.now() - startedMs;
    await new Promise((resolve) => { setTimeout(resolve, 200); });
  }
}

function processTree(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const parent = Number(/\)\s+\S\s+(\d+)/.exec(readFileSync(`/proc/${name}/stat`, 'utf8'))?.[1]);
      children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
    } catch {
      continue;
    }
  }
  const tree = [pid];
  for (let at = 0; at < tree.length; at += 1) tree.push(...(children.get(tree[at] ?? 0) ?? []));
  return tree;
}

/** Processor time of Custos itself and of its PostgreSQL so far. Units: seconds. Source: /proc, Linux alone. */
export function treeCpuSeconds(pid: number): { custos: number; postgres: number } {
  const secondsOf = (one: number): number => {
    try {
      const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14])) / 100;
    } catch {
      return 0;
    }
  };
  const own = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return { custos: (Number(own[11]) + Number(own[12])) / 100, postgres: processTree(pid).slice(1).reduce((sum, one) => sum + secondsOf(one), 0) };
}

/** Resident memory of a process and all its children. Units: bytes. Source: /proc, Linux alone. Shared pages of PostgreSQL are counted once by Pss. */
export function treeBytes(pid: number): number {
  return processTree(pid).reduce((sum, one) => sum + proportionalBytes(one), 0);
}

function proportionalBytes(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1_024;
  } catch {
    return 0;
  }
}
