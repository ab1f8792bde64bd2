-- Every time that topics were found. `trees`: the trees by language, packed; kept here, so that backups hold them and every process reads the same; null once no pass needs them. No texts: hashed features, and phrases that at least three customers share.
create table voice.topic_tree (
  number integer generated always as identity primary key,
  state text not null check (state in ('finding', 'done', 'failed')),
  asked_by text not null,
  begun_at timestamptz not null default now(),
  ended_at timestamptz,
  problem text,
  trees bytea,
  made_of jsonb not null default '[]'
);

-- What people, and the watch for new topics, did to topics: append-only; taking back is a row of its own. A tree that was found later holds those before it.
create table voice.topic_decision (
  number bigint generated always as identity primary key,
  language text not null,
  kind text not null check (kind in ('rename', 'pin', 'unpin', 'hide', 'show', 'merge', 'split', 'new', 'undo')),
  act jsonb not null,
  -- The first id given by it, so that ids stay whatever is taken back.
  first_id integer,
  undoes bigint references voice.topic_decision (number),
  decided_by text not null,
  decided_at timestamptz not null default now()
);
create unique index one_undo_of_decision on voice.topic_decision (undoes) where undoes is not null;

-- Readings of the history with a tree and the decisions up to one of them. Exactly one is current: its rows are shown.
create table voice.topic_pass (
  number integer generated always as identity primary key,
  tree integer not null references voice.topic_tree (number),
  decided_through bigint not null,
  state text not null check (state in ('reading', 'current', 'former')),
  place_home bigint not null default 0,
  place_ms bigint not null default 0,
  place_number bigint not null default 0,
  texts bigint not null default 0,
  begun_at timestamptz not null default now(),
  switched_at timestamptz
);
create unique index one_current_topic_pass on voice.topic_pass (state) where state = 'current';
create unique index one_reading_topic_pass on voice.topic_pass (state) where state = 'reading';

-- The days on which was looked for new topics.
create table voice.topic_watch (
  on_day date not null,
  language text not null,
  pass integer not null,
  texts integer not null,
  found integer not null,
  primary key (on_day, language)
);
