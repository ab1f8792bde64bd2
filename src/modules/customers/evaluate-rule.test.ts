import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explain, fits, seenKey, type CustomerFacts } from './evaluate-rule.ts';
import { RuleSet, type Condition, type NamedRule, type Rule } from './rule-language.ts';
import { placeCustomer } from './place-customer.ts';
import { DEFAULT_RULES, segmentsByThirds } from './default-rules.ts';

const NOW_MS = Date.UTC(2026, 5, 1);
const DAY_MS = 86_400_000;
const CHATS: Condition = { is: 'seen', channel: 'chat', kind: null, withinDays: 30, atLeast: 2 };
const IDA: CustomerFacts = {
  nowMs: NOW_MS, traits: new Map([['city', ' Bergen '], ['plan', 'gold']]), counts: new Map([[seenKey(CHATS), 2]]), lastMetMs: NOW_MS - 10 * DAY_MS, lastStage: 'support',
  orders: 3, revenue: new Map([['EUR', 124_000n]]), sources: new Set(['shop']), brands: new Set(['north']),
};
const NOBODY: CustomerFacts = { nowMs: NOW_MS, traits: new Map(), counts: new Map(), lastMetMs: null, lastStage: null, orders: 0, revenue: new Map(), sources: new Set(), brands: new Set() };

const TRUE_OF_IDA: readonly Condition[] = [
  { is: 'trait', name: 'city', equals: 'bergen' }, { is: 'trait-in', name: 'plan', values: ['silver', 'gold'] }, { is: 'trait-exists', name: 'plan' }, CHATS, { is: 'last-seen', when: 'after', daysAgo: 11 }, { is: 'last-seen-on', when: 'after', on: '2026-05-21' },
  { is: 'orders', atLeast: 3 }, { is: 'revenue', atLeastMinor: '124000', currency: 'EUR' }, { is: 'last-stage', stages: ['returns', 'support'] }, { is: 'source', source: 'shop' }, { is: 'brand', brand: 'north' },
];
const FALSE_OF_IDA: readonly Condition[] = [
  { is: 'trait', name: 'city', equals: 'Oslo' }, { is: 'trait-in', name: 'plan', values: ['silver'] }, { is: 'trait-exists', name: 'street' }, { ...CHATS, atLeast: 3 }, { is: 'last-seen', when: 'after', daysAgo: 9 }, { is: 'last-seen', when: 'before', daysAgo: 10 }, { is: 'last-seen-on', when: 'after', on: '2026-05-22' },
  { is: 'orders', atLeast: 4 }, { is: 'revenue', atLeastMinor: '124001', currency: 'EUR' }, { is: 'revenue', atLeastMinor: '1', currency: 'USD' }, { is: 'last-stage', stages: ['order'] }, { is: 'source', source: 'desk' }, { is: 'brand', brand: 'south' },
];

for (const condition of TRUE_OF_IDA) test(`${JSON.stringify(condition)} fits Ida, and nobody of whom nothing is known`, () => {
  assert.deepEqual([fits(condition, IDA), fits(condition, NOBODY)], [true, false]);
});
for (const condition of FALSE_OF_IDA) test(`${JSON.stringify(condition)} does not fit Ida`, () => { assert.equal(fits(condition, IDA), false); });

test('revenue is explained by the sum that counted and the sum that was asked for', () => {
  const rule: Rule = { is: 'revenue', atLeastMinor: '100000', currency: 'EUR' };
  assert.deepEqual(explain(rule, IDA).because, [{ fits: true, says: 'revenue 12 months 1,240.00 EUR ≥ 1,000.00', found: null }]);
  assert.deepEqual(explain({ ...rule, atLeastMinor: '500000' }, IDA).because.map(({ says }) => says), ['revenue 12 months 1,240.00 EUR < 5,000.00']);
});

test('of rules put together, the explanation names what decided, and nothing that would have changed nothing', () => {
  const rule: Rule = { is: 'all', rules: [{ is: 'any', rules: [{ is: 'orders', atLeast: 9 }, CHATS] }, { is: 'not', rule: { is: 'brand', brand: 'south' } }] };
  assert.deepEqual(explain(rule, IDA), { fits: true, because: [{ fits: true, says: 'chat in 30 days: 2 ≥ 2', found: null }, { fits: false, says: 'no dealings with the brand south', found: null }] });
  assert.deepEqual(explain(rule, NOBODY).because.map(({ says }) => says), ['orders 0 < 9', 'chat in 30 days: 0 < 2']);
});

test('what somebody said about themselves stands apart from the sentence, so that it can be masked', () => {
  assert.deepEqual(explain({ is: 'trait', name: 'city', equals: 'bergen' }, IDA).because, [{ fits: true, says: 'city is the one that the rule names', found: ' Bergen ' }]);
});

test('explaining and deciding never differ, whatever rules are put together', () => {
  let seed = 20_260_601;
  const below = (limit: number): number => { seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0; return Math.floor((seed / 2 ** 32) * limit); };
  const conditions = [...TRUE_OF_IDA, ...FALSE_OF_IDA];
  const random = (depth: number): Rule => {
    const shape = depth === 0 ? 3 : below(4);
    const some = (): Rule[] => Array.from({ length: below(4) }, () => random(depth - 1));
    return shape === 0 ? { is: 'all', rules: some() } : shape === 1 ? { is: 'any', rules: some() } : shape === 2 ? { is: 'not', rule: random(depth - 1) } : conditions[below(conditions.length)] ?? CHATS;
  };
  const seen = new Set<boolean>();
  for (let round = 0; round < 2_000; round += 1) {
    const rule = random(4);
    const answer = fits(rule, IDA);
    seen.add(answer);
    assert.equal(explain(rule, IDA).fits, answer, JSON.stringify(rule));
    assert.equal(fits({ is: 'not', rule }, IDA), !answer);
  }
  assert.equal(seen.size, 2);
});

const named = (key: string, rule: Rule): NamedRule => ({ key, name: key, about: '', rule });

test('a customer carries the first stage, persona and segment that fits, every saved segment that fits, and none where no rule fits', () => {
  const set: RuleSet = { ...DEFAULT_RULES, personas: [named('nobody', { is: 'any', rules: [] })], segments: [named('high', { is: 'orders', atLeast: 2 }), named('rest', { is: 'all', rules: [] })], saved: [named('gold', { is: 'trait', name: 'plan', equals: 'gold' }), named('all', { is: 'all', rules: [] })] };
  const ida = placeCustomer(set, IDA);
  assert.deepEqual([ida.stage?.key, ida.persona, ida.segment?.key, ida.saved.map(({ key }) => key)], ['support', null, 'high', ['gold', 'all']]);
  const other = placeCustomer(set, NOBODY);
  assert.deepEqual([other.stage, other.segment?.key, other.segment?.because], [null, 'rest', [{ fits: true, says: 'it fits everybody', found: null }]]);
});

test('value segments are thirds of those who bought, each currency by itself, and none while too few bought', () => {
  const euros = Array.from({ length: 30 }, (_, at) => BigInt((at + 1) * 100));
  assert.equal(segmentsByThirds(new Map([['EUR', euros.slice(1)]])), null);
  const segments = segmentsByThirds(new Map([['EUR', euros.toReversed()], ['USD', [5n]]])) ?? assert.fail('thirty are enough');
  const carried = euros.map((minor) => segments.find(({ rule }) => fits(rule, { ...NOBODY, revenue: new Map([['EUR', minor]]) }))?.key);
  assert.deepEqual([...Map.groupBy(carried, (key) => key)].map(([key, those]) => [key, those.length]), [['low', 10], ['middle', 10], ['high', 10]]);
  const both = segmentsByThirds(new Map([['EUR', euros], ['USD', euros]]));
  assert.equal(both?.[0]?.rule.is, 'any');
});

test('rules are refused when a key is there twice, when they are too deep or too long, and when they ask what cannot be asked', () => {
  const set = (rule: unknown): unknown => ({ ...DEFAULT_RULES, personas: [{ key: 'a', name: 'A', about: '', rule }] });
  let deep: Rule = CHATS;
  for (let at = 0; at < 6; at += 1) deep = { is: 'not', rule: deep };
  assert.equal(RuleSet.safeParse(DEFAULT_RULES).success, true);
  assert.equal(RuleSet.safeParse(set(CHATS)).success, true);
  assert.equal(RuleSet.safeParse(set(deep)).success, false);
  assert.equal(RuleSet.safeParse(set({ is: 'any', rules: Array.from({ length: 60 }, () => CHATS) })).success, false);
  assert.equal(RuleSet.safeParse(set({ is: 'sql', text: 'drop' })).success, false);
  assert.equal(RuleSet.safeParse(set({ ...CHATS, more: 1 })).success, false);
  assert.equal(RuleSet.safeParse({ ...DEFAULT_RULES, stages: [...DEFAULT_RULES.stages, ...DEFAULT_RULES.stages.slice(0, 1)] }).success, false);
});
