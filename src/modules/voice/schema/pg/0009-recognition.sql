-- What somebody of the staff said of how customers call them: short forms of their own name alone. Theirs to see.
create table voice.own_name (
  person text not null,
  name text not null,
  is_mine boolean not null,
  said_at timestamptz not null default now(),
  primary key (person, name)
);

-- Praise that whoever it is of lets others see; taken back by deleting the row.
create table voice.shared_praise (
  person text not null,
  interaction bigint not null,
  home bigint not null,
  node bigint not null,
  shared_at timestamptz not null default now(),
  primary key (person, interaction)
);
create index shared_praise_node on voice.shared_praise (node);
create index shared_praise_shared on voice.shared_praise (shared_at);
