create schema if not exists journeys;

-- One issue: one thing that one customer comes to us about, however often and wherever. What it holds is gathered from its contacts whenever they change.
create table journeys.issue (
  number bigint generated always as identity primary key,
  -- The issue that holds most of its contacts since it has none of its own.
  merged_into bigint references journeys.issue (number),
  -- Whose it was when it was last put together: a cache, the contacts' claims say whose it is.
  customer bigint not null,
  began_at timestamptz not null,
  last_at timestamptz not null,
  last_ask_at timestamptz not null,
  contacts integer not null,
  asks integer not null,
  people integer not null,
  channels text[] not null,
  unanswered boolean not null
);
create index issue_customer on journeys.issue (customer) where merged_into is null;
create index issue_last_ask on journeys.issue (last_ask_at desc) where merged_into is null;

-- Every interaction in which customer and company talk, as far as it tells which issue it belongs to, in its latest revision: no texts. `body`: what is compared (threads/contact.ts).
create table journeys.contact (
  interaction bigint primary key,
  revision integer not null,
  node bigint not null,
  role text not null check (role in ('ask', 'public', 'reply')),
  at timestamptz not null,
  body jsonb not null,
  -- Null: of no issue, or not put together yet.
  issue bigint references journeys.issue (number),
  -- How surely it belongs there. Units: bits, doublings of the odds; null for the first of its issue.
  bits real,
  by_person boolean not null default false
);
create index contact_node on journeys.contact (node);
create index contact_issue on journeys.contact (issue) where issue is not null;

-- Whose contacts must be put together anew: of a claim, or of a customer; `later`: of a claim once more some minutes after, when what was said has been read.
create table journeys.waiting (
  kind text not null check (kind in ('node', 'customer', 'later')),
  number bigint not null,
  since timestamptz not null default now(),
  -- Raised by each further note, so that one that comes while its contacts are being put together is not taken back with them.
  notes integer not null default 1,
  primary key (kind, number)
);

-- What people of the company said: two contacts are about one thing, or about two. Never changed; a later word about the same two counts instead, one that undoes takes one back.
create table journeys.word (
  number bigint generated always as identity primary key,
  a bigint not null,
  b bigint not null,
  together boolean not null,
  undoes bigint references journeys.word (number),
  -- Of a pair that was drawn to measure how good threading is: how it stood when it was judged. Null for what somebody came upon by themselves.
  stood_together boolean,
  said_by text not null,
  said_at timestamptz not null default now()
);
create index word_a on journeys.word (a);
create index word_b on journeys.word (b);

-- By what contacts are put together, learnt from the company's own. The latest counts.
create table journeys.thread_model (
  number integer generated always as identity primary key,
  made_at timestamptz not null default now(),
  contacts integer not null,
  customers integer not null,
  body jsonb not null
);

-- How far the history from before this module was gone through.
create table journeys.history (
  is_only boolean primary key default true check (is_only),
  place_home bigint not null default 0,
  place_ms bigint not null default 0,
  place_number bigint not null default 0,
  is_through boolean not null default false,
  begun_at timestamptz not null default now()
);
insert into journeys.history default values;
