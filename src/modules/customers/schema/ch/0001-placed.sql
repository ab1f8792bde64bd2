-- spread: copied
-- What every customer is by the rules of lifecycle stages, personas, value segments and saved segments, as everybody was counted last (make-up.ts): one row a customer and count, a copy that any count makes anew.
-- Names are the keys of rules; empty where none fits. The row of customer 0 is written last: its count is whole, and rows of counts before it are let go. No traits, nothing that somebody said.
create table if not exists customers_placed
(
  counted_at DateTime64(3, 'UTC'),
  customer UInt32,
  lifecycle LowCardinality(String),
  persona LowCardinality(String),
  segment LowCardinality(String),
  saved Array(LowCardinality(String))
)
engine = MergeTree
order by (counted_at, customer);
