-- spread: copied
-- Whose claim each node was: every word of the map since this file, and the one that stood then. So that people are told apart as they were as of a moment before.
create table if not exists identity_map_history
(
  node UInt64 codec(Delta, LZ4),
  customer UInt64,
  version UInt64,
  updated_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree
order by (node, version)
settings index_granularity = 1024;

create materialized view if not exists identity_map_to_history to identity_map_history as select node, customer, version, updated_at from identity_map;

insert into identity_map_history select node, customer, version, updated_at from identity_map final;
