-- Names (source and id, hashed) of interactions that were erased with somebody: whatever comes under them again is refused.
create table interactions.erased (
  key uuid primary key,
  erasure uuid not null,
  refused bigint not null default 0
);
create index erased_erasure on interactions.erased (erasure);
