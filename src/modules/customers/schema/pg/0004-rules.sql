-- What a stage, persona or value segment is: every version of the company's rules, for ever. The highest version holds. hash: sha256 of the rules as canonical JSON.
create table customers.rule_set (
  version integer primary key,
  hash text not null,
  rules jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null default now()
);
create function customers.rule_set_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of rules are never changed';
end $$;
create trigger rule_set_is_append_only before update or delete on customers.rule_set for each row execute function customers.rule_set_is_append_only();

-- How many customers rules fit, as last counted in the background: one row per content of rules, so that a page shows figures at once after a start. Only a cache of a count.
create table customers.rule_count (
  hash text primary key,
  counted_at timestamptz not null,
  took_ms integer not null,
  counts jsonb not null
);
