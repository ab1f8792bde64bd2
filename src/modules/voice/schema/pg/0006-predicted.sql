-- What people who said something unasked would answer to a score, as a model learnt on the company's own answers predicts: figures alone, no texts and no models. One row a score, the latest.
create table voice.predicted_score (
  -- sha256 of the score's key, which may be a question in somebody's words.
  score text primary key,
  made_at timestamptz not null,
  took_ms integer not null,
  prediction jsonb not null
);
