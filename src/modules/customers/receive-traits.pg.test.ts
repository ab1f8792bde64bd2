import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { InteractionRecorded, RecordedInteraction } from '../interactions/contract.ts';
import { LATEST_WORD } from './contract.ts';
import { goldenTraits } from './golden-record.ts';
import { receiveTraits } from './receive-traits.ts';
import { traitsOfNodes } from './trait-store.ts';

const ANN = 1;
const BOB = 2;
let stored: TestDatabase;

before(async () => { stored = await testDatabase(migrationsOf('customers')); });
beforeEach(() => stored.database.run(sql`truncate customers.word, customers.trait`));
after(() => stored.close());

type Saying = { readonly id: string; readonly number: number; readonly atMs: number; readonly node?: number; readonly revision?: number; readonly traits: Readonly<Record<string, string | null>> | null };

/** A name for ever, as recording gives one: not in the order of the ids. */
function keyOf(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** An interaction as recording tells of it; without traits it says nothing at all. */
function recorded({ id, number, atMs, node = ANN, revision = 1, traits }: Saying): RecordedInteraction {
  const fact = { number, node, home: node, revision };
  return traits === null ? fact : { ...fact, said: { key: keyOf(id), source: 'shop', brand: '', occurredMs: atMs, kind: 'update', order: null, amounts: [], traits } };
}

async function told(...sayings: readonly Saying[]): Promise<void> {
  const event: InteractionRecorded = { type: 'interaction.recorded', interactions: sayings.map(recorded) };
  await stored.database.transaction((tx) => receiveTraits(tx, [event]));
}

/** What the page shows of somebody. */
async function shown(node: number): Promise<Record<string, string>> {
  return Object.fromEntries(goldenTraits(await traitsOfNodes(stored.database, [node]), LATEST_WORD).map(({ name, value }) => [name, value]));
}

test('a correction that no longer mentions a city takes it back; what an earlier conversation said stands again', async () => {
  await told({ id: 'a', number: 1, atMs: 1, traits: { city: 'Oslo', plan: 'gold' } });
  await told({ id: 'b', number: 2, atMs: 2, traits: { city: 'Bergen', name: 'Ann' } });
  assert.deepEqual(await shown(ANN), { city: 'Bergen', name: 'Ann', plan: 'gold' });
  await told({ id: 'b', number: 2, atMs: 2, revision: 2, traits: { name: 'Ann' } });
  assert.deepEqual(await shown(ANN), { city: 'Oslo', name: 'Ann', plan: 'gold' });
});

test('what nobody else said is gone with the word that is taken back, and so is a deletion', async () => {
  await told({ id: 'a', number: 1, atMs: 1, traits: { plan: 'gold' } });
  await told({ id: 'b', number: 2, atMs: 2, traits: { name: 'Ann', plan: null } });
  assert.deepEqual(await shown(ANN), { name: 'Ann' });
  await told({ id: 'b', number: 2, atMs: 2, revision: 2, traits: null });
  assert.deepEqual(await shown(ANN), { plan: 'gold' });
  await told({ id: 'a', number: 1, atMs: 1, revision: 2, traits: null });
  assert.deepEqual(await shown(ANN), {});
});

test('a conversation that turns out to be with somebody else takes its words along', async () => {
  await told({ id: 'a', number: 1, atMs: 1, traits: { city: 'Oslo' } }, { id: 'b', number: 2, atMs: 2, traits: { city: 'Bergen' } });
  await told({ id: 'b', number: 2, atMs: 2, revision: 2, node: BOB, traits: { city: 'Bergen' } });
  assert.deepEqual([await shown(ANN), await shown(BOB)], [{ city: 'Oslo' }, { city: 'Bergen' }]);
  await told({ id: 'b', number: 2, atMs: 2, revision: 3, node: 0, traits: { city: 'Bergen' } });
  assert.deepEqual([await shown(ANN), await shown(BOB)], [{ city: 'Oslo' }, {}]);
});

test('a correction to an earlier moment no longer outweighs what was said later', async () => {
  await told({ id: 'a', number: 1, atMs: 9, traits: { city: 'Bergn' } }, { id: 'b', number: 2, atMs: 5, traits: { city: 'Oslo' } });
  assert.deepEqual(await shown(ANN), { city: 'Bergn' });
  await told({ id: 'a', number: 1, atMs: 3, revision: 2, traits: { city: 'Bergen' } });
  assert.deepEqual(await shown(ANN), { city: 'Oslo' });
});

test('a word and its correction that are told of together count as corrected', async () => {
  await told({ id: 'a', number: 1, atMs: 1, traits: { city: 'Oslo' } }, { id: 'a', number: 1, atMs: 1, revision: 2, traits: null });
  assert.deepEqual(await shown(ANN), {});
});

test('two words of one moment: the same one counts, whichever came first', async () => {
  const words = [{ id: 'a', traits: { city: 'Oslo' } }, { id: 'b', traits: { city: 'Bergen' } }];
  const answers = [];
  for (const order of [words, [...words].reverse()]) {
    for (const together of [true, false]) {
      await stored.database.run(sql`truncate customers.word, customers.trait`);
      // The number of an interaction tells when it came.
      const sayings = order.map((word, at) => ({ ...word, number: at + 1, atMs: 7 }));
      if (together) await told(...sayings);
      else for (const saying of sayings) await told(saying);
      answers.push((await shown(ANN))['city']);
    }
  }
  assert.equal(new Set(answers).size, 1, answers.join(', '));
});

test('told again from any earlier point, as after a fault, it comes to the same', async () => {
  const story: Saying[] = [
    { id: 'a', number: 1, atMs: 1, traits: { city: 'Oslo' } }, { id: 'b', number: 2, atMs: 2, traits: { city: 'Bergen', plan: 'gold' } },
    { id: 'b', number: 2, atMs: 2, revision: 2, traits: { plan: 'blue' } }, { id: 'c', number: 3, atMs: 2, traits: { name: 'Ann' } }, { id: 'c', number: 3, atMs: 2, revision: 2, traits: null },
  ];
  for (const saying of story) await told(saying);
  const once = await shown(ANN);
  assert.deepEqual(once, { city: 'Oslo', plan: 'blue' });
  for (let from = 0; from < story.length; from += 1) {
    for (const saying of story.slice(from)) await told(saying);
    assert.deepEqual(await shown(ANN), once);
  }
});

test('whatever order many words and corrections come in, the latest standing word counts', async () => {
  const seed = Number(process.env['CUSTOS_TEST_SEED'] ?? Date.now() % 1_000_000);
  let state = seed;
  const below = (most: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
  for (let run = 0; run < 15; run += 1) {
    await stored.database.run(sql`truncate customers.word, customers.trait`);
    const last = new Map<string, Saying>();
    const number = new Map<string, number>();
    for (let step = 0; step < 60; step += 1) {
      const batch = Array.from({ length: 1 + below(4) }, (): Saying => {
        const id = `i${below(12)}`;
        if (!number.has(id)) number.set(id, number.size + 1);
        const traits: Record<string, string | null> = {};
        for (const name of ['city', 'plan', 'name']) if (below(2) === 0) traits[name] = below(6) === 0 ? null : `${name} ${below(4)}`;
        const saying: Saying = { id, number: number.get(id) ?? 0, atMs: below(4), node: below(3), revision: (last.get(id)?.revision ?? 0) + 1, traits: below(5) === 0 ? null : traits };
        last.set(id, saying);
        return saying;
      });
      await told(...batch);
      for (const node of [ANN, BOB]) {
        const right = new Map<string, string | null>();
        const standing = [...last.values()].filter((one) => one.node === node).sort((a, b) => a.atMs - b.atMs || (keyOf(a.id) < keyOf(b.id) ? -1 : 1));
        for (const one of standing) for (const [name, value] of Object.entries(one.traits ?? {})) right.set(name, value);
        assert.deepEqual(await shown(node), Object.fromEntries([...right].filter(([, value]) => value !== null)), `CUSTOS_TEST_SEED=${seed}, run ${run}, step ${step}`);
      }
    }
  }
});
