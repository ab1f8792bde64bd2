-- A link to a customer's own page. It belongs to whoever its claim (node) belongs to, whatever is joined or split. Only the hash of its token is kept. made_by: a person of the staff.
-- ended_because: revoked (by ended_by), or locked by too many wrong answers.
create table portal.link (
  number bigint generated always as identity primary key,
  node bigint not null,
  hash bytea not null unique,
  language text,
  case_number bigint,
  made_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  first_used_at timestamptz,
  last_used_at timestamptz,
  wrong_answers smallint not null default 0,
  ended_at timestamptz,
  ended_by text,
  ended_because text check (ended_because in ('revoked', 'locked'))
);
create index link_node on portal.link (node);
create index link_case on portal.link (case_number) where case_number is not null;

-- A browser that was let in by a link. hash: of the cookie.
create table portal.session (
  hash bytea primary key,
  link bigint not null references portal.link (number) on delete cascade,
  language text,
  opened_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_link on portal.session (link);

-- What a customer did on their page, one row each; once: the form that they sent, so that nothing counts twice. What they wrote stands in the interaction alone.
-- state: waiting (its interaction is not recorded yet, or what follows from it is not done), done, failed.
create table portal.act (
  link bigint not null references portal.link (number) on delete cascade,
  once uuid not null,
  node bigint not null,
  kind text not null,
  at timestamptz not null,
  case_number bigint,
  interaction bigint,
  state text not null check (state in ('waiting', 'done', 'failed')),
  primary key (link, once)
);
create index act_node on portal.act (node, at desc);
create index act_waiting on portal.act (at) where state = 'waiting';
create index act_interaction on portal.act (interaction) where interaction is not null;

-- How long links live: every version, for ever. The highest holds; without one, what Custos starts with.
create table portal.setting (
  version integer primary key,
  setting jsonb not null,
  by text not null,
  at timestamptz not null
);
create function portal.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of this setting are never changed';
end $$;
create trigger setting_is_append_only before update or delete on portal.setting for each row execute function portal.is_append_only();
