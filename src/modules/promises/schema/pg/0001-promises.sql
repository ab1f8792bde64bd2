-- A promise: its versions say what is promised; publications say from when on which version holds.
create table promises.promise (
  number integer generated always as identity primary key,
  made_by text not null,
  made_at timestamptz not null
);

create table promises.version (
  promise integer not null references promises.promise,
  number integer not null,
  terms jsonb not null,
  note text not null,
  by text not null,
  at timestamptz not null,
  primary key (promise, number)
);

-- From when on a version holds; version null: from then on nothing is promised any more.
create table promises.publication (
  number integer generated always as identity primary key,
  promise integer not null references promises.promise,
  version integer,
  by text not null,
  at timestamptz not null,
  foreign key (promise, version) references promises.version
);
create index on promises.publication (promise, number);

create function promises.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'what was promised is append only';
end $$;
create trigger version_is_append_only before update or delete on promises.version for each row execute function promises.is_append_only();
create trigger publication_is_append_only before update or delete on promises.publication for each row execute function promises.is_append_only();

-- A promise at work for one customer, as it stands: what set it off (an interaction, and which of several that it set off), and what became of it. Whose it is, the claim says (node).
create table promises.verdict (
  promise integer not null references promises.promise,
  version integer not null,
  trigger bigint not null,
  ordinal smallint not null,
  node bigint not null,
  channel text not null,
  seam text not null,
  started_at timestamptz not null,
  due_at timestamptz,
  state text not null,
  settled_at timestamptz,
  evidence jsonb not null,
  noted_at timestamptz not null,
  primary key (promise, trigger, ordinal, version)
);
create index on promises.verdict (node);
create index on promises.verdict (promise, started_at desc);
create index on promises.verdict (due_at) where state = 'running';
create index on promises.verdict (trigger);

-- Every state that a verdict ever had, in order. Nothing is rewritten: later news add a step.
create table promises.step (
  number bigint generated always as identity primary key,
  promise integer not null,
  version integer not null,
  trigger bigint not null,
  ordinal smallint not null,
  node bigint not null,
  state text not null,
  settled_at timestamptz,
  evidence jsonb not null,
  noted_at timestamptz not null
);
create index on promises.step (node);
create index on promises.step (trigger);

-- Claims of which something came in, or something is due, that was not looked at yet. number, revision: what must stand in the history first; 0 for nothing.
create table promises.waiting (
  node bigint not null,
  number bigint not null,
  revision integer not null,
  since timestamptz not null,
  primary key (node, number, revision)
);
