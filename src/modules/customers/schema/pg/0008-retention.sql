-- How long what is kept: every setting of every rule, for ever. The latest of a key holds; without one, Custos proposes and deletes nothing.
create table customers.retention_setting (
  number bigint generated always as identity primary key,
  key text not null,
  rule jsonb not null,
  is_on boolean not null,
  set_by text not null,
  set_at timestamptz not null default now()
);
create index retention_setting_key on customers.retention_setting (key, number desc);

-- Every run and dry run: counts alone. finished_at null: under way, or broken off.
create table customers.retention_run (
  number bigint generated always as identity primary key,
  key text not null,
  rule jsonb not null,
  is_dry boolean not null,
  before timestamptz not null,
  asked_by text,
  started_at timestamptz not null default now(),
  finished_at timestamptz,
  interactions bigint not null default 0,
  customers bigint not null default 0,
  oldest_at timestamptz,
  newest_at timestamptz,
  counts jsonb not null default '{}',
  problem text,
  released_at timestamptz,
  released_by text
);
create index retention_run_key on customers.retention_run (key, number desc);
