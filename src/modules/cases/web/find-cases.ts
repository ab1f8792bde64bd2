import { AppError } from '../../../kernel/app-error.ts';
import { call } from '../../../web/api.ts';
import type { Found } from '../../../web/registry.ts';
import { routes } from '../contract.ts';
import { STATE_NAMES } from './case-words.ts';

/** The case of which somebody types the id, as it stands in a mail or a note. */
export async function findCases(wanted: string, signal: AbortSignal): Promise<readonly Found[]> {
  const id = wanted.trim().toLowerCase();
  if (!/^cas_[0-9a-z]{1,10}$/.test(id)) return [];
  try {
    const found = await call(routes.one, { params: { id } }, signal);
    return [{ key: found.id, title: found.about, hint: `${found.id}, ${STATE_NAMES[found.state]}`, path: `/cases/${found.id}` }];
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') return [];
    throw error;
  }
}
