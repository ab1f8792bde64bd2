import type { KeyKind } from '../../kernel/access.ts';
import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { ApiKey } from './contract.ts';

type KeyRow = { readonly id: string; readonly name: string; readonly kind: KeyKind; readonly source: string | null; readonly personal_data: boolean; readonly ends_with: string; readonly created_at: Date; readonly last_used_at: Date | null; readonly revoked_at: Date | null };

/** A key that opens something right now. Shape: `hash` is the sha256 of the key in hex. */
export type LiveKey = { readonly id: string; readonly name: string; readonly kind: KeyKind; readonly source: string | null; readonly personal_data: boolean; readonly hash: string };

const shown = (row: KeyRow): ApiKey => ({
  id: row.id, name: row.name, kind: row.kind, source: row.source, personalData: row.personal_data, endsWith: row.ends_with,
  createdAt: row.created_at.toISOString(), lastUsedAt: row.last_used_at?.toISOString() ?? null, revokedAt: row.revoked_at?.toISOString() ?? null,
});

const columns = sql`id, name, kind, source, personal_data, ends_with, created_at, last_used_at, revoked_at`;

/** Every key that was not revoked. Shape: one row per key, no order. */
export function liveKeys(database: Queryable): Promise<LiveKey[]> {
  return database.rows<LiveKey>(sql`select id, name, kind, source, personal_data, encode(hash, 'hex') as hash from people.api_key where revoked_at is null`);
}

/** Every key there ever was. Shape: the newest first. */
export async function allKeys(database: Queryable): Promise<ApiKey[]> {
  return (await database.rows<KeyRow>(sql`select ${columns} from people.api_key order by created_at desc, id`)).map(shown);
}

/** Keeps a new key. */
export async function insertKey(database: Queryable, key: { readonly id: string; readonly name: string; readonly kind: KeyKind; readonly source: string | null; readonly personalData: boolean; readonly hash: string; readonly endsWith: string }): Promise<ApiKey | null> {
  const [row] = await database.rows<KeyRow>(sql`insert into people.api_key (id, name, kind, source, personal_data, hash, ends_with)
    values (${key.id}, ${key.name}, ${key.kind}, ${key.source}, ${key.personalData}, decode(${key.hash}, 'hex'), ${key.endsWith}) returning ${columns}`);
  return row === undefined ? null : shown(row);
}

/** Ends a key; one that had ended keeps the moment at which it did. Shape: null when there is no such key. */
export async function markRevoked(database: Queryable, id: string): Promise<ApiKey | null> {
  const [row] = await database.rows<KeyRow>(sql`update people.api_key set revoked_at = coalesce(revoked_at, now()) where id = ${id} returning ${columns}`);
  return row === undefined ? null : shown(row);
}

/** Notes when keys were last used. Units: `atMs` ms since 1970. */
export async function markUsed(database: Queryable, uses: readonly { readonly id: string; readonly atMs: number }[]): Promise<void> {
  await database.run(sql`update people.api_key k set last_used_at = to_timestamp(u.at_ms / 1000.0) from unnest(${uses.map(({ id }) => id)}::text[], ${uses.map(({ atMs }) => atMs)}::float8[]) as u (id, at_ms) where k.id = u.id`);
}
