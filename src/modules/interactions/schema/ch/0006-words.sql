-- spread: sharded by home
-- Everything that was said, as it is searched: titles, texts, turns of conversations and answers in words, of each interaction folded into words between blanks, passages apart by ¶ (words/fold-words.ts does the same).
-- Filled by the view below. Sorted by moment, so that the newest that say something are found by reading from the end; the index holds for each word where it is said. Small granules: what a page shows lies scattered.
-- Measured on 1,000,000 texts of 35 words: 127 MB and 62 MB of index; a page of 50 takes 8 to 40 ms. Bloom filters of words were weighed: they cannot say how many, and read every text that may say it.
create table if not exists interactions_words
(
  placed_at DateTime64(3, 'UTC') codec(Delta, LZ4),
  number UInt64,
  revision UInt32,
  home UInt64 codec(T64),
  node UInt64 codec(T64),
  source LowCardinality(String),
  brand LowCardinality(String),
  channel LowCardinality(String),
  kind LowCardinality(String),
  direction LowCardinality(String),
  language LowCardinality(String),
  occurred_at DateTime64(3, 'UTC'),
  received_at DateTime64(3, 'UTC'),
  passages Array(String) ephemeral,
  said String default arrayStringConcat(arrayMap(words -> concat(' ', words, ' '), arrayFilter(words -> words != '', arrayMap(passage -> trimBoth(replaceRegexpAll(replaceRegexpAll(
    normalizeUTF8NFKC(replaceAll(replaceAll(replaceAll(translateUTF8(lowerUTF8(replaceRegexpAll(normalizeUTF8NFKD(passage),
      '[\\x{00AD}\\x{0300}-\\x{036F}\\x{0591}-\\x{05C7}\\x{0640}\\x{064B}-\\x{065F}\\x{0670}\\x{200B}-\\x{200D}\\x{2060}\\x{FE00}-\\x{FE0F}\\x{FEFF}]+', '')),
      'ıςøłđðħŧ', 'iσolddht'), 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe')),
    '([\\p{Han}\\p{Hiragana}\\p{Katakana}\\p{Thai}\\p{Lao}\\p{Khmer}\\p{Myanmar}\\p{So}])', ' \\1 '), '[^\\p{L}\\p{N}\\p{M}\\p{So}]+', ' ')), passages))), '¶'),
  index words said type text(tokenizer = splitByString([' ']))
)
engine = ReplacingMergeTree(revision)
partition by toYear(placed_at)
order by (placed_at, number)
settings index_granularity = 1024, min_age_to_force_merge_seconds = 1800, min_age_to_force_merge_on_partition_only = 1, non_replicated_deduplication_window = 1000, do_not_merge_across_partitions_select_final = 1;

-- Where nobody writes a text, a title is said only where people write titles; elsewhere it is the name of a page, a product or a campaign. A revision that says nothing any more is a row too: it replaces what was said.
create materialized view if not exists interactions_to_words to interactions_words as
with arrayMap(answer -> JSONExtractString(answer, 'value'), arrayFilter(answer -> JSONType(answer, 'value') = 'String', JSONExtractArrayRaw(properties, 'answers'))) as answers,
  text != '' or turns != '' or notEmpty(answers) or channel in ('review', 'marketplace', 'social', 'email', 'letter', 'ticket', 'chat', 'survey') as is_said
select placed_at, number, revision, home, node, source, brand, channel, kind, direction, language, occurred_at, received_at,
  if(is_said, arrayConcat([title, text], JSONExtract(turns, 'Array(Tuple(text String))').text, answers), []) as passages
from interactions_log
where revision > 1 or arrayExists(passage -> passage != '', passages);

-- What was said before the view. What arrives meanwhile comes twice and becomes one.
insert into interactions_words (placed_at, number, revision, home, node, source, brand, channel, kind, direction, language, occurred_at, received_at, passages)
with arrayMap(answer -> JSONExtractString(answer, 'value'), arrayFilter(answer -> JSONType(answer, 'value') = 'String', JSONExtractArrayRaw(properties, 'answers'))) as answers,
  text != '' or turns != '' or notEmpty(answers) or channel in ('review', 'marketplace', 'social', 'email', 'letter', 'ticket', 'chat', 'survey') as is_said
select placed_at, number, revision, home, node, source, brand, channel, kind, direction, language, occurred_at, received_at,
  if(is_said, arrayConcat([title, text], JSONExtract(turns, 'Array(Tuple(text String))').text, answers), []) as passages
from interactions_log
where revision > 1 or arrayExists(passage -> passage != '', passages);
