import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test, type TestContext } from 'node:test';
import type { ImportRun } from '../../src/modules/channels/contract.ts';
import { bundleMails, isMailName, readMappingFile } from '../../src/modules/channels/index.ts';
import type { CustomerLine } from '../../src/modules/customers/contract.ts';
import type { OrderState } from '../../src/modules/subjects/contract.ts';
import { ROOT } from '../checks/source-files.ts';
import { custosCommand } from './command-line.ts';
import { customersFound, recorded, timelineOf } from './customers.ts';
import { answerOf, eventually, startCustos, type RunningCustos } from './harness.ts';

const DATA = process.env['CUSTOS_TEST_DATA'] ?? path.join(ROOT, '../shared/data');
const skip = existsSync(path.join(DATA, 'olist8k')) ? false : `no real data at ${DATA} (CUSTOS_TEST_DATA)`;

/** A file of real data, how docs/import.md says to import it, and what must come of it. Counts: of its SOURCE.txt, and of its own lines. */
type RealFile = { readonly file: string; readonly as: string; readonly map: string; readonly source: string; readonly rows: number; readonly fresh: number; readonly rejected?: number };

const FILES: readonly RealFile[] = [
  // Every moment of an order (placed, handed over, delivered) is an interaction.
  { file: 'olist8k/olist_orders_dataset.csv', as: 'orders', map: 'olist-orders', source: 'olist', rows: 8_135, fresh: 19_658 },
  { file: 'olist8k/olist_order_items_dataset.csv', as: 'orders', map: 'olist-items', source: 'olist', rows: 8_365, fresh: 7_360 },
  { file: 'olist8k/olist_customers_dataset.csv', as: 'interactions', map: 'olist-customers', source: 'olist', rows: 8_135, fresh: 8_135 },
  { file: 'olist8k/olist_order_reviews_dataset.csv', as: 'reviews', map: 'olist-reviews', source: 'olist', rows: 8_225, fresh: 8_225 },
  // 14,485 numbers in 14,640 rows; where a number comes again with other words, it is a revision.
  { file: 'airline_tweets/Tweets.csv', as: 'tickets', map: 'airline-tweets', source: 'tweets', rows: 14_640, fresh: 14_485 },
  { file: 'mail_raw', as: 'mail', map: 'mail', source: 'mailbox', rows: 295, fresh: 295 },
  // Excerpts for tests of quoting: most are no mails, and two are empty.
  { file: 'email_fixtures/tests/fixtures', as: 'mail', map: 'mail', source: 'fixtures', rows: 37, fresh: 13, rejected: 24 },
  { file: 'multidogo/airline/train.tsv', as: 'chats', map: 'multidogo', source: 'dialogues', rows: 13_519, fresh: 1_682 },
];

/** Lines that stand alone, mails in a folder, and rows that belong together: the others are imported again in the long run. */
const AGAIN = new Set(['reviews', 'mail', 'chats']);
const isLong = process.env['CUSTOS_TEST_LONG'] === '1';

describe('real public data', { skip }, () => {
  let custos: RunningCustos;
  before(async () => { custos = await startCustos(); });
  after(() => custos?.stop());

  async function imported(t: TestContext, { file, as, map, source }: RealFile): Promise<{ rows: number; fresh: number; known: number; revised: number; parked: number; rejected: number }> {
    const { code, out, err } = await custosCommand(custos.dataFolder, 'import', path.join(DATA, file), '--as', as, '--source', source, '--map', path.join(ROOT, 'docs/import-maps', `${map}.yaml`));
    assert.deepEqual([code, err], [0, ''], out);
    const found = /(\d+) rows read: (\d+) new, (\d+) known, (\d+) revised, (\d+) in quarantine, (\d+) rejected \((\d+)\/s\)/.exec(out) ?? assert.fail(out);
    const [rows = 0, fresh = 0, known = 0, revised = 0, parked = 0, rejected = 0, perSecond = 0] = found.slice(1).map(Number);
    t.diagnostic(`${file}: ${rows} rows, ${perSecond} rows/s`);
    return { rows, fresh, known, revised, parked, rejected };
  }

  for (const real of FILES) {
    test(`${real.file} is imported whole`, async (t) => {
      const counts = await imported(t, real);
      assert.deepEqual({ rows: counts.rows, fresh: counts.fresh, parked: counts.parked, rejected: counts.rejected }, { rows: real.rows, fresh: real.fresh, parked: 0, rejected: real.rejected ?? 0 });
    });
  }

  test(`a second import of ${isLong ? 'each' : 'reviews, mails and dialogues'}, over HTTP, finds everything known`, async (t) => {
    await recorded(custos, 120_000);
    for (const { file, as, map, source, fresh } of isLong ? FILES : FILES.filter((one) => AGAIN.has(one.as))) {
      const whole = path.join(DATA, file);
      const mails = statSync(whole).isDirectory() ? readdirSync(whole, { recursive: true, encoding: 'utf8' }).sort().filter((name) => statSync(path.join(whole, name)).isFile() && isMailName(path.basename(name))).map((name) => path.join(whole, name)) : null;
      const body = mails === null ? readFileSync(whole) : await buffer(bundleMails(mails));
      const { upload } = await answerOf<{ upload: string }>(custos.ask(`/api/imports/files?name=${path.basename(file)}`, { cookie: custos.ownerSession, method: 'POST', body }));
      const mapping = readMappingFile(readFileSync(path.join(ROOT, 'docs/import-maps', `${map}.yaml`), 'utf8'));
      const { id } = await answerOf<ImportRun>(custos.ask('/api/imports', { cookie: custos.ownerSession, body: { upload, kind: as, source, mapping } }));
      const run = await eventually(`${file} is imported again`, async () => { const now = await answerOf<ImportRun>(custos.ask(`/api/imports/${id}`, { cookie: custos.ownerSession })); return now.state === 'running' ? null : now; }, 60_000);
      t.diagnostic(`${file}: ${Math.round(run.rowsPerSecond)} rows/s`);
      assert.deepEqual([run.state, run.accepted, run.revised], ['done', 0, 0], file);
      assert.ok(run.duplicates >= fresh, `${file}: ${run.duplicates} known`);
    }
  });

  test('the customers of the marketplace are its people, not its customer numbers, which are new with every order', async () => {
    const people = new Map<string, string[]>();
    for (const line of linesOf('olist8k/olist_customers_dataset.csv')) {
      const [account = '', person = ''] = cellsOf(line);
      people.set(person, [...(people.get(person) ?? []), account]);
    }
    assert.equal(people.size, 8_016);
    const [person = '', accounts = []] = [...people].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    const found = await eventually('the person is one customer', async () => { const lines = await customersFound(custos, { identifier: `user:${person}` }); return lines.length === 1 ? lines[0] ?? null : null; });
    assert.equal(found.orders, accounts.length);
    for (const account of accounts) assert.deepEqual((await customersFound(custos, { identifier: `account:${account}` })).map(({ id }) => id), [found.id]);
  });

  test('an order stands as its file says, with its moments and its lines, and its review is on the timeline of who bought it', async () => {
    const [order = '', , status = '', bought = '', , , delivered = '', promised = ''] = cellsOf(linesOf('olist8k/olist_orders_dataset.csv').find((line) => cellsOf(line)[2] === 'delivered') ?? '');
    const state = await answerOf<OrderState>(custos.ask(`/api/orders/${order}`, { cookie: custos.ownerSession }));
    assert.equal(state.state, status);
    const at = (local: string): string => new Date(`${local.replace(' ', 'T')}-03:00`).toISOString();
    const isWithinSummerTime = (seen: string | null, written: string): boolean => seen !== null && [0, 3_600_000].includes(Date.parse(at(written)) - Date.parse(seen));
    assert.ok(isWithinSummerTime(state.placedAt, bought) && isWithinSummerTime(state.promisedAt, promised) && isWithinSummerTime(state.parcels[0]?.deliveredAt ?? null, delivered), JSON.stringify(state));
    assert.deepEqual(state.history.map((step) => step.state), ['placed', 'shipped', 'delivered']);
    const prices = linesOf('olist8k/olist_order_items_dataset.csv').map(cellsOf).filter(([id]) => id === order).map((cells) => Math.round(Number(cells[5]) * 100));
    assert.deepEqual([state.lines.length, state.totalMinor, state.currency], [prices.length, String(prices.reduce((sum, price) => sum + price, 0)), 'BRL']);
    const timeline = await timelineOf(custos, state.customer ?? assert.fail('the order has a customer'));
    const review = timeline.find(({ channel }) => channel === 'review') ?? assert.fail('no review');
    assert.deepEqual([review.rating?.min, review.rating?.max, review.rating?.scale, review.language, review.occurredPrecision], [1, 5, 'stars', 'pt', 'day']);
  });

  test('mails belong to who wrote them, dialogues keep their turns in order, and posts of unknown people belong to nobody', async () => {
    const raw = readFileSync(path.join(DATA, 'mail_raw', 'easy-ham-1-00013.81c34741dbed59c6dde50777e27e7ea3.eml'), 'latin1');
    const from = /^From: .*?([\w.+-]+@[\w.-]+)/m.exec(raw)?.[1] ?? assert.fail('the mail has a sender');
    const [writer] = await customersFound(custos, { identifier: `email:${from}` });
    assert.ok((await timelineOf(custos, writer?.id ?? '')).some(({ channel, title }) => channel === 'email' && title !== null && raw.includes(title.slice(0, 30))));
    const { channels } = await eventually('Today has counted', async () => {
      const pulse = await answerOf<{ channels: { channel: string; total: number }[]; waiting: number }>(custos.ask('/api/today/pulse', { cookie: custos.ownerSession }));
      return pulse.channels.some(({ channel, total }) => channel === 'chat' && total === 1_682) ? pulse : null;
    });
    assert.equal(channels.find(({ channel }) => channel === 'social')?.total, 14_485);
    const { customers } = await answerOf<{ customers: CustomerLine[] }>(custos.ask('/api/customers?kind=visitor', { cookie: custos.ownerSession }));
    assert.deepEqual(customers, [], 'nobody was made up');
  });

  function linesOf(file: string): string[] {
    return readFileSync(path.join(DATA, file), 'utf8').trimEnd().split(/\r?\n/).slice(1);
  }
  function cellsOf(line: string): string[] {
    return line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
  }
});
