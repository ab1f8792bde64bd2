-- Names (source and id, hashed) of interactions that a retention rule deleted: whatever comes under them again is known and not taken in. run: of which run of retention, so that a person can let them be taken in again.
create table interactions.expired (
  key uuid primary key,
  run bigint not null
);
create index expired_run on interactions.expired (run);
