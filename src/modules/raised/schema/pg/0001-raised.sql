-- Ways in for people without an account: the link of a place, or a slash command of a chat tool. token_hash: of the link; secret: by which a chat tool proves itself. Never shown again.
create table raised.link (
  number integer generated always as identity primary key,
  way text not null check (way in ('place', 'slack', 'mattermost')),
  place text not null,
  token_hash text unique,
  secret text,
  per_day integer not null,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  check ((way = 'place') = (token_hash is not null) and (way = 'place') = (secret is null))
);

-- What was raised. key: named by whoever sent it, so that a repeat is the same report. item: the interaction as it is to be recorded, until it is. node: whose claim it is about; 0 for nobody known.
-- by: the person who raised it; null where the name is sealed, or there is no account. calls: what somebody without an account calls themselves.
create table raised.report (
  number bigint generated always as identity primary key,
  key text not null unique,
  at timestamptz not null,
  way text not null check (way in ('page', 'place', 'slack', 'mattermost')),
  link integer references raised.link (number),
  outcome text not null check (outcome in ('fixed', 'mine', 'must')),
  words text not null,
  about text,
  by text,
  is_sealed boolean not null,
  calls text,
  follow_hash text unique,
  wanted_node bigint,
  item jsonb,
  interaction bigint,
  node bigint,
  case_id text,
  recorded_at timestamptz
);
create index report_waiting on raised.report (number) where recorded_at is null;
create index report_by on raised.report (by, number desc) where by is not null;
create index report_at on raised.report (at desc);
create index report_node on raised.report (node) where node <> 0;
create index report_wanted on raised.report (wanted_node) where wanted_node is not null;
create index report_interaction on raised.report (interaction) where interaction is not null;
create index report_link on raised.report (link, at) where link is not null;

-- Names that were hidden, apart from what they raised: not the name, but a keyed hash of who it is, so that one finds one's own, and whoever may opens it by trying who there is.
create table raised.seal (
  report bigint primary key references raised.report (number) on delete cascade,
  who text not null
);
create index seal_who on raised.seal (who);

-- Who opened a seal, and why. Whoever raised it reads this.
create table raised.opening (
  number bigint generated always as identity primary key,
  report bigint not null references raised.report (number) on delete cascade,
  by text not null,
  at timestamptz not null,
  why text not null
);
create index opening_report on raised.opening (report);

-- The key of the hashes. One row.
create table raised.state (
  is_only boolean primary key check (is_only),
  seal_key text not null
);
insert into raised.state values (true, gen_random_uuid()::text || gen_random_uuid()::text);
