-- Whose word counts when sources contradict each other: every version of the company's rules, for ever. The highest version holds; without any, the latest word counts.
create table customers.survivorship (
  version integer primary key,
  rules jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null default now()
);
create function customers.survivorship_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of whose word counts are never changed';
end $$;
create trigger survivorship_is_append_only before update or delete on customers.survivorship for each row execute function customers.survivorship_is_append_only();
