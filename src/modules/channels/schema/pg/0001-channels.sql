-- A file that somebody gave us to import. The file itself lies in <data>/uploads under its id until an import of it is done.
create table channels.upload (
  id text primary key,
  name text not null,
  bytes bigint not null,
  received_at timestamptz not null default now()
);

-- One import of one file. position: how many of its records are dealt with (accepted or rejected), conversations being dealt with whole; it goes on there after a stop.
-- mark: size and beginning of the file, so that another file at the same path is never taken for it.
create table channels.import_run (
  id bigint generated always as identity primary key,
  upload text references channels.upload (id),
  path text,
  name text not null,
  kind text not null,
  source text not null,
  mapping jsonb not null,
  mark text not null,
  state text not null default 'running',
  problem text,
  position bigint not null default 0,
  accepted bigint not null default 0,
  duplicates bigint not null default 0,
  revised bigint not null default 0,
  quarantined bigint not null default 0,
  rejected bigint not null default 0,
  bytes_read bigint not null default 0,
  bytes_total bigint not null default 0,
  worked_ms bigint not null default 0,
  started_at timestamptz not null default now(),
  ended_at timestamptz,
  check (state in ('running', 'paused', 'done', 'failed')),
  check (upload is not null or path is not null)
);

-- Records that were not imported (place counts the records dealt with before it): line in the file, why, and what stood there (redacted). Personal data: erased with the person.
create table channels.import_reject (
  run bigint not null references channels.import_run (id) on delete cascade,
  line bigint not null,
  place bigint not null,
  reason text not null,
  text text not null,
  primary key (run, place)
);
