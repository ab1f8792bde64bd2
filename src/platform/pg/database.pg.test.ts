import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres15 } from '../../../test/engines/postgres-15.ts';
import { startTestPostgres, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { AppError } from '../../kernel/app-error.ts';
import { createLog } from '../log/log.ts';
import { createPool, onDatabase, type PgConnection } from './connection.ts';
import { openDatabase, waitForDatabase } from './database.ts';
import { sql } from './sql.ts';
import type { Transaction } from './transaction.ts';

const isFault = (kind: AppError['kind'], code: string) => (error: unknown): boolean => error instanceof AppError && error.kind === kind && error.code === code;

type Server = { readonly connection: PgConnection; stop(): Promise<void> };

const ENGINES: readonly { name: string; engine: 'private' | 'server'; start(): Promise<Server> }[] = [
  { name: 'the private PostgreSQL', engine: 'private', start: startTestPostgres },
  {
    name: 'a PostgreSQL 15 server', engine: 'server',
    async start() {
      const { url, stop } = await startPostgres15();
      return { connection: { engine: 'server', url }, stop };
    },
  },
];

for (const { name, engine, start } of ENGINES) {
  describe(`the database on ${name}`, () => {
    let server: Server;
    let own: TestDatabase;

    before(async () => {
      server = await start();
      own = await testDatabase([], server);
      await own.database.run({ text: 'create table account (id int primary key, amount_minor bigint not null)', values: [] });
    });
    after(async () => {
      await own.close();
      await server.stop();
    });

    const balance = async (id: number): Promise<number | undefined> => (await own.database.rows<{ amount: number }>(sql`select amount_minor as amount from account where id = ${id}`))[0]?.amount;

    test('says which engine and version answers', () => {
      assert.equal(own.database.engine, process.env['CUSTOS_TEST_PG_URL'] === undefined ? engine : 'server');
      assert.match(own.database.version, /^\d+\.\d+$/);
    });

    test('values come back as they went: numbers exact, money as text, moments as moments, days as text', async () => {
      const at = new Date('2026-03-29T01:30:00.123Z');
      const [row] = await own.database.rows(sql`select ${2 ** 53 - 1}::bigint as big, ${9007199254740991n}::bigint as bigint, ${'12345678901234567890.10'}::numeric as money, ${at}::timestamptz as at,
        '2026-03-29'::date as day, '2026-03-29 01:30'::timestamp as plain, ${{ name: "O'Hara", tags: ['a', null] }}::jsonb as json, ${Buffer.from([0, 255, 92])}::bytea as bytes,
        ${[1, 2 ** 40]}::bigint[] as numbers, ${['a,b', '"c"', 'NULL']}::text[] as texts, ${null}::text as nothing, ${true}::boolean as yes, array[[1,null],[3,4]]::bigint[] as nested`);
      assert.deepEqual(row, {
        big: 2 ** 53 - 1, bigint: 2 ** 53 - 1, money: '12345678901234567890.10', at, day: '2026-03-29', plain: new Date('2026-03-29T01:30:00Z'), json: { name: "O'Hara", tags: ['a', null] },
        bytes: Buffer.from([0, 255, 92]), numbers: [1, 2 ** 40], texts: ['a,b', '"c"', 'NULL'], nothing: null, yes: true, nested: [[1, null], [3, 4]],
      });
    });

    test('a whole number that would lose digits is an error, never a wrong number', async () => {
      await assert.rejects(own.database.rows(sql`select 9007199254740993::bigint as big`), isFault('internal', 'number-too-large'));
      assert.deepEqual(await own.database.rows(sql`select 1 as still`), [{ still: 1 }]);
    });

    test('a value from outside that looks like a statement stays a value', async () => {
      const sent = { text: "'; drop table account; --", values: [] };
      assert.deepEqual(await own.database.rows(sql`select ${sent}::jsonb as got`), [{ got: sent }]);
      const part = sql`amount_minor > ${5} and id = ${1}`;
      assert.deepEqual(sql`select * from account where id <> ${7} and ${part}`, { text: 'select * from account where id <> $1 and amount_minor > $2 and id = $3', values: [7, 5, 1] });
    });

    test('running a statement tells how many rows it touched', async () => {
      assert.equal(await own.database.run(sql`insert into account select n, 100 from generate_series(1, ${4}::int) n`), 4);
      assert.equal(await own.database.run(sql`update account set amount_minor = 50 where id > ${2}`), 2);
    });

    test('a transaction that throws leaves nothing behind and calls nobody back', async () => {
      let called = 0;
      await assert.rejects(own.database.transaction(async (tx) => {
        await tx.run(sql`update account set amount_minor = 0 where id = 1`);
        tx.afterCommit(() => { called += 1; });
        throw new AppError('invalid', 'changed-my-mind', 'No.');
      }), isFault('invalid', 'changed-my-mind'));
      assert.equal(await balance(1), 100);
      assert.equal(called, 0);
    });

    test('whoever is called back after a commit finds it done, and one who throws does not undo it', async () => {
      const seen: Promise<number | undefined>[] = [];
      const answer = await own.database.transaction(async (tx) => {
        await tx.run(sql`update account set amount_minor = 101 where id = 1`);
        tx.afterCommit(() => { throw new AppError('internal', 'careless', 'A careless listener.'); });
        tx.afterCommit(() => { seen.push(balance(1)); });
        return 'done';
      });
      assert.equal(answer, 'done');
      assert.deepEqual(await Promise.all(seen), [101]);
    });

    test('a failed statement that was passed over is not taken for a commit', async () => {
      await assert.rejects(own.database.transaction(async (tx) => {
        await tx.run(sql`update account set amount_minor = 1 where id = 1`);
        await tx.run(sql`insert into account values (1, 1)`).catch(() => undefined);
      }), isFault('internal', 'transaction-failed'));
      assert.equal(await balance(1), 101);
    });

    test('statements that nobody waits for are carried out in their order, before those that somebody waits for', async () => {
      const seen = await own.database.transaction(async (tx) => {
        tx.send(sql`insert into account values (20, 1)`);
        tx.send(sql`update account set amount_minor = amount_minor + 1 where id = 20`);
        return tx.rows<{ amount: number }>(sql`select amount_minor as amount from account where id = 20`);
      });
      assert.deepEqual(seen, [{ amount: 2 }]);
      assert.equal(await balance(20), 2);
    });

    for (const [when, work] of [
      ['at its end', () => Promise.resolve()],
      ['though something later was waited for', (tx: Transaction) => tx.rows(sql`select 1`)],
      ['though the work ends otherwise', () => Promise.reject(new AppError('invalid', 'something-else', 'Something else.'))],
    ] as const) {
      test(`a statement that nobody waits for and that fails is told as it failed, ${when}, and nothing is written`, async () => {
        await assert.rejects(own.database.transaction(async (tx) => {
          tx.send(sql`update account set amount_minor = 7 where id = 1`);
          tx.send(sql`insert into account values (1, 1)`);
          tx.send(sql`update account set amount_minor = 8 where id = 1`);
          await work(tx);
        }), { code: '23505' });
        assert.equal(await balance(1), 101);
      });
    }

    test('a statement sent after its transaction ended is refused', async () => {
      const late = await own.database.transaction(async (tx) => tx);
      await assert.rejects(late.run(sql`update account set amount_minor = 1`), isFault('internal', 'transaction-over'));
    });

    test('two transactions that lock each other out are tried again until both are done', async () => {
      await own.database.run(sql`update account set amount_minor = 100`);
      let tries = 0;
      const move = (from: number, to: number): Promise<void> => own.database.transaction(async (tx) => {
        tries += 1;
        await tx.run(sql`update account set amount_minor = amount_minor - 1 where id = ${from}`);
        await pause(50);
        await tx.run(sql`update account set amount_minor = amount_minor + 1 where id = ${to}`);
      });
      await Promise.all([move(3, 4), move(4, 3)]);
      assert.ok(tries > 2, `no deadlock happened in ${tries} tries`);
      assert.equal(await balance(3), 100);
      assert.equal(await balance(4), 100);
    });

    test('a transaction that never succeeds is given up after six tries', async () => {
      let tries = 0;
      await assert.rejects(own.database.transaction(async (tx) => {
        tries += 1;
        await tx.run({ text: "do $$ begin raise exception 'again' using errcode = '40001'; end $$", values: [] });
      }), { code: '40001' });
      assert.equal(tries, 6);
    });

    test('what PostgreSQL says about a violated rule reaches the caller with its code', async () => {
      await assert.rejects(own.database.run(sql`insert into account values (1, 1)`), { code: '23505' });
    });

    test('a named lock is held by one, and free again once released or once its holder is gone', async () => {
      const first = await own.database.tryLock('nightly work');
      assert.ok(first !== null);
      assert.equal(await own.database.tryLock('nightly work'), null);
      const other = await own.database.tryLock('other work');
      assert.ok(other !== null);
      await first.release();
      await first.release();
      const elsewhere = await openDatabase(own.connection, { max: 1 });
      assert.ok(await elsewhere.tryLock('nightly work') !== null);
      assert.equal(await own.database.tryLock('nightly work'), null);
      await elsewhere.close();
      const again = await own.database.tryLock('nightly work');
      assert.ok(again !== null);
      await again.release();
      await other.release();
    });

    test('who lost a lock with its session writes nothing more under it, not even what was half done, and another may take it', async () => {
      const { database: one } = own;
      const other = await openDatabase(own.connection, { max: 2 });
      await one.run(sql`create table if not exists led (by text)`);
      const lead = await one.tryLock('the lead');
      assert.ok(lead !== null && lead.isHeld());
      await lead.transaction((tx) => tx.run(sql`insert into led values ('one, leading')`));
      const halfDone = lead.transaction(async (tx) => {
        await tx.run(sql`insert into led values ('one, half done')`);
        await other.run(sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'custos lock' and datname = current_database()`);
        const next = await other.tryLock('the lead');
        assert.ok(next !== null, 'the other leads while the first still works');
        await next.transaction((theirs) => theirs.run(sql`insert into led values ('other, leading')`));
        await next.release();
      });
      await assert.rejects(halfDone, isFault('unavailable', 'database-unavailable'));
      assert.equal(lead.isHeld(), false);
      await assert.rejects(lead.transaction((tx) => tx.run(sql`insert into led values ('one, afterwards')`)), isFault('unavailable', 'lock-lost'));
      assert.deepEqual(await one.rows(sql`select by from led order by by`), [{ by: 'one, leading' }, { by: 'other, leading' }]);
      await lead.release();
      const again = await one.tryLock('the lead');
      assert.ok(again !== null);
      await again.release();
      await other.close();
    });

    test('transactions under a lock go one after the other, and one that fails leaves the lock held', async () => {
      const lead = await own.database.tryLock('in turn');
      assert.ok(lead !== null);
      const told: string[] = [];
      const slow = lead.transaction(async (tx) => { await tx.rows(sql`select pg_sleep(0.05)`); told.push('first'); });
      const failing = lead.transaction((tx) => tx.run(sql`select 1 / 0`));
      const last = lead.transaction(async (tx) => { await tx.rows(sql`select 1`); told.push('last'); });
      await assert.rejects(failing, { code: '22012' });
      await Promise.all([slow, last]);
      assert.deepEqual(told, ['first', 'last']);
      assert.equal(await own.database.tryLock('in turn'), null);
      await lead.release();
    });

    test('a connection cut by the server is an outage, and the next question is answered', async () => {
      const log = createLog('error', () => undefined);
      const database = await openDatabase(own.connection, { max: 1, log });
      const cut = database.transaction(async (tx) => {
        const [me] = await tx.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await own.database.rows(sql`select pg_terminate_backend(${me?.pid}::int)`);
        await pause(20);
        await tx.rows(sql`select 1`);
      });
      await assert.rejects(cut, isFault('unavailable', 'database-unavailable'));
      assert.deepEqual(await database.rows(sql`select 1 as one`), [{ one: 1 }]);
      await database.close();
    });

    test('a library gets a pool of its own that looks in the schema it was given', async () => {
      await own.database.run({ text: 'create schema if not exists people; create table people.session (id int)', values: [] });
      const pool = createPool(own.connection, { max: 1, searchPath: 'people' });
      assert.deepEqual((await pool.query('select count(*) as sessions from session')).rows, [{ sessions: 0 }]);
      await pool.end();
    });

    test('a database that does not exist is refused with what to correct', async () => {
      await assert.rejects(openDatabase(onDatabase(own.connection, 'nowhere'), { waitMs: 5_000 }), isFault('invalid', 'database-refused'));
    });
  });
}

test('a server that is away is waited for, with a line in the log that never shows the password', async () => {
  const lines: string[] = [];
  const connection: PgConnection = { engine: 'server', url: 'postgres://someone:hunter2@127.0.0.1:1/custos' };
  const startedAt = Date.now();
  await assert.rejects(waitForDatabase(connection, { waitMs: 700, log: createLog('info', (line) => lines.push(line)) }), isFault('unavailable', 'database-unavailable'));
  assert.ok(Date.now() - startedAt >= 600);
  assert.equal(lines.length, 1);
  assert.match(lines[0] ?? '', /database-awaited.*127\.0\.0\.1:1\/custos/);
  assert.ok(!lines.join('').includes('hunter2'));
});
