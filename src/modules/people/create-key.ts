import type { KeyKind } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Database } from '../../platform/pg/transaction.ts';
import { hashOfKey, mintKey } from './api-key.ts';
import type { ApiKey } from './contract.ts';
import { insertKey } from './key-store.ts';
import { mintId } from './mint-id.ts';

/** What a new key is for. `source` says who a write key speaks for; null lets each batch say it itself. `personalData` lets a read or SQL key see it. */
export type KeyWish = { readonly name: string; readonly kind: KeyKind; readonly source?: string | null | undefined; readonly personalData?: boolean | undefined };

/** Makes an API key. The key itself is in this answer and nowhere else, ever again. */
export async function createKey(database: Database, wish: KeyWish): Promise<{ readonly key: string; readonly record: ApiKey }> {
  const key = mintKey();
  const record = await insertKey(database, {
    id: mintId('key'), name: wish.name, kind: wish.kind, source: wish.kind === 'write' ? (wish.source ?? null) : null, personalData: wish.kind !== 'write' && wish.personalData === true, hash: hashOfKey(key), endsWith: key.slice(-4),
  });
  if (record === null) throw new AppError('internal', 'key-not-kept', 'The key could not be kept. Try again.');
  return { key, record };
}
