import assert from 'node:assert/strict';
import type { Analytics } from '../../src/platform/clickhouse/analytics.ts';
import { createLog } from '../../src/platform/log/log.ts';
import type { OpenDatabase } from '../../src/platform/pg/database.ts';
import { sql } from '../../src/platform/pg/sql.ts';
import { claimHash, claimOf } from '../../src/modules/identity/claim.ts';
import type { ClaimInput } from '../../src/modules/identity/contract.ts';
import { nodesOfCustomers } from '../../src/modules/identity/customer-claims-store.ts';
import { asideNow } from '../../src/modules/identity/aside-now.ts';
import { asHuman, decisionsAbout } from '../../src/modules/identity/decision-store.ts';
import { asRuled } from '../../src/modules/identity/exact-rules.ts';
import { nodeOf, type IdentityNode } from '../../src/modules/identity/identity-node.ts';
import { createIdentity, type Identity } from '../../src/modules/identity/index.ts';
import { asText, rememberingOutbox } from '../../src/modules/identity/random-claims.fixture.ts';
import { resolveComponent } from '../../src/modules/identity/resolve-component.ts';
import type { Chance } from '../chance.ts';
import { migrationsOf, testDatabase, type TestPostgres } from './postgres.ts';

/** A database for tests of who is who, with what they ask of it again and again. */
export type IdentityHouse = {
  readonly database: OpenDatabase;
  /** An identity with empty memory on the database as it is: what a restart gives. */
  started(): Identity & { readonly outbox: ReturnType<typeof rememberingOutbox> };
  /** Nobody is known; `keepsModel`: what was learnt about people stays. */
  emptied(how?: { readonly keepsModel: boolean }): Promise<void>;
  send(identity: Identity, claims: readonly ClaimInput[]): ReturnType<Identity['resolveClaims']>;
  sendInBatches(identity: Identity, claims: readonly ClaimInput[], chance: Chance, most?: number): Promise<void>;
  /** Who is who, as the database has it. */
  storedPartition(): Promise<string>;
  /** Who is who by the rules alone, from all claims and standing decisions in the database. */
  rightPartitionNow(): Promise<string>;
  /** Everything that must hold whatever happened. */
  assertSound(): Promise<void>;
  close(): Promise<void>;
};

/** `modules`: others whose tables a test needs beside. */
export function identityHouse(...modules: readonly string[]): Promise<IdentityHouse> {
  return identityHouseOn(null, ...modules);
}

/** The same on another PostgreSQL than the one of this test process. */
export async function identityHouseOn(server: Pick<TestPostgres, 'connection'> | null, ...modules: readonly string[]): Promise<IdentityHouse> {
  const { database, close } = await testDatabase(migrationsOf('platform', 'identity', ...modules), server);
  const send = (identity: Identity, claims: readonly ClaimInput[]) => database.transaction((tx) => identity.resolveClaims(tx, claims));
  return {
    database,
    send,
    close,
    started() {
      const outbox = rememberingOutbox();
      return { ...createIdentity({ database, analytics: {} as Analytics, outbox, log: createLog('error', () => undefined), clock: () => Date.UTC(2026, 5, 1) }), outbox };
    },
    async emptied(how) {
      await database.run(sql`truncate identity.node, identity.node_identifier, identity.customer, identity.assignment, identity.edge, identity.decision, identity.blocked_value, identity.node_home, identity.match_node, identity.match_key, identity.match_pair, identity.match_answer, identity.household_word, identity.rule_version, identity.rule_trial, identity.thin_claim`);
      await database.run(sql`truncate identity.match_record restart identity`);
      await database.run(how?.keepsModel === true ? sql`update identity.match_state set node = 0, unsettled = false, rules_followed = 0` : sql`update identity.match_state set node = 0, unsettled = false, rules_followed = 0, model = null, cut_bits = null`);
      if (how?.keepsModel !== true) await database.run(sql`truncate identity.match_setting`);
      await database.run(sql`update identity.state set version = version + 2`);
    },
    async sendInBatches(identity, claims, chance, most = 400) {
      for (let from = 0; from < claims.length;) {
        const to = from + 1 + chance.below(most);
        await send(identity, claims.slice(from, to));
        from = to;
      }
    },
    async storedPartition() {
    const rows = await database.rows<{ hashes: string[] }>(sql`select array_agg(left(encode(n.hash, 'hex'), 10)) as hashes from identity.node n join identity.assignment a on a.node = n.number group by a.customer`);
    return asText(rows.map((row) => row.hashes));
    },
    async rightPartitionNow() {
    const customers = await database.rows<{ number: number }>(sql`select number from identity.customer`);
    const nodes = await nodesOfCustomers(database, customers.map((row) => row.number));
    const decisions = (await decisionsAbout(database, nodes.map((node) => node.number))).filter((row) => !row.undone).map(asHuman);
    const { blocked, rules } = await asideNow(database);
    const hashOf = new Map(nodes.map((node) => [node.number, node.hash.slice(0, 10)]));
    return asText(resolveComponent({ nodes: asRuled(nodes, rules), decisions, blocked, generic: new Set(), rules }).blocks.map((block) => block.map((number) => hashOf.get(number) ?? '')));
    },
    async assertSound() {
    const wrong = await database.rows<{ what: string; number: number }>(sql`
      select 'node count' as what, c.number from identity.customer c where c.node_count <> (select count(*) from identity.assignment a where a.customer = c.number)
      union all select 'claims of a retired number', c.number from identity.customer c where c.merged_into is not null and exists (select 1 from identity.assignment a where a.customer = c.number)
      union all select 'nobody left', c.number from identity.customer c where c.merged_into is null and c.node_count = 0
      union all select 'claim without customer', n.number from identity.node n where not exists (select 1 from identity.assignment a where a.node = n.number)
      union all select 'first seen', c.number from identity.customer c where c.merged_into is null and c.first_seen_ms <> (select min(n.first_occurred_ms) from identity.assignment a join identity.node n on n.number = a.node where a.customer = c.number)`);
    assert.deepEqual(wrong, []);
    },
  };
}

function nodesOf(claims: readonly ClaimInput[]): IdentityNode[] {
  const nodes = new Map<string, IdentityNode>();
  for (const input of claims) {
    const made = claimOf(input);
    if (!made.ok || made.value.identifiers.length === 0) continue;
    const hash = claimHash(made.value);
    const known = nodes.get(hash);
    if (known === undefined) nodes.set(hash, nodeOf(made.value, nodes.size + 1, hash));
    else if (made.value.occurredMs < known.firstOccurredMs) nodes.set(hash, { ...known, firstOccurredMs: made.value.occurredMs });
  }
  return [...nodes.values()];
}

/** Who is who by the rules alone, all claims at once. */
export function rightPartition(claims: readonly ClaimInput[]): string {
  const nodes = nodesOf(claims);
  const { blocks } = resolveComponent({ nodes, decisions: [], blocked: new Set(), generic: new Set() });
  return asText(blocks.map((block) => block.map((number) => nodes[number - 1]?.hash.slice(0, 10) ?? '')));
}
