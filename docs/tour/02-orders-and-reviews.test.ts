/**
 * The tour, second part: a marketplace brings its orders, their lines, its customers and their reviews, four files that know each other by order number alone.
 * The data is real: 8,135 orders of Olist, a Brazilian marketplace, published by it under the MIT licence. The commands are those of docs/import.md:
 *
 *     npm run custos -- import olist_orders_dataset.csv --as orders --source olist --map docs/import-maps/olist-orders.yaml
 *
 * Every figure that is asked for here is counted from the files by another reader than ours. `npm run test:long` takes the whole files.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { CustomerLine } from '../../src/modules/customers/contract.ts';
import type { ImportRun } from '../../src/modules/channels/contract.ts';
import { ROOT } from '../../test/checks/source-files.ts';
import { custosCommand } from '../../test/journeys/command-line.ts';
import { customerPage, customersFound, ordersOf, recorded, timelineOf } from '../../test/journeys/customers.ts';
import { answerOf, startCustos, type RunningCustos } from '../../test/journeys/harness.ts';
import { everybodyListed, findingsOf, imported, missing, rowsOf, WHOLE, writeRows } from '../../test/journeys/real-files.ts';

type Row = Record<string, string>;
const byValue = (a: number, b: number): number => a - b;
/** Those who ordered more than once, and as many others. */
const OTHERS = 400;

describe('orders and reviews of a marketplace', { skip: missing('olist8k') }, () => {
  let custos: RunningCustos;
  const folder = mkdtempSync(path.join(tmpdir(), 'custos-tour-'));
  let orders: Row[] = [];
  let items: Row[] = [];
  let reviews: Row[] = [];
  let customers: Row[] = [];
  let ordersOfPerson = new Map<string, Row[]>();
  const file = (name: string): string => path.join(folder, name);

  before(async () => {
    const [allOrders, allCustomers] = [rowsOf('olist8k/olist_orders_dataset.csv'), rowsOf('olist8k/olist_customers_dataset.csv')];
    const personOf = new Map(allCustomers.map((row) => [row['customer_id'], row['customer_unique_id'] ?? '']));
    const people = [...Map.groupBy(allOrders, (row) => personOf.get(row['customer_id']) ?? '')];
    const [several, single] = [people.filter(([, own]) => own.length > 1), people.filter(([, own]) => own.length === 1)];
    ordersOfPerson = new Map(WHOLE ? people : [...several, ...single.slice(0, OTHERS)]);
    const chosen = new Set([...ordersOfPerson.values()].flat());
    const numbers = new Set([...chosen].map((row) => row['order_id']));
    orders = allOrders.filter((row) => chosen.has(row));
    items = rowsOf('olist8k/olist_order_items_dataset.csv').filter((row) => numbers.has(row['order_id']));
    reviews = rowsOf('olist8k/olist_order_reviews_dataset.csv').filter((row) => numbers.has(row['order_id']));
    customers = allCustomers.filter((row) => ordersOfPerson.has(row['customer_unique_id'] ?? ''));
    for (const [name, rows] of [['orders.csv', orders], ['items.csv', items], ['reviews.csv', reviews], ['customers.csv', customers]] as const) writeRows(file(name), rows);
    custos = await startCustos();
  });
  after(async () => {
    await custos?.stop();
    rmSync(folder, { recursive: true });
  });

  /** An order that was placed, and perhaps handed to a carrier, and perhaps delivered. */
  const momentsOf = (order: Row): string[] => [order['order_purchase_timestamp'], order['order_delivered_carrier_date'], order['order_delivered_customer_date']].filter((at) => at !== undefined && at !== '') as string[];
  const customerOfPerson = async (person: string): Promise<CustomerLine> => {
    const [line, ...others] = await customersFound(custos, { identifier: `user:${person}` });
    assert.deepEqual(others, []);
    return line ?? assert.fail(`nobody is ${person}`);
  };

  test('step 1: a dry run shows what the first rows would become, and takes nothing in', async () => {
    const { out } = await custosCommand(custos.dataFolder, 'import', file('orders.csv'), '--as', 'orders', '--map', path.join(ROOT, 'docs/import-maps/olist-orders.yaml'), '--dry-run');
    const first = orders[0] ?? assert.fail();
    assert.match(out, new RegExp(`line 2: \\{"id":"${first['order_id']}","channel":"order","kind":"order-placed"`));
    assert.equal((await answerOf<{ total: number }>(custos.ask('/api/customers', { cookie: custos.ownerSession }))).total, 0);
  });

  test('step 2: each moment of an order becomes an interaction', async (t) => {
    const counts = await imported(custos, file('orders.csv'), 'orders', 'olist', 'olist-orders');
    t.diagnostic(`${counts.rows} rows, ${counts.perSecond} rows/s`);
    assert.deepEqual([counts.rows, counts.fresh, counts.rejected, counts.parked], [orders.length, orders.flatMap(momentsOf).length, 0, 0]);
  });

  test('step 3: lines, customers and reviews join them by their numbers; a review with seven stars and one without a date cost themselves only', async () => {
    const lines = await imported(custos, file('items.csv'), 'orders', 'olist', 'olist-items');
    assert.deepEqual([lines.rows, lines.fresh, lines.rejected], [items.length, new Set(items.map((row) => row['order_id'])).size, 0]);
    const who = await imported(custos, file('customers.csv'), 'interactions', 'olist', 'olist-customers');
    assert.deepEqual([who.rows, who.fresh, who.rejected], [customers.length, customers.length, 0]);
    const [seventh = {}, eleventh = {}] = [reviews[6], reviews[10]];
    const damaged = reviews.map((row, at) => (at === 6 ? { ...row, review_score: '7' } : at === 10 ? { ...row, review_creation_date: '' } : row));
    const said = await imported(custos, writeRows(file('reviews-damaged.csv'), damaged), 'reviews', 'olist', 'olist-reviews');
    assert.deepEqual([said.rows, said.fresh, said.rejected], [reviews.length, reviews.length - 2, 2]);
    const { runs } = await answerOf<{ runs: ImportRun[] }>(custos.ask('/api/imports', { cookie: custos.ownerSession }));
    const { rejects } = await answerOf<{ rejects: { line: number; reason: string; text: string }[] }>(custos.ask(`/api/imports/${runs[0]?.id}/rejects`, { cookie: custos.ownerSession }));
    // Reviews have line breaks of their own: the row is the seventh, its line is further down.
    const lineOf = (place: number): number => 2 + place + damaged.slice(0, place).reduce((sum, row) => sum + Object.values(row).join('').split('\n').length - 1, 0);
    assert.deepEqual(rejects.map(({ line, reason }) => [line, reason.split(':')[0]]), [[lineOf(6), 'The rating 7 lies outside 1 to 5. Correct rating.min and rating.max in the mapping if the scale is another.'], [lineOf(10), 'It has no date.']]);
    assert.ok(rejects[0]?.text.includes(seventh['review_id'] ?? '') && rejects[1]?.text.includes(eleventh['review_id'] ?? ''), 'the text of the rows is kept');
  });

  test('step 4: the mended file brings those two, and knows the rest', async () => {
    const again = await imported(custos, file('reviews.csv'), 'reviews', 'olist', 'olist-reviews');
    assert.deepEqual([again.rows, again.fresh, again.known, again.revised, again.rejected], [reviews.length, 2, reviews.length - 2, 0, 0]);
    await recorded(custos);
  });

  test('step 5: what was found counts everything once, and says what these files cannot say', async () => {
    const found = await findingsOf(custos, ordersOfPerson.size);
    assert.equal(found.interactions, orders.flatMap(momentsOf).length + new Set(items.map((row) => row['order_id'])).size + customers.length + reviews.length);
    // Olist names nobody, kept no messages, and has no returns: nothing may be claimed about them.
    assert.deepEqual(found.findings, []);
    assert.deepEqual(found.cannotSay.map(({ question }) => question), ['Whether some people are in your data several times', 'Who had to ask again and again about one order', 'Who is waiting for an answer', 'Which orders came back after a complaint']);
  });

  test('step 6: the list of customers is the people behind the orders, each once, by when they were last seen', async () => {
    const listed = await everybodyListed(custos);
    assert.equal(listed.length, ordersOfPerson.size);
    assert.equal(new Set(listed.map(({ id }) => id)).size, ordersOfPerson.size);
    assert.equal(listed.reduce((sum, line) => sum + line.orders, 0), orders.length);
    const exportDay = listed.filter(({ lastSeenAt }) => lastSeenAt.startsWith('2018-10-18'));
    assert.ok(exportDay.length < 3, 'the day of the export is not when its customers were seen');
    const latest = listed.map(({ lastSeenAt }) => lastSeenAt);
    assert.deepEqual(latest, latest.toSorted().reverse());
  });

  test('step 7: whoever ordered most is found by every number they had, and their page holds all of it', async () => {
    const [person = '', own = []] = [...ordersOfPerson].sort((a, b) => b[1].length - a[1].length)[0] ?? [];
    const found = await customerOfPerson(person);
    for (const order of own) {
      for (const question of [{ q: order['order_id'] ?? '' }, { identifier: `account:${order['customer_id']}` }]) assert.deepEqual((await customersFound(custos, question)).map(({ id }) => id), [found.id]);
    }
    const numbers = new Set(own.map((order) => order['order_id']));
    const theirs = { moments: own.flatMap(momentsOf), lines: new Set(items.filter((row) => numbers.has(row['order_id'])).map((row) => row['order_id'])), reviews: reviews.filter((row) => numbers.has(row['order_id'])) };
    const page = await customerPage(custos, found.id);
    assert.equal(page.interactions, theirs.moments.length + theirs.lines.size + own.length + theirs.reviews.length);
    assert.equal(page.traits.find(({ name }) => name === 'city')?.value, customers.find((row) => row['customer_unique_id'] === person)?.['customer_city']);
    const timeline = await timelineOf(custos, found.id);
    assert.equal(timeline.length, page.interactions);
    const times = timeline.map(({ occurredAt }) => occurredAt);
    assert.deepEqual(times, times.toSorted().reverse(), 'newest first');
    assert.deepEqual(Object.fromEntries([...Map.groupBy(timeline, ({ channel }) => channel)].map(([channel, all]) => [channel, all.length])), {
      staff: own.length, order: own.length + theirs.lines.size, review: theirs.reviews.length, delivery: theirs.moments.length - own.length,
    });
    assert.deepEqual(timeline.flatMap(({ rating }) => rating?.value ?? []).toSorted(byValue), theirs.reviews.map((row) => Number(row['review_score'])).toSorted(byValue));
    assert.deepEqual(timeline.flatMap(({ channel, text }) => (channel === 'review' && text !== null ? [text] : [])).toSorted(), theirs.reviews.flatMap((row) => row['review_comment_message']?.trim() || []).toSorted());
    // A word of theirs finds the reviews that say it, and nothing else.
    const word = theirs.reviews.map((row) => row['review_comment_message'] ?? '').join(' ').match(/\p{L}{5,}/u)?.[0];
    if (word !== undefined) {
      const saying = theirs.reviews.filter((row) => `${row['review_comment_title']} ${row['review_comment_message']}`.toLowerCase().includes(word.toLowerCase()));
      assert.equal((await timelineOf(custos, found.id, `text=${encodeURIComponent(word)}`)).length, saying.length);
    }
  });

  test('step 8: the page tells what came late, by the promise of the shop', async () => {
    const isLate = (order: Row): boolean => (order['order_delivered_customer_date'] ?? '') > (order['order_estimated_delivery_date'] ?? '') && order['order_estimated_delivery_date'] !== '';
    const buyers = [...ordersOfPerson].filter(([, own]) => own.some(isLate)).slice(0, 40);
    assert.ok(buyers.length > 5);
    for (const [person, own] of buyers) {
      const known = await ordersOf(custos, (await customerOfPerson(person)).id);
      const late = known.filter(({ parcels }) => parcels.some(({ deliveredAt, promisedAt }) => deliveredAt !== null && promisedAt !== null && deliveredAt > promisedAt));
      assert.deepEqual(late.map(({ id }) => id).toSorted(), own.filter(isLate).map((order) => order['order_id'] ?? '').toSorted());
      for (const order of known) {
        const prices = items.filter((row) => row['order_id'] === order.id).map((row) => Math.round(Number(row['price']) * 100));
        assert.equal(order.totalMinor, prices.length === 0 ? null : String(prices.reduce((sum, price) => sum + price, 0)), order.id);
      }
    }
  });
});
