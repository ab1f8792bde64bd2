-- How far events may be read is told by their numbers alone (0003): nothing asks any more in which transaction each was written.
alter table platform.outbox_event drop column txid;
