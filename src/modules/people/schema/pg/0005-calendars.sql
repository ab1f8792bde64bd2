-- Opening hours by which clocks run. Another version is added when somebody changes them; none is ever changed or removed, so that what was due by one can always be reckoned again.
-- week: seven lists of windows, Monday first; days: what differs from them. saved_by is custos while nobody confirmed what was assumed.
create table people.calendar (
  key text not null,
  version integer not null check (version > 0),
  name text not null,
  zone text not null,
  week jsonb not null,
  days jsonb not null,
  saved_by text not null,
  saved_at timestamptz not null,
  primary key (key, version)
);

create function people.calendar_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of opening hours are added, never changed';
end $$;
create trigger calendar_is_append_only before update or delete on people.calendar for each row execute function people.calendar_is_append_only();
