-- spread: sharded by home
-- What people of the company said is read in texts, for figures: one row an interaction and question, the latest word. The log of who said what when is in PostgreSQL (voice.correction). No texts.
create table if not exists voice_corrections
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  -- Of the log.
  correction UInt64,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  question LowCardinality(String),
  -- Empty: none of them.
  label LowCardinality(String),
  -- 0: taken back.
  stands UInt8
)
engine = ReplacingMergeTree(correction)
order by (home, number, question);
