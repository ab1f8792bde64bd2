-- What was ever accepted. key and content are the first 128 bits of sha256 over (source, id) and over the checked content. Kept for ever: it is why nothing counts twice.
create table interactions.seen (
  key uuid primary key,
  number bigint generated always as identity (cache 100),
  revision integer not null default 1,
  content uuid not null,
  version bigint
);

-- Contents of earlier revisions, so that a late repeat of one is known as a repeat.
create table interactions.earlier (
  key uuid not null,
  content uuid not null,
  primary key (key, content)
);

-- Accepted and durable, not yet assembled. One row per group of requests; body is a JSON array of checked items.
create table interactions.inbox (
  id bigint generated always as identity primary key,
  received_at timestamptz not null default now(),
  items integer not null,
  body text not null
);
alter table interactions.inbox alter column body set storage external;

-- Where an interaction was recorded: the home and first moment that its later revisions must keep.
create table interactions.placed (
  number bigint primary key,
  home bigint not null,
  placed_ms bigint not null
);

-- What could not be accepted, redacted, with its reason; mended and replayed from the page.
create table interactions.parked (
  id bigint generated always as identity primary key,
  source text not null,
  item_id text,
  content uuid not null,
  reason text not null,
  detail text not null,
  body text not null,
  state text not null default 'parked' check (state in ('parked', 'replayed', 'discarded')),
  parked_at timestamptz not null default now(),
  settled_at timestamptz,
  unique (source, content)
);
create index parked_open on interactions.parked (state, id desc);
