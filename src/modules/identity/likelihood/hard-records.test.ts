import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCustomerStream } from './customer-stream.ts';
import { linkRecords } from './link-records.ts';
import { PEOPLE_FIELDS, randomPeople } from './random-people.fixture.ts';
import { createRecordTable } from './record-table.ts';

/** Customers of these records among others that teach the model; by the place in `records`. */
function customersAmongOthers(records: readonly (readonly string[])[]): readonly number[] {
  const table = createRecordTable(PEOPLE_FIELDS, 2026);
  for (const values of records) table.add(values);
  for (const { values } of randomPeople(5, 500)) table.add(values);
  return [...linkRecords(table).clusters.of.subarray(0, records.length)];
}
const apart = (customers: readonly number[]): boolean => new Set(customers).size === customers.length;

test('No records, one record and records without a single value are no problem', () => {
  for (const records of [[], [['', '', '', '', '', '']], [['', '', '', '', '', ''], ['', '', '', '', '', '']]]) {
    const table = createRecordTable(PEOPLE_FIELDS, 2026);
    for (const values of records) table.add(values);
    assert.equal(new Set(linkRecords(table).clusters.of).size, records.length);
  }
});

test('Records that give a name and nothing else are not joined by it', () => {
  assert.ok(apart(customersAmongOthers([['Anna', '', '', '', '', ''], ['Anna', '', '', '', '', ''], ['', 'Smith', '', '', '', ''], ['Anna', '', '', '', '', '']])));
});

test('Ten thousand records with one phone number do not become one customer', () => {
  const records = Array.from({ length: 10_000 }, (_, at) => [`Name${at.toString(36)}`, `Other${(at * 7919).toString(36)}`, '', '07123 456789', '', '']);
  const customers = customersAmongOthers(records);
  assert.ok(new Set(customers).size > 9_900, `${new Set(customers).size} customers`);
});

test('Names in five scripts are kept, and a name in Cyrillic or Greek letters meets its Latin spelling', () => {
  const customers = customersAmongOthers([
    ['Иван', 'Петров', 'ivan.petrov77@example.net', '', '', '1981-02-03'], ['Ivan', 'Petrov', 'ivan.petrov77@example.net', '', '', '1981-02-03'],
    ['Γιώργος', 'Παπαδόπουλος', '', '07111 222333', '', '1975-05-06'], ['Giorgos', 'Papadopoylos', '', '07111222333', '', '1975-05-06'],
    ['美咲', '佐藤', 'misaki9@example.net', '', '', '1990-09-09'], ['美咲', '佐藤', 'misaki9@example.net', '', '', '1990-09-09'],
    ['فاطمة', 'الزهراء', 'fz12@example.net', '', '', '1988-08-01'], ['فاطمة', 'الزهراء', 'fz12@example.net', '', '', '1988-08-01'],
    ['José', 'Muñoz', '', '07999 888777', '', '1966-06-06'], ['JOSE', 'MUNOZ', '', '+44 7999 888777', '', '1966-06-06'],
  ]);
  for (let at = 0; at < customers.length; at += 2) assert.equal(customers[at], customers[at + 1], `records ${at} and ${at + 1} are one person`);
  assert.equal(new Set(customers).size, 5);
});

test('Twins with one address, phone and birthday are doubtful: no company that wants nineteen joins in twenty right joins them', () => {
  const table = createRecordTable(PEOPLE_FIELDS, 2026);
  for (const given of ['Emil', 'Nora']) table.add([given, 'Torvikgra', '', '01234 567891', 'AB12 3XY', '2001-03-04']);
  for (const { values } of randomPeople(5, 500)) table.add(values);
  const { model, limits, cut, clusters, edges } = linkRecords(table);
  const why = createCustomerStream(table, model, limits, cut.cutBits, { of: clusters.of, edges }).explain(0, 1);
  assert.ok(why.probability < 0.95, `${why.probability}`);
  assert.ok(why.householdBits < -20, 'that they live together explains nearly all of it');
});

test('A birth date in the future says nothing, and values of ten thousand characters cost no more than others', () => {
  const table = createRecordTable(PEOPLE_FIELDS, 2026);
  const long = 'x'.repeat(10_000);
  for (let at = 0; at < 50; at += 1) table.add([long, long, `${long}@${long}`, '1'.repeat(10_000), long, '2999-01-01']);
  assert.equal(table.columns[5]?.ids()[0], 0);
  const startedMs = performance.now();
  linkRecords(table);
  assert.ok(performance.now() - startedMs < 20_000);
});

test('A full name alone is taken apart into given name and surname', () => {
  const table = createRecordTable([{ name: 'name', kind: 'full-name' }, { name: 'town', kind: 'place' }], 2026);
  table.add(['Maria Luisa Torvik', 'Oslo']);
  assert.deepEqual(table.columns.map((column) => [column.field.kind, column.texts[column.ids()[0] ?? 0]]), [['full-name', 'luisa'], ['place', 'oslo'], ['given-name', 'maria'], ['surname', 'torvik']]);
});
