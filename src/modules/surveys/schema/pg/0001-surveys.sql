-- A survey. key: stands in web pages and codes to scan; whoever has it may answer, and read its questions. draw_seed: decides by chance who is asked. published: the version that is asked; null before the first.
create table surveys.survey (
  number bigint generated always as identity primary key,
  key text not null unique,
  draw_seed text not null,
  state text not null default 'draft' check (state in ('draft', 'running', 'paused', 'closed')),
  published integer,
  created_at timestamptz not null
);

-- What a survey asks, in every version, for ever.
create table surveys.version (
  survey bigint not null references surveys.survey (number),
  version integer not null,
  definition jsonb not null,
  by text not null,
  at timestamptz not null,
  primary key (survey, version)
);

-- Who let a survey run, paused or closed it, when and why; by custos where it paused itself.
create table surveys.change (
  number bigint generated always as identity primary key,
  survey bigint not null references surveys.survey (number),
  state text not null,
  version integer,
  by text not null,
  why text not null,
  at timestamptz not null
);

create function surveys.is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'versions and changes of surveys are append only';
end $$;
create trigger version_is_append_only before update or delete on surveys.version for each row execute function surveys.is_append_only();
create trigger change_is_append_only before update or delete on surveys.change for each row execute function surveys.is_append_only();

-- Somebody whose moment came, or who answered without being asked (node 0). An invitation belongs to whoever its claim (node) belongs to, whatever is joined or split.
-- moment: names what it is about, once in a survey; empty for who came by themselves. draw: what was drawn, in [0, 1). next_at: when it is looked at again.
-- state: waiting (its time has not come), held (the governor holds it), sending, sent; left out for good: not-drawn, full, missed, shown (as it would have gone), failed; came (by a link, a code or the widget).
-- counted_revision: the latest revision that counts, 0 for none; later ones came after the end and are kept apart. told_revision: the one that was accepted as an interaction. follow_up: why somebody must act on the answer; its case has the key 'survey <number>'.
create table surveys.invitation (
  number bigint generated always as identity primary key,
  survey bigint not null references surveys.survey (number),
  version integer not null,
  node bigint not null,
  moment text not null,
  about_type text,
  about_id text,
  about_label text,
  stratum text not null default '',
  channel text not null,
  address text,
  met_at timestamptz not null,
  stale_at timestamptz not null,
  draw double precision not null,
  state text not null,
  reasons text[] not null default '{}',
  next_at timestamptz,
  language text,
  token_hash bytea unique,
  expires_at timestamptz,
  asked_at timestamptz,
  reached_at timestamptz,
  told_asked boolean not null default false,
  revision integer not null default 0,
  told_revision integer not null default 0,
  answered_at timestamptz,
  counted_revision integer not null default 0,
  interaction bigint,
  contact text,
  follow_up text,
  follow_up_at timestamptz,
  follow_up_due_at timestamptz,
  follow_up_told boolean not null default false,
  stopped boolean not null default false
);
create unique index invitation_moment on surveys.invitation (survey, moment) where moment <> '';
create index invitation_node on surveys.invitation (node);
create index invitation_next on surveys.invitation (next_at) where next_at is not null;
create index invitation_untold on surveys.invitation (number) where told_revision < counted_revision or (follow_up is not null and not follow_up_told) or (state = 'sent' and not told_asked);
create index invitation_met on surveys.invitation (survey, met_at);
create index invitation_interaction on surveys.invitation (interaction) where interaction is not null;

-- What was answered, every revision. via: personal, link, code or widget.
create table surveys.answer (
  invitation bigint not null references surveys.invitation (number) on delete cascade,
  revision integer not null,
  version integer not null,
  answers jsonb not null,
  language text not null,
  via text not null,
  at timestamptz not null,
  primary key (invitation, revision)
);
