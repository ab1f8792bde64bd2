-- spread: sharded by home
-- What the words of customers are about: one row an interaction and pass, in its latest revision. No texts. A pass that is done with is dropped as a partition.
create table if not exists voice_topics
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
  -- Empty: none of those that are read, or nothing said.
  language LowCardinality(String),
  -- topic, unclear, no-tree (nothing was found in this language yet) or silent (nothing is said any more).
  outcome LowCardinality(String),
  -- 0: none.
  topic UInt32,
  confidence Float32,
  fit Float32
)
engine = ReplacingMergeTree(revision)
partition by pass
order by (home, number);
