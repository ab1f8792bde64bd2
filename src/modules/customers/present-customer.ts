import { AppError } from '../../kernel/app-error.ts';
import { parsePublicId } from '../../kernel/public-id.ts';
import type { Identity } from '../identity/index.ts';

/** What is answered about an id that nobody ever had. */
export function unknownCustomer(): AppError {
  return new AppError('not-found', 'customer-unknown', 'There is no customer with this id.');
}

/** The present number behind an id; an old id answers too. Errors: `not-found`. */
export async function presentCustomer(identity: Pick<Identity, 'canonical'>, id: string): Promise<number> {
  const customer = await identity.canonical(parsePublicId('customer', id));
  if (customer === null) throw unknownCustomer();
  return customer;
}
