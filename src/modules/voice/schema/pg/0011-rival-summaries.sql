-- What a public page says of a rival, or of the company itself, as somebody read it there: a mean of so many ratings on a day. A later word about the same site and day takes the place of the former, which stays known.
create table voice.rival_summary (
  number integer generated always as identity primary key,
  -- Empty: the company itself.
  rival text not null,
  site text not null,
  on_day date not null,
  -- As the page wrote it, because its digits tell how far it was rounded.
  mean text not null,
  ratings bigint not null check (ratings > 0),
  -- Of one to five stars, where the page tells.
  stars bigint[] check (cardinality(stars) = 5),
  address text not null default '',
  entered_by text not null,
  entered_at timestamptz not null default now(),
  removed_by text,
  removed_at timestamptz
);
create unique index one_rival_summary_of_day on voice.rival_summary (lower(rival), site, on_day) where removed_at is null;
