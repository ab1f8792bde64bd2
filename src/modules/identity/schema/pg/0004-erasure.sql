-- A claim of somebody who was erased: a blank number, kept so that other people's joins and undos still stand on something.
alter table identity.node add column erased boolean not null default false;

-- The key of this installation under which erased identifiers are hashed, and how many erasures there were: writers ask it to know whether there is anything to look for.
create table identity.erasure_state (is_only boolean primary key default true check (is_only), erasures bigint not null default 0, secret bytea not null);
insert into identity.erasure_state (secret) values (sha256((gen_random_uuid()::text || gen_random_uuid()::text)::bytea));

-- Hashes of identifiers that must not come back: HMAC-SHA-256 of type and normalised value. refused: how often something with it was sent since.
create table identity.suppression (
  key bytea primary key,
  erasure uuid not null,
  since timestamptz not null default now(),
  refused bigint not null default 0
);
create index suppression_erasure on identity.suppression (erasure);
