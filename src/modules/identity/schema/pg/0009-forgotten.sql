-- How often claims were taken back because nothing is left of their people: whoever remembers claims asks it, as with erasures, to know whether to forget them.
alter table identity.erasure_state add column forgotten bigint not null default 0;
