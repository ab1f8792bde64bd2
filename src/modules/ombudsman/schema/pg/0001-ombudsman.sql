-- What somebody asked the ombudsman to look at. It belongs to whoever its claim (node) belongs to; node 0: of no customer, or of one who was erased, of whom nothing is left here but the count.
-- cause: the rule that opened it by itself; key: of what opened it, so that a repeat opens nothing. word_settled: what the customer last said of it.
create table ombudsman.escalation (
  number bigint generated always as identity primary key,
  node bigint not null,
  origin text not null check (origin in ('customer', 'agent', 'employee', 'rule')),
  matter text not null,
  cause text,
  key text unique,
  case_number bigint,
  opened_by text not null,
  opened_at timestamptz not null,
  asked_at timestamptz,
  word_at timestamptz,
  word_settled boolean,
  closed_at timestamptz,
  outcome text,
  version integer not null
);
create index escalation_open on ombudsman.escalation (opened_at) where closed_at is null;
create index escalation_node on ombudsman.escalation (node) where node <> 0;
create index escalation_closed on ombudsman.escalation (closed_at) where closed_at is not null;
create index escalation_by on ombudsman.escalation (opened_by);

-- What happened with escalations, one row each: never changed, gone only with the person that it is about. by: a person of the staff, customer, or custos.
create table ombudsman.event (
  escalation bigint not null,
  place integer not null,
  at timestamptz not null,
  by text not null,
  kind text not null,
  body jsonb not null,
  primary key (escalation, place)
);

-- What the ombudsman stopped, until they lift it.
create table ombudsman.stop (
  number bigint generated always as identity primary key,
  escalation bigint,
  what text not null,
  why text not null,
  concerns text not null check (concerns in ('everybody', 'brand', 'service')),
  until_at timestamptz,
  ordered_by text not null,
  ordered_at timestamptz not null,
  lifted_by text,
  lifted_at timestamptz,
  lifted_why text
);
create index stop_in_force on ombudsman.stop (ordered_at) where lifted_at is null;

-- When something is brought to the ombudsman by itself: every version, for ever. The highest holds; without one, what Custos starts with.
create table ombudsman.rules (
  version integer primary key,
  rules jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null
);

create function ombudsman.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'what the ombudsman has on record is never changed';
end $$;
create trigger event_is_never_changed before update on ombudsman.event for each row execute function ombudsman.is_append_only();
create trigger rules_are_append_only before update or delete on ombudsman.rules for each row execute function ombudsman.is_append_only();
