import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { startTestPostgres } from '../../../test/engines/postgres.ts';
import { clientConfig } from './connection.ts';
import { gatherQueries } from './gather-queries.ts';

let server: Awaited<ReturnType<typeof startTestPostgres>>;
let client: pg.Client;
before(async () => {
  server = await startTestPostgres();
  client = new pg.Client(clientConfig(server.connection));
  await client.connect();
});
after(async () => {
  await client.end();
  await server.stop();
});

/** How often PostgreSQL wrote to us while something was done. */
async function answersDuring(work: () => Promise<unknown>): Promise<number> {
  let answers = 0;
  const count = (): void => { answers += 1; };
  client.connection.stream.on('data', count);
  await work();
  client.connection.stream.off('data', count);
  return answers;
}
const plus = (value: number) => ({ name: 'plus', text: 'select $1::int + 1 as sum', values: [value] });
const rowsOf = (results: readonly pg.QueryResult[]): unknown[] => results.map(({ rows }) => rows as unknown);

test('what is asked in one turn is answered in one go, each with its own rows in its own types; what is asked later by itself', async () => {
  const ask = gatherQueries(client);
  const days = { name: 'days', text: 'select $1::date + n as day, n::int8 as n from generate_series(0, 1) n', values: ['2026-02-28'] };
  const nobody = { name: 'nobody', text: 'select 1 where $1', values: [false] };
  await ask({ name: 'begin', text: 'begin' });
  // Later times PostgreSQL is not asked for the columns any more.
  for (let time = 0; time < 3; time += 1) {
    let results: pg.QueryResult[] = [];
    assert.equal(await answersDuring(async () => { results = await Promise.all([ask(plus(1)), ask(days), ask(nobody), ask(plus(2))]); }), 1);
    assert.deepEqual(rowsOf(results), [[{ sum: 2 }], [{ day: '2026-02-28', n: 0 }, { day: '2026-03-01', n: 1 }], [], [{ sum: 3 }]]);
  }
  assert.equal(await answersDuring(async () => { await ask(plus(3)); await ask(plus(4)); }), 2);
  assert.deepEqual((await ask({ name: 'commit', text: 'commit' })).command, 'COMMIT');
});

test('an answer that somebody goes on by does not wait for what was given after it and nobody waits for; that is carried out before what is asked later', async () => {
  const ask = gatherQueries(client);
  const put = (value: number) => ({ name: 'put', text: 'insert into goes select $1::int from pg_sleep(0.05)', values: [value] });
  const read = { name: 'read goes', text: 'select n from goes where n > $1 order by n', values: [0] };
  await client.query('create temporary table goes (n int)');
  const [first, asked, last] = [ask(put(1), false), ask(read), ask(put(2), false)];
  let isLastOver = false;
  void last.then(() => { isLastOver = true; });
  assert.deepEqual(rowsOf([await asked]), [[{ n: 1 }]]);
  assert.equal(isLastOver, false);
  assert.deepEqual(rowsOf([await ask(read)]), [[{ n: 1 }, { n: 2 }]]);
  await Promise.all([first, last]);
});

test('where what nobody waits for fails, only that has failed, and each can be asked again on the same connection', async () => {
  const ask = gatherQueries(client);
  const known = { name: 'known', text: 'select $1::int as known', values: [1] };
  const early = { name: 'early', text: 'insert into later_made values ($1)', values: [1] };
  const unheard = { name: 'unheard', text: 'select $1::int as unheard', values: [2] };
  const told = await Promise.allSettled([ask(known), ask(early, false), ask(unheard, false)]);
  assert.deepEqual(told.map(({ status }) => status), ['fulfilled', 'rejected', 'rejected']);
  await client.query('create temporary table later_made (n int)');
  assert.deepEqual(rowsOf(await Promise.all([ask(known), ask(early, false), ask(unheard)])), [[{ known: 1 }], [], [{ unheard: 2 }]]);
});

test('several statements in one text go by themselves, between what was given before and after', async () => {
  const ask = gatherQueries(client);
  const asked = [ask({ text: 'select $1::int as n', values: [1] }), ask({ text: 'create temporary table several (n int); insert into several values (2)' }), ask({ name: 'read', text: 'select n from several where $1', values: [true] })];
  const [one, , two] = await Promise.all(asked);
  assert.deepEqual(rowsOf([one ?? assert.fail(), two ?? assert.fail()]), [[{ n: 1 }], [{ n: 2 }]]);
});

test('where one fails those before it are answered, those after it fail with its error, and each can be asked again on the same connection', async () => {
  const ask = gatherQueries(client);
  const first = { name: 'first', text: 'select $1::int as n', values: [1] };
  const by = (value: number) => ({ name: 'by', text: 'select 1 / $1::int as n', values: [value] });
  const never = { name: 'never', text: 'select $1::text as never', values: ['x'] };
  const wrong = { name: 'wrong', text: 'select $1::int from nowhere', values: [1] };
  for (const failing of [by(0), wrong]) {
    const told = await Promise.allSettled([ask(first), ask(failing), ask(never)]);
    assert.deepEqual(told.map(({ status }) => status), ['fulfilled', 'rejected', 'rejected']);
    const codes = told.flatMap((one) => (one.status === 'rejected' ? [(one.reason as pg.DatabaseError).code] : []));
    assert.deepEqual(codes, failing === wrong ? ['42P01', '42P01'] : ['22012', '22012']);
  }
  assert.deepEqual(rowsOf(await Promise.all([ask(first), ask(by(1)), ask(never)])), [[{ n: 1 }], [{ n: 1 }], [{ never: 'x' }]]);
  await client.query('create temporary table nowhere (n int)');
  assert.deepEqual(rowsOf([await ask(wrong)]), [[]]);
});

test('a statement that would answer other columns than before is refused by PostgreSQL, never read as if it had the old ones', async () => {
  const ask = gatherQueries(client);
  const all = { name: 'all', text: 'select * from changing where n > $1', values: [0] };
  await client.query('create temporary table changing as select 1 as n');
  for (let time = 0; time < 2; time += 1) assert.deepEqual(rowsOf([await ask(all)]), [[{ n: 1 }]]);
  await client.query('alter table changing add column more int default 2');
  await assert.rejects(ask(all), { code: '0A000' });
});

test('a connection that is lost fails everything that was under way', async () => {
  const lost = new pg.Client(clientConfig(server.connection));
  lost.on('error', () => undefined);
  await lost.connect();
  const ask = gatherQueries(lost);
  const asked = Promise.allSettled([ask(plus(1)), ask({ name: 'sleep', text: 'select pg_sleep($1)', values: [60] }), ask(plus(2))]);
  setTimeout(() => lost.connection.stream.destroy(), 50);
  assert.deepEqual((await asked).map(({ status }) => status), ['rejected', 'rejected', 'rejected']);
  await assert.rejects(ask(plus(3)));
});
