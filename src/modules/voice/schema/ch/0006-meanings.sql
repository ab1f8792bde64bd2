-- spread: sharded by home
-- Where the words of customers lie among meanings, for an installation that switched an embedder on: one row an interaction and embedder, in its latest revision; listed as waiting when it is said, and again with its vector. No texts.
-- An embedder that is done with is dropped as a partition.
create table if not exists voice_meanings
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  embedder UInt32,
  -- Twice the revision, and one more once it is known what became of it.
  standing UInt64,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  -- Empty: none of those that are read.
  language LowCardinality(String),
  -- waiting, embedded, not-embedded, other-language or silent (nothing is said any more).
  outcome LowCardinality(String),
  -- Of the vector in whole numbers.
  length Float32,
  vector Array(Int8)
)
engine = ReplacingMergeTree(standing)
partition by embedder
order by (home, number);
