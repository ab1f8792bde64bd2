import { may } from '../../kernel/access.ts';
import { AppError } from '../../kernel/app-error.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { Person } from '../people/contract.ts';
import type { Holder } from './contract.ts';
import { policyNow } from './policy/policy-store.ts';

/** Somebody of the company, as far as cases need them. */
type Worker = Pick<Person, 'id' | 'name' | 'role' | 'active'>;

/** Who works here. */
export type StaffList = { list(): Promise<readonly Worker[]> };

type Deps = { readonly database: Queryable; readonly people: StaffList };

/** Who may have cases: people with access whose role works on them. */
export async function workers({ people }: Pick<Deps, 'people'>): Promise<Worker[]> {
  return (await people.list()).filter((person) => person.active && may({ kind: 'person', ...person }, 'work-cases'));
}

/** Makes sure that a holder can have cases. Errors: `invalid`. */
export async function assertHolder(deps: Deps, to: Holder): Promise<void> {
  if ('person' in to) {
    if (!(await workers(deps)).some(({ id }) => id === to.person)) throw new AppError('invalid', 'person-may-not-work', 'This person has no access, or their role does not work on cases. Choose somebody else.');
  } else if (!(await policyNow(deps.database)).policy.queues.some(({ key }) => key === to.queue)) throw new AppError('invalid', 'queue-unknown', 'There is no such queue. Choose one of those that the rules of cases name.');
}
