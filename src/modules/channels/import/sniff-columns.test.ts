import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { InteractionInput } from '../../interactions/contract.ts';
import { IMPORT_KINDS, type ImportKind } from '../contract.ts';
import { createGrouper } from './group-rows.ts';
import { openTable } from './open-table.ts';
import { compileMapping } from './row-to-interaction.ts';
import { guessKind, sniffColumns } from './sniff-columns.ts';
import { rowOfCells, rowOfObject, type SourceRow } from './source-row.ts';

const options = { zone: 'UTC', fileDay: '2026-01-01', format: 'csv' };
const guess = (kind: ImportKind, columns: readonly string[], ...rows: readonly (readonly string[])[]) => sniffColumns(kind, columns, rows.map((cells, at) => rowOfCells(at + 2, cells)), options);

test('columns of an order file are recognised in five languages', () => {
  for (const columns of [
    ['Order ID', 'Order Date', 'Customer ID', 'E-Mail', 'Status', 'Total'], ['Bestellnummer', 'Bestelldatum', 'Kundennummer', 'E-Mail-Adresse', 'Status', 'Gesamtbetrag'], ['numero_pedido', 'data_compra', 'id_cliente', 'email', 'situacao', 'valor_total'],
    ['numero_commande', 'date_commande', 'client_id', 'email', 'statut', 'montant'], ['pedido_id', 'fecha_pedido', 'cliente_id', 'correo_email', 'estado', 'importe'],
  ]) {
    const { mapping } = guess('orders', columns, ['A1', '2025-03-01 10:00', 'K7', 'ada@example.org', 'delivered', '12.50 €'], ['A2', '2025-03-02 11:00', 'K8', 'bo@example.org', 'shipped', '7.00 €']);
    assert.deepEqual([mapping.fields['order.id'], mapping.fields['occurredAt'], mapping.identifiers['user'], mapping.identifiers['email'], mapping.fields['order.state'], mapping.fields['order.total'], mapping.currency], [...columns, 'EUR'], columns.join());
    assert.equal(mapping.fields['id'], columns[0]);
  }
});

test('columns of tickets are recognised, those of our own people are not taken for the customer', () => {
  const { mapping } = guess('tickets', ['Ticket #', 'Created', 'Requester Name', 'Requester Email', 'Agent Email', 'Subject', 'Description', 'Order Number', 'Via', 'CSAT score'], ['17', '2025-03-01T10:00:00Z', 'Ada Moen', 'ada@example.org', 'bo@shop.example', 'Late parcel', 'It is still not here after a week', 'A1', 'Web form', '2'], ['18', '2025-03-01T11:00:00Z', 'Bo Li', 'bo@example.org', 'bo@shop.example', 'Wrong size', 'The jacket is too small for me', 'A2', 'Email', '5']);
  assert.deepEqual([mapping.fields['id'], mapping.fields['occurredAt'], mapping.traits['name'], mapping.identifiers['email'], mapping.fields['title'], mapping.fields['text'], mapping.identifiers['order'], mapping.subjects['order'], mapping.fields['channel'], mapping.fields['rating.value']], ['Ticket #', 'Created', 'Requester Name', 'Requester Email', 'Subject', 'Description', 'Order Number', 'Order Number', 'Via', 'CSAT score']);
  assert.equal(mapping.subjects['agent'], 'Agent Email');
});

test('lists of messages in JSON are turns, whatever their keys are called', () => {
  const row = rowOfObject(1, { conversation_id: 'c1', started_at: '2025-03-01T10:00:00Z', customer: { email: 'ada@example.org' }, messages: [{ role: 'customer', content: 'hi', timestamp: '2025-03-01T10:00:00Z' }] });
  const { mapping } = sniffColumns('chats', ['conversation_id', 'started_at', 'customer.email', 'messages'], [row, row], options);
  assert.deepEqual([mapping.fields['turns'], mapping.fields['turns.text'], mapping.fields['turns.speaker'], mapping.fields['turns.at'], mapping.identifiers['email'], mapping.fields['occurredAt']], ['messages', 'content', 'role', 'timestamp', 'customer.email', 'started_at']);
});

test('what can\'t be settled is said: no date, no customer, no currency, day or month', () => {
  const none = guess('reviews', ['Rating', 'Text'], ['5', 'very good indeed'], ['1', 'very bad indeed']);
  assert.equal(none.mapping.fields['occurredAt'], '=2026-01-01');
  assert.match(none.warnings.join(' '), /No column says when.*No column says who/);
  const open = guess('orders', ['order_id', 'order_date', 'total'], ['1', '03/04/2025', '5'], ['2', '05/06/2025', '7']);
  assert.equal(open.mapping.dayFirst, undefined);
  assert.match(open.warnings.join(' '), /dayFirst.*currency/s);
});

test('a file is guessed to be of the kind that its columns speak of', () => {
  const kind = (columns: readonly string[], ...cells: readonly string[]): ImportKind => guessKind(columns, [rowOfCells(2, cells), rowOfCells(3, cells)], 'csv');
  assert.equal(kind(['order_id', 'order_date', 'total'], 'A', '2025-01-01', '5'), 'orders');
  assert.equal(kind(['review_id', 'stars', 'review_text'], 'R', '4', 'very nice thing'), 'reviews');
  assert.equal(kind(['ticket_id', 'subject', 'body'], 'T', 'Late', 'where is it now'), 'tickets');
  assert.equal(kind(['conversation_id', 'speaker', 'text'], 'C', 'agent', 'hello to you'), 'chats');
  assert.equal(kind(['call_id', 'caller', 'duration'], 'C', '+4740000000', '60'), 'calls');
});

const DATA = process.env['CUSTOS_TEST_DATA'] ?? '../shared/data';

type Expectation = { readonly file: string; readonly kind: ImportKind; readonly rows: number; readonly rejected: number; readonly mapped: Readonly<Record<string, string>> };
/** Real files, read without any mapping. Row counts are those that their publishers state. */
const REAL: readonly Expectation[] = [
  { file: 'olist8k/olist_orders_dataset.csv', kind: 'orders', rows: 8_135, rejected: 0, mapped: { 'fields.order.id': 'order_id', 'fields.occurredAt': 'order_purchase_timestamp', 'fields.order.promisedAt': 'order_estimated_delivery_date', 'fields.order.shippedAt': 'order_delivered_carrier_date', 'fields.order.deliveredAt': 'order_delivered_customer_date', 'fields.order.state': 'order_status', 'identifiers.user': 'customer_id' } },
  { file: 'olist8k/olist_order_reviews_dataset.csv', kind: 'reviews', rows: 8_225, rejected: 0, mapped: { 'fields.rating.value': 'review_score', 'fields.text': 'review_comment_message', 'fields.title': 'review_comment_title', 'fields.occurredAt': 'review_creation_date', 'identifiers.order': 'order_id', 'fields.rating.max': '=5' } },
  { file: 'airline_tweets/Tweets.csv', kind: 'tickets', rows: 14_640, rejected: 0, mapped: { 'fields.id': 'tweet_id', 'fields.text': 'text', 'fields.occurredAt': 'tweet_created', 'fields.channel': '=social' } },
  { file: 'womens_clothing/Womens Clothing E-Commerce Reviews.csv', kind: 'reviews', rows: 23_486, rejected: 0, mapped: { 'fields.rating.value': 'Rating', 'fields.text': 'Review Text', 'fields.title': 'Title', 'subjects.product': 'Clothing ID', 'fields.answers.recommended': 'Recommended IND | 0..1' } },
  { file: 'skytrax/lounge.csv', kind: 'reviews', rows: 2_264, rejected: 0, mapped: { 'fields.rating.value': 'overall_rating', 'fields.rating.max': '=10', 'fields.text': 'content', 'fields.occurredAt': 'date', 'traits.name': 'author', 'fields.answers.wifiConnectivity': 'wifi_connectivity_rating | 0..5' } },
  { file: 'online_retail/online_retail_II_2009-2010.parquet', kind: 'orders', rows: 525_461, rejected: 0, mapped: { 'fields.group': 'Invoice', 'fields.order.lines.product': 'StockCode', 'fields.order.lines.name': 'Description', 'fields.order.lines.quantity': 'Quantity', 'fields.order.lines.unitPrice': 'Price', 'identifiers.user': 'Customer ID', 'traits.country': 'Country' } },
  { file: 'multidogo/media/train.tsv', kind: 'chats', rows: 11_944, rejected: 0, mapped: { 'fields.group': 'conversationId', 'fields.turns.text': 'utterance', 'fields.turns.speaker': '=customer' } },
  { file: 'mail_raw', kind: 'mail', rows: 295, rejected: 0, mapped: { 'fields.id': 'messageId', 'identifiers.email': 'fromAddress', 'fields.text': 'text' } },
  { file: 'email_fixtures/tests/fixtures/standard_replies', kind: 'mail', rows: 14, rejected: 3, mapped: { 'fields.title': 'subject' } },
];

for (const expected of REAL) {
  const path = join(DATA, expected.file);
  test(`real data without a mapping: ${expected.file}`, { skip: existsSync(path) ? false : `no real data at ${path} (CUSTOS_TEST_DATA)` }, async () => {
    const reader = await openTable({ path, name: path });
    const sample: SourceRow[] = [];
    for await (const batch of reader.batches()) {
      sample.push(...batch.rows);
      if (sample.length >= 3_000) break;
    }
    assert.equal(guessKind(reader.columns, sample, reader.format), expected.kind);
    const { mapping } = sniffColumns(expected.kind, reader.columns, sample, { ...options, currency: 'GBP', format: reader.format });
    for (const [target, column] of Object.entries(expected.mapped)) {
      const [section = '', ...key] = target.split('.');
      assert.equal((mapping as unknown as Record<string, Record<string, string>>)[section]?.[key.join('.')], column, target);
    }
    const rowReader = compileMapping(mapping, reader.columns, sample.some((row) => row.whole !== null));
    const grouper = createGrouper(rowReader.groupOf);
    let rows = 0;
    let rejected = 0;
    let checked = 0;
    let invalid: string | null = null;
    const take = (group: readonly SourceRow[]): void => {
      const reading = rowReader.read(group);
      if ('problem' in reading) rejected += group.length;
      // Every interaction of the beginning is held against the schema; all of half a million would say no more.
      else if (checked < 20_000) for (const item of reading.interactions) {
        checked += 1;
        const parsed = InteractionInput.safeParse(item);
        if (!parsed.success) invalid ??= `${JSON.stringify(item).slice(0, 300)} ${parsed.error.message}`;
      }
    };
    for await (const batch of reader.batches()) for (const row of batch.rows) {
      for (const group of grouper.push(row)) take(group.rows);
      rows += 1;
    }
    for (const group of grouper.end()) take(group.rows);
    assert.equal(invalid, null);
    assert.deepEqual({ rows, rejected, scattered: grouper.scattered() }, { rows: expected.rows, rejected: expected.rejected, scattered: 0 });
  });
}

test('every kind has a guess for a file that says nothing', () => {
  for (const kind of IMPORT_KINDS) assert.equal(typeof sniffColumns(kind, ['x'], [rowOfCells(2, ['y'])], options).mapping.fields['channel'], 'string', kind);
});
