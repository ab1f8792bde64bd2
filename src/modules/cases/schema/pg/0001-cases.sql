-- What happened with cases, one row each, for ever: the state of a case is folded from them. place counts from 1 in each case. by: a person of the staff, or custos.
create table cases.event (
  case_number bigint not null,
  place integer not null,
  at timestamptz not null,
  by text not null,
  kind text not null,
  body jsonb not null,
  primary key (case_number, place)
);

-- The log is never changed; it goes only with the person that it is about.
create function cases.event_is_never_changed() returns trigger language plpgsql as $$
begin
  raise exception 'the log of cases is never changed';
end $$;
create trigger event_is_never_changed before update on cases.event for each row execute function cases.event_is_never_changed();

-- What the log of each case comes to, so that queues need not fold them all. A case belongs to whoever its claim (node) belongs to, whatever is joined or split.
-- since: since when the customer waits. due_at, due_clock: what staff owe next, by the rules that held at the last change. key: of what opened it by itself, so that a repeat opens nothing.
create table cases.case (
  number bigint generated always as identity primary key,
  node bigint not null,
  key text unique,
  about text not null,
  subject_type text,
  subject_id text,
  state text not null,
  priority smallint not null,
  owner text,
  queue text not null,
  returned_from text,
  since timestamptz not null,
  due_at timestamptz,
  due_clock text,
  paused_at timestamptz,
  quiet_since timestamptz,
  ended_at timestamptz,
  version integer not null
);
create index case_node on cases.case (node);
create index case_open on cases.case (priority, since, number) where ended_at is null;
create index case_owner on cases.case (owner) where ended_at is null and owner is not null;
create index case_ended on cases.case (ended_at) where ended_at is not null;
create index case_quiet on cases.case (quiet_since) where quiet_since is not null;

-- Which interactions a case is about, with whose claim each is.
create table cases.contact (
  case_number bigint not null references cases.case (number) on delete cascade,
  interaction bigint not null,
  node bigint not null,
  primary key (case_number, interaction)
);
create index contact_interaction on cases.contact (interaction);
create index contact_node on cases.contact (node);

-- Who is mentioned in a note, and when they read it.
create table cases.mention (
  case_number bigint not null references cases.case (number) on delete cascade,
  place integer not null,
  person text not null,
  seen_at timestamptz,
  primary key (case_number, place, person)
);
create index mention_unseen on cases.mention (person) where seen_at is null;

-- By when cases are answered and solved, and by which teams: every version, for ever. The highest holds; without one, what Custos starts with.
create table cases.policy (
  version integer primary key,
  policy jsonb not null,
  by text not null,
  at timestamptz not null
);
create function cases.policy_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of these rules are never changed';
end $$;
create trigger policy_is_append_only before update or delete on cases.policy for each row execute function cases.policy_is_append_only();
