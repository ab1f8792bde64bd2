-- Certificates of erasure. Nothing in them says who it was: numbers, counts, hashes under the key of the installation, and who decided why.
create table customers.erasure (
  number bigint generated always as identity primary key,
  key uuid not null unique,
  customer bigint,
  nodes bigint[] not null,
  homes bigint[] not null,
  reason text not null,
  erased_by text not null,
  erased_at timestamptz not null default now(),
  -- Null while rows of the history are still to be deleted; finished at the next start after a stop.
  finished_at timestamptz,
  hashes text[] not null,
  counts jsonb not null
);
create index erasure_customer on customers.erasure (customer);
