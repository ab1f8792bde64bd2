-- spread: sharded by home
-- Public ratings of rivals, apart from all that is the company's own: one row a rating, in its latest revision. No texts and nobody: only what was given, where, when, and what was read in the words, once, when they came.
-- An empty rival: a revision said that it is not of a rival. `home` is its own number: it is of nobody, and is spread evenly.
create table if not exists voice_rival_ratings
(
  number UInt64,
  revision UInt32,
  home UInt64,
  rival String,
  site LowCardinality(String),
  channel LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  -- Empty: words alone.
  scale LowCardinality(String),
  value Float64,
  low_end Float64,
  high_end Float64,
  turned UInt8,
  -- Who read the words; 0: there were none, or they could not be read.
  reader UInt32,
  language LowCardinality(String),
  feeling LowCardinality(String),
  sentence_starts Array(UInt32),
  sentence_ends Array(UInt32),
  sentence_valences Array(Float32),
  outputs Array(LowCardinality(String)),
  labels Array(LowCardinality(String)),
  carriers Array(Array(UInt32))
)
engine = ReplacingMergeTree(revision)
order by (home, number);
