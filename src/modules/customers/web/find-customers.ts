import { call } from '../../../web/api.ts';
import { counted } from '../../../web/primitives/number.ts';
import type { Found } from '../../../web/registry.ts';
import { routes } from '../contract.ts';
import { lineName } from './customer-name.ts';

/** Customers for the command palette, with why each was found. */
export async function findCustomers(text: string, signal: AbortSignal): Promise<readonly Found[]> {
  const { customers } = await call(routes.list, { query: { q: text, limit: 7 } }, signal);
  return customers.map((line) => ({ key: line.id, title: lineName(line), hint: `${line.matched === null ? '' : `by ${line.matched} · `}${line.atLeast ? 'at least ' : ''}${counted(line.interactions, 'interaction')}`, path: `/customers/${line.id}` }));
}
