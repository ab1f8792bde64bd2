-- Changes of the exact rules that somebody tried: what they would have done, for whoever asks what was known when they were made. Nothing is ever changed here.
create table identity.rule_trial (
  number integer generated always as identity primary key,
  -- The version that was tried against, and how the whole set of rules would differ from what Custos starts with.
  based_on integer not null,
  rules jsonb not null,
  outcome jsonb not null,
  tried_by text not null,
  tried_at timestamptz not null default now()
);

-- The exact rules: every version, for ever. The highest version holds; without any, what Custos starts with. Each was tried first.
create table identity.rule_version (
  version integer primary key,
  rules jsonb not null,
  trial integer not null references identity.rule_trial,
  note text not null,
  set_by text not null,
  set_at timestamptz not null default now()
);
create function identity.rules_are_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of the exact rules and what was tried are never changed';
end $$;
create trigger rules_are_append_only before update or delete on identity.rule_version for each row execute function identity.rules_are_append_only();
create trigger trials_are_append_only before update or delete on identity.rule_trial for each row execute function identity.rules_are_append_only();

-- The version of the rules by which every customer was looked at again.
alter table identity.match_state add column rules_followed integer not null default 0;
