-- spread: sharded by home
-- What was read in the words of customers: one row an interaction and reader, in its latest revision; a revision that says nothing any more has a row without characters.
-- No texts: places point into the words where they lie. `outputs`, `labels`, `confidences` and `carriers` are as long as each other, and so are the sentences' and the parts' lists.
-- A reader that is done with is dropped as a partition.
create table if not exists voice_readings
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  reader UInt32,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  characters UInt32,
  part_kinds Array(LowCardinality(String)),
  part_places Array(UInt16),
  part_ends Array(UInt32),
  -- Empty: not one of those that are read.
  language LowCardinality(String),
  -- Empty: not available in this language.
  feeling LowCardinality(String),
  valence Float32,
  sentence_starts Array(UInt32),
  sentence_ends Array(UInt32),
  sentence_valences Array(Float32),
  outputs Array(LowCardinality(String)),
  labels Array(LowCardinality(String)),
  confidences Array(Float32),
  carriers Array(Array(UInt32))
)
engine = ReplacingMergeTree(revision)
partition by reader
order by (home, number);
