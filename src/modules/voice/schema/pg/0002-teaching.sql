-- What people of the company said is read wrongly, or rightly, in a text: append-only but for erasure. Of one interaction, revision and question the latest row counts, unless it takes back what was said.
create table voice.correction (
  number bigint generated always as identity primary key,
  interaction bigint not null,
  revision integer not null,
  home bigint not null,
  node bigint not null,
  -- What was asked: "intent", "alarm churn", "own parking".
  question text not null,
  -- Null: none of them.
  label text,
  is_taken_back boolean not null default false,
  said_by text not null,
  said_at timestamptz not null default now(),
  -- Which reader was shown then, and what it said; null: nothing.
  reader integer not null,
  read_as text
);
create index correction_of_interaction on voice.correction (interaction, question, number desc);
create index correction_of_node on voice.correction (node);

-- Every time that models learnt from corrections.
create table voice.learning (
  number integer generated always as identity primary key,
  state text not null check (state in ('learning', 'done', 'failed')),
  asked_by text not null,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  problem text,
  -- The model file. Kept here, so that backups hold it and every process reads the same; null once it is too long ago to be used again.
  model bytea,
  -- The rules and the table of words with which it was learnt: with others it cannot read.
  made_for text,
  made_of jsonb not null default '{}',
  quality jsonb not null default '[]'
);

alter table voice.reader add column learning integer references voice.learning (number);

-- Which learnt model reads, beside what comes with Custos; null: none.
create table voice.chosen_learning (
  is_only boolean primary key default true check (is_only),
  learning integer references voice.learning (number),
  chosen_by text not null,
  chosen_at timestamptz not null default now()
);
