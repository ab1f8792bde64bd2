import { sql } from '../../platform/pg/sql.ts';
import type { Queryable, Transaction } from '../../platform/pg/transaction.ts';

/** A desk that signs who looks at whom. */
export type SignedDeskRow = { readonly number: number; readonly name: string; readonly origins: string[]; readonly madeBy: string; readonly madeAt: Date; readonly secretAt: Date | null; readonly formerUntil: Date | null };

/** Desks that were not removed, in the order in which they were added; `only` one of them. Units: `now` decides which former secrets still count. */
export function signedDesks(database: Queryable, now: Date, only: number | null = null): Promise<SignedDeskRow[]> {
  return database.rows<SignedDeskRow>(sql`
    select d.number, d.name, d.origins, d.made_by as "madeBy", d.made_at as "madeAt", (select max(s.made_at) from side_panel.desk_secret s where s.desk = d.number) as "secretAt",
      (select max(s.ends_at) from side_panel.desk_secret s where s.desk = d.number and s.ends_at > ${now.toISOString()}::timestamptz) as "formerUntil"
    from side_panel.desk d where d.removed_at is null and (${only}::bigint is null or d.number = ${only}) order by d.number`);
}

/** Keeps a new desk. */
export async function insertSignedDesk(tx: Transaction, desk: { readonly name: string; readonly origins: readonly string[]; readonly by: string; readonly at: Date }): Promise<number> {
  const [row] = await tx.rows<{ number: number }>(sql`insert into side_panel.desk (name, origins, made_by, made_at) values (${desk.name}, ${desk.origins}::text[], ${desk.by}, ${desk.at.toISOString()}::timestamptz) returning number`);
  return row?.number ?? 0;
}

/** Another secret of a desk; the former ones count until a moment. */
export async function insertSecret(tx: Transaction, desk: number, sealed: Buffer, by: string, at: Date, formerUntil: Date): Promise<void> {
  await tx.run(sql`update side_panel.desk_secret set ends_at = ${formerUntil.toISOString()}::timestamptz where desk = ${desk} and (ends_at is null or ends_at > ${formerUntil.toISOString()}::timestamptz)`);
  await tx.run(sql`insert into side_panel.desk_secret (desk, sealed, made_by, made_at) values (${desk}, ${sealed}, ${by}, ${at.toISOString()}::timestamptz)`);
}

/** The secrets of a desk that count now, the newest first. */
export function secretsOf(database: Queryable, desk: number, now: Date): Promise<{ readonly number: number; readonly sealed: Buffer }[]> {
  return database.rows(sql`select s.number, s.sealed from side_panel.desk_secret s join side_panel.desk d on d.number = s.desk and d.removed_at is null where s.desk = ${desk} and (s.ends_at is null or s.ends_at > ${now.toISOString()}::timestamptz) order by s.number desc`);
}

/** Removes a desk and its secrets. Answers whether there was one. */
export async function removeSignedDesk(tx: Transaction, number: number, at: Date): Promise<boolean> {
  await tx.run(sql`delete from side_panel.desk_secret where desk = ${number}`);
  return (await tx.run(sql`update side_panel.desk set removed_at = ${at.toISOString()}::timestamptz where number = ${number} and removed_at is null`)) > 0;
}

/** Counts that a signed address is opened. Shape: how often it was by now. */
export async function countUse(database: Queryable, hash: Buffer, expiresAt: Date): Promise<number> {
  const [row] = await database.rows<{ uses: number }>(sql`insert into side_panel.used_token (hash, uses, expires_at) values (${hash}, 1, ${expiresAt.toISOString()}::timestamptz) on conflict (hash) do update set uses = side_panel.used_token.uses + 1 returning uses`);
  return row?.uses ?? 1;
}

/** Lets go of what would not be valid any more. */
export async function dropExpired(database: Queryable, now: Date): Promise<void> {
  await database.run(sql`delete from side_panel.used_token where expires_at < ${now.toISOString()}::timestamptz`);
  await database.run(sql`delete from side_panel.pairing where expires_at < ${now.toISOString()}::timestamptz`);
}

/** A leave that a panel asked for. `person` null: nobody gave it yet. */
export type PairingRow = { readonly chatwoot: number; readonly person: string | null; readonly askedAt: Date; readonly expiresAt: Date };

/** Notes that a panel asks for leave. */
export async function insertPairing(database: Queryable, pairing: { readonly hash: Buffer; readonly codeHash: Buffer; readonly chatwoot: number; readonly at: Date; readonly expiresAt: Date }): Promise<void> {
  await database.run(sql`insert into side_panel.pairing (hash, code_hash, chatwoot, asked_at, expires_at) values (${pairing.hash}, ${pairing.codeHash}, ${pairing.chatwoot}, ${pairing.at.toISOString()}::timestamptz, ${pairing.expiresAt.toISOString()}::timestamptz)`);
}

/** The leave of a panel. Shape: null when there is none, or when it is over. */
export async function pairingOf(database: Queryable, hash: Buffer, now: Date): Promise<PairingRow | null> {
  const [row] = await database.rows<PairingRow>(sql`select chatwoot, person, asked_at as "askedAt", expires_at as "expiresAt" from side_panel.pairing where hash = ${hash} and expires_at > ${now.toISOString()}::timestamptz`);
  return row ?? null;
}

/** The leave that is asked for under a code and that nobody gave yet. Shape: null when there is none. */
export async function pairingAsked(database: Queryable, codeHash: Buffer, now: Date): Promise<PairingRow | null> {
  const [row] = await database.rows<PairingRow>(sql`select chatwoot, person, asked_at as "askedAt", expires_at as "expiresAt" from side_panel.pairing where code_hash = ${codeHash} and person is null and expires_at > ${now.toISOString()}::timestamptz`);
  return row ?? null;
}

/** Gives leave. Answers whether it was still asked for. */
export async function allowPairing(database: Queryable, codeHash: Buffer, person: string, now: Date, until: Date): Promise<boolean> {
  return (await database.run(sql`update side_panel.pairing set person = ${person}, expires_at = ${until.toISOString()}::timestamptz where code_hash = ${codeHash} and person is null and expires_at > ${now.toISOString()}::timestamptz`)) > 0;
}

/** How many panels of each Chatwoot desk have leave. */
export function pairedCounts(database: Queryable, now: Date): Promise<{ readonly chatwoot: number; readonly panels: number }[]> {
  return database.rows(sql`select chatwoot, count(*)::int as panels from side_panel.pairing where person is not null and expires_at > ${now.toISOString()}::timestamptz group by chatwoot`);
}

/** Takes the leave from all panels of a Chatwoot desk. Answers from how many. */
export async function endPairings(database: Queryable, chatwoot: number): Promise<number> {
  return database.run(sql`delete from side_panel.pairing where chatwoot = ${chatwoot}`);
}
