import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRuleTally } from './count-rules.ts';
import { DEFAULT_RULES } from './default-rules.ts';
import type { CustomerFacts } from './evaluate-rule.ts';
import type { RuleSet } from './rule-language.ts';

const factsOf = (customer: number): CustomerFacts => ({ nowMs: 0, traits: new Map(), counts: new Map(), lastMetMs: 0, lastStage: customer % 2 === 0 ? 'order' : null, orders: customer % 10, revenue: new Map(), sources: new Set(), brands: new Set() });
const SET: RuleSet = {
  ...DEFAULT_RULES,
  segments: [{ key: 'many', name: 'Many', about: '', rule: { is: 'orders', atLeast: 8 } }, { key: 'some', name: 'Some', about: '', rule: { is: 'orders', atLeast: 5 } }],
  saved: [{ key: 'buyers', name: 'Buyers', about: '', rule: { is: 'orders', atLeast: 1 } }],
};

test('sizes say whom a rule fits and who carries its name; overlap is counted; cells add up to everybody', () => {
  const tally = createRuleTally(SET);
  for (let customer = 1; customer <= 1_000; customer += 1) tally.add(customer, factsOf(customer));
  const { customers, kinds, cells } = tally.counts();
  assert.equal(customers, 1_000);
  assert.deepEqual(kinds.segments.rules.map(({ key, fits, carry }) => [key, fits, carry]), [['many', 200, 200], ['some', 500, 300]]);
  assert.deepEqual([kinds.segments.none, kinds.segments.overlaps], [500, [{ one: 'many', other: 'some', both: 200 }]]);
  assert.deepEqual([kinds.saved.rules[0]?.carry, kinds.stages.none], [900, 500]);
  assert.equal(cells.reduce((sum, cell) => sum + cell.customers, 0), 1_000);
});

test('the sample is of those who carry the name, the same whatever order they come in, and spread', () => {
  const samples = [1, -1].map((way) => {
    const tally = createRuleTally(SET);
    const all = Array.from({ length: 1_000 }, (_, at) => at + 1);
    for (const customer of way === 1 ? all : all.toReversed()) tally.add(customer, factsOf(customer));
    return tally.counts().kinds.segments.rules[1]?.sample ?? [];
  });
  assert.deepEqual(samples[0], samples[1]);
  assert.equal(samples[0]?.length, 8);
  assert.ok(samples[0]?.every((customer) => customer % 10 >= 5 && customer % 10 < 8));
  assert.ok(Math.max(...samples[0] ?? []) > 500 && Math.min(...samples[0] ?? []) < 500);
});
