-- Which contacts of a case belong together: 0 is what it is mainly about, each further number an issue that somebody took with it, as what a customer asks about one order is told as one.
alter table cases.contact add column matter integer not null default 0;

-- The case that a case is a part of by now; itself where it is none.
create function cases.whole_of(part bigint) returns bigint language sql stable as $$
  select coalesce((select (e.body ->> 'into')::bigint from cases.event e join cases.case c on c.number = e.case_number and c.state = 'merged' where e.case_number = part and e.kind = 'merged' order by e.place desc limit 1), part)
$$;

-- A case and its parts.
create function cases.parts_of(whole bigint) returns setof bigint language sql stable as $$
  select whole union select (e.body ->> 'other')::bigint from cases.event e where e.case_number = whole and e.kind = 'absorbed' and cases.whole_of((e.body ->> 'other')::bigint) = whole
$$;
