create extension if not exists pg_trgm;

-- What claims said about somebody, latest per claim and trait. Keyed by node: whoever the claim belongs to has the trait, whatever is joined or split later.
-- A null value means that the source deleted it.
create table customers.trait (
  node bigint not null,
  name text not null,
  value text,
  source text not null,
  said_at timestamptz not null,
  interaction bigint not null,
  primary key (node, name)
);
create index trait_name_search on customers.trait using gin (lower(value) gin_trgm_ops) where name in ('name', 'givenName', 'familyName', 'company', 'nickname');
