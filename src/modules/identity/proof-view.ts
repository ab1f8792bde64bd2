import { sql, type PgStatement } from '../../platform/pg/sql.ts';
import { VERIFICATIONS } from './contract.ts';

/**
 * Claims (a relation with a column node) with the surest way in which the source knew who spoke, for a statement of another module.
 * Shape: as given, and verified_by: a `Verification`; '' where it is verified and nobody said how; null where it is only claimed.
 */
export function withProof(claims: PgStatement): PgStatement {
  return sql`
    select c.*, p.verified_by from (${claims}) c
    left join lateral (
      select coalesce((${[...VERIFICATIONS]}::text[])[min(array_position(${[...VERIFICATIONS]}::text[], i.verified_by))], '') as verified_by
      from identity.node_identifier i where i.node = c.node and i.verified having count(*) > 0) p on true`;
}
