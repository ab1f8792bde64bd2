-- Numbers of events are drawn in one order and their transactions end in another. Whoever writes events holds, until its transaction ends, a lock whose key is the last number drawn before
-- (48 bits, below a mark of ours): so whoever reads knows up to which number every event is written for good or never will be, and reads no further. Nobody ever waits for such a lock.
create function platform.events_drawn() returns bigint language sql volatile as $$
  select case when is_called then last_value else 0 end from platform.outbox_event_id_seq
$$;
create function platform.events_settled() returns bigint language plpgsql volatile as $$
declare
  -- Before the locks are looked at: who takes one later draws a later number.
  drawn bigint := platform.events_drawn();
begin
  return least(drawn, (
    select min(((classid::bigint << 32) | objid::bigint) & 281474976710655) from pg_locks
    where locktype = 'advisory' and objsubid = 1 and (classid::bigint >> 16) = 25461 and database = (select oid from pg_database where datname = current_database())));
end
$$;
