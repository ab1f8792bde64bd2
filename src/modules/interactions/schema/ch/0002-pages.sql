-- spread: sharded by home
-- What a customer page reads, filled by the view below from every row that reaches interactions_log. All columns of a part in one file and no partitions, so that somebody's interactions of ten years
-- lie together: a page costs one or two reads of the disk instead of some for each column and year. Small granules and small blocks, because a page reads a hundred rows.
create table if not exists interactions_pages
(
  home UInt64,
  placed_at DateTime64(3, 'UTC'),
  number UInt64,
  revision UInt32,
  node UInt64,
  channel LowCardinality(String),
  direction LowCardinality(String),
  office LowCardinality(String),
  stage LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  page String codec(LZ4)
)
engine = ReplacingMergeTree(revision)
order by (home, placed_at, number)
settings index_granularity = 128, min_bytes_for_wide_part = 1000000000000000, min_rows_for_wide_part = 1000000000000, min_compress_block_size = 16384, max_compress_block_size = 65536, non_replicated_deduplication_window = 1000;

create materialized view if not exists interactions_to_pages to interactions_pages as
select home, placed_at, number, revision, node, channel, direction, office, stage, occurred_at,
  toJSONString(cast((
      number, revision, node, source, source_id, brand, channel, kind, direction, office, stage, occurred_at, occurred_precision, placed_at, received_at, title, text, language, turns,
      rating_value, rating_min, rating_max, rating_scale, rating_question, subject_types, subject_ids, subject_roles, subject_labels, claims,
      amount_roles, arrayMap(minor -> toString(minor), amount_minors), amount_currencies, amount_gross, duration_seconds, properties),
    'Tuple(number UInt64, revision UInt32, node UInt64, source String, source_id String, brand String, channel String, kind String, direction String, office String, stage String, occurred_at DateTime64(3, ''UTC''),
      occurred_precision String, placed_at DateTime64(3, ''UTC''), received_at DateTime64(3, ''UTC''), title String, text String, language String, turns String,
      rating_value Nullable(Float64), rating_min Nullable(Float64), rating_max Nullable(Float64), rating_scale String, rating_question String, subject_types Array(String), subject_ids Array(String), subject_roles Array(String),
      subject_labels Array(String), claims String, amount_roles Array(String), amount_minors Array(String), amount_currencies Array(String), amount_gross Array(Nullable(UInt8)), duration_seconds Nullable(Float64), properties String)')) as page
from interactions_log;

-- Rows that were there before the view. Those that arrive meanwhile come twice and become one.
insert into interactions_pages (home, placed_at, number, revision, node, channel, direction, office, stage, occurred_at, page)
select home, placed_at, number, revision, node, channel, direction, office, stage, occurred_at, page from interactions_log;
