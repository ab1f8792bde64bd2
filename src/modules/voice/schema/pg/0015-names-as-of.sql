-- Which names were looked for when, so that what is named can be had as of a moment: each name as it came, changed or went (name null). `since`: from when on it was looked for so. No people.
create table voice.name_then (
  kind text not null check (kind in ('rival', 'product')),
  id text not null,
  noted_at timestamptz not null,
  name text,
  since timestamptz,
  primary key (kind, id, noted_at)
);
insert into voice.name_then (kind, id, noted_at, name, since)
select 'rival', number::text, now(), name, changed_at from voice.rival where not is_removed
union all select 'product', id, now(), names[1], known_since from voice.known_product;
