create schema if not exists voice;

-- Every reader of texts that this installation had. Exactly one is current: its readings are shown. One that is still reading the history becomes current when it is through.
create table voice.reader (
  number integer generated always as identity primary key,
  -- Of its rules and models: another one is another reader.
  fingerprint text not null unique,
  state text not null check (state in ('reading', 'current', 'former')),
  -- How far it has come: the last interaction that it read, in the order of the history.
  place_home bigint not null default 0,
  place_ms bigint not null default 0,
  place_number bigint not null default 0,
  texts bigint not null default 0,
  begun_at timestamptz not null default now(),
  switched_at timestamptz
);
create unique index one_current_reader on voice.reader (state) where state = 'current';
