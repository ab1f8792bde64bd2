-- A session is begun by whoever knows the password (or whom the company's directory sent) and opens when the second factor is proven or none is needed. Only an open session is somebody.
alter table people.session add column stage text not null default 'open' check (stage in ('begun', 'open'));
alter table people.session alter column stage set default 'begun';

-- Roles whose people must have a second factor.
alter table people.company add column second_factor_roles text[] not null default '{}';

-- Second factors. secret is sealed with the installation's secret; one without confirmed_at is being set up and does not count. last_step: the newest step of which a code was used.
create table people.second_factor (
  person text primary key references people.person (id) on delete cascade,
  secret bytea not null,
  last_step bigint not null default 0,
  begun_at timestamptz not null default now(),
  confirmed_at timestamptz
);

-- Recovery codes that were not used yet: sha256 alone. Using one deletes it.
create table people.recovery_code (
  person text not null references people.second_factor (person) on delete cascade,
  hash bytea not null,
  primary key (person, hash)
);
