-- Every embedder of texts that this installation had. At most one is on: it lists the history (`listing`) or has listed it (`listed`); what is listed then gets its vectors in the background.
create table voice.embedder (
  number integer generated always as identity primary key,
  -- Of its name, version and our rules of what is embedded: another one is another embedder, as vectors of two are never compared.
  fingerprint text not null unique,
  state text not null check (state in ('listing', 'listed', 'off')),
  -- How far the history is listed: the last interaction that was looked at, in the order of the history.
  place_home bigint not null default 0,
  place_ms bigint not null default 0,
  place_number bigint not null default 0,
  texts bigint not null default 0,
  begun_at timestamptz not null default now()
);
create unique index one_embedder_on on voice.embedder ((true)) where state <> 'off';
