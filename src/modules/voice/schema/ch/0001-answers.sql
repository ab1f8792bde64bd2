-- spread: sharded by home
-- What interactions answered on a scale, and that they were asked (channel survey): one row an interaction, in its latest revision. A revision that answers nothing any more has a row without answers.
-- No texts of customers. Sorted by home and number as a place that never moves, so that a revision lands on the row that it replaces.
create table if not exists voice_answers
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
  -- 1: one of several answers of a survey. 0: what the whole interaction says.
  ones Array(UInt8),
  -- 1: a high answer is a bad one.
  turned Array(UInt8)
)
engine = ReplacingMergeTree(revision)
order by (home, number);

-- What was recorded before this table. Which way round a rating was asked was not kept then: more is taken as better.
insert into voice_answers
select number, revision, home, node, source, brand, channel, office, kind, direction, occurred_at, subject_ids[indexOf(subject_types, 'survey')],
  arrayConcat(own ? [rating_scale] : [], arrayMap(one -> JSONExtractString(one, 'rating', 'scale'), listed)), arrayConcat(own ? [assumeNotNull(rating_value)] : [], arrayMap(one -> JSONExtractFloat(one, 'rating', 'value'), listed)),
  arrayConcat(own ? [assumeNotNull(rating_min)] : [], arrayMap(one -> JSONExtractFloat(one, 'rating', 'min'), listed)), arrayConcat(own ? [assumeNotNull(rating_max)] : [], arrayMap(one -> JSONExtractFloat(one, 'rating', 'max'), listed)),
  arrayConcat(own ? [rating_question] : [], arrayMap(one -> if(JSONHas(one, 'rating', 'question'), JSONExtractString(one, 'rating', 'question'), JSONExtractString(one, 'question')), listed)),
  arrayConcat(own ? [0] : [], arrayMap(one -> 1, listed)), arrayConcat(own ? [0] : [], arrayMap(one -> toUInt8(JSONHas(one, 'rating', 'higherIsBetter') and not JSONExtractBool(one, 'rating', 'higherIsBetter')), listed))
from (
  select *, rating_value is not null as own, arrayFilter(one -> JSONHas(one, 'rating'), JSONExtractArrayRaw(properties, 'answers')) as listed
  from interactions_log final
  where rating_value is not null or channel = 'survey' or position(properties, '"rating"') > 0
);
