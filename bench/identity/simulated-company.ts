import { createCompany } from '../../simulator/index.ts';
import { identityHouse } from '../../test/engines/identity-house.ts';
import type { ClaimInput } from '../../src/modules/identity/contract.ts';
import { ordersAskedAbout } from '../../src/modules/interactions/claim-of-item.ts';
import { IDENTITY_TRAITS, type InteractionInput } from '../../src/modules/interactions/contract.ts';
import { sql } from '../../src/platform/pg/sql.ts';
import { measureClusters, type ClusterFigures } from './measure-clusters.ts';

const BATCH = 500;

function claimOf(item: InteractionInput, evidence: number): ClaimInput {
  const traits = Object.fromEntries(IDENTITY_TRAITS.flatMap((name) => { const value = item.traits?.[name]; return value === undefined || value === null || value === '' ? [] : [[name, String(value)]]; }));
  const identifiers = (item.identifiers ?? []).map(({ type, value, verified = false }) => (typeof verified === 'string' ? { type, value, verified: true, verifiedBy: verified } : { type, value, verified }));
  return { source: item.source ?? 'demo', brand: item.brand ?? 'main', identifiers, traits, session: item.session ?? null, occurredMs: Date.parse(item.occurredAt), evidence, about: ordersAskedAbout({ ...item, subjects: item.subjects ?? [] }) };
}

/** Who is who in a simulated company, by rules alone and with likely joins, in the database: claims that name somebody against who it truly was. */
export async function simulatedCompany(customers: number, seed: number, report: (line: string) => void): Promise<object> {
  const company = createCompany({ seed, customers, grammar: 'open', endsAt: Date.UTC(2026, 8, 8) });
  const personOf = new Map<string, string>();
  for (const line of company.truth()) if (line.kind === 'contact' && line.person !== null) personOf.set(line.ref, line.person);
  const house = await identityHouse();
  const identity = house.started();
  const refs: string[] = [];
  let claims: ClaimInput[] = [];
  const send = async (): Promise<void> => { await house.send(identity, claims); claims = []; };
  for (const item of company.history()) {
    refs.push(`${item.source ?? 'demo'}:${item.id}`);
    claims.push(claimOf(item, refs.length));
    if (claims.length === BATCH) await send();
  }
  await send();
  const figures = async (): Promise<ClusterFigures> => {
    const rows = await house.database.rows<{ customer: number; evidence: number }>(sql`select a.customer, n.evidence from identity.node n join identity.assignment a on a.node = n.number where n.level = 'person' order by n.number`);
    const named = rows.flatMap((row) => { const person = personOf.get(refs[row.evidence - 1] ?? ''); return person === undefined ? [] : [{ customer: row.customer, person }]; });
    const people = new Map<string, number>();
    for (const { person } of named) if (!people.has(person)) people.set(person, people.size);
    return measureClusters(Int32Array.from(named, (one) => one.customer), Int32Array.from(named, (one) => people.get(one.person) ?? 0));
  };
  const byRules = await figures();
  report(`by rules: ${JSON.stringify(byRules)}`);
  const start = performance.now();
  await identity.caughtUp();
  const caughtUpSeconds = (performance.now() - start) / 1_000;
  const likely = await figures();
  const joined = await house.database.rows<{ outcome: string; refusal: string | null; strength: number; left: number; right: number }>(sql`
    select e.outcome, e.refusal, e.strength, a.evidence as "left", b.evidence as "right" from identity.edge e join identity.node a on a.number = e.node_a join identity.node b on b.number = e.node_b where e.rule = 'likely'`);
  const tally: Record<string, { right: number; of: number }> = {};
  for (const { outcome, refusal, left, right } of joined) {
    const [one, other] = [personOf.get(refs[left - 1] ?? ''), personOf.get(refs[right - 1] ?? '')];
    const sum = tally[refusal ?? outcome] ??= { right: 0, of: 0 };
    sum.of += 1;
    if (one !== undefined && one === other) sum.right += 1;
  }
  const { model } = await identity.matching.state();
  await house.close();
  return { customers, interactions: refs.length, seed, byRules, likely, tally, caughtUpSeconds, fields: model?.fields, cut: model?.cut };
}
