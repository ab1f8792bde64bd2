-- The company whose installation this is: one row. name is null until the first run; session_secret signs session cookies.
create table people.company (
  one boolean primary key default true check (one),
  name text,
  zone text not null default 'UTC',
  session_secret text not null,
  created_at timestamptz not null default now()
);

-- Everybody with access, also those whose access ended. email is lower case. The sign-in library reads and writes the columns that are not ours (role, active, last_seen_at).
create table people.person (
  id text primary key,
  name text not null,
  email text not null unique check (email = lower(email)),
  email_verified boolean not null default false,
  image text,
  role text not null default 'read-only',
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  last_seen_at timestamptz
);

-- Open sessions; deleting one signs its browser out.
create table people.session (
  id text primary key,
  token text not null unique,
  user_id text not null references people.person (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on people.session (user_id);

-- How somebody proves who they are. A password is kept as salt and scrypt hash; the token columns serve sign-in through other providers.
create table people.account (
  id text primary key,
  account_id text not null,
  provider_id text not null,
  user_id text not null references people.person (id) on delete cascade,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index account_person on people.account (user_id);

-- One-time proofs of the sign-in library (links in mails). Unused until Custos may send mail.
create table people.verification (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verification_identifier on people.verification (identifier);

-- API keys. The key itself is shown once and never stored: hash is its sha256, ends_with its last four characters.
create table people.api_key (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('write', 'read')),
  source text,
  personal_data boolean not null,
  hash bytea not null unique,
  ends_with text not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz
);

-- Who saw and did what. Public ids only. Rows are added, never changed and never removed.
create table people.audit (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  who text not null,
  what text not null,
  about text,
  outcome text not null check (outcome in ('allowed', 'refused'))
);
create index audit_who on people.audit (who, id);
create index audit_about on people.audit (about, id) where about is not null;

create function people.audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append only';
end $$;
create trigger audit_is_append_only before update or delete on people.audit for each row execute function people.audit_is_append_only();
