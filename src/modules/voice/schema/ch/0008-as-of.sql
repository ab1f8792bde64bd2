-- So that a figure can be had again as of a moment before: when each row was recorded (1970: before this was kept), and what stood there until a revision replaced it. From the moment of this file on; docs/decisions/0023.
alter table voice_answers add column if not exists recorded_at DateTime64(3, 'UTC');
alter table voice_readings add column if not exists recorded_at DateTime64(3, 'UTC');
alter table voice_corrections add column if not exists said_at DateTime64(3, 'UTC');

-- spread: sharded by home
-- The columns of voice_answers, in its order: rows are copied as they are. A column that is added there is added here.
create table if not exists voice_answers_earlier
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  survey LowCardinality(String),
  scales Array(LowCardinality(String)),
  values Array(Float64),
  mins Array(Float64),
  maxs Array(Float64),
  questions Array(String),
  ones Array(UInt8),
  turned Array(UInt8),
  recorded_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree
order by (home, number, revision);

-- spread: sharded by home
-- The columns of voice_readings, in its order, likewise.
create table if not exists voice_readings_earlier
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
  language LowCardinality(String),
  feeling LowCardinality(String),
  valence Float32,
  sentence_starts Array(UInt32),
  sentence_ends Array(UInt32),
  sentence_valences Array(Float32),
  outputs Array(LowCardinality(String)),
  labels Array(LowCardinality(String)),
  confidences Array(Float32),
  carriers Array(Array(UInt32)),
  entity_kinds Array(LowCardinality(String)),
  entity_starts Array(UInt32),
  entity_ends Array(UInt32),
  entity_ids Array(LowCardinality(String)),
  recorded_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree
partition by reader
order by (home, number, revision);

-- spread: sharded by home
-- The columns of voice_corrections, in its order, likewise.
create table if not exists voice_corrections_earlier
(
  number UInt64,
  revision UInt32,
  home UInt64,
  node UInt64,
  correction UInt64,
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  office LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  question LowCardinality(String),
  label LowCardinality(String),
  stands UInt8,
  said_at DateTime64(3, 'UTC')
)
engine = ReplacingMergeTree
order by (home, number, question, correction);
