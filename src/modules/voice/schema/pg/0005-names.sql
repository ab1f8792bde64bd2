-- Rivals that the company looks for in texts, under each of their spellings. One that is removed stays known by its number, so that what was read before has a name.
create table voice.rival (
  number integer generated always as identity primary key,
  name text not null,
  spellings text[] not null default '{}',
  is_removed boolean not null default false,
  changed_by text not null,
  changed_at timestamptz not null default now()
);
create unique index one_rival_of_name on voice.rival (lower(name)) where not is_removed;

-- Products whose names are looked for in texts: what the company recorded most often, in lines of orders and as what interactions are about. Replaced as the history grows.
create table voice.known_product (
  id text primary key,
  names text[] not null,
  told bigint not null,
  known_since timestamptz not null default now()
);

-- How often the history was asked to be read again because names changed: part of what tells readers apart.
create table voice.names_round (
  is_only boolean primary key default true check (is_only),
  round integer not null,
  asked_by text not null,
  asked_at timestamptz not null default now()
);
