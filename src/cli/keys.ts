import type { z } from 'zod';
import { AppError } from '../kernel/app-error.ts';
import type { ApiKey, routes } from '../modules/people/contract.ts';
import { withCustos } from './client.ts';
import { readWords, textFlag } from './words.ts';

type Created = z.infer<(typeof routes)['createKey']['response']>;

/** Creates, lists and revokes API keys. A new key is printed last and alone on its line, so that scripts can take it. */
export async function keys(words: readonly string[]): Promise<void> {
  const read = readWords(words, { kind: 'text', source: 'text', name: 'text', 'personal-data': 'switch' });
  const [what = 'list', id] = read.rest;
  await withCustos(read.settings, async (client) => {
    if (what === 'create') {
      const kind = textFlag(read, 'kind') ?? 'write';
      const source = textFlag(read, 'source');
      const { key, record } = await client.call<Created>('POST', '/api/keys', { name: textFlag(read, 'name') ?? `${kind} key${source === null ? '' : ` of ${source}`}`, kind, ...(source === null ? {} : { source }), personalData: read.flags['personal-data'] === true });
      process.stdout.write(`${record.kind} key ${record.id}${record.source === null ? '' : ` for the source ${record.source}`}; keep it, it is shown only now:\n${key}\n`);
    } else if (what === 'list') {
      const { keys: all } = await client.call<{ keys: ApiKey[] }>('GET', '/api/keys');
      for (const key of all) process.stdout.write(`${key.id}  ${key.kind.padEnd(5)}  …${key.endsWith}  ${(key.source ?? '-').padEnd(12)}  ${key.revokedAt === null ? 'active ' : 'revoked'}  ${key.name}\n`);
    } else if (what === 'revoke' && id !== undefined) {
      await client.call('POST', `/api/keys/${encodeURIComponent(id)}/revoke`, {});
      process.stdout.write(`revoked ${id}\n`);
    } else {
      throw new AppError('invalid', 'keys-words', 'Say: keys create --kind write --source web, keys create --kind read or --kind sql (with --personal-data where it may see it), keys create --kind contact, keys list, or keys revoke ID.');
    }
  });
}
