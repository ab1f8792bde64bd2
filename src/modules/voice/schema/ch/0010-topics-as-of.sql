-- So that topics can be had as of a moment, too: when each text was recorded (1970: before this was kept), and what stood in a pass until a revision replaced it; docs/decisions/0023.
alter table voice_topics add column if not exists recorded_at DateTime64(3, 'UTC');

-- spread: sharded by home
-- The columns of voice_topics, in its order: rows are copied as they are. A column that is added there is added here.
create table if not exists voice_topics_earlier
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  pass UInt32,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  language LowCardinality(String),
  outcome LowCardinality(String),
  topic UInt32,
  confidence Float32,
  fit Float32,
  recorded_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree
partition by pass
order by (home, number, revision);
