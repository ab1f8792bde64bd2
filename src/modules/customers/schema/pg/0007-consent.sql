-- Every word on consent. Only ever added to, but for the mark that a correction of its interaction replaced it, and for erasure.
-- about_type, about_value: the identifier that it is for, normalised; null for its claim as a whole. key and place name it for ever and whenever it came.
create table customers.consent_word (
  number bigint generated always as identity primary key,
  node bigint not null,
  about_type text,
  about_value text,
  purpose text not null,
  channel text not null,
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  said_at timestamptz not null,
  expires_at timestamptz,
  source text not null,
  basis text not null,
  wording text,
  wording_version text,
  interaction bigint,
  revision integer,
  place integer not null,
  key uuid not null,
  said_by text,
  note text,
  replaced boolean not null default false,
  recorded_at timestamptz not null default now(),
  check ((about_type is null) = (about_value is null)),
  unique (interaction, revision, place)
);
create index consent_word_node on customers.consent_word (node);
create index consent_word_about on customers.consent_word (about_type, about_value) where about_type is not null;
