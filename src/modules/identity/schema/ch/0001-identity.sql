-- spread: copied
-- Whose claim each node is now; the highest version counts. Interactions keep their node for ever and find their customer here.
create table if not exists identity_map
(
  node UInt64,
  customer UInt64,
  version UInt64,
  updated_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree(version)
order by node
settings index_granularity = 1024;

-- Read on every node of a cluster: a flat array, because node numbers are dense.
create dictionary if not exists identity_customer
(
  node UInt64,
  customer UInt64
)
primary key node
source(clickhouse(db '{database}' {login} query 'select node, argMax(customer, version) as customer from {database}.identity_map group by node' invalidate_query 'select max(version), count() from {database}.identity_map'))
layout(flat(initial_array_size 65536 max_array_size 2147483648))
lifetime(min 1 max 2);
