import { sql } from '../../platform/pg/sql.ts';
import type { Queryable } from '../../platform/pg/transaction.ts';
import type { CustomerKind } from './contract.ts';

/** Addresses of a domain that are read. */
const ADDRESSES_READ = 2_000;

/** Somebody with an address at a domain; one of their addresses there. `isCut`: the domain has more addresses than were read. */
export type AtDomain = { readonly domain: string; readonly customer: number; readonly kind: CustomerKind; readonly address: string; readonly isCut: boolean };

/** Who has addresses at these domains, each once for a domain. Cost: the same for a domain with 2,000 addresses and with millions. */
export function customersAtDomains(tx: Queryable, domains: readonly string[]): Promise<AtDomain[]> {
  return tx.rows(sql`
    select v.domain, c.number as customer, c.kind, min(r.value) as address, bool_or(r.read = ${ADDRESSES_READ}) as "isCut"
    from unnest(${domains}::text[]) as v (domain)
    cross join lateral (
      select i.node, i.value, count(*) over () as read
      from (select node, value from identity.node_identifier where type = 'email' and split_part(value, '@', 2) = v.domain limit ${ADDRESSES_READ}) i) r
    cross join lateral (select a.customer from identity.assignment a where a.node = r.node offset 0) o
    join identity.customer c on c.number = o.customer
    group by v.domain, c.number, c.kind order by v.domain, c.number`);
}
