-- An address of the company's own that hears of changes. Off until a person switches it on. The secret signs what is sent, so it is kept as it is; it is shown once.
create table channels.webhook (
  number bigint generated always as identity primary key,
  name text not null,
  url text not null,
  secret text not null,
  events text[] not null,
  is_on boolean not null default false,
  switched_by text,
  switched_at timestamptz,
  made_by text not null,
  made_at timestamptz not null default now(),
  removed_at timestamptz
);

-- What one of them is to hear: ids and words of ours, nothing of what anybody said. Tried again with growing waits; given up after three days.
create table channels.webhook_delivery (
  number bigint generated always as identity primary key,
  webhook bigint not null references channels.webhook (number),
  event text not null,
  body jsonb not null,
  made_at timestamptz not null,
  next_at timestamptz,
  tries integer not null default 0,
  ended_at timestamptz,
  status integer,
  problem text
);
create index webhook_delivery_due on channels.webhook_delivery (next_at, number) where next_at is not null;
create index webhook_delivery_of on channels.webhook_delivery (webhook, number desc);
