import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createChance } from '../../../test/chance.ts';
import { CRITERIA, LATEST_WORD, Survivorship, type Criterion } from './contract.ts';
import { goldenTraits, nameOf, placeOf, type GoldenTrait } from './golden-record.ts';
import type { TraitFact } from './trait-store.ts';
import { trySurvivorship } from './try-survivorship.ts';

const said = (name: string, value: string | null, saidMs: number, interaction = saidMs, source = 'shop', key = `key ${interaction}`): TraitFact => ({ node: interaction, name, value, source, saidMs, interaction, key });
const proven = (fact: TraitFact, verifiedBy: string | null): TraitFact => ({ ...fact, verifiedBy });
const byLatest = (facts: readonly TraitFact[]): GoldenTrait[] => goldenTraits(facts, LATEST_WORD);
const rulesOf = (everyTrait: Criterion[], sources: string[] = []): Survivorship => ({ sources, everyTrait, traits: [] });

test('the latest word wins, and what else was said is told with why it does not count', () => {
  const [city] = byLatest([said('city', 'Oslo', 1), said('city', 'Bergen', 3, 3, 'web'), said('city', 'Oslo', 2)]);
  assert.deepEqual(city, { name: 'city', value: 'Bergen', source: 'web', atMs: 3, verifiedBy: null, claims: 1, others: 1, lost: [{ value: 'Oslo', source: 'shop', atMs: 2, verifiedBy: null, claims: 2, lostBy: 'recency' }] });
});

test('what a source deleted is gone until somebody says it again', () => {
  assert.deepEqual(byLatest([said('plan', 'gold', 1), said('plan', null, 2)]), []);
  assert.equal(byLatest([said('plan', 'gold', 1), said('plan', null, 2), said('plan', 'blue', 3)])[0]?.value, 'blue');
});

test('words of one moment are settled by the names of their interactions, whichever came first', () => {
  for (const [first, second] of [[5, 6], [6, 5]] as const) {
    const facts = [said('city', 'A', 1, first, 'shop', 'key of a'), said('city', 'B', 1, second, 'shop', 'key of b')];
    for (const order of [facts, [...facts].reverse()]) assert.deepEqual([byLatest(order)[0]?.value, byLatest(order)[0]?.lost[0]?.lostBy], ['B', 'moment']);
  }
});

test('somebody is called by their whole name, else by its parts, else by their company; nobody is given a name', () => {
  const name = (...facts: TraitFact[]): string | null => nameOf(byLatest(facts));
  assert.equal(name(said('name', 'Ann Lee', 1), said('givenName', 'Anna', 2)), 'Ann Lee');
  assert.equal(name(said('givenName', 'Anna', 2), said('familyName', 'Lee', 2)), 'Anna Lee');
  assert.equal(name(said('company', 'Northern Tents', 1)), 'Northern Tents');
  assert.equal(name(said('city', 'Oslo', 1)), null);
  assert.equal(placeOf(byLatest([said('city', 'Oslo', 1), said('country', 'NO', 1)])), 'Oslo, NO');
});

test('a trusted source outweighs a later word of another; sources that nobody ranked come last, as equals', () => {
  const facts = [said('city', 'Oslo', 1, 1, 'loyalty'), said('city', 'Bergen', 2, 2, 'shop'), said('city', 'Narvik', 3, 3, 'web')];
  const [city] = goldenTraits(facts, rulesOf(['trust'], ['loyalty', 'shop']));
  assert.deepEqual([city?.value, city?.lost.map(({ value, lostBy }) => [value, lostBy])], ['Oslo', [['Bergen', 'trust'], ['Narvik', 'trust']]]);
  assert.equal(goldenTraits(facts.slice(1), rulesOf(['trust'], ['loyalty']))[0]?.value, 'Narvik');
});

test('what somebody said when they had signed in, or was heard by staff, outweighs what was only claimed later; a clicked link lies between', () => {
  for (const way of ['login', 'signed-token', 'staff']) {
    const [city] = goldenTraits([proven(said('city', 'Oslo', 1), way), proven(said('city', 'Bergen', 2), 'clicked-link'), proven(said('city', 'Narvik', 3), null)], rulesOf(['verification', 'recency']));
    assert.deepEqual([city?.value, city?.verifiedBy, city?.lost.map(({ value, lostBy }) => [value, lostBy])], ['Oslo', way, [['Bergen', 'verification'], ['Narvik', 'verification']]]);
  }
});

test('what most claims say counts where the rule asks for it, and the next criterion is asked only where the first does not decide', () => {
  const facts = [said('city', 'Oslo', 1), said('city', 'Oslo', 2), said('city', 'Bergen', 3), said('city', 'Bergen', 4, 4, 'desk'), said('city', 'Narvik', 5)];
  const [city] = goldenTraits(facts, rulesOf(['frequency', 'trust'], ['desk']));
  assert.deepEqual([city?.value, city?.claims, city?.source, city?.lost.map(({ value, claims, lostBy }) => [value, claims, lostBy])], ['Bergen', 2, 'desk', [['Oslo', 2, 'trust'], ['Narvik', 1, 'frequency']]]);
});

test('a trait with rules of its own is weighed by them, with its own ranking where it has one', () => {
  const facts = [said('city', 'Oslo', 1, 1, 'crm'), said('city', 'Bergen', 2, 2, 'shop'), said('birthDate', '1990-01-02', 1, 1, 'crm'), said('birthDate', '1990-02-01', 2, 2, 'shop')];
  const rules: Survivorship = { sources: ['shop', 'crm'], everyTrait: ['trust'], traits: [{ name: 'birthDate', criteria: ['trust'], sources: ['crm'] }] };
  assert.deepEqual(goldenTraits(facts, rules).map(({ name, value }) => [name, value]), [['birthDate', '1990-01-02'], ['city', 'Bergen']]);
});

test('a deletion is a word: by a source that is trusted less it takes nothing away', () => {
  const facts = [said('plan', 'gold', 1, 1, 'billing'), said('plan', null, 2, 2, 'web')];
  assert.equal(goldenTraits(facts, rulesOf(['trust'], ['billing']))[0]?.value, 'gold');
  assert.deepEqual(goldenTraits(facts, rulesOf(['trust'], ['web'])), []);
});

test('whatever the rules, the order in which words came changes nothing', (t) => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
  t.diagnostic(`CUSTOS_TEST_SEED=${seed}`);
  const chance = createChance(seed);
  for (let run = 0; run < 300; run += 1) {
    const facts = Array.from({ length: 1 + chance.below(12) }, (_, at) => proven(said(chance.pick(['city', 'plan']), chance.pick(['a', 'b', 'c', null, '']), chance.below(4), at, chance.pick(['shop', 'web', 'crm'])), chance.pick([null, '', 'login', 'dkim'])));
    const rules = rulesOf(chance.shuffle(CRITERIA).slice(0, 1 + chance.below(4)), chance.shuffle(['shop', 'web', 'crm']).slice(0, chance.below(4)));
    assert.deepEqual(goldenTraits(chance.shuffle(facts), rules), goldenTraits(facts, rules));
  }
});

test('rules with a criterion or a source named twice are no rules', () => {
  assert.ok(Survivorship.safeParse(LATEST_WORD).success);
  for (const wrong of [rulesOf(['recency', 'recency']), rulesOf([]), rulesOf(['trust'], ['a', 'a']), { ...LATEST_WORD, traits: [{ name: 'x', criteria: ['recency'], sources: null }, { name: 'x', criteria: ['trust'], sources: null }] }]) assert.ok(!Survivorship.safeParse(wrong).success);
});

test('before rules are saved it is told of how many customers a value would differ, and of whom', () => {
  const facts = new Map([
    [7, [said('city', 'Oslo', 1, 1, 'crm'), said('city', 'Bergen', 2, 2, 'web'), said('name', 'Ann Lee', 1, 1, 'crm')]],
    [8, [said('city', 'Narvik', 1, 3, 'crm'), said('city', 'Narvik', 2, 4, 'web')]],
    [9, [said('city', 'Oslo', 1, 5, 'crm'), said('city', null, 2, 6, 'web')]],
  ]);
  const trial = trySurvivorship(facts, LATEST_WORD, rulesOf(['trust'], ['crm']));
  assert.deepEqual([trial.customers, trial.differ, trial.sources], [3, 2, [{ source: 'crm', claims: 3 }, { source: 'web', claims: 3 }]]);
  assert.deepEqual(trial.traits.map(({ name, customers, contested, differ }) => [name, customers, contested, differ]), [['city', 3, 2, 2], ['name', 1, 0, 0]]);
  assert.deepEqual(trial.traits[0]?.examples.map(({ name, before, after }) => [name, before, after]), [['Ann Lee', 'Bergen', 'Oslo'], [null, null, 'Oslo']]);
  assert.equal(trySurvivorship(facts, LATEST_WORD, LATEST_WORD).differ, 0);
});
