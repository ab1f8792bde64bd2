-- Which revision of the interaction said it: what a source corrected no longer counts, though it is of the same moment.
alter table customers.trait add column revision integer not null default 1;
