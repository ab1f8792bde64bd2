import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import type { AppError } from '../../kernel/app-error.ts';
import { personal } from '../../kernel/personal-data.ts';
import { compileMask } from './mask-answer.ts';

test('personal fields are masked by their kind and everything else stays', () => {
  const mask = compileMask(z.object({ id: z.string(), name: personal('name').nullable(), email: personal('email').nullable(), phone: personal('phone').optional(), orders: z.number() }));
  assert.deepEqual(mask({ id: 'cus_1', name: 'Anna Berg', email: 'anna@example.org', phone: '+47 912 34 567', orders: 3 }), { id: 'cus_1', name: 'A••• B•••', email: 'a•••@•••.org', phone: '••••67', orders: 3 });
  assert.deepEqual(mask({ id: 'cus_2', name: null, email: null, orders: 0 }), { id: 'cus_2', name: null, email: null, orders: 0 });
});

test('a mark survives every wrapper that a contract may put around a field', () => {
  const name = personal('name');
  const shapes = [name.min(1), name.nullable(), name.optional(), name.default('x'), name.catch('x'), name.readonly(), name.transform((text) => text.length), z.preprocess((value) => value, name), z.lazy(() => name), z.string().nullable().meta({ personal: 'name' }), z.union([name, z.number()])];
  for (const [index, shape] of shapes.entries()) assert.equal((compileMask(z.object({ field: shape }))({ field: 'Anna' }) as { field: unknown }).field, 'A•••', `shape ${index}`);
});

test('fields that the contract does not name are left out of a masked answer', () => {
  assert.deepEqual(compileMask(z.object({ id: z.string() }))({ id: 'cus_1', email: 'anna@example.org' }), { id: 'cus_1' });
});

test('records and lists marked as traits become masked leaves, keys that are addresses too', () => {
  const mask = compileMask(z.object({ properties: z.record(z.string(), z.unknown()).meta({ personal: 'trait' }) }));
  assert.deepEqual(mask({ properties: { size: 'XL', deep: { list: [1, 'two', null], flag: true }, 'anna@example.org': 1 } }), { properties: { size: '••••••', deep: { list: ['••••••', '••••••', null], flag: '••••••' }, 'a•••@•••.org': '••••••' } });
});

test('running text loses the names found beside it, above it and given by the handler, but not those of other people in the list', () => {
  const person = z.object({ name: personal('name'), detail: personal('text') });
  const mask = compileMask(z.object({ owner: z.object({ name: personal('name') }), note: personal('text'), people: z.array(person) }));
  const answer = mask({ owner: { name: 'Olga Hansen' }, note: 'Olga called Petra', people: [{ name: 'Anna Berg', detail: 'Anna asked Olga about Bjorn' }, { name: 'Bjorn Dahl', detail: 'Bjorn wrote to Anna, see bjorn@example.org or 0047 912 34 567' }] }, ['Petra Lund']);
  assert.deepEqual(answer, {
    owner: { name: 'O••• H•••' }, note: 'O••• called P•••',
    people: [{ name: 'A••• B•••', detail: 'A••• asked O••• about Bjorn' }, { name: 'B••• D•••', detail: 'B••• wrote to Anna, see b•••@•••.org or ••••67' }],
  });
});

test('a union is masked by the option that the value fits, and whole when it fits none', () => {
  const mask = compileMask(z.object({ who: z.union([z.object({ kind: z.literal('person'), name: personal('name') }), z.object({ kind: z.literal('shop'), title: z.string() })]) }));
  assert.deepEqual(mask({ who: { kind: 'person', name: 'Anna' } }), { who: { kind: 'person', name: 'A•••' } });
  assert.deepEqual(mask({ who: { kind: 'shop', title: 'Oslo' } }), { who: { kind: 'shop', title: 'Oslo' } });
  assert.deepEqual(mask({ who: { kind: 'ghost', name: 'Anna' } }), { who: { kind: '••••••', name: '••••••' } });
});

test('a schema that names itself is masked at every depth', () => {
  const Node = z.object({ name: personal('name'), get children() { return z.array(Node); } });
  assert.deepEqual(compileMask(Node)({ name: 'Anna', children: [{ name: 'Bjorn', children: [{ name: 'Cato', children: [] }] }] }), { name: 'A•••', children: [{ name: 'B•••', children: [{ name: 'C•••', children: [] }] }] });
});

test('a schema that cannot be read, or a kind that nobody knows, stops the start instead of going out in clear', () => {
  assert.throws(() => compileMask(z.object({ when: z.map(z.string(), personal('name')) })), (error: AppError) => error.code === 'response-schema-unreadable');
  assert.throws(() => compileMask(z.object({ name: z.string().meta({ personal: 'nmae' }) })), (error: AppError) => error.code === 'personal-kind-unknown');
});

type Random = () => number;

function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const SENTINEL = 'Zyxwvut';

/** A random schema with a value that fits it, in which every personal place holds the sentinel. */
function randomShape(random: Random, depth: number): { schema: z.ZodType; value: unknown } {
  const pick = Math.floor(random() * (depth <= 0 ? 5 : 12));
  const inner = (): { schema: z.ZodType; value: unknown } => randomShape(random, depth - 1);
  switch (pick) {
    case 0: return { schema: z.number(), value: Math.floor(random() * 100) };
    case 1: return { schema: z.string(), value: 'plain' };
    case 2: return { schema: personal('name'), value: `${SENTINEL} ${SENTINEL}` };
    case 3: return { schema: personal('email'), value: `${SENTINEL}@${SENTINEL}.org` };
    case 4: return { schema: personal('trait'), value: SENTINEL };
    case 5: { const { schema, value } = inner(); return { schema: schema.nullable(), value: random() < 0.3 ? null : value }; }
    case 6: { const { schema, value } = inner(); return { schema: z.array(schema), value: [value, value] }; }
    case 7: { const { schema, value } = inner(); return { schema: z.record(z.string(), schema), value: { a: value, b: value } }; }
    case 8: { const { schema, value } = inner(); return { schema: z.union([z.object({ none: z.literal(1) }), schema]), value }; }
    case 9: { const { schema, value } = inner(); return { schema: z.object({ name: personal('name'), text: personal('text'), inner: schema }), value: { name: SENTINEL, text: `so ${SENTINEL} said`, inner: value } }; }
    case 10: return { schema: z.record(z.string(), z.unknown()).meta({ personal: 'trait' }), value: { deep: [{ deeper: SENTINEL }], plain: SENTINEL } };
    default: { const a = inner(); const b = inner(); return { schema: z.object({ a: a.schema, b: b.schema.optional() }), value: { a: a.value, b: b.value, unnamed: SENTINEL } }; }
  }
}

test('whatever shape an answer has, no personal value in it is readable, and the answer itself stays as it was', (t) => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
  t.diagnostic(`seed ${seed}`);
  const random = seeded(seed);
  let personalShapes = 0;
  for (let round = 0; round < 2_000; round += 1) {
    const { schema, value } = randomShape(random, 5);
    const before = JSON.stringify(value);
    if (before.includes(SENTINEL)) personalShapes += 1;
    const masked = JSON.stringify(compileMask(z.object({ root: schema }))({ root: value }));
    assert.ok(!masked.includes(SENTINEL), `seed ${seed}, round ${round}: ${masked}`);
    assert.equal(JSON.stringify(value), before, 'masking must not change the answer that others may still read');
  }
  assert.ok(personalShapes > 500, 'the shapes must hold personal data for this to mean anything');
});
