-- Fingerprints of the erased claims, so that a line of the ledger that a stop left out can be written again; and what was found of the person in other people's texts.
alter table customers.erasure add column claims text[] not null default '{}', add column mentions_found integer, add column mentions_are_least boolean not null default false;

-- One wording of somebody else's interaction that names the erased person: where, not who. revision and spans hold as long as the wording stands.
create table customers.erasure_mention (
  number bigint generated always as identity primary key,
  erasure uuid not null,
  interaction bigint not null,
  revision integer not null,
  home bigint not null,
  node bigint not null,
  channel text not null,
  occurred_at timestamptz not null,
  spans jsonb not null,
  masked_at timestamptz,
  masked_by text
);
create index erasure_mention_erasure on customers.erasure_mention (erasure, number);
create index erasure_mention_node on customers.erasure_mention (node);
