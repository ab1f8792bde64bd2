-- What agents wrote to customers of cases. key: asked twice it goes once. letter: the Message-ID under which it went, so that an answer comes back to its case. state: see replies/contract.ts.
create table cases.reply (
  number bigint generated always as identity primary key,
  case_number bigint not null references cases.case (number) on delete cascade,
  key text not null unique,
  node bigint not null,
  to_address text not null,
  subject text not null,
  body text not null,
  next_update_at timestamptz,
  by text not null,
  at timestamptz not null,
  state text not null,
  reasons text[] not null default '{}',
  problem text,
  letter text unique,
  interaction bigint,
  settled_at timestamptz
);
create index reply_case on cases.reply (case_number, number);
create index reply_node on cases.reply (node);

-- Templates of replies: every version in every language, for ever. The highest holds; without one, what Custos comes with.
create table cases.reply_template (
  key text not null,
  language text not null,
  version integer not null,
  name text not null,
  body text not null,
  is_off boolean not null,
  by text not null,
  at timestamptz not null,
  primary key (key, language, version)
);
create function cases.reply_template_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions of templates are never changed';
end $$;
create trigger reply_template_is_append_only before update or delete on cases.reply_template for each row execute function cases.reply_template_is_append_only();
