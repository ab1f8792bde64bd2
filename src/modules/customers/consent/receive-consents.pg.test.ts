import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { createChance, testSeed, type Chance } from '../../../../test/chance.ts';
import { identityHouse, type IdentityHouse } from '../../../../test/engines/identity-house.ts';
import { publicId } from '../../../kernel/public-id.ts';
import type { Outbox } from '../../../platform/outbox/outbox.ts';
import { sql } from '../../../platform/pg/sql.ts';
import type { Identity } from '../../identity/index.ts';
import { CONSENT_ANSWERS, CONSENT_CHANNELS, type CheckedConsent, type InteractionRecorded } from '../../interactions/contract.ts';
import { createConsents, type Consents } from './consents.ts';
import { receiveConsents } from './receive-consents.ts';

const NOW = Date.UTC(2026, 5, 1);
const RUNS = process.env['CUSTOS_TEST_LONG'] === '1' ? 500 : 60;
let house: IdentityHouse;
let identity: ReturnType<IdentityHouse['started']>;
let consents: Consents;
before(async () => { house = await identityHouse('customers'); });
beforeEach(async () => {
  await house.emptied();
  await house.database.run(sql`truncate customers.consent_word`);
  identity = house.started();
  consents = createConsents({ database: house.database, identity, outbox: identity.outbox satisfies Outbox, clock: () => NOW });
});
after(() => house.close());

let number = 0;
const keyOf = (id: number): string => createHash('sha256').update(String(id)).digest('hex').slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
const claim = (as: Readonly<Record<string, string>>) => ({ source: 'shop', brand: '', identifiers: Object.entries(as).map(([type, value]) => ({ type, value, verified: true })), traits: {}, session: null, occurredMs: NOW - 1e9, evidence: 1 });

/** Somebody, by what they are known by. */
async function known(as: Readonly<Record<string, string>>): Promise<{ node: number; customer: number }> {
  const [who] = await house.send(identity, [claim(as)]);
  assert.ok(who !== undefined);
  return who;
}

type Said = Partial<CheckedConsent> & { readonly node: number; readonly interaction?: number; readonly revision?: number };
async function says({ node, interaction = number += 1, revision = 1, ...said }: Said | (Said & { readonly nothing: true })): Promise<number> {
  const consent: CheckedConsent = { purpose: 'marketing', channel: 'email', answer: 'given', atMs: NOW - 1e8, basis: 'consent', wording: null, version: null, expiresMs: null, about: null, ...said };
  const event: InteractionRecorded = { type: 'interaction.recorded', interactions: [{ number: interaction, node, home: node, revision, ...('nothing' in said ? {} : { said: { key: keyOf(interaction), source: 'shop', brand: '', occurredMs: NOW - 1e8, kind: 'consent-changed', order: null, amounts: [], traits: null, consents: [consent] } }) }] };
  await house.database.transaction((tx) => receiveConsents(tx, [event], identity.normalForm));
  return interaction;
}
const stateOf = async (customer: number, channel = 'email', purpose = 'marketing') => (await consents.ofCustomer(publicId('customer', customer))).standings.find((one) => one.purpose === purpose && one.channel === channel)?.state;

test('what an interaction says on consent is theirs, with its evidence; an address counts in whatever spelling', async () => {
  const ann = await known({ email: 'ann@x.example' });
  const evidence = await says({ node: ann.node, about: { type: 'email', value: ' ANN@x.example' }, wording: 'News, once a week', version: '3', answer: 'given' });
  await says({ node: ann.node, purpose: 'surveys', channel: 'any', answer: 'refused' });
  const { words } = await consents.ofCustomer(publicId('customer', ann.customer));
  const given = words.find(({ answer }) => answer === 'given');
  assert.deepEqual([given?.about, given?.evidence, given?.wording, given?.version, given?.basis, given?.counts], [{ type: 'email', value: 'ann@x.example' }, publicId('interaction', evidence), 'News, once a week', '3', 'consent', true]);
  assert.equal(await stateOf(ann.customer), 'given');
  assert.equal(await stateOf(ann.customer, 'sms', 'research'), 'refused', 'no to surveys is no to research');
  assert.equal((await consents.mayContact(ann.customer, 'marketing', 'email', 'Ann@X.example')).allowed, true);
});

test('a corrected interaction counts as it was corrected; what it said before stays as proof; told twice is told once', async () => {
  const ann = await known({ email: 'ann@x.example' });
  const wrong = await says({ node: ann.node });
  await says({ node: ann.node, interaction: wrong });
  await says({ node: ann.node, interaction: wrong, revision: 2, answer: 'refused' });
  assert.equal(await stateOf(ann.customer), 'refused');
  await says({ node: ann.node, interaction: wrong, revision: 3, nothing: true });
  assert.equal(await stateOf(ann.customer), 'not-asked');
  const { words } = await consents.ofCustomer(publicId('customer', ann.customer));
  assert.deepEqual(words.map(({ answer, replaced }) => `${answer} ${replaced}`).sort((a, b) => (a < b ? -1 : 1)), ['given true', 'refused true']);
});

test('joined, the most restrictive counts; parted, each has their own consent again; a join taken back changes nothing', async () => {
  const ann = await known({ user: 'u-ann', email: 'ann@x.example' });
  const ben = await known({ user: 'u-ben', email: 'ben@x.example' });
  await says({ node: ann.node, about: { type: 'email', value: 'ann@x.example' } });
  await says({ node: ben.node, about: { type: 'email', value: 'ben@x.example' }, answer: 'withdrawn' });
  const before = await Promise.all([ann, ben].map(async ({ customer }) => consents.ofCustomer(publicId('customer', customer))));
  const joined = await identity.join(ann.customer, ben.customer, 'taken for one', 'tester');
  assert.equal(await stateOf(joined.customer), 'withdrawn');
  const { allowed, why } = await consents.mayContact(joined.customer, 'marketing', 'email', 'ann@x.example');
  assert.deepEqual([allowed, why], [false, 'They withdrew marketing by e-mail on May 30, 2026.']);
  await identity.undo(joined.decision, 'tester');
  assert.deepEqual(await Promise.all([ann, ben].map(async ({ customer }) => consents.ofCustomer(publicId('customer', customer)))), before);
});

test('what staff write down while two are one goes to the addresses of both, and with each when they are parted', async () => {
  const ann = await known({ user: 'u-ann', email: 'ann@x.example' });
  const ben = await known({ user: 'u-ben', email: 'ben@x.example' });
  await says({ node: ben.node, about: { type: 'email', value: 'ben@x.example' }, answer: 'withdrawn' });
  const joined = await identity.join(ann.customer, ben.customer, 'taken for one', 'tester');
  const id = publicId('customer', joined.customer);
  const byHand = { purpose: 'marketing', channel: 'email', answer: 'given', basis: 'consent', atMs: null, expiresMs: null, wording: null, version: null, note: 'said so on the phone', identifier: null } as const;
  await consents.record(id, byHand, 'staff-1');
  assert.equal(await stateOf(joined.customer), 'given', 'who asks to be put back is put back');
  await assert.rejects(consents.record(id, { ...byHand, identifier: { type: 'email', value: 'cas@x.example' } }, 'staff-1'), { code: 'identifier-not-theirs' });
  await assert.rejects(consents.record(id, { ...byHand, atMs: NOW + 1e8 }, 'staff-1'), { code: 'consent-ahead' });
  await identity.undo(joined.decision, 'tester');
  assert.deepEqual([await stateOf(ann.customer), await stateOf(ben.customer)], ['given', 'given']);
  const { words } = await consents.ofCustomer(publicId('customer', ann.customer));
  assert.deepEqual(words.map(({ by, note, about }) => [by, note, about?.value]), [['staff-1', 'said so on the phone', 'ann@x.example']]);
});

test('somebody else’s no to a shared address holds for whoever is written to there', async () => {
  const ann = await known({ user: 'u-ann', email: 'family@x.example' });
  const ben = await known({ user: 'u-ben', email: 'ben@x.example' });
  await says({ node: ann.node, about: { type: 'email', value: 'family@x.example' }, answer: 'withdrawn' });
  await says({ node: ben.node, about: { type: 'email', value: 'family@x.example' }, answer: 'given' });
  const { allowed, why } = await consents.mayContact(ben.customer, 'marketing', 'email', 'family@x.example');
  assert.deepEqual([allowed, why], [false, 'Somebody else who has this address said no: They withdrew marketing by e-mail on May 30, 2026.']);
  assert.equal((await consents.mayContactEach([ann.customer, ben.customer, 999], 'marketing', 'email')).get(ben.customer)?.allowed, true);
  assert.deepEqual([...await consents.mayContactEach([ann.customer, 999], 'marketing', 'email')].map(([, { state }]) => state), ['withdrawn', 'not-asked']);
});

async function standing(): Promise<number[]> {
  return (await house.database.rows<{ number: number }>(sql`select number from identity.customer where merged_into is null order by number`)).map((row) => row.number);
}

/** Where everybody stands on everything, by present id. */
async function everybody(): Promise<string[]> {
  return Promise.all((await standing()).map(async (customer) => {
    const { standings } = await consents.ofCustomer(publicId('customer', customer));
    return `${customer} ${standings.filter(({ state }) => state !== 'not-asked').map((one) => `${one.purpose} ${one.channel} ${one.state} ${one.decides}`).join(', ')}`;
  }));
}

async function decideSomething(who: Identity, chance: Chance): Promise<number | null> {
  const customer = chance.pick(await standing());
  const nodes = await who.nodesOf(customer);
  const some = nodes.filter(() => chance.next() < 0.5);
  if (chance.next() < 0.4) return some.length === 0 || some.length === nodes.length ? null : (await who.split(customer, some, 'test', 'ann')).decision;
  const other = chance.pick(await standing());
  return other === customer ? null : (await who.join(customer, other, 'test', 'ann')).decision;
}

test(`random joins and splits, taken back in any order, ${RUNS} runs: everybody’s consent is exactly what it was, and a join never lifts a no`, { timeout: 1_800_000 }, async () => {
  const seed = testSeed();
  console.log(`seed ${seed}`);
  const chance = createChance(seed);
  const people = await house.send(identity, Array.from({ length: 60 }, (_, at) => claim({ user: `u-${at % 25}`, email: `p${at % 25}.${at % 3}@x.example` })));
  for (const [at, { node }] of people.entries()) {
    for (let count = chance.below(4); count > 0; count -= 1) {
      await says({ node, purpose: chance.pick(['marketing', 'profiling']), channel: chance.pick(CONSENT_CHANNELS), answer: chance.pick(CONSENT_ANSWERS), atMs: NOW - chance.below(5) * 86_400_000, about: chance.next() < 0.6 ? { type: 'email', value: `p${at % 25}.0@x.example` } : null });
    }
  }
  const before = await everybody();
  for (let run = 0; run < RUNS; run += 1) {
    const decisions: number[] = [];
    for (let step = 0; step < 1 + chance.below(4); step += 1) {
      const ownState = new Map(await Promise.all((await standing()).map(async (customer) => [customer, await stateOf(customer)] as const)));
      const decision = await decideSomething(identity, chance);
      if (decision === null) continue;
      decisions.push(decision);
      const gone = [...ownState].filter(([, state]) => state === 'withdrawn');
      for (const [customer] of chance.shuffle(gone).slice(0, 3)) {
        const now = await identity.canonical(customer);
        if (now !== null && now !== customer) assert.equal(await stateOf(now), 'withdrawn', `seed ${seed}, run ${run}: joined into ${now}`);
      }
    }
    for (const decision of chance.shuffle(decisions)) await identity.undo(decision, 'ann');
    assert.deepEqual(await everybody(), before, `seed ${seed}, run ${run}`);
  }
});
