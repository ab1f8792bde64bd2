-- Searches in everything said that somebody keeps under a name.
create table voice.saved_search (
  number bigint generated always as identity primary key,
  name text not null,
  -- Words and filters, as they were asked.
  searched jsonb not null,
  saved_by text not null,
  -- Seen by everybody who may see customers; else by whoever saved it alone.
  is_for_all boolean not null,
  saved_at timestamptz not null default now()
);
create unique index one_name_of_saved_search on voice.saved_search (saved_by, lower(name));

-- Who wants to be told of what a search finds. Each is looked after with the rights of that person at that time.
create table voice.search_alert (
  search bigint not null references voice.saved_search (number) on delete cascade,
  person text not null,
  kind text not null check (kind in ('each', 'many')),
  -- Of each: nothing that was received before is told; what was received until `looked_ms` was looked at. Numbers of what was found shortly before, which is looked at again because rows do not come in their order.
  since_ms bigint not null,
  looked_ms bigint not null,
  recent bigint[] not null default '{}',
  primary key (search, person)
);

-- What somebody was told. Numbers alone; what is behind them is asked anew by whoever opens it.
create table voice.search_notice (
  number bigint generated always as identity primary key,
  search bigint not null references voice.saved_search (number) on delete cascade,
  person text not null,
  kind text not null check (kind in ('each', 'many')),
  -- Of many: the day on which there were.
  on_day date,
  count bigint not null,
  is_least boolean not null default false,
  -- Of many: how many there are on such a day while nothing changes.
  usual double precision,
  begun_at timestamptz not null default now(),
  told_at timestamptz not null default now(),
  seen_at timestamptz
);
create unique index one_open_notice_of_each on voice.search_notice (search, person) where kind = 'each' and seen_at is null;
create unique index one_notice_of_many_a_day on voice.search_notice (search, person, on_day) where kind = 'many';
create index open_notices_of_person on voice.search_notice (person) where seen_at is null;
