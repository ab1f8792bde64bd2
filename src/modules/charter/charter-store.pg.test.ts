import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { migrationsOf, testDatabase, type TestDatabase } from '../../../test/engines/postgres.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Analytics } from '../../platform/clickhouse/analytics.ts';
import type { Identity } from '../identity/index.ts';
import type { Subjects } from '../subjects/index.ts';
import type { Person } from '../people/contract.ts';
import { createCustomerRules, DEFAULT_RULES, EXAMPLE_PERSONA } from '../customers/index.ts';
import { sql } from '../../platform/pg/sql.ts';
import { createCharter, type CharterModule } from './index.ts';

const someone = (id: string, role: Person['role'], active = true): Person => ({ id, name: `The ${id}`, email: `${id}@example.org`, role, active, createdAt: '', lastSeenAt: null });
const PEOPLE = [someone('ceo', 'executive'), someone('brand', 'brand-office'), someone('service', 'service-office'), someone('left', 'owner', false), someone('shop', 'employee')];
const OWNER = { kind: 'person', id: 'own', name: 'Own', role: 'owner' } as const;

let stored: TestDatabase;
let charter: CharterModule;
before(async () => {
  stored = await testDatabase(migrationsOf('customers', 'charter'));
  // Rules and their versions need the database alone; who is who and what they bought is asked by counts and by the page of a customer, which the journeys walk.
  const rules = createCustomerRules({ database: stored.database, analytics: {} as Analytics, identity: {} as Identity, subjects: {} as Subjects, clock: Date.now });
  charter = createCharter({ database: stored.database, people: { list: async () => PEOPLE }, customers: { rules }, clock: Date.now });
});
after(() => stored.close());

const isRefused = (kind: AppError['kind'], code: string) => (error: unknown) => error instanceof AppError && error.kind === kind && error.code === code;

test('before anybody did anything there is a charter: the six stages, proposed, and nobody who governs', async () => {
  const now = await charter.charter(OWNER);
  assert.deepEqual([now.state, now.version.number, now.rules.set.stages.map(({ name }) => name), now.seats, now.rules.set.personas], ['proposed', 1, ['Interest', 'Pre-order', 'Order', 'Fulfilment', 'Returns', 'Support'], [], []]);
  assert.deepEqual(now.people.map(({ id, maySign }) => [id, maySign]), [['ceo', true], ['brand', true], ['service', true], ['shop', false]]);
  assert.deepEqual((await charter.charter({ ...OWNER, role: 'analyst' })).people, []);
});

test('whoever governs must have access and a role that may sign', async () => {
  await assert.rejects(charter.govern({ kind: 'one-officer', person: 'left' }, 'own'), isRefused('invalid', 'person-unknown'));
  await assert.rejects(charter.govern({ kind: 'one-officer', person: 'shop' }, 'own'), isRefused('invalid', 'person-may-not-sign'));
});

test('two offices: agreed when both signed this very content; any change makes it proposed again; taking the change back makes it agreed again', async () => {
  await charter.govern({ kind: 'two-offices', brand: 'brand', service: 'service' }, 'own');
  const cells = [{ stage: 'order', persona: '', segment: '', sentence: 'I know at once that it worked.', owner: 'ceo' }];
  const before = await charter.charter(OWNER);
  const number = await charter.saveCells(cells, before.version.number, 'first', 'brand');
  const { version } = await charter.charter(OWNER);
  assert.deepEqual([version.number, version.by], [number, 'The brand']);
  await assert.rejects(charter.sign(version.hash, 'ceo'), isRefused('forbidden', 'no-seat'));
  await assert.rejects(charter.sign(before.version.hash, 'brand'), isRefused('conflict', 'charter-changed-meanwhile'));
  assert.deepEqual(await charter.sign(version.hash, 'brand'), { state: 'proposed', seats: ['brand'] });
  assert.deepEqual(await charter.sign(version.hash, 'service'), { state: 'agreed', seats: ['service'] });
  assert.equal((await charter.charter(OWNER)).state, 'agreed');

  const changed = await charter.saveRules({ ...DEFAULT_RULES, personas: [EXAMPLE_PERSONA] }, 0, 'a persona', 'service');
  assert.equal((await charter.charter(OWNER)).state, 'proposed');
  assert.deepEqual((await charter.compare(number, changed)).map(({ what }) => what), ['Persona Asks first']);
  await charter.saveRules(DEFAULT_RULES, 1, 'taken back', 'service');
  const back = await charter.charter(OWNER);
  assert.deepEqual([back.state, back.version.hash, back.version.number], ['agreed', version.hash, changed + 1]);
  assert.deepEqual((await charter.versions()).map((one) => one.signatures), [2, 0, 2, 0]);

  await charter.govern({ kind: 'chief-executive', person: 'ceo' }, 'own');
  assert.equal((await charter.charter(OWNER)).state, 'proposed', 'who governs now has not signed');
});

test('of two who change the same version the second is refused and told why; an owner without access is refused', async () => {
  const { version, rules } = await charter.charter(OWNER);
  await charter.saveCells([], version.number, '', 'brand');
  await assert.rejects(charter.saveCells([], version.number, '', 'service'), isRefused('conflict', 'charter-changed-meanwhile'));
  await charter.saveRules({ ...DEFAULT_RULES, saved: [EXAMPLE_PERSONA] }, rules.version, '', 'brand');
  await assert.rejects(charter.saveRules(DEFAULT_RULES, rules.version, '', 'service'), isRefused('conflict', 'rules-changed-meanwhile'));
  const now = await charter.charter(OWNER);
  await assert.rejects(charter.saveCells([{ stage: 'order', persona: '', segment: '', sentence: 'x', owner: 'left' }], now.version.number, '', 'brand'), isRefused('invalid', 'person-unknown'));
});

test('many who read a charter for the first time after the rules changed make one version of it', async () => {
  await stored.database.run(sql`insert into customers.rule_set (version, hash, rules, note, by) select max(version) + 1, 'x', ${JSON.stringify(DEFAULT_RULES)}::jsonb, 'proposed', 'custos' from customers.rule_set`);
  const read = await Promise.all(Array.from({ length: 8 }, () => charter.charter(OWNER)));
  assert.equal(new Set(read.map(({ version }) => version.number)).size, 1);
  assert.equal((await charter.versions())[0]?.by, 'Custos');
});

test('versions, signatures and who governed are never changed', async () => {
  for (const statement of [sql`delete from charter.signature`, sql`update charter.version set note = ''`, sql`delete from charter.governance`]) await assert.rejects(stored.database.run(statement));
});
