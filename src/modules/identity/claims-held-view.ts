import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';

/** One claim with everything that is kept of it. Units: ms. */
export type HeldClaim = {
  readonly node: number; readonly source: string; readonly brand: string; readonly session: string | null; readonly firstOccurredMs: number; readonly traits: Readonly<Record<string, string>>;
  readonly identifiers: readonly { readonly type: string; readonly value: string; readonly verified: boolean; readonly verifiedBy: string | null; readonly said: string | null }[];
};

/** Every claim of a customer, by the moment it was made. Cost: all of them at once; for exports, never for a page. */
export function claimsHeld(tx: Queryable, customer: number): Promise<HeldClaim[]> {
  return tx.rows(sql`
    select n.number as node, n.source, n.brand, n.session, n.first_occurred_ms as "firstOccurredMs", n.traits,
      coalesce((select json_agg(json_build_object('type', i.type, 'value', i.value, 'verified', i.verified, 'verifiedBy', i.verified_by, 'said', i.said) order by i.type, i.value) from identity.node_identifier i where i.node = n.number), '[]') as identifiers
    from identity.assignment a join identity.node n on n.number = a.node where a.customer = ${customer} order by n.first_occurred_ms, n.number`);
}
