import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { AppError } from '../../../kernel/app-error.ts';
import { readMappingFile, writeMappingFile } from './mapping-file.ts';
import { previewTable } from './preview-table.ts';
import type { ImportKind } from '../contract.ts';

const EXAMPLES = fileURLToPath(new URL('../../../../docs/import-maps', import.meta.url));
const DATA = process.env['CUSTOS_TEST_DATA'] ?? '../shared/data';
const example = (name: string): string => readFileSync(join(EXAMPLES, `${name}.yaml`), 'utf8');

test('a mapping that is written and read again is the same; what is misspelt is an error in words', () => {
  const mapping = readMappingFile(example('olist-orders'));
  assert.deepEqual(readMappingFile(writeMappingFile(mapping)), mapping);
  const refused = (words: RegExp) => (error: unknown): boolean => error instanceof AppError && error.code === 'mapping-malformed' && words.test(error.detail);
  assert.throws(() => readMappingFile('fields: { id: a }\nidentifers: { email: b }'), refused(/identifers/));
  assert.throws(() => readMappingFile('identifiers: { email: b }'), refused(/fields/));
  assert.throws(() => readMappingFile('a: [1'), refused(/YAML/));
  assert.throws(() => readMappingFile(''), refused(/./));
});

const FITS: Readonly<Record<string, readonly [string, ImportKind]>> = {
  'olist-orders': ['olist8k/olist_orders_dataset.csv', 'orders'], 'olist-items': ['olist8k/olist_order_items_dataset.csv', 'orders'], 'olist-customers': ['olist8k/olist_customers_dataset.csv', 'interactions'], 'olist-reviews': ['olist8k/olist_order_reviews_dataset.csv', 'reviews'],
  'airline-tweets': ['airline_tweets/Tweets.csv', 'tickets'], 'online-retail': ['online_retail/online_retail_II_2009-2010.parquet', 'orders'], 'womens-clothing': ['womens_clothing/Womens Clothing E-Commerce Reviews.csv', 'reviews'],
  'skytrax-lounge': ['skytrax/lounge.csv', 'reviews'], multidogo: ['multidogo/airline/dev.tsv', 'chats'], 'multidogo-calls': ['multidogo/airline/dev.tsv', 'calls'], mail: ['mail_raw', 'mail'],
};

test('every example names the data that it fits', () => {
  assert.deepEqual(readdirSync(EXAMPLES).map((file) => file.replace('.yaml', '')).sort(), Object.keys(FITS).sort());
});

for (const [name, [file, kind]] of Object.entries(FITS)) {
  const path = join(DATA, file);
  test(`the example ${name} fits its real data`, { skip: existsSync(path) ? false : `no real data at ${path} (CUSTOS_TEST_DATA)` }, async () => {
    const preview = await previewTable({ path, name: file, zone: 'UTC', redact: (text) => text }, kind, readMappingFile(example(name)));
    assert.ok(preview.rows.length > 0);
    assert.deepEqual(preview.rows.filter((row) => row.problem !== null), []);
  });
}
