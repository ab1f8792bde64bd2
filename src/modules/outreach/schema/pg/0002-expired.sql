-- Reservations that nobody used are given back when they expire, found by this.
drop index outreach.entry_withheld;
create index entry_expires on outreach.entry (expires_at) where state in ('reserved', 'withheld');
