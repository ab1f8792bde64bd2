import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { AppError } from '../../kernel/app-error.ts';
import { createLog } from '../log/log.ts';
import { openDatabase } from './database.ts';
import { isPostmasterOf, endPostmaster } from './postmaster.ts';
import { startPrivatePostgres, type PrivatePostgres } from './private-postgres.ts';
import { sql } from './sql.ts';

const fault = (code: string, words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === code && words.test(error.detail);

const here = (file: string): string => JSON.stringify(new URL(file, import.meta.url).href);

/** A Custos of its own process that commits one row after the other and says each one once it is acknowledged. */
const COMMITTING = `
import { startPrivatePostgres } from ${here('./private-postgres.ts')};
import { openDatabase } from ${here('./database.ts')};
import { sql } from ${here('./sql.ts')};
const server = await startPrivatePostgres({ folder: process.argv[1] });
const database = await openDatabase(server.connection);
await database.run(sql\`create table if not exists kept (n serial primary key, filler text)\`);
console.log('pid ' + server.pid());
for (;;) {
  const [row] = await database.rows(sql\`insert into kept (filler) values (\${'x'.repeat(500)}) returning n\`);
  console.log('row ' + row.n);
}`;

type Custos = { readonly child: ChildProcess; readonly postmaster: number; acknowledged(): number; kill(): Promise<void> };

async function custosProcess(folder: string): Promise<Custos> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', COMMITTING, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let last = 0;
  const postmaster = await new Promise<number>((settle, fail) => {
    child.once('exit', () => { fail(new AppError('internal', 'test-process-ended', 'The Custos of the test ended.')); });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [what, number] = line.split(' ');
      if (what === 'pid') settle(Number(number));
      else last = Number(number);
    });
  });
  return {
    child, postmaster,
    acknowledged: () => last,
    async kill() {
      const gone = once(child, 'close');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'custos-private-'));
  try {
    await work(join(folder, 'postgres'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function withDatabase<T>(server: PrivatePostgres, work: (database: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>): Promise<T> {
  const database = await openDatabase(server.connection, { max: 2 });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

test('what was acknowledged is there after kill -9 of Custos and of PostgreSQL, and the process left behind is ended', () => inFolder(async (folder) => {
  const lines: string[] = [];
  let least = 0;
  for (const alsoPostgres of [false, true]) {
    const custos = await custosProcess(folder);
    while (custos.acknowledged() < least + 200) await pause(20);
    await custos.kill();
    if (alsoPostgres) process.kill(custos.postmaster, 'SIGKILL');
    else assert.ok(isPostmasterOf(custos.postmaster, folder), 'PostgreSQL was expected to outlive a killed Custos');
    least = custos.acknowledged();
    const server = await startPrivatePostgres({ folder, log: createLog('info', (line) => lines.push(line)) });
    try {
      assert.notEqual(server.pid(), custos.postmaster);
      assert.ok(!isPostmasterOf(custos.postmaster, folder));
      const [found] = await withDatabase(server, (database) => database.rows<{ rows: number; last: number }>(sql`select count(*) as rows, max(n) as last from kept where n <= ${least}`));
      assert.equal(found?.last, least);
      assert.equal(lines.filter((line) => line.includes('postgres-left-behind-ended')).length, 1);
    } finally {
      await server.stop();
    }
  }
  assert.deepEqual(readdirSync(folder).sort(), ['18', 'postgres.log']);
}));

test('a second Custos on the same folder is refused by name and the first goes on unharmed', () => inFolder(async (folder) => {
  const first = await startPrivatePostgres({ folder });
  try {
    await assert.rejects(startPrivatePostgres({ folder }), fault('data-folder-in-use', new RegExp(folder)));
    assert.deepEqual(await withDatabase(first, (database) => database.rows(sql`select 1 as one`)), [{ one: 1 }]);
  } finally {
    await first.stop();
  }
}));

test('it is on disk when it says so, has no port, and stopping leaves no process and no socket', () => inFolder(async (folder) => {
  const server = await startPrivatePostgres({ folder });
  const settings = await withDatabase(server, (database) => database.rows(sql`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses') order by name`));
  assert.deepEqual(settings, [{ name: 'fsync', setting: 'on' }, { name: 'full_page_writes', setting: 'on' }, { name: 'listen_addresses', setting: '' }, { name: 'synchronous_commit', setting: 'on' }]);
  const pid = server.pid();
  await server.stop();
  await server.stop();
  assert.ok(!isPostmasterOf(pid, folder));
  assert.ok(!existsSync(server.socketFolder));
  assert.ok(!existsSync(join(folder, 'custos.lock')));
}));

const GLIBC = process.platform === 'linux' && 'glibcVersionRuntime' in (process.report.getReport() as { header: object }).header;

test('a connection gives back the memory that a large batch took', { skip: GLIBC ? false : 'only the allocator of Linux (glibc) is told so' }, () => inFolder(async (folder) => {
  const server = await startPrivatePostgres({ folder, fsync: false });
  const database = await openDatabase(server.connection, { max: 1 });
  try {
    await database.run(sql`create table known (id int primary key)`);
    await database.run(sql`insert into known select generate_series(1, 4000)`);
    await database.run(sql`create table told (id int references known, words text)`);
    const [backend] = await database.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    const ownKb = (): number => Number(/^Pss_Anon:\s+(\d+)/m.exec(readFileSync(`/proc/${backend?.pid}/smaps_rollup`, 'utf8'))?.[1]);
    const beforeKb = ownKb();
    const batch = Array.from({ length: 4_000 }, (_, at) => JSON.stringify({ id: at + 1, words: 'x'.repeat(900) })).join('\n');
    // While the batch lies there, PostgreSQL plans how each line is looked up: that lives on.
    await database.run(sql`insert into told select (line->>'id')::int, line->>'words' from (select one::json as line from unnest(string_to_array(${batch}, E'\\n')) as one) as lines`);
    assert.ok(ownKb() - beforeKb < 4_000, `${beforeKb} kB before, ${ownKb()} kB after a batch of ${batch.length >> 10} kB`);
  } finally {
    await database.close();
    await server.stop();
  }
}));

test('PostgreSQL that dies under a living Custos is started again on the same socket', () => inFolder(async (folder) => {
  const server = await startPrivatePostgres({ folder });
  try {
    await withDatabase(server, async (database) => {
      const pid = server.pid();
      process.kill(pid, 'SIGKILL');
      const until = Date.now() + 20_000;
      let answered = false;
      while (!answered && Date.now() < until) answered = await database.rows(sql`select 1`).then(() => server.pid() !== pid, () => pause(50).then(() => false));
      assert.ok(answered, 'it did not come back within 20 s');
    });
  } finally {
    await server.stop();
  }
}));

test('a note of a process that is another program by now does not keep it from starting', () => inFolder(async (folder) => {
  const server = await startPrivatePostgres({ folder, fsync: false });
  const noted = readFileSync(join(folder, '18/postmaster.pid'), 'utf8');
  await server.stop();
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    writeFileSync(join(folder, '18/postmaster.pid'), noted.replace(/^\d+/, String(bystander.pid)));
    const again = await startPrivatePostgres({ folder, fsync: false });
    assert.equal(bystander.exitCode, null);
    await again.stop();
  } finally {
    bystander.kill();
  }
}));

test('an interrupted creation is begun again', () => inFolder(async (folder) => {
  mkdirSync(join(folder, '18.making/base'), { recursive: true });
  const server = await startPrivatePostgres({ folder, fsync: false });
  await server.stop();
  assert.ok(!existsSync(join(folder, '18.making')));
}));

test('files of another major version are refused with the way to move them', () => inFolder(async (folder) => {
  mkdirSync(join(folder, '17'), { recursive: true });
  await assert.rejects(startPrivatePostgres({ folder }), fault('postgres-other-version', /PostgreSQL 17.*brings 18.*backup/));
}));

test('when PostgreSQL can not start, its own last words are passed on and nothing is held', () => inFolder(async (folder) => {
  await assert.rejects(startPrivatePostgres({ folder, fsync: false, settings: { shared_buffers: 'plenty' } }), fault('postgres-not-started', /shared_buffers/));
  const server = await startPrivatePostgres({ folder, fsync: false });
  await server.stop();
}));

test('a data folder with a path far longer than a socket may have works', () => inFolder(async (folder) => {
  const server = await startPrivatePostgres({ folder: join(folder, 'a folder with blanks', 'x'.repeat(120)), fsync: false });
  assert.deepEqual(await withDatabase(server, (database) => database.rows(sql`select 1 as one`)), [{ one: 1 }]);
  await server.stop();
}));

test('as root without user namespaces it runs as another account, or says what to do', { skip: process.getuid?.() === 0 ? false : 'only root needs another account' }, () => inFolder(async (folder) => {
  const path = process.env['PATH'];
  process.env['PATH'] = '/nowhere';
  try {
    await assert.rejects(startPrivatePostgres({ folder, fsync: false }), fault('postgres-refuses-root', /ordinary user.*DATABASE_URL/));
    chmodSync(join(folder, '..'), 0o755);
    for (const _ of ['created', 'opened again']) {
      const server = await startPrivatePostgres({ folder, fsync: false });
      assert.deepEqual(await withDatabase(server, (database) => database.rows(sql`select 1 as one`)), [{ one: 1 }]);
      assert.notEqual(statSync(join(folder, '18')).uid, 0);
      await server.stop();
    }
  } finally {
    process.env['PATH'] = path;
  }
}));

test('a postmaster that is not there any more is ended already', async () => {
  await endPostmaster(2 ** 22 + 1, 100);
});
