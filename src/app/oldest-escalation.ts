import { parsePublicId, publicId } from '../kernel/public-id.ts';
import { oldestBrokenCase } from '../modules/cases/index.ts';
import type { Escalation } from '../modules/communications/index.ts';
import type { Identity } from '../modules/identity/index.ts';
import type { Ombudsman } from '../modules/ombudsman/index.ts';
import type { Database } from '../platform/pg/transaction.ts';

const NOBODY = { viewer: null, hideNames: () => undefined };

/** The oldest escalation that is open; where there is none, the case whose broken promise has waited longest for being made good. Shape: null when there is neither. */
export async function oldestEscalation(deps: { readonly database: Database; readonly identity: Pick<Identity, 'canonical' | 'nodesOf'>; readonly ombudsman: Pick<Ombudsman, 'open'> }): Promise<Escalation | null> {
  const { first: [oldest] } = await deps.ombudsman.open(NOBODY);
  if (oldest !== undefined) {
    const customer = oldest.customer === null ? null : await deps.identity.canonical(parsePublicId('customer', oldest.customer.id));
    const [node = 0] = customer === null ? [] : await deps.identity.nodesOf(customer);
    const path = oldest.case !== null ? `/cases/${oldest.case}` : oldest.customer !== null ? `/customers/${oldest.customer.id}` : null;
    return { of: 'escalation', node, about: oldest.words ?? oldest.matter.replaceAll('-', ' '), sinceMs: Date.parse(oldest.openedAt), path };
  }
  const broken = await oldestBrokenCase(deps.database);
  return broken === null ? null : { of: 'broken-case', node: broken.node, about: broken.about, sinceMs: broken.since.getTime(), path: `/cases/${publicId('case', broken.number)}` };
}
