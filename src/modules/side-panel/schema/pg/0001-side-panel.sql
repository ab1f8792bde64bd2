-- A help desk that shows the panel beside its conversations and signs who looks at whom. origins: the addresses that may frame it.
create table side_panel.desk (
  number bigint generated always as identity primary key,
  name text not null,
  origins text[] not null,
  made_by text not null,
  made_at timestamptz not null,
  removed_at timestamptz
);

-- The secrets by which it signs, sealed. ends_at: until when one that was replaced still counts.
create table side_panel.desk_secret (
  number bigint generated always as identity primary key,
  desk bigint not null references side_panel.desk (number),
  sealed bytea not null,
  made_by text not null,
  made_at timestamptz not null,
  ends_at timestamptz
);
create index desk_secret_of on side_panel.desk_secret (desk, number desc);

-- How often a signed address was opened, by its hash, as long as it would be valid.
create table side_panel.used_token (
  hash bytea primary key,
  uses integer not null,
  expires_at timestamptz not null
);
create index used_token_expires on side_panel.used_token (expires_at);

-- A panel in a desk that signs nothing (Chatwoot) asks a person for leave to show what that person may see. hash: of what the panel keeps; code_hash: of what the person compares.
create table side_panel.pairing (
  hash bytea primary key,
  code_hash bytea not null unique,
  chatwoot bigint not null,
  asked_at timestamptz not null,
  person text,
  expires_at timestamptz not null
);
create index pairing_expires on side_panel.pairing (expires_at);
