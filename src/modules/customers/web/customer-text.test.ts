import assert from 'node:assert/strict';
import { test } from 'node:test';
import { customerText, type PageAsText } from './customer-text.ts';

const PAGE: PageAsText = {
  customer: {
    id: 'cus_7', formerIds: [], kind: 'person', name: 'A•••', brands: ['North'], claims: 2, claimsRead: 2, interactions: 3, firstSeenAt: '2026-01-02T10:00:00Z', lastSeenAt: null, channels: [], observedValue: [], erased: null,
    traits: [{ name: 'birthDate', value: '••••', source: 'shop', at: '2026-01-02T10:00:00Z', verifiedBy: 'login', claims: 1, others: 1, lost: [] }], identifiers: [{ type: 'email', value: 'a•••@•••.example', verified: true }],
  },
  orders: [], observed: { customer: 'cus_7', from: '', until: '', times: 0, most: [], channels: [] }, items: [], isAll: true, address: 'https://custos.example',
};
const words = { channelName: (channel: string) => channel, briefly: () => 'said', typeName: (type: string) => type };

test('the page as text says each fact with its source, leaves empty parts out, and shows no more than the viewer was given', () => {
  const text = customerText(PAGE, words);
  assert.deepEqual(text.split('\n').map((line) => line.replace(/\d{1,2} \w+ \d{4}|\w+ \d{1,2}, \d{4}/g, 'DAY')), [
    'A•••', '  person, cus_7, North', '  https://custos.example/customers/cus_7', '  3 interactions, first seen DAY', '',
    'Who they are', '  Birth date: •••• (shop, DAY, signed in; 1 other value not counted)', '',
    'How they are known', '  email: a•••@•••.example (verified)', '',
  ]);
});
