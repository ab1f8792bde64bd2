import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createChance, testSeed } from '../../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../../test/engines/identity-house.ts';
import { createLog } from '../../../platform/log/log.ts';
import { sql } from '../../../platform/pg/sql.ts';
import { createIdentityMemory } from '../identity-memory.ts';
import { asText, rememberingOutbox } from '../random-claims.fixture.ts';
import { resolveClaims } from '../resolve-claims.ts';
import type { DecideDeps } from '../take-decision.ts';
import { claimsOfPeople } from './claims-of-people.fixture.ts';
import { createLatelyRecorded } from './lately-recorded.ts';
import { readClaims } from './read-claims.ts';

let house: IdentityHouse;
before(async () => { house = await identityHouse(); });
after(() => house.close());

const saying = (name: string) => ({ traits: { name }, identifiers: [] });

test('a few claims are remembered in their order until they are taken, many are not remembered at all', () => {
  const lately = createLatelyRecorded();
  lately.add([saying('Ida')]);
  lately.add([saying('Rune'), saying('Mia')]);
  assert.deepEqual(lately.take(), ['Ida', 'Rune', 'Mia'].map(saying));
  assert.deepEqual(lately.take(), []);
  for (let at = 0; at < 30; at += 1) lately.add([saying(`Nobody ${at}`)]);
  assert.deepEqual(lately.take(), []);
  lately.add([saying('Ida')]);
  assert.equal(lately.take().length, 1);
});

const partition = async (): Promise<string> => asText((await house.database.rows<{ claims: string[] }>(sql`select array_agg(n.evidence::text order by n.evidence) as claims from identity.assignment a join identity.node n on n.number = a.node group by a.customer`)).map(({ claims }) => claims));
const pairs = (): Promise<unknown[]> => house.database.rows(sql`select encode(least(a.hash, b.hash), 'hex') || encode(greatest(a.hash, b.hash), 'hex') || round(p.bits::numeric, 3) as pair from identity.match_pair p join identity.match_record a on a.number = p.a join identity.match_record b on b.number = p.b order by 1`);

test('what was recorded last is placed before it is read back; where it turns out otherwise nothing of that is kept, and the customers are the same', async () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  const { claims: learntFrom } = claimsOfPeople(seed, 250);
  const claims = learntFrom.slice(0, 200);
  await house.emptied();
  const first = house.started();
  await house.sendInBatches(first, learntFrom, chance);
  await first.caughtUp();
  await house.emptied({ keepsModel: true });
  const again = house.started();
  await house.sendInBatches(again, claims, chance);
  await again.caughtUp();
  const [expected, expectedPairs] = [await partition(), await pairs()];
  await house.emptied({ keepsModel: true });
  let transactions = 0;
  const database: DecideDeps['database'] = { ...house.database, transaction: (work) => { transactions += 1; return house.database.transaction(work); } };
  const made = (): DecideDeps => ({ database, outbox: rememberingOutbox(), log: createLog('error', () => undefined), clock: Date.now, memory: createIdentityMemory() });
  const [here, elsewhere] = [made(), made()];
  const wrong = [saying('Nobody Atall')].map((one) => ({ ...one, identifiers: [{ type: 'phone', value: '+4790000009', joins: true }] }));
  const took = { guessed: 0, otherwise: 0 };
  for (const [at, claim] of claims.entries()) {
    // Now and then another process records, of which this one does not hear; or what is guessed is nonsense.
    const isElsewhere = chance.next() < 0.1;
    await house.database.transaction((tx) => resolveClaims(isElsewhere ? elsewhere : here, tx, [claim]));
    if (isElsewhere || chance.next() < 0.2) continue;
    transactions = 0;
    const { claims: read } = await readClaims(here, 200, chance.next() < 0.1 ? wrong : here.memory.lately.take());
    assert.ok(read > 0, `claim ${at}`);
    took[transactions === 1 ? 'guessed' : 'otherwise'] += 1;
  }
  await readClaims(here, 200);
  assert.ok(took.guessed > claims.length / 3 && took.otherwise > claims.length / 20, JSON.stringify(took));
  const identity = house.started();
  await identity.caughtUp();
  assert.equal(await partition(), expected);
  assert.deepEqual(await pairs(), expectedPairs);
});
