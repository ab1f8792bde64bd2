-- Finished rows on their way to ClickHouse; kept for some minutes after they are there, so that a part that the disk damaged can be copied again.
create table platform.outbox_copy (
  id bigint generated always as identity primary key,
  table_name text not null,
  row_count integer not null,
  body text not null,
  earlier jsonb,
  created_at timestamptz not null default now(),
  copied_at timestamptz
);
create index outbox_copy_waiting on platform.outbox_copy (id) where copied_at is null;
alter table platform.outbox_copy alter column body set storage external;

-- Events for modules on the right. txid tells which are visible to every reader, so that a slow transaction is never skipped.
create table platform.outbox_event (
  id bigint generated always as identity primary key,
  txid xid8 not null default pg_current_xact_id(),
  type text not null,
  body jsonb not null,
  created_at timestamptz not null default now()
);

create table platform.outbox_cursor (
  consumer text primary key,
  position bigint not null default 0
);
